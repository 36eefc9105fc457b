// Where the results of years that are not closed yet stand in later years: the plan of each such year, as
// closing it today would post it. Plans are kept beside an index and made anew for the years it moved.
import { isResultKind } from '../../shared/account.ts';
import { toDayNumber } from '../../shared/localDate.ts';
import type { ChartAccountNode, ChartIndex } from '../accounts/chartIndex.ts';
import type { Calendar } from '../fiscal-years/calendar.ts';
import { layers } from '../ledger/posting.ts';
import { ClosingTargets } from '../regularisation/closingTargets.ts';
import { planRegularisation, type ResultBalance } from '../regularisation/planRegularisation.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { addExact, exactOf, subtractExact, type ExactAmount } from './exactAmount.ts';

/** A year that was regularised has nothing left in these two together, an open one what it gathered. */
export const carriedLayers = [layers.ordinary, layers.regularisation] as const;

/** Before every day there is. */
const beforeEverything = -1_000_000;

type Sums = ReadonlyMap<number, ExactAmount>;
const nothing: Sums = new Map<number, ExactAmount>();

const known = new WeakMap<BalanceIndex, VirtualResults>();

/** The virtual results of a company at the version of an index. */
export function virtualResultsOf(books: CompanyBooks, index: BalanceIndex): VirtualResults {
  let results = known.get(index);
  if (!results?.isFor(books)) known.set(index, (results = new VirtualResults(books, index)));
  results.catchUp();
  return results;
}

export class VirtualResults {
  readonly #chart: ChartIndex;
  readonly #years: Calendar['years'];
  readonly #index: BalanceIndex;
  readonly #targets: ClosingTargets;
  /** The last day of each year, and of what lies before or between years: all days but those after the last. */
  readonly #lastDays: number[];
  readonly #resultAccounts = new Map<number, ChartAccountNode>();
  readonly #withoutTarget = new Set<number>();
  readonly #takers = new Set<number>();
  /** By stretch: what its plan takes to each account. */
  readonly #plans: (Sums | undefined)[] = [];
  /** At n: what the first n stretches take to each account. */
  #sums: Sums[] = [nothing];
  #ledgerVersion: number;

  constructor(books: CompanyBooks, index: BalanceIndex) {
    this.#chart = books.chart;
    this.#years = books.calendar.years;
    this.#index = index;
    this.#ledgerVersion = index.ledgerVersion;
    this.#lastDays = listLastDays(this.#years);
    this.#targets = new ClosingTargets(books);
    for (const account of books.chart.accounts) {
      if (!isResultKind(account.kind)) continue;
      this.#resultAccounts.set(account.id, account);
      if (this.#targets.of(account) === null) this.#withoutTarget.add(account.id);
      for (const id of this.takersOf(account.id)) this.#takers.add(id);
    }
  }

  /** Chart and years are other objects once anything in them has changed. */
  isFor({ chart, calendar }: CompanyBooks): boolean {
    return chart === this.#chart && calendar.years === this.#years;
  }

  /** Forgets the plans of the years that were posted to since the last time. */
  catchUp(): void {
    const { ledgerVersion } = this.#index;
    if (ledgerVersion === this.#ledgerVersion) return;
    const moved = this.#stretchesMovedSince(this.#ledgerVersion);
    this.#ledgerVersion = ledgerVersion;
    for (const stretch of moved) {
      this.#plans[stretch] = undefined;
      if (this.#sums.length > stretch + 1) this.#sums.length = stretch + 1;
    }
  }

  /** How many stretches, each a year, end on or before a day. */
  stretchesThrough(day: number): number {
    let count = this.#lastDays.length;
    while (count > 0 && this.#lastDays[count - 1]! > day) count -= 1;
    return count;
  }

  /** What the first stretches take to an account, debit − credit. */
  taken(accountId: number, stretches: number): ExactAmount {
    return this.#sumsOf(stretches).get(accountId) ?? 0;
  }

  /** Whether the plan of any year can take something to an account. */
  isTaker(accountId: number): boolean {
    return this.#takers.has(accountId);
  }

  /** A result account that nothing says where to close: its balance stays on it. */
  isWithoutTarget(accountId: number): boolean {
    return this.#withoutTarget.has(accountId);
  }

  get withoutTarget(): ReadonlySet<number> {
    return this.#withoutTarget;
  }

  /** The accounts whose virtual result a posting to an account can move. */
  takersOf(accountId: number): number[] {
    const account = this.#resultAccounts.get(accountId);
    const target = account ? this.#targets.of(account) : null;
    if (target === null) return [];
    if (target !== 'result') return [target.id];
    const { profit, loss } = this.#targets;
    return [profit, loss].flatMap((taker) => (taker ? [taker.id] : []));
  }

  #stretchesMovedSince(version: number): Iterable<number> {
    const days = this.#index.daysSince(version, (id) => this.#resultAccounts.has(id));
    if (days === null) return this.#lastDays.keys();
    return new Set([...days].map((day) => this.stretchesThrough(day - 1)));
  }

  #sumsOf(stretches: number): Sums {
    for (let count = this.#sums.length; count <= stretches; count += 1) {
      const sums = new Map(this.#sums[count - 1]);
      for (const [id, amount] of this.#planOf(count - 1)) {
        sums.set(id, addExact(sums.get(id) ?? 0, amount));
      }
      this.#sums.push(sums);
    }
    return this.#sums[stretches]!;
  }

  #planOf(stretch: number): Sums {
    let sums = this.#plans[stretch];
    if (!sums) {
      const { transfers } = planRegularisation(this.#targets, this.#balancesOf(stretch));
      this.#plans[stretch] = sums = new Map(
        transfers.map(({ target, amount }) => [target.id, exactOf(amount)]),
      );
    }
    return sums;
  }

  *#balancesOf(stretch: number): Iterable<ResultBalance> {
    const before = stretch === 0 ? beforeEverything : this.#lastDays[stretch - 1]!;
    for (const account of this.#resultAccounts.values()) {
      const balances = this.#index.account(account.id);
      if (balances.isEmpty) continue;
      const through = balances.balance(this.#lastDays[stretch]!, carriedLayers);
      const gathered = subtractExact(through, balances.balance(before, carriedLayers));
      yield { account, amount: BigInt(gathered) };
    }
  }
}

function listLastDays(years: Calendar['years']): number[] {
  const lastDays: number[] = [];
  for (const { startsOn, endsOn } of years) {
    const dayBefore = toDayNumber(startsOn) - 1;
    if (lastDays.at(-1) !== dayBefore) lastDays.push(dayBefore);
    lastDays.push(toDayNumber(endsOn));
  }
  return lastDays;
}
