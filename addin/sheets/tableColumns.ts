// Recognises the columns of a table by its row of titles, or by two rows of them, and chooses which
// amounts count: the lines of a voucher are movements, an opening begins with balances.
import { endColumnOf, endRowOf, valueAt, type CellGrid } from './cellGrid.ts';
import { headerWords, isBlankCell } from './cellText.ts';
import {
  isCodeAndName,
  readColumnTitle,
  type AmountStage,
  type ColumnTitle,
  type TextField,
} from './columnTitles.ts';

import type { Side } from './sideText.ts';

export type Purpose = 'voucher' | 'opening';

export type AmountColumns =
  | { kind: 'sides'; debit: number; credit: number }
  /** Positive: debit. */
  | { kind: 'signed'; amount: number }
  /** The side stands beside the amount. */
  | { kind: 'lettered'; amount: number; side: number };

export interface TableColumns {
  fields: Partial<Record<TextField, number>> & { account: number };
  amounts: AmountColumns;
  /** Titles as they are written, of every column that has one. */
  titles: ReadonlyMap<number, string>;
  /** Columns whose title was understood, read or not. */
  understood: ReadonlySet<number>;
}

export interface TableHeader {
  columns: TableColumns;
  /** One, or two where the titles of the first row are divided in a second one. */
  rowCount: 1 | 2;
}

interface Titles {
  written: Map<number, string>;
  read: Map<number, ColumnTitle>;
}

/** @returns null when the row is not the header of a table of accounts and amounts. */
export function recognizeHeader(grid: CellGrid, row: number, purpose: Purpose): TableHeader | null {
  const upper = titlesOf(grid, row);
  if (!upper) return null;
  const single = chooseColumns(grid, row + 1, upper, purpose);
  const lower = row + 1 < endRowOf(grid) ? titlesOf(grid, row + 1) : null;
  if (lower && hasAmounts(lower) && dividesTitles(grid, row, upper, lower, purpose)) {
    const both = chooseColumns(grid, row + 2, combineTitles(grid, row, lower), purpose);
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
  purpose: Purpose,
): boolean {
  const below = hasAccount(lower);
  if (hasAccount(upper) === below) return false;
  if (below) return hasAmounts(upper) || hasStages(upper);
  const next = row + 2 < endRowOf(grid) ? titlesOf(grid, row + 2) : null;
  return !(next && chooseColumns(grid, row + 3, next, purpose));
}

const hasAccount = ({ written, read }: Titles) =>
  [...read.values()].some((title) => title.kind === 'text' && title.field === 'account') ||
  [...written.values()].some((title) => isCodeAndName(headerWords(title)));
const hasAmounts = ({ read }: Titles) =>
  [...read.values()].some(({ kind }) => kind === 'amount' || kind === 'side');
const hasStages = ({ written }: Titles) =>
  [...written.values()].some((title) =>
    /\b(movimientos?|sumas|acumulados?)\b/.test(headerWords(title)),
  );

const figures = /^[^\p{L}]*\d[^\p{L}]*$/u;

/** @returns null for a row with figures: titles are words. */
function titlesOf(grid: CellGrid, row: number): Titles | null {
  const cells = grid.values[row - grid.rowIndex] ?? [];
  if (cells.some((value) => typeof value !== 'string' || figures.test(value))) return null;
  const written = new Map<number, string>();
  const read = new Map<number, ColumnTitle>();
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    const value = valueAt(grid, row, column);
    if (typeof value !== 'string' || isBlankCell(value)) continue;
    written.set(column, value.trim());
    const title = readColumnTitle(headerWords(value));
    if (title) read.set(column, title);
  }
  return read.size === 0 && written.size === 0 ? null : { written, read };
}

/** A title of the first row reaches over the columns without one at its right («Saldo final»). */
function combineTitles(grid: CellGrid, row: number, lower: Titles): Titles {
  const written = new Map<number, string>();
  const read = new Map<number, ColumnTitle>();
  let above = '';
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    const own = valueAt(grid, row, column);
    const isOwn = !isBlankCell(own);
    if (isOwn) above = String(own).trim();
    const below = lower.written.get(column) ?? '';
    if (below === '' && !isOwn) continue;
    const text = below === '' ? above : `${above} ${below}`.trim();
    written.set(column, text);
    const title =
      readColumnTitle(headerWords(text)) ??
      lower.read.get(column) ??
      (isOwn ? readColumnTitle(headerWords(above)) : null);
    if (title) read.set(column, title);
  }
  return { written, read };
}

function chooseColumns(
  grid: CellGrid,
  firstRow: number,
  { written, read }: Titles,
  purpose: Purpose,
): TableColumns | null {
  const fields: Partial<Record<TextField, number>> = {};
  for (const [column, title] of read) {
    if (title.kind === 'text') fields[title.field] ??= column;
  }
  const joined = [...written].find(([, title]) => isCodeAndName(headerWords(title)))?.[0];
  const account = fields.account ?? joined;
  if (account === undefined) return null;
  if (account === fields.name) delete fields.name;
  const amounts = chooseAmounts(read, purpose, findUsedColumns(grid, firstRow));
  if (!amounts) return null;
  const understood = new Set(read.keys());
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
  return { fields: { ...fields, account }, amounts, titles: written, understood };
}

type Wanted = [kind: 'pair' | 'signed', stage: AmountStage, isBalance: boolean];

/** Strongest first. Of repeated titles the last one counts: nuevo saldo stands after saldo anterior. */
const preferences: Record<Purpose, Wanted[]> = {
  opening: [
    ['pair', 'final', true],
    ['pair', 'plain', true],
    ['signed', 'final', true],
    ['signed', 'plain', true],
    ['signed', 'initial', true],
    ['pair', 'initial', true],
    ['pair', 'plain', false],
    ['signed', 'plain', false],
    ['signed', 'final', false],
    ['pair', 'movement', false],
    ['pair', 'previous', true],
    ['signed', 'previous', true],
  ],
  voucher: [
    ['pair', 'plain', false],
    ['pair', 'movement', false],
    ['signed', 'plain', false],
    ['pair', 'plain', true],
    ['pair', 'final', true],
    ['signed', 'movement', false],
    ['signed', 'plain', true],
    ['signed', 'final', true],
  ],
};

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

/** The strongest that is in use; the strongest of all where none is. */
function chooseAmounts(
  read: ReadonlyMap<number, ColumnTitle>,
  purpose: Purpose,
  used: ReadonlySet<number>,
): AmountColumns | null {
  const found: AmountColumns[] = [];
  const side = [...read].findLast(([, { kind }]) => kind === 'side')?.[0];
  for (const [kind, stage, isBalance] of preferences[purpose]) {
    const find = (wanted: Side | null) =>
      [...read]
        .filter(
          ([, title]) =>
            title.kind === 'amount' &&
            title.side === wanted &&
            title.stage === stage &&
            title.isBalance === isBalance,
        )
        .map(([column]) => column)
        .reverse();
    if (kind === 'signed') {
      for (const amount of find(null)) {
        found.push(
          side === undefined ? { kind: 'signed', amount } : { kind: 'lettered', amount, side },
        );
      }
      continue;
    }
    // Balances that are all blank are zero: the movements beside them are no substitute.
    if (purpose === 'opening' && !isBalance && found.length > 0) continue;
    const credits = find('credit');
    find('debit').forEach((debit, index) => {
      const credit = credits[index];
      if (credit !== undefined) found.push({ kind: 'sides', debit, credit });
    });
  }
  const isUsed = (one: AmountColumns) =>
    one.kind === 'sides' ? used.has(one.debit) || used.has(one.credit) : used.has(one.amount);
  return found.find(isUsed) ?? found[0] ?? null;
}

export function amountColumnsOf({ amounts }: TableColumns): number[] {
  return amounts.kind === 'sides' ? [amounts.debit, amounts.credit] : [amounts.amount];
}
