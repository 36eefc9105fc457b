// The balances of one company in memory, built from the roll-ups and kept up from the log. Never the
// truth: it knows the ledger version it stands at, and can be dropped at any moment (architecture.md).
import { toDayNumber, type LocalDate } from '../../shared/localDate.ts';
import type { DayTotal } from '../ledger/ledger.store.ts';
import { contributionOf, type Layer, type Posting } from '../ledger/posting.ts';
import { AccountSeries } from './accountSeries.ts';

type LayeredSeries = (AccountSeries | undefined)[];

/** How many of the last postings it remembers the accounts of: enough for any client that keeps up. */
const rememberedPostings = 100_000;
const noSeries: LayeredSeries = [];

export class BalanceIndex {
  #ledgerVersion: number;
  readonly #series = new Map<number, LayeredSeries>();
  /** Few days, many rows: each is numbered once. */
  readonly #dayNumbers = new Map<string, number>();
  /** Account of each posting after `#rememberedFrom`, in order. */
  #recentAccounts: number[] = [];
  #rememberedFrom: number;

  constructor(ledgerVersion: number, totals: readonly DayTotal[] = []) {
    this.#ledgerVersion = ledgerVersion;
    this.#rememberedFrom = ledgerVersion;
    this.addTotals(totals);
  }

  /** While it is being built: roll-ups of the version it stands at, by account and day. */
  addTotals(totals: readonly DayTotal[]): void {
    for (const { accountId, date, layer, debit, credit } of totals) {
      let day = this.#dayNumbers.get(date);
      if (day === undefined) this.#dayNumbers.set(date, (day = toDayNumber(date as LocalDate)));
      this.#seriesFor(accountId, layer).add(day, debit, credit);
    }
  }

  /** The version that every figure of this index belongs to. */
  get ledgerVersion(): number {
    return this.#ledgerVersion;
  }

  /**
   * Takes the postings that follow the version it stands at.
   * @throws when they do not follow it: the index must then be dropped.
   */
  apply(postings: readonly Posting[]): void {
    for (const posting of postings) {
      const { seq, accountId, date, layer } = posting;
      if (seq !== this.#ledgerVersion + 1) {
        throw new Error(`posting ${seq} does not follow version ${this.#ledgerVersion}`);
      }
      const { debit, credit } = contributionOf(posting);
      this.#seriesFor(accountId, layer).add(toDayNumber(date), debit, credit);
      this.#ledgerVersion = seq;
      this.#recentAccounts.push(accountId);
    }
    const excess = this.#recentAccounts.length - rememberedPostings;
    if (excess > rememberedPostings) {
      this.#recentAccounts = this.#recentAccounts.slice(excess);
      this.#rememberedFrom += excess;
    }
  }

  /** Accounts with postings after a version; null when that is too long ago to be remembered. */
  accountsSince(version: number): Set<number> | null {
    if (version < this.#rememberedFrom) return null;
    return new Set(this.#recentAccounts.slice(version - this.#rememberedFrom));
  }

  /** Debits − credits of an account up to and including a day number, in some layers. */
  balance(accountId: number, throughDay: number, inLayers: readonly Layer[]): bigint {
    const series = this.#series.get(accountId) ?? noSeries;
    let sum = 0n;
    for (const layer of inLayers) sum += series[layer]?.balanceThrough(throughDay) ?? 0n;
    return sum;
  }

  debits(accountId: number, throughDay: number, inLayers: readonly Layer[]): bigint {
    const series = this.#series.get(accountId) ?? noSeries;
    let sum = 0n;
    for (const layer of inLayers) sum += series[layer]?.debitThrough(throughDay) ?? 0n;
    return sum;
  }

  credits(accountId: number, throughDay: number, inLayers: readonly Layer[]): bigint {
    const series = this.#series.get(accountId) ?? noSeries;
    let sum = 0n;
    for (const layer of inLayers) sum += series[layer]?.creditThrough(throughDay) ?? 0n;
    return sum;
  }

  #seriesFor(accountId: number, layer: number): AccountSeries {
    let layered = this.#series.get(accountId);
    if (!layered) this.#series.set(accountId, (layered = []));
    return (layered[layer] ??= new AccountSeries());
  }
}
