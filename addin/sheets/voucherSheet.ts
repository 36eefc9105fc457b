// Reads a voucher sheet: cell grid → what the server validates and posts, with a place for every part.
import type { VoucherInput, VoucherLineInput } from '../../shared/contract/vouchers.ts';
import type { DateContext } from '../../shared/period.ts';
import type { AmountWriting, Rejection, RejectionField } from '../../shared/rejection.ts';
import { readAmountColumn, wireAmount, type AmountResult } from './amountColumn.ts';
import { cellAddress, endColumnOf, endRowOf, valueAt, type CellGrid } from './cellGrid.ts';
import { headerWords, isBlankCell, isTotalLabel } from './cellText.ts';
import { readAccountCell, readDateCell, readTextCell, type FieldPlaces } from './sheetReading.ts';
import { voucherHeader, type VoucherHeaderField } from './voucherLayout.ts';

type LineField = 'account' | 'name' | 'party' | 'costCenter' | 'description' | 'debit' | 'credit';

export interface VoucherReading {
  input: VoucherInput;
  /** What is wrong already, before the server looks: unreadable cells. */
  rejections: Rejection[];
  notices: Rejection[];
  places: FieldPlaces;
  /** Zero-based rows: titles of the table, first line, and one past the last line. */
  titleRow: number;
  firstLineRow: number;
  endLineRow: number;
  /** False when the totals at the foot were overwritten or deleted. */
  hasFoot: boolean;
  columns: Partial<Record<LineField, number>>;
  headerCells: Partial<Record<VoucherHeaderField, string>>;
}

/** Texts of the ledger, as long as the contract takes them. */
const longest = { type: 10, reference: 40, description: 1000, party: 60, costCenter: 40 } as const;

const titleWords: Record<string, LineField> = {
  cuenta: 'account',
  nombre: 'name',
  tercero: 'party',
  'centro de costo': 'costCenter',
  'centro de coste': 'costCenter',
  'centro de costos': 'costCenter',
  concepto: 'description',
  debe: 'debit',
  haber: 'credit',
};

/** @returns null when the table of lines cannot be found (its titles were deleted). */
export function readVoucherSheet(
  grid: CellGrid,
  writing: AmountWriting,
  dates: DateContext = { today: null },
): VoucherReading | null {
  const titles = findTitles(grid);
  if (!titles) return null;
  const { titleRow, columns } = titles;
  const headerCells = findHeaderCells(grid, titleRow);
  const firstLineRow = titleRow + 1;
  const foot = findFoot(grid, firstLineRow, columns);
  const endLineRow = foot ?? Math.max(endRowOf(grid), firstLineRow);
  const reading: VoucherReading = {
    input: { lines: [] },
    rejections: [],
    notices: [],
    places: placesOf(columns, headerCells, titleRow, foot),
    titleRow,
    firstLineRow,
    endLineRow,
    hasFoot: foot !== null,
    columns,
    headerCells,
  };
  readHeader(grid, reading, dates);
  readLines(grid, reading, writing);
  return reading;
}

function findTitles(
  grid: CellGrid,
): { titleRow: number; columns: Partial<Record<LineField, number>> } | null {
  for (let row = grid.rowIndex; row < endRowOf(grid); row += 1) {
    const columns: Partial<Record<LineField, number>> = {};
    for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
      const field = titleWords[headerWords(valueAt(grid, row, column))];
      if (field !== undefined) columns[field] ??= column;
    }
    const { account, debit, credit } = columns;
    if (account !== undefined && debit !== undefined && credit !== undefined) {
      return { titleRow: row, columns };
    }
  }
  return null;
}

/** The value of a header field stands at the right of its label, wherever the label is now. */
function findHeaderCells(
  grid: CellGrid,
  titleRow: number,
): Partial<Record<VoucherHeaderField, string>> {
  const fieldByLabel = new Map(
    Object.entries(voucherHeader).map(([field, { label }]) => [headerWords(label), field]),
  );
  const cells: Partial<Record<VoucherHeaderField, string>> = {};
  for (let row = grid.rowIndex; row < titleRow; row += 1) {
    for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
      const field = fieldByLabel.get(headerWords(valueAt(grid, row, column)));
      if (field) cells[field as VoucherHeaderField] ??= cellAddress(row, column + 1);
    }
  }
  return cells;
}

/** The row of «Totales»: a total label where no account is written. */
function findFoot(
  grid: CellGrid,
  firstLineRow: number,
  columns: Partial<Record<LineField, number>>,
): number | null {
  const { account = 0, debit = 0 } = columns;
  for (let row = endRowOf(grid) - 1; row >= firstLineRow; row -= 1) {
    if (!isBlankCell(valueAt(grid, row, account))) continue;
    for (let column = grid.columnIndex; column < debit; column += 1) {
      if (isTotalLabel(valueAt(grid, row, column))) return row;
    }
  }
  return null;
}

function placesOf(
  columns: Partial<Record<LineField, number>>,
  headerCells: Partial<Record<VoucherHeaderField, string>>,
  titleRow: number,
  foot: number | null,
): FieldPlaces {
  const { account = 0, debit = 0 } = columns;
  const cells: Partial<Record<RejectionField, string>> = {};
  for (const field of ['type', 'date', 'reference', 'description'] as const) {
    const cell = headerCells[field];
    if (cell) cells[field] = cell;
  }
  const { name: _calculated, ...lineColumns } = columns;
  return {
    columns: lineColumns,
    cells,
    totals: foot === null ? null : cellAddress(foot + 1, debit),
    firstLine: cellAddress(titleRow + 1, account),
  };
}

function readHeader(grid: CellGrid, reading: VoucherReading, dates: DateContext): void {
  const { input, headerCells } = reading;
  const cellOf = (field: VoucherHeaderField) => {
    const address = headerCells[field];
    const match = address && /^([A-Z]+)(\d+)$/.exec(address);
    return match ? valueAt(grid, Number(match[2]) - 1, columnNumber(match[1] ?? '')) : '';
  };
  const date = readDateCell(cellOf('date'), dates);
  if (date !== undefined) input.date = date;
  for (const field of ['type', 'reference', 'description'] as const) {
    const place = { field, cell: headerCells[field] };
    const { text, rejection } = readTextCell(cellOf(field), longest[field], place);
    if (rejection) reading.rejections.push(rejection);
    if (text !== undefined) input[field] = text;
  }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function readLines(grid: CellGrid, reading: VoucherReading, writing: AmountWriting): void {
  const { columns, firstLineRow, endLineRow } = reading;
  const typed = (['account', 'party', 'costCenter', 'description', 'debit', 'credit'] as const)
    .map((field) => columns[field])
    .filter((column) => column !== undefined);
  const rows: number[] = [];
  for (let row = firstLineRow; row < endLineRow; row += 1) {
    if (typed.some((column) => !isBlankCell(valueAt(grid, row, column)))) rows.push(row);
  }
  const debits = readAmounts(grid, reading, rows, 'debit', writing);
  const credits = readAmounts(grid, reading, rows, 'credit', writing);
  rows.forEach((row, index) => {
    const line: VoucherLineInput = { line: row + 1, ...readLineTexts(grid, reading, row) };
    const debit = sideOf(debits[index], credits[index], writing.minorDigits);
    const credit = sideOf(credits[index], debits[index], writing.minorDigits);
    if (debit !== undefined) line.debit = debit;
    if (credit !== undefined) line.credit = credit;
    reading.input.lines.push(line);
  });
}

/** A zero beside an amount is how some people leave a side empty. */
function sideOf(
  own: AmountResult | undefined,
  other: AmountResult | undefined,
  minorDigits: number,
): string | undefined {
  if (!own || own.amountMinor === null) return undefined;
  if (own.amountMinor === 0n && other?.amountMinor) return undefined;
  return wireAmount(own, minorDigits);
}

function readAmounts(
  grid: CellGrid,
  reading: VoucherReading,
  rows: readonly number[],
  field: 'debit' | 'credit',
  writing: AmountWriting,
): AmountResult[] {
  const column = reading.columns[field] ?? 0;
  const results = readAmountColumn(
    rows.map((row) => ({
      value: valueAt(grid, row, column),
      place: { line: row + 1, field, cell: cellAddress(row, column) },
    })),
    writing,
  );
  for (const { rejection, notice } of results) {
    if (rejection) reading.rejections.push(rejection);
    if (notice) reading.notices.push(notice);
  }
  return results;
}

function readLineTexts(
  grid: CellGrid,
  reading: VoucherReading,
  row: number,
): Omit<VoucherLineInput, 'line'> {
  const texts: Omit<VoucherLineInput, 'line'> = {};
  const { columns, rejections } = reading;
  const placeOf = (field: RejectionField, column: number) => ({
    line: row + 1,
    field,
    cell: cellAddress(row, column),
  });
  const accountColumn = columns.account ?? 0;
  const read = readAccountCell(
    valueAt(grid, row, accountColumn),
    placeOf('account', accountColumn),
  );
  if (read.rejection) rejections.push(read.rejection);
  if (read.account !== undefined) texts.account = read.account;
  for (const field of ['party', 'costCenter', 'description'] as const) {
    const column = columns[field];
    if (column === undefined) continue;
    const { text, rejection } = readTextCell(
      valueAt(grid, row, column),
      longest[field],
      placeOf(field, column),
    );
    if (rejection) rejections.push(rejection);
    if (text !== undefined) texts[field] = text;
  }
  return texts;
}
