// One column per month for every account, totals included, in one pass over the chart.
import type {
  BalanceMeasure,
  ClosingView,
  MonthlyBalances,
} from '../../shared/contract/balances.ts';
import { addDays, endOfMonth, monthOf, yearOf } from '../../shared/localDate.ts';
import type { Period } from '../../shared/period.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import { Pace } from '../pace.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { addExact, writeExact, type ExactAmount } from './exactAmount.ts';
import { assertWork, workOf, type BalanceWork } from './balanceWork.ts';
import { Figures, type FigureOptions } from './figures.ts';
import { viewFor } from './queryBalances.ts';

/** @throws Refusal `too-much-work` for too many months of too many accounts */
export async function computeMonthlyBalances(
  books: CompanyBooks,
  index: BalanceIndex,
  period: Period,
  options: { measure: BalanceMeasure; closing?: ClosingView | undefined },
  work: BalanceWork = workOf(new Pace()),
): Promise<MonthlyBalances> {
  // Those that were never posted to have no row.
  const moved = Math.max(1, countMoved(books, index, options)) * countMonths(period);
  assertWork('saldos mensuales de cuentas', moved, work.bounds.months);
  const { view, pace } = viewFor(index, moved, work);
  const months = listMonths(period);
  const figures = new Figures(books, view, options);
  const days = months.map((month) => figures.days(month));
  const sums = new Map<ChartAccountNode, ExactAmount[]>();
  // From the end, so that every sum is complete when it is added to the account above it.
  for (const account of books.chart.accounts.toReversed()) {
    if (account.children.length === 0) {
      const of = figures.account(account);
      if (figures.isAlwaysZero(of)) continue;
      const own = days.map((month) => figures.measure(of, month, options.measure));
      if (own.some((amount) => amount !== 0)) sums.set(account, own);
      if (pace.isDue(months.length)) await pace.rest();
    }
    const own = sums.get(account);
    if (!own || account.parent === null) continue;
    const above = sums.get(account.parent);
    if (!above) sums.set(account.parent, [...own]);
    else for (let at = 0; at < own.length; at += 1) above[at] = addExact(above[at]!, own[at]!);
  }
  const rows: MonthlyBalances['rows'] = [];
  for (const account of books.chart.accounts) {
    const amounts = sums.get(account);
    if (!amounts) continue;
    const { code, name, level, children } = account;
    rows.push({
      code,
      name,
      level,
      isPostable: children.length === 0,
      amounts: amounts.map((amount) => writeExact(amount, books.writing.minorDigits)),
    });
    if (pace.isDue(months.length)) await pace.rest();
  }
  return { ledgerVersion: view.ledgerVersion, months, rows };
}

/** How many `listMonths` lists. */
function countMonths({ from, to }: Period): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from) + 1;
}

/** Accounts that may have a figure other than zero. */
function countMoved(books: CompanyBooks, index: BalanceIndex, options: FigureOptions): number {
  const figures = new Figures(books, index, options);
  let count = 0;
  for (const account of books.chart.accounts) {
    if (account.children.length === 0 && !figures.isAlwaysZero(figures.account(account)))
      count += 1;
  }
  return count;
}

/** The months between two days; the first begins and the last ends where the period does. */
export function listMonths({ from, to }: Period): Period[] {
  const months: Period[] = [];
  for (let first = from; ;) {
    const last = endOfMonth(yearOf(first), monthOf(first));
    months.push({ from: first, to: last < to ? last : to });
    // Not a day further: after the last month there may be no calendar left.
    if (last >= to) return months;
    first = addDays(last, 1);
  }
}
