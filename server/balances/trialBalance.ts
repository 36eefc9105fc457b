// The trial balance of a period: every account with its opening, debits, credits and closing, totals
// of the accounts above included. Each column of the leaves adds up to what double entry promises.
import type { TrialBalance, TrialBalanceRow } from '../../shared/contract/balances.ts';
import type { Period } from '../../shared/period.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { addExact, writeExact, type ExactAmount } from './exactAmount.ts';
import { Figures, type FigureOptions, type PeriodDays } from './figures.ts';

interface Columns {
  opening: ExactAmount;
  debit: ExactAmount;
  credit: ExactAmount;
  closing: ExactAmount;
  /** Parts of `closing` that come from earlier years which are not closed yet. */
  virtual: ExactAmount;
  withoutTarget: ExactAmount;
}

export interface TrialBalanceOptions extends FigureOptions {
  /** Deepest level shown; left out: all. */
  level?: number | undefined;
  leavesOnly: boolean;
  includeZeros: boolean;
}

export function computeTrialBalance(
  books: CompanyBooks,
  index: BalanceIndex,
  period: Period,
  options: TrialBalanceOptions,
): TrialBalance {
  const figures = new Figures(books, index, options);
  const { accounts } = books.chart;
  /** By the place of the account. */
  const columns = new Array<Columns | undefined>(accounts.length);
  const totals = emptyColumns();
  const days = figures.days(period);
  // Accounts stand in code order, those below after the one above: from the end, every sum is complete
  // when it is added to the account above it.
  for (let place = accounts.length - 1; place >= 0; place -= 1) {
    const account = accounts[place]!;
    if (account.children.length === 0) columns[place] = computeColumns(figures, account, days);
    const own = columns[place];
    if (!own) continue;
    const above = account.parent ? (columns[account.parent.place] ??= emptyColumns()) : totals;
    addColumns(above, own);
  }
  const digits = books.writing.minorDigits;
  const rows: TrialBalanceRow[] = [];
  for (const account of accounts) {
    const own = columns[account.place] ?? noColumns;
    if (!isShown(account, own, options)) continue;
    rows.push(rowOf(account, own, options, digits));
  }
  return {
    ledgerVersion: index.ledgerVersion,
    ...period,
    rows,
    totals: writeColumns(totals, digits),
  };
}

/** @returns nothing when they can only be zero: most of a chart is never posted to */
function computeColumns(
  figures: Figures,
  account: ChartAccountNode,
  days: PeriodDays,
): Columns | undefined {
  const of = figures.account(account);
  if (figures.isAlwaysZero(of)) return undefined;
  return {
    opening: figures.measure(of, days, 'opening'),
    debit: figures.measure(of, days, 'debit'),
    credit: figures.measure(of, days, 'credit'),
    closing: figures.measure(of, days, 'closing'),
    virtual: figures.virtualPart(of, days),
    withoutTarget: figures.partWithoutTarget(of, days),
  };
}

function rowOf(
  account: ChartAccountNode,
  own: Readonly<Columns>,
  { level }: TrialBalanceOptions,
  digits: number,
): TrialBalanceRow {
  const row: TrialBalanceRow = {
    code: account.code,
    name: account.name,
    kind: account.kind,
    level: account.level,
    isPostable: account.children.length === 0,
    ...writeColumns(own, digits),
  };
  // Marked where the shown chart ends: what stands below is in this row alone.
  if (row.isPostable || account.level === level) {
    if (own.virtual !== 0) row.virtual = writeExact(own.virtual, digits);
    if (own.withoutTarget !== 0) row.withoutTarget = writeExact(own.withoutTarget, digits);
  }
  return row;
}

function isShown(
  account: ChartAccountNode,
  own: Readonly<Columns>,
  { level, leavesOnly, includeZeros }: TrialBalanceOptions,
): boolean {
  if (leavesOnly && account.children.length > 0) return false;
  if (level !== undefined && account.level > level) return false;
  return (
    includeZeros || own.opening !== 0 || own.debit !== 0 || own.credit !== 0 || own.closing !== 0
  );
}

const noColumns: Readonly<Columns> = emptyColumns();

function emptyColumns(): Columns {
  return { opening: 0, debit: 0, credit: 0, closing: 0, virtual: 0, withoutTarget: 0 };
}

function addColumns(sum: Columns, own: Columns): void {
  sum.opening = addExact(sum.opening, own.opening);
  sum.debit = addExact(sum.debit, own.debit);
  sum.credit = addExact(sum.credit, own.credit);
  sum.closing = addExact(sum.closing, own.closing);
  // Few accounts have any of these.
  if (own.virtual !== 0) sum.virtual = addExact(sum.virtual, own.virtual);
  if (own.withoutTarget !== 0) sum.withoutTarget = addExact(sum.withoutTarget, own.withoutTarget);
}

function writeColumns(own: Readonly<Columns>, digits: number) {
  return {
    opening: writeExact(own.opening, digits),
    debit: writeExact(own.debit, digits),
    credit: writeExact(own.credit, digits),
    closing: writeExact(own.closing, digits),
  };
}
