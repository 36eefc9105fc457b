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
import { resultAccountOf } from './resultAccount.ts';

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
const earlierLayers: readonly Layer[] = [ordinary, regularisation];

export interface FigureOptions {
  closing?: ClosingView | undefined;
  layers?: readonly LayerName[] | undefined;
}

/** An account as figures look at it: looked up once, asked for many periods. */
export interface FigureAccount {
  balances: AccountBalances;
  /** Starts every fiscal year at zero. */
  isResult: boolean;
  /** Where the result of earlier years stands. */
  isResultAccount: boolean;
}

export interface PeriodDays {
  from: number;
  to: number;
  /** Last day before the fiscal year of `from` and of `to`. */
  beforeYearOfFrom: number;
  beforeYearOfTo: number;
}

/**
 * Figures of one company at one ledger version. Result accounts accumulate from the start of the
 * fiscal year; the results of earlier years that are not closed yet stand, as a virtual amount, on
 * the result account, so that every view adds up to zero.
 */
export class Figures {
  readonly #books: CompanyBooks;
  readonly #index: BalanceIndex;
  readonly #view: LayerView;
  /** Explicit layers are shown as they are, without a virtual result. */
  readonly #isVirtual: boolean;
  readonly #days = new Map<Period, PeriodDays>();
  readonly #virtual = new Map<number, ExactAmount>();
  readonly #resultAccount: ChartAccountNode | undefined;

  constructor(books: CompanyBooks, index: BalanceIndex, options: FigureOptions = {}) {
    this.#books = books;
    this.#index = index;
    this.#resultAccount = resultAccountOf(books);
    this.#isVirtual = options.layers === undefined;
    this.#view = options.layers
      ? { inYear: [...new Set(options.layers)].map((name) => layers[name]), onlyEarlier: [] }
      : views[options.closing ?? 'antes'];
  }

  /** A measure of one account that takes postings, looked up with `account` and `days`. */
  measure(account: FigureAccount, days: PeriodDays, measure: BalanceMeasure): ExactAmount {
    switch (measure) {
      case 'closing':
        return this.#balanceAt(account, days.to, days.beforeYearOfTo);
      case 'opening':
        return this.#balanceAt(account, days.from - 1, days.beforeYearOfFrom);
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
    return {
      balances: this.#index.account(account.id),
      isResult: isResultKind(account.kind),
      isResultAccount: this.isResultAccount(account),
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
      this.#days.set(period, (days = { from, to, beforeYearOfFrom, beforeYearOfTo }));
    }
    return days;
  }

  /** The result of earlier, unclosed years that stands on the result account at the end of a period. */
  virtualResult(period: Period): ExactAmount {
    return this.#isVirtual ? this.#virtualBefore(this.days(period).beforeYearOfTo) : 0;
  }

  isResultAccount(account: ChartAccountNode): boolean {
    return account === this.#resultAccount;
  }

  /** No figure of it can be anything but zero. */
  isAlwaysZero({ balances, isResultAccount }: FigureAccount): boolean {
    return balances.isEmpty && !(this.#isVirtual && isResultAccount);
  }

  #balanceAt(
    { balances, isResult, isResultAccount }: FigureAccount,
    throughDay: number,
    beforeYear: number,
  ): ExactAmount {
    const { inYear, onlyEarlier } = this.#view;
    const through = balances.balance(throughDay, inYear);
    if (isResult) return subtractExact(through, balances.balance(beforeYear, inYear));
    const earlier = onlyEarlier.length === 0 ? 0 : balances.balance(beforeYear, onlyEarlier);
    const virtual = this.#isVirtual && isResultAccount ? this.#virtualBefore(beforeYear) : 0;
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

  #virtualBefore(beforeYear: number): ExactAmount {
    let sum = this.#virtual.get(beforeYear);
    if (sum === undefined) {
      sum = 0;
      for (const account of this.#books.chart.accounts) {
        if (!isResultKind(account.kind)) continue;
        sum = addExact(sum, this.#index.balance(account.id, beforeYear, earlierLayers));
      }
      this.#virtual.set(beforeYear, sum);
    }
    return sum;
  }

  #dayBeforeYear(date: LocalDate): number {
    const start = resultStartOf(this.#books.calendar, date);
    return start === null ? beforeEverything : toDayNumber(start) - 1;
  }
}
