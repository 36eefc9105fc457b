// One column per month for every account, totals included, in one pass over the chart.
import type {
  BalanceMeasure,
  ClosingView,
  MonthlyBalances,
} from '../../shared/contract/balances.ts';
import { addDays, endOfMonth, monthOf, yearOf } from '../../shared/localDate.ts';
import type { Period } from '../../shared/period.ts';
import { reject } from '../../shared/rejection.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { addExact, writeExact, type ExactAmount } from './exactAmount.ts';
import { Figures } from './figures.ts';

/** A century; every account has a figure in each. */
const maxMonths = 1_200;

/** @throws Refusal `too-many-cells` for a period of more than a hundred years */
export function computeMonthlyBalances(
  books: CompanyBooks,
  index: BalanceIndex,
  period: Period,
  options: { measure: BalanceMeasure; closing?: ClosingView | undefined },
): MonthlyBalances {
  const months = listMonths(period);
  const accountCount = books.chart.accounts.length;
  if (months.length > maxMonths) {
    const params = { cells: months.length * accountCount, max: maxMonths * accountCount };
    throw new Refusal('too-large', reject('too-many-cells', params, { field: 'period' }));
  }
  const figures = new Figures(books, index, options);
  const days = months.map((month) => figures.days(month));
  const sums = new Map<ChartAccountNode, ExactAmount[]>();
  // From the end, so that every sum is complete when it is added to the account above it.
  for (const account of books.chart.accounts.toReversed()) {
    if (account.children.length === 0) {
      const of = figures.account(account);
      if (figures.isAlwaysZero(of)) continue;
      const own = days.map((month) => figures.measure(of, month, options.measure));
      if (own.some((amount) => amount !== 0)) sums.set(account, own);
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
  }
  return { ledgerVersion: index.ledgerVersion, months, rows };
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
