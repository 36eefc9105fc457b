// The balances of one account, layer by layer: what a figure looks up once and asks for many days.
import type { Layer } from '../ledger/posting.ts';
import { AccountSeries } from './accountSeries.ts';
import { addExact, type ExactAmount } from './exactAmount.ts';

export class AccountBalances {
  readonly #byLayer: (AccountSeries | undefined)[] = [];

  /** Nothing was ever posted to it. */
  get isEmpty(): boolean {
    return this.#byLayer.length === 0;
  }

  copy(): AccountBalances {
    const copy = new AccountBalances();
    for (const [layer, series] of this.#byLayer.entries()) copy.#byLayer[layer] = series?.copy();
    return copy;
  }

  /** @param capacity days to make room for, where it is known how many come */
  add(
    layer: number,
    day: number,
    debit: ExactAmount,
    credit: ExactAmount,
    capacity?: number,
  ): void {
    const series = (this.#byLayer[layer] ??= new AccountSeries(capacity));
    series.add(day, debit, credit);
  }

  /** Debits − credits up to and including a day number, in some layers. */
  balance(throughDay: number, inLayers: readonly Layer[]): ExactAmount {
    let sum: ExactAmount = 0;
    for (const layer of inLayers) {
      const series = this.#byLayer[layer];
      if (series) sum = addExact(sum, series.balanceThrough(throughDay));
    }
    return sum;
  }

  debits(throughDay: number, inLayers: readonly Layer[]): ExactAmount {
    let sum: ExactAmount = 0;
    for (const layer of inLayers) {
      const series = this.#byLayer[layer];
      if (series) sum = addExact(sum, series.debitThrough(throughDay));
    }
    return sum;
  }

  credits(throughDay: number, inLayers: readonly Layer[]): ExactAmount {
    let sum: ExactAmount = 0;
    for (const layer of inLayers) {
      const series = this.#byLayer[layer];
      if (series) sum = addExact(sum, series.creditThrough(throughDay));
    }
    return sum;
  }
}
