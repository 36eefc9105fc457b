// The balances of one company in memory, built from the roll-ups and kept up from the log. Never the
// truth: it knows the ledger version it stands at, and can be dropped at any moment (architecture.md).
import { toDayNumber, type LocalDate } from '../../shared/localDate.ts';
import type { DayTotal, PackedDayTotals } from '../ledger/dayTotals.store.ts';
import { contributionOf, type Layer, type Posting } from '../ledger/posting.ts';
import { AccountBalances } from './accountBalances.ts';
import { exactOf, type ExactAmount } from './exactAmount.ts';
import { orderByDay, readDays, readNumbers } from './packedColumns.ts';

/** How many of the last postings it remembers: enough for any client that keeps up. */
const usuallyRemembered = 100_000;
const nothingPosted = new AccountBalances();

export class BalanceIndex {
  #ledgerVersion: number;
  readonly #accounts = new Map<number, AccountBalances>();
  /** Account and day of each posting after `#rememberedFrom`, in order. */
  #recentAccounts: number[] = [];
  #recentDays: number[] = [];
  #rememberedFrom: number;
  readonly #rememberedPostings: number;
  /** Accounts that a snapshot has too: the next posting to one makes its own. */
  readonly #shared = new Set<number>();

  /** @param rememberedPostings of how many at least `accountsSince` and `daysSince` can tell */
  constructor(
    ledgerVersion: number,
    totals: readonly DayTotal[] = [],
    rememberedPostings = usuallyRemembered,
  ) {
    this.#ledgerVersion = ledgerVersion;
    this.#rememberedFrom = ledgerVersion;
    this.#rememberedPostings = rememberedPostings;
    this.addTotals(totals);
  }

  /** While it is being built: roll-ups that count for the version it stands at. */
  addTotals(totals: readonly DayTotal[]): void {
    for (const { accountId, date, layer, debit, credit } of totals) {
      const day = toDayNumber(date as LocalDate);
      this.#accountFor(accountId).add(layer, day, exactOf(debit), exactOf(credit));
    }
  }

  /** The same of a whole account, as it comes from the database. */
  addPacked({ accountId, length, ...columns }: PackedDayTotals): void {
    const days = readDays(columns.dates, length);
    const layers = readNumbers(columns.layers, length);
    const debits = readNumbers(columns.debits, length);
    const credits = readNumbers(columns.credits, length);
    const order = orderByDay(days);
    const account = this.#accountFor(accountId);
    for (let at = 0; at < length; at += 1) {
      const row = order ? order[at]! : at;
      // Nearly all days of an account are of one layer, so that its length is that of all of them.
      account.add(layers[row] as number, days[row]!, debits[row]!, credits[row]!, length);
    }
  }

  /**
   * The balances as they stand, for work that lets others in: postings go on arriving in this one. Nothing is
   * copied but the list of accounts; one is copied when it is posted to.
   */
  snapshot(): BalanceIndex {
    const snapshot = new BalanceIndex(this.#ledgerVersion);
    for (const [id, account] of this.#accounts) {
      snapshot.#accounts.set(id, account);
      snapshot.#shared.add(id);
      this.#shared.add(id);
    }
    return snapshot;
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
      const day = toDayNumber(date);
      this.#accountFor(accountId).add(layer, day, exactOf(debit), exactOf(credit));
      this.#ledgerVersion = seq;
      this.#recentAccounts.push(accountId);
      this.#recentDays.push(day);
    }
    const excess = this.#recentAccounts.length - this.#rememberedPostings;
    // Twice as many are let in before the older half goes, so that not every posting moves all of them.
    if (excess > this.#rememberedPostings) {
      this.#recentAccounts = this.#recentAccounts.slice(excess);
      this.#recentDays = this.#recentDays.slice(excess);
      this.#rememberedFrom += excess;
    }
  }

  /** Accounts with postings after a version; null when that is too long ago to be remembered. */
  accountsSince(version: number): Set<number> | null {
    if (version < this.#rememberedFrom) return null;
    return new Set(this.#recentAccounts.slice(version - this.#rememberedFrom));
  }

  /** Days of the postings after a version to some accounts; null when that is too long ago to be remembered. */
  daysSince(version: number, isWanted: (accountId: number) => boolean): Set<number> | null {
    if (version < this.#rememberedFrom) return null;
    const days = new Set<number>();
    for (let at = version - this.#rememberedFrom; at < this.#recentDays.length; at += 1) {
      if (isWanted(this.#recentAccounts[at]!)) days.add(this.#recentDays[at]!);
    }
    return days;
  }

  /** What one account has, to be asked and let go: an account without postings gets its own with the first. */
  account(accountId: number): AccountBalances {
    return this.#accounts.get(accountId) ?? nothingPosted;
  }

  /** Debits − credits of an account up to and including a day number, in some layers. */
  balance(accountId: number, throughDay: number, inLayers: readonly Layer[]): ExactAmount {
    return this.account(accountId).balance(throughDay, inLayers);
  }

  debits(accountId: number, throughDay: number, inLayers: readonly Layer[]): ExactAmount {
    return this.account(accountId).debits(throughDay, inLayers);
  }

  credits(accountId: number, throughDay: number, inLayers: readonly Layer[]): ExactAmount {
    return this.account(accountId).credits(throughDay, inLayers);
  }

  #accountFor(accountId: number): AccountBalances {
    let account = this.#accounts.get(accountId);
    if (!account) this.#accounts.set(accountId, (account = new AccountBalances()));
    else if (this.#shared.delete(accountId)) {
      this.#accounts.set(accountId, (account = account.copy()));
    }
    return account;
  }
}
