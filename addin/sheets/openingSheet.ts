// Reads an opening balances sheet (B01, B03): our own table or whatever trial balance was pasted into
// it. Totals are left out and used as a control; blanks and repeated headers are skipped and counted.
import type { OpeningInput, VoucherLineInput } from '../../shared/contract/vouchers.ts';
import { formatDecimalAmount, formatMoney } from '../../shared/money.ts';
import type { DateContext } from '../../shared/period.ts';
import type { AmountWriting, Rejection, RejectionField } from '../../shared/rejection.ts';
import { readAmountColumn, type AmountResult } from './amountColumn.ts';
import { cellAddress, endRowOf, valueAt, type CellGrid } from './cellGrid.ts';
import { headerWords, isBlankCell, isTotalLabel } from './cellText.ts';
import { recognizeOpeningColumns, type OpeningColumns } from './openingColumnWords.ts';
import {
  openingCreditColumn,
  openingDebitColumn,
  openingHeader,
  openingTotalsRow,
  type OpeningHeaderField,
} from './openingLayout.ts';
import { readAccountCell, readDateCell, readTextCell, type FieldPlaces } from './sheetReading.ts';

export interface OpeningReading {
  input: OpeningInput;
  rejections: Rejection[];
  notices: Rejection[];
  places: FieldPlaces;
  firstLineRow: number;
  endLineRow: number;
  columns: OpeningColumns;
  headerCells: Partial<Record<OpeningHeaderField, string>>;
  totals: { debitMinor: bigint; creditMinor: bigint };
  /** What was left out, and totals of the pasted table that do not agree: sentences for the user. */
  remarks: string[];
}

interface Row {
  row: number;
  columns: OpeningColumns;
}

/** @returns null when no header row names an account and its balances. */
export function readOpeningSheet(
  grid: CellGrid,
  writing: AmountWriting,
  dates: DateContext = { today: null },
): OpeningReading | null {
  const table = findRows(grid);
  if (!table) return null;
  const { rows, columns, firstLineRow } = table;
  const headerCells = findHeaderCells(grid, firstLineRow);
  const reading: OpeningReading = {
    input: { lines: [] },
    rejections: [],
    notices: [],
    places: { ...placesOf(columns, headerCells, firstLineRow), totals: findDifferenceCell(grid) },
    firstLineRow,
    endLineRow: Math.max(endRowOf(grid), firstLineRow),
    columns,
    headerCells,
    totals: { debitMinor: 0n, creditMinor: 0n },
    remarks: [],
  };
  const date = readDateCell(table.date, dates);
  if (date !== undefined) reading.input.date = date;
  const isTotal = (one: Row) => isTotalRow(grid, one);
  const lines = rows.filter((one) => !isTotal(one));
  readLines(grid, reading, lines, writing);
  checkControl(grid, reading, rows.filter(isTotal), writing);
  return reading;
}

/** Header rows govern what follows them: ours first, then those of what was pasted below. */
function findRows(grid: CellGrid) {
  let columns: OpeningColumns | null = null;
  let firstLineRow = 0;
  let rows: Row[] = [];
  for (let row = grid.rowIndex; row < endRowOf(grid); row += 1) {
    const recognized = recognizeOpeningColumns(grid, row);
    if (recognized) {
      columns = recognized;
      if (rows.length === 0) firstLineRow = row + 1;
      continue;
    }
    if (columns && !isBlankRow(grid, row, columns)) rows.push({ row, columns });
  }
  if (!columns) return null;
  // Titles above a pasted header («Balance de comprobación», the company's name) are not lines.
  rows = rows.filter(({ row, columns: own }) => !isCaption(grid, row, own));
  const dateCell = findHeaderCells(grid, firstLineRow).date;
  const match = dateCell ? /^([A-Z]+)(\d+)$/.exec(dateCell) : null;
  const date = match ? valueAt(grid, Number(match[2]) - 1, openingHeader.date.column + 1) : '';
  return { rows, columns, firstLineRow, date };
}

function amountColumnsOf({ amounts }: OpeningColumns): number[] {
  return amounts.kind === 'signed' ? [amounts.balance] : [amounts.debit, amounts.credit];
}

function isBlankRow(grid: CellGrid, row: number, columns: OpeningColumns): boolean {
  return [columns.account, ...amountColumnsOf(columns)].every((column) =>
    isBlankCell(valueAt(grid, row, column)),
  );
}

/** Words without figures: a caption of the pasted report, not an account. */
function isCaption(grid: CellGrid, row: number, columns: OpeningColumns): boolean {
  const hasAmounts = amountColumnsOf(columns).some(
    (column) => !isBlankCell(valueAt(grid, row, column)),
  );
  return !hasAmounts && !/\d/.test(String(valueAt(grid, row, columns.account)));
}

function isTotalRow(grid: CellGrid, { row, columns }: Row): boolean {
  if (isTotalLabel(valueAt(grid, row, columns.account))) return true;
  if (!isBlankCell(valueAt(grid, row, columns.account))) return false;
  return grid.values[row - grid.rowIndex]?.some((value) => isTotalLabel(value)) ?? false;
}

function findHeaderCells(
  grid: CellGrid,
  firstLineRow: number,
): Partial<Record<OpeningHeaderField, string>> {
  const cells: Partial<Record<OpeningHeaderField, string>> = {};
  for (let row = grid.rowIndex; row < firstLineRow; row += 1) {
    const words = headerWords(valueAt(grid, row, openingHeader.date.column));
    for (const [field, { label, column }] of Object.entries(openingHeader)) {
      if (words === headerWords(label)) {
        cells[field as OpeningHeaderField] ??= cellAddress(row, column + 1);
      }
    }
  }
  return cells;
}

function placesOf(
  columns: OpeningColumns,
  headerCells: Partial<Record<OpeningHeaderField, string>>,
  firstLineRow: number,
): FieldPlaces {
  const [debit = 0, credit = debit] = amountColumnsOf(columns);
  const places: Partial<Record<RejectionField, number>> = {
    account: columns.account,
    debit,
    credit,
  };
  if (columns.party !== null) places.party = columns.party;
  if (columns.costCenter !== null) places.costCenter = columns.costCenter;
  return {
    columns: places,
    cells: headerCells.date ? { date: headerCells.date } : {},
    totals: null,
    firstLine: cellAddress(firstLineRow, columns.account),
  };
}

/** Where the sheet shows the difference, while its label is still beside it. */
function findDifferenceCell(grid: CellGrid): string | null {
  const row = openingTotalsRow + 1;
  const label = headerWords(valueAt(grid, row, openingCreditColumn + 1));
  return label.startsWith('diferencia') ? cellAddress(row, openingDebitColumn) : null;
}

function readLines(
  grid: CellGrid,
  reading: OpeningReading,
  rows: readonly Row[],
  writing: AmountWriting,
): void {
  const sides = readSides(grid, reading, rows, writing);
  let withoutBalance = 0;
  rows.forEach(({ row, columns }, index) => {
    const side = sides[index];
    if (side === 'zero') {
      withoutBalance += 1;
      return;
    }
    const line: VoucherLineInput = { line: row + 1 };
    const accountPlace = {
      line: row + 1,
      field: 'account' as const,
      cell: cellAddress(row, columns.account),
    };
    const { account, rejection } = readAccountCell(
      valueAt(grid, row, columns.account),
      accountPlace,
    );
    if (rejection) reading.rejections.push(rejection);
    if (account !== undefined) line.account = account;
    readDimensions(grid, reading, row, columns, line);
    addSides(reading, line, side, writing.minorDigits);
    reading.input.lines.push(line);
  });
  if (withoutBalance > 0) {
    reading.remarks.push(
      withoutBalance === 1
        ? 'Se dejó fuera 1 fila sin saldo.'
        : `Se dejaron fuera ${withoutBalance} filas sin saldo.`,
    );
  }
}

type Sides = { debitMinor: bigint; creditMinor: bigint } | 'zero' | 'unreadable';

function addSides(
  reading: OpeningReading,
  line: VoucherLineInput,
  side: Sides | undefined,
  minorDigits: number,
): void {
  if (side === undefined || typeof side === 'string') return;
  if (side.debitMinor !== 0n) line.debit = formatDecimalAmount(side.debitMinor, minorDigits);
  if (side.creditMinor !== 0n) line.credit = formatDecimalAmount(side.creditMinor, minorDigits);
  reading.totals.debitMinor += side.debitMinor;
  reading.totals.creditMinor += side.creditMinor;
}

/** Each amount column is read whole, so that its style is decided once. */
function readSides(
  grid: CellGrid,
  reading: OpeningReading,
  rows: readonly Row[],
  writing: AmountWriting,
): Sides[] {
  const read = (columnOf: (columns: OpeningColumns) => number | null, field: RejectionField) => {
    const results = readAmountColumn(
      rows.map(({ row, columns }) => {
        const column = columnOf(columns);
        const value = column === null ? '' : valueAt(grid, row, column);
        return { value, place: { line: row + 1, field, cell: cellAddress(row, column ?? 0) } };
      }),
      writing,
    );
    for (const { rejection, notice } of results) {
      if (rejection) reading.rejections.push(rejection);
      if (notice) reading.notices.push(notice);
    }
    return results;
  };
  const debits = read(
    ({ amounts }) => (amounts.kind === 'sides' ? amounts.debit : amounts.balance),
    'debit',
  );
  const credits = read(
    ({ amounts }) => (amounts.kind === 'sides' ? amounts.credit : null),
    'credit',
  );
  return rows.map(({ columns }, index) => sidesOf(columns, debits[index], credits[index]));
}

function sidesOf(
  { amounts }: OpeningColumns,
  debit: AmountResult | undefined,
  credit: AmountResult | undefined,
): Sides {
  if (debit?.rejection || credit?.rejection) return 'unreadable';
  const debitMinor = debit?.amountMinor ?? 0n;
  const creditMinor = credit?.amountMinor ?? 0n;
  if (debitMinor === 0n && creditMinor === 0n) return 'zero';
  if (amounts.kind === 'sides') return { debitMinor, creditMinor };
  return debitMinor > 0n
    ? { debitMinor, creditMinor: 0n }
    : { debitMinor: 0n, creditMinor: -debitMinor };
}

function readDimensions(
  grid: CellGrid,
  reading: OpeningReading,
  row: number,
  columns: OpeningColumns,
  line: VoucherLineInput,
): void {
  const longest = { party: 60, costCenter: 40 } as const;
  for (const field of ['party', 'costCenter'] as const) {
    const column = columns[field];
    if (column === null) continue;
    const place = { line: row + 1, field, cell: cellAddress(row, column) };
    const { text, rejection } = readTextCell(valueAt(grid, row, column), longest[field], place);
    if (rejection) reading.rejections.push(rejection);
    if (text !== undefined) line[field] = text;
  }
}

/** The last total row must repeat the sums that were read: otherwise something is missing or doubled. */
function checkControl(
  grid: CellGrid,
  reading: OpeningReading,
  totalRows: readonly Row[],
  writing: AmountWriting,
): void {
  const last = totalRows.at(-1);
  if (!last) return;
  const { minorDigits, numberStyle } = writing;
  const count = totalRows.length;
  reading.remarks.push(
    count === 1
      ? 'Se dejó fuera 1 fila de totales.'
      : `Se dejaron fuera ${count} filas de totales.`,
  );
  const { amounts } = last.columns;
  if (amounts.kind === 'signed') return;
  for (const [column, readMinor] of [
    [amounts.debit, reading.totals.debitMinor],
    [amounts.credit, reading.totals.creditMinor],
  ] as const) {
    const cell = { value: valueAt(grid, last.row, column), place: {} };
    const control = readAmountColumn([cell], writing)[0]?.amountMinor ?? null;
    if (control === null || control === readMinor) continue;
    const written = formatMoney(control, minorDigits, numberStyle);
    const read = formatMoney(readMinor, minorDigits, numberStyle);
    reading.remarks.push(
      `La fila de totales (${cellAddress(last.row, column)}) dice ${written} y las filas leídas suman ${read}.`,
    );
  }
}
