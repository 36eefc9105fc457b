// Recognises the columns of a table by its row of titles, or by two rows of them. What the titles leave
// in doubt is refused in their cells.
import { reject, type Rejection } from '../../shared/rejection.ts';
import {
  chooseAmounts,
  columnsOf,
  foreignCurrencyOf,
  type AmountColumns,
  type Purpose,
  type Titles,
} from './amountColumns.ts';
import { readAccountCode } from './accountText.ts';
import {
  cellAddress,
  endColumnOf,
  endRowOf,
  valueAt,
  type CellGrid,
  type CellValue,
} from './cellGrid.ts';
import { headerWords, isBlankCell } from './cellText.ts';
import { accountColumnOf, combineTitles, titlesOf } from './tableTitles.ts';
import { readTotalLabel } from './totalLabels.ts';
import { currencyOfTitle, isCodeAndName, periodOfTitle, type TextField } from './columnTitles.ts';

export interface TableColumns {
  fields: Partial<Record<TextField, number>> & { account: number };
  amounts: AmountColumns;
  /** Titles as they are written, of every column that has one. */
  titles: ReadonlyMap<number, string>;
  /** Columns whose title was understood, read or not. */
  understood: ReadonlySet<number>;
  /** What cannot be known of the columns, as soon as there are lines below. */
  rejections: Rejection[];
}

/** Whose table it is, and in which currency its books are kept. */
export interface TableHabits {
  purpose: Purpose;
  currency: string;
}

export interface TableHeader {
  columns: TableColumns;
  /** One, or two where the titles of the first row are divided in a second one. */
  rowCount: 1 | 2;
}

/** @returns null when the row is not the header of a table of accounts and amounts. */
export function recognizeHeader(
  grid: CellGrid,
  row: number,
  habits: TableHabits,
): TableHeader | null {
  const upper = titlesOf(grid, row);
  if (!upper) return null;
  const single = chooseColumns(grid, row + 1, upper, habits);
  const lower = row + 1 < endRowOf(grid) ? titlesOf(grid, row + 1) : null;
  if (lower && hasAmounts(lower) && dividesTitles(grid, row, upper, lower, habits)) {
    const both = chooseColumns(grid, row + 2, combineTitles(grid, row, lower), habits);
    if (both) return { columns: both, rowCount: 2 };
  }
  return single && { columns: single, rowCount: 1 };
}

/** Whether the second row goes on with the first: one of the two names the account, not both. */
function dividesTitles(
  grid: CellGrid,
  row: number,
  upper: Titles,
  lower: Titles,
  habits: TableHabits,
): boolean {
  const below = accountColumnOf(lower);
  const above = accountColumnOf(upper);
  if ((above === undefined) === (below === undefined)) return false;
  if (above === undefined) return hasAmounts(upper) || hasStages(upper) || namesCurrencies(upper);
  // Another title below that of the account is that of another table, with words of its own.
  if (lower.written.has(above) || repeatSides(upper, lower)) return false;
  const next = row + 2 < endRowOf(grid) ? titlesOf(grid, row + 2) : null;
  return !(next && chooseColumns(grid, row + 3, next, habits));
}

const hasAmounts = ({ read }: Titles) =>
  [...read.values()].some(({ kind }) => kind === 'amount' || kind === 'side');
const hasStages = ({ written }: Titles) =>
  [...written.values()].some((title) =>
    /\b(movimientos?|sumas|acumulados?)\b/.test(headerWords(title)),
  );

/** A debit below a debit divides nothing: those are the titles of another table. */
const repeatSides = (upper: Titles, lower: Titles) =>
  [...lower.read].some(([column, below]) => {
    const above = upper.read.get(column);
    return below.kind === 'amount' && below.side !== null && above?.kind === 'amount' && above.side;
  });
const namesCurrencies = ({ written }: Titles) =>
  [...written.values()].filter((title) => currencyOfTitle(title) !== null).length > 1;

function chooseColumns(
  grid: CellGrid,
  firstRow: number,
  titles: Titles,
  { purpose, currency }: TableHabits,
): TableColumns | null {
  const { written, read } = titles;
  const used = findUsedColumns(grid, firstRow);
  const fields: Partial<Record<TextField, number>> = {};
  for (const [column, title] of read) {
    if (title.kind !== 'text') continue;
    const first = fields[title.field];
    if (first === undefined || (!used.has(first) && used.has(column))) fields[title.field] = column;
  }
  const joined = [...written].find(([, title]) => isCodeAndName(headerWords(title)))?.[0];
  const account = fields.account ?? joined ?? findUntitledAccount(grid, firstRow, titles);
  if (account === undefined) return null;
  if (account === fields.name) delete fields.name;
  const amounts = chooseAmounts(titles, { purpose, currency, used });
  if (!amounts) return null;
  const understood = new Set(read.keys());
  for (const column of findTwins(titles, amounts)) understood.delete(column);
  if (purpose === 'opening') {
    // A balance has no concepts: what it calls «descripción» is the name of the account.
    const { description } = fields;
    if (fields.name === undefined && description !== undefined) fields.name = description;
    for (const unused of ['description', 'reference', 'date'] as const) {
      const column = fields[unused];
      if (column !== undefined && column !== fields.name) understood.delete(column);
      delete fields[unused];
    }
  }
  const chosen = { fields: { ...fields, account }, amounts, titles: written, understood };
  const doubts = [
    ...refuseForeign(titles, amounts, firstRow - 1, currency),
    ...refuseSecondTable(titles, account, firstRow - 1, used),
    ...(purpose === 'opening' ? refuseMovements(titles, amounts, firstRow - 1, used) : []),
  ];
  return { ...chosen, rejections: doubts };
}

/** Columns that might as well have been chosen («Debe» twice): told, whichever of them was. */
function findTwins({ written, read }: Titles, amounts: AmountColumns): number[] {
  const nameOf = (column: number) => {
    const title = read.get(column);
    const text = written.get(column) ?? '';
    return JSON.stringify([title, currencyOfTitle(text), periodOfTitle(text)]);
  };
  const chosen = columnsOf(amounts);
  const names = new Set(chosen.map(nameOf));
  return [...read.keys()].filter((column) => !chosen.includes(column) && names.has(nameOf(column)));
}

/** Some programs leave the column of «572001 Bancos» without a title: its cells say what it is. */
function findUntitledAccount(
  grid: CellGrid,
  firstRow: number,
  { written, read }: Titles,
): number | undefined {
  const first = Math.min(...written.keys());
  if (first === grid.columnIndex || [...read.values()].some(({ kind }) => kind !== 'amount'))
    return;
  const column = first - 1;
  const end = Math.min(endRowOf(grid), firstRow + rowsLookedAt);
  const cells: CellValue[] = [];
  for (let row = firstRow; row < end; row += 1) {
    const value = valueAt(grid, row, column);
    if (!isBlankCell(value) && readTotalLabel(value) === null) cells.push(value);
  }
  const isCode = (value: CellValue) => /\d/.test(readAccountCode(value) ?? '');
  return cells.length > 1 && cells.every(isCode) ? column : undefined;
}

/** Rows below the titles that say whether a column is in use: pasting leaves titles of ours beside. */
const rowsLookedAt = 200;

function findUsedColumns(grid: CellGrid, firstRow: number): Set<number> {
  const used = new Set<number>();
  const end = Math.min(endRowOf(grid), firstRow + rowsLookedAt);
  for (let row = firstRow; row < end; row += 1) {
    for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
      if (!isBlankCell(valueAt(grid, row, column))) used.add(column);
    }
  }
  return used;
}

export const amountColumnsOf = ({ amounts }: TableColumns): number[] => columnsOf(amounts);

/** Nothing but amounts of another currency: they are no euros because the books are kept in euros. */
function refuseForeign(
  titles: Titles,
  amounts: AmountColumns,
  titleRow: number,
  own: string,
): Rejection[] {
  return columnsOf(amounts).flatMap((column) => {
    const currency = foreignCurrencyOf(titles, column, own);
    if (currency === null) return [];
    const params = { text: titles.written.get(column) ?? '', currency, own };
    return [reject('amount-other-currency', params, { cell: cellAddress(titleRow, column) })];
  });
}

/** Assets at the left and liabilities at the right: accounts of one with the amounts of the other. */
function refuseSecondTable(
  { written, read }: Titles,
  account: number,
  titleRow: number,
  used: ReadonlySet<number>,
): Rejection[] {
  const words = headerWords(written.get(account) ?? '');
  const isAmountBefore = (end: number) =>
    [...read].some(([column, { kind }]) => kind === 'amount' && column > account && column < end);
  const second = [...written].find(
    ([column, title]) =>
      column > account &&
      used.has(column) &&
      headerWords(title) === words &&
      isAmountBefore(column),
  );
  if (!second) return [];
  const cell = cellAddress(titleRow, second[0]);
  const params = { title: second[1], first: cellAddress(titleRow, account), second: cell };
  return [reject('tables-side-by-side', params, { cell })];
}

/** A balance of before and what moved since: neither of them is what the books open with. */
function refuseMovements(
  { written, read }: Titles,
  amounts: AmountColumns,
  titleRow: number,
  used: ReadonlySet<number>,
): Rejection[] {
  const [chosen = 0] = columnsOf(amounts);
  const title = read.get(chosen);
  if (title?.kind !== 'amount' || title.isBalance) return [];
  const previous = [...read].find(
    ([column, one]) => one.kind === 'amount' && one.stage === 'previous' && used.has(column),
  );
  if (!previous || !used.has(chosen)) return [];
  const [column] = previous;
  const params = { previous: written.get(column) ?? '', movement: written.get(chosen) ?? '' };
  return [reject('final-balance-missing', params, { cell: cellAddress(titleRow, column) })];
}
