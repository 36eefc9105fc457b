// What postings add to their days, gathered before it is written: one row per account, day, layer and book,
// however many postings it has.
import type { DimensionDayTotal } from './dayTotals.store.ts';
import { contributionOf, type Posting } from './posting.ts';

/** By day, layer and book. */
type DaysOfAccount = Map<string, DimensionDayTotal>;

export class GatheredTotals {
  readonly #byAccount = new Map<number, DaysOfAccount>();
  /** Of the postings that carry dimensions, by set and account. */
  readonly #bySet = new Map<string, DaysOfAccount>();
  #size = 0;

  /** How many rows it will write. */
  get size(): number {
    return this.#size;
  }

  add(posting: Posting): void {
    const { accountId, date, layer, book, dimensionSetId } = posting;
    const day = `${date}${layer}${book}`;
    this.#addTo(daysOf(this.#byAccount, accountId), day, posting, 0);
    if (dimensionSetId === 0) return;
    const days = daysOf(this.#bySet, `${dimensionSetId}|${accountId}`);
    this.#addTo(days, day, posting, dimensionSetId);
  }

  /** Empties it. @returns rows in the order of their keys as far as days came in order, which writes fastest */
  take(): { totals: DimensionDayTotal[]; dimensioned: DimensionDayTotal[] } {
    const accounts = [...this.#byAccount].sort(([a], [b]) => a - b);
    const totals = accounts.flatMap(([, days]) => [...days.values()]);
    const dimensioned = [...this.#bySet.values()].flatMap((days) => [...days.values()]);
    this.#byAccount.clear();
    this.#bySet.clear();
    this.#size = 0;
    return { totals, dimensioned };
  }

  #addTo(days: DaysOfAccount, day: string, posting: Posting, dimensionSetId: number): void {
    const { debit, credit } = contributionOf(posting);
    const total = days.get(day);
    if (total) {
      total.debit += debit;
      total.credit += credit;
      return;
    }
    const { accountId, date, layer, book } = posting;
    days.set(day, { dimensionSetId, accountId, date, layer, book, debit, credit });
    this.#size += 1;
  }
}

function daysOf<K>(accounts: Map<K, DaysOfAccount>, key: K): DaysOfAccount {
  let days = accounts.get(key);
  if (!days) accounts.set(key, (days = new Map<string, DimensionDayTotal>()));
  return days;
}
