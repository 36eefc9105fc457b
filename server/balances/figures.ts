// What a figure of an account over a period is (functions.md «Closed years never hide figures»).
import { isResultKind } from '../../shared/account.ts';
import type { BalanceMeasure, ClosingView, LayerName } from '../../shared/contract/balances.ts';
import { toDayNumber, type LocalDate } from '../../shared/localDate.ts';
import type { Period } from '../../shared/period.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import { resultStartOf } from '../fiscal-years/calendar.ts';
import { layers, type Layer } from '../ledger/posting.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { AccountBalances } from './accountBalances.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { addExact, subtractExact, type ExactAmount } from './exactAmount.ts';
import { carriedLayers, virtualResultsOf, type VirtualResults } from './virtualResults.ts';

/** Before every day there is. */
const beforeEverything = -1_000_000;

/** Which layers count in the fiscal year of the date, and which in the years before it. */
interface LayerView {
  inYear: readonly Layer[];
  /** Those of earlier years that `inYear` does not have. */
  onlyEarlier: readonly Layer[];
}

const { ordinary, regularisation, closing, opening } = layers;
const views: Record<ClosingView, LayerView> = {
  antes: { inYear: [ordinary], onlyEarlier: [regularisation] },
  despues: { inYear: [ordinary, regularisation], onlyEarlier: [] },
  todos: { inYear: [ordinary, regularisation, closing, opening], onlyEarlier: [] },
};

export interface FigureOptions {
  closing?: ClosingView | undefined;
  layers?: readonly LayerName[] | undefined;
}

/** An account as figures look at it: looked up once, asked for many periods. */
export interface FigureAccount {
  balances: AccountBalances;
  /** Starts every fiscal year at zero. */
  isResult: boolean;
  /** A result account that goes on in later years, because nothing says where it closes. */
  isWithoutTarget: boolean;
  /** Takes results of earlier years; null: it can't. */
  takerId: number | null;
}

export interface PeriodDays {
  from: number;
  to: number;
  /** Last day before the fiscal year of `from` and of `to`. */
  beforeYearOfFrom: number;
  beforeYearOfTo: number;
  /** How many stretches of virtual results end by then. */
  stretchesBeforeFrom: number;
  stretchesBeforeTo: number;
}

/**
 * Figures of one company at one ledger version. Result accounts accumulate from the start of the
 * fiscal year; the results of earlier years that are not closed yet stand, as virtual amounts, where
 * closing would take them, so that every view adds up to zero and no figure moves on the day of the closing.
 */
export class Figures {
  readonly #books: CompanyBooks;
  readonly #index: BalanceIndex;
  readonly #view: LayerView;
  /** Explicit layers are shown as they are, without a virtual result. */
  readonly #isVirtual: boolean;
  readonly #days = new Map<Period, PeriodDays>();
  readonly #results: VirtualResults;

  constructor(books: CompanyBooks, index: BalanceIndex, options: FigureOptions = {}) {
    this.#books = books;
    this.#index = index;
    this.#results = virtualResultsOf(books, index);
    this.#isVirtual = options.layers === undefined;
    this.#view = options.layers
      ? { inYear: [...new Set(options.layers)].map((name) => layers[name]), onlyEarlier: [] }
      : views[options.closing ?? 'antes'];
  }

  /** A measure of one account that takes postings, looked up with `account` and `days`. */
  measure(account: FigureAccount, days: PeriodDays, measure: BalanceMeasure): ExactAmount {
    switch (measure) {
      case 'closing':
        return this.#balanceAt(account, days.to, days.beforeYearOfTo, days.stretchesBeforeTo);
      case 'opening':
        return this.#balanceAt(
          account,
          days.from - 1,
          days.beforeYearOfFrom,
          days.stretchesBeforeFrom,
        );
      case 'debit':
        return this.#moved(account, days, 'debits');
      case 'credit':
        return this.#moved(account, days, 'credits');
      case 'movement':
        return subtractExact(
          this.#moved(account, days, 'debits'),
          this.#moved(account, days, 'credits'),
        );
    }
  }

  /** For `measure`: whoever asks for many figures of an account keeps it. */
  account(account: ChartAccountNode): FigureAccount {
    const { id, kind } = account;
    const isWithoutTarget = this.#isVirtual && this.#results.isWithoutTarget(id);
    return {
      balances: this.#index.account(id),
      isResult: isResultKind(kind) && !isWithoutTarget,
      isWithoutTarget,
      takerId: this.#isVirtual && this.#results.isTaker(id) ? id : null,
    };
  }

  /** For `measure`. */
  days(period: Period): PeriodDays {
    let days = this.#days.get(period);
    if (days === undefined) {
      const from = toDayNumber(period.from);
      const to = toDayNumber(period.to);
      const beforeYearOfTo = this.#dayBeforeYear(period.to);
      const beforeYearOfFrom = this.#dayBeforeYear(period.from);
      const stretchesBeforeFrom = this.#results.stretchesThrough(beforeYearOfFrom);
      const stretchesBeforeTo = this.#results.stretchesThrough(beforeYearOfTo);
      days = { from, to, beforeYearOfFrom, beforeYearOfTo, stretchesBeforeFrom, stretchesBeforeTo };
      this.#days.set(period, days);
    }
    return days;
  }

  /** The part of an account's closing that is results of earlier years which are not closed yet. */
  virtualPart({ takerId }: FigureAccount, { stretchesBeforeTo }: PeriodDays): ExactAmount {
    return takerId === null ? 0 : this.#results.taken(takerId, stretchesBeforeTo);
  }

  /** The part of an account's closing that earlier years left on it, because nothing says where it closes. */
  partWithoutTarget(account: FigureAccount, { beforeYearOfTo }: PeriodDays): ExactAmount {
    return account.isWithoutTarget ? account.balances.balance(beforeYearOfTo, carriedLayers) : 0;
  }

  /** The accounts with postings that go on in later years, because nothing says where they close. */
  listWithoutTarget(): ReadonlySet<number> {
    const ids = this.#isVirtual ? [...this.#results.withoutTarget] : [];
    return new Set(ids.filter((id) => !this.#index.account(id).isEmpty));
  }

  /** No figure of it can be anything but zero. */
  isAlwaysZero({ balances, takerId }: FigureAccount): boolean {
    return balances.isEmpty && takerId === null;
  }

  #balanceAt(
    { balances, isResult, takerId }: FigureAccount,
    throughDay: number,
    beforeYear: number,
    yearsBefore: number,
  ): ExactAmount {
    const { inYear, onlyEarlier } = this.#view;
    const through = balances.balance(throughDay, inYear);
    if (isResult) return subtractExact(through, balances.balance(beforeYear, inYear));
    const earlier = onlyEarlier.length === 0 ? 0 : balances.balance(beforeYear, onlyEarlier);
    const virtual = takerId === null ? 0 : this.#results.taken(takerId, yearsBefore);
    return addExact(addExact(through, earlier), virtual);
  }

  #moved(
    { balances }: FigureAccount,
    { from, to }: PeriodDays,
    side: 'debits' | 'credits',
  ): ExactAmount {
    const { inYear } = this.#view;
    return subtractExact(balances[side](to, inYear), balances[side](from - 1, inYear));
  }

  #dayBeforeYear(date: LocalDate): number {
    const start = resultStartOf(this.#books.calendar, date);
    return start === null ? beforeEverything : toDayNumber(start) - 1;
  }
}
