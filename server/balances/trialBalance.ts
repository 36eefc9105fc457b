// The trial balance of a period: every account with its opening, debits, credits and closing, totals
// of the accounts above included. Each column of the leaves adds up to what double entry promises.
import type { TrialBalance, TrialBalanceRow } from '../../shared/contract/balances.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import type { Period } from '../../shared/period.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { Figures, type FigureOptions } from './figures.ts';

interface Columns {
  opening: bigint;
  debit: bigint;
  credit: bigint;
  closing: bigint;
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
  const columns = new Map<ChartAccountNode, Columns>();
  const totals = emptyColumns();
  // Accounts stand in code order, those below after the one above: from the end, every sum is complete
  // when it is added to the account above it.
  for (const account of accounts.toReversed()) {
    const isLeaf = account.children.length === 0;
    const own = isLeaf ? computeColumns(figures, account, period) : columns.get(account);
    if (!own) continue;
    if (isLeaf) columns.set(account, own);
    const above = account.parent === null ? totals : columnsOf(columns, account.parent);
    addColumns(above, own);
  }
  const digits = books.writing.minorDigits;
  const virtual = figures.virtualResult(period);
  const rows: TrialBalanceRow[] = [];
  for (const account of accounts) {
    const own = columns.get(account) ?? emptyColumns();
    if (!isShown(account, own, options)) continue;
    const isVirtual = virtual !== 0n && figures.isResultAccount(account);
    rows.push({
      code: account.code,
      name: account.name,
      kind: account.kind,
      level: account.level,
      isPostable: account.children.length === 0,
      ...writeColumns(own, digits),
      ...(isVirtual ? { virtual: formatDecimalAmount(virtual, digits) } : {}),
    });
  }
  return {
    ledgerVersion: index.ledgerVersion,
    ...period,
    rows,
    totals: writeColumns(totals, digits),
  };
}

function columnsOf(columns: Map<ChartAccountNode, Columns>, account: ChartAccountNode): Columns {
  let sum = columns.get(account);
  if (!sum) columns.set(account, (sum = emptyColumns()));
  return sum;
}

function computeColumns(figures: Figures, account: ChartAccountNode, period: Period): Columns {
  return {
    opening: figures.measure(account, period, 'opening'),
    debit: figures.measure(account, period, 'debit'),
    credit: figures.measure(account, period, 'credit'),
    closing: figures.measure(account, period, 'closing'),
  };
}

function isShown(
  account: ChartAccountNode,
  own: Columns,
  { level, leavesOnly, includeZeros }: TrialBalanceOptions,
): boolean {
  if (leavesOnly && account.children.length > 0) return false;
  if (level !== undefined && account.level > level) return false;
  return (
    includeZeros ||
    own.opening !== 0n ||
    own.debit !== 0n ||
    own.credit !== 0n ||
    own.closing !== 0n
  );
}

function emptyColumns(): Columns {
  return { opening: 0n, debit: 0n, credit: 0n, closing: 0n };
}

function addColumns(sum: Columns, own: Columns): void {
  sum.opening += own.opening;
  sum.debit += own.debit;
  sum.credit += own.credit;
  sum.closing += own.closing;
}

function writeColumns(own: Columns, digits: number) {
  return {
    opening: formatDecimalAmount(own.opening, digits),
    debit: formatDecimalAmount(own.debit, digits),
    credit: formatDecimalAmount(own.credit, digits),
    closing: formatDecimalAmount(own.closing, digits),
  };
}
