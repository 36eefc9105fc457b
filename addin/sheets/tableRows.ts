// The rows of a sheet below its titles, each with the columns that govern it, and what each one is: a
// line, a total, or words between them. Pasted tables bring titles of their own.
import {
  endColumnOf,
  endRowOf,
  formatAt,
  valueAt,
  type CellGrid,
  type CellValue,
} from './cellGrid.ts';
import { readAccountCode } from './accountText.ts';
import { readAmountText } from './amountText.ts';
import { headerWords, isBlankCell, isEmptyCell, isErrorValue } from './cellText.ts';
import { isDateFormat } from './numberFormat.ts';
import type { Purpose } from './amountColumns.ts';
import {
  amountColumnsOf,
  recognizeHeader,
  type TableColumns,
  type TableHabits,
} from './tableColumns.ts';
import { readTotalLabel, type TotalLabel } from './totalLabels.ts';

export interface TableRow {
  row: number;
  columns: TableColumns;
}

export interface LabelledRow extends TableRow {
  label: TotalLabel;
  labelColumn: number;
  /** How many lines stand above it. */
  linesAbove: number;
}

export interface TableRows {
  /** Zero-based row of the first titles, and of the first row below them. */
  titleRow: number;
  firstLineRow: number;
  /** The columns that govern the last rows: what is written below follows them. */
  columns: TableColumns;
  /** Titles in their order, with the first row that each governs. */
  headers: { firstRow: number; columns: TableColumns }[];
  lines: TableRow[];
  labelled: LabelledRow[];
  /** Titles repeated and rows of words: not lines, and told. */
  repeatedTitles: number[];
  wordRows: number[];
}

/** @returns null when no row names accounts and amounts. */
export function findTableRows(grid: CellGrid, habits: TableHabits): TableRows | null {
  let found: TableRows | null = null;
  for (let row = grid.rowIndex; row < endRowOf(grid); row += 1) {
    const header = recognizeHeader(grid, row, habits);
    if (header) {
      const firstRow = row + header.rowCount;
      const { columns } = header;
      if (!found) {
        found = startTable(row, firstRow, columns);
      } else {
        if (found.headers.length === 1) setHeadingAside(grid, found);
        found.columns = columns;
        // Under our own titles come those of what was pasted: they repeat nothing yet.
        if (found.lines.length + found.labelled.length > 0) found.repeatedTitles.push(row);
        found.headers.push({ firstRow, columns });
      }
      row = firstRow - 1;
      continue;
    }
    if (found) addRow(grid, { row, columns: found.columns }, found, habits.purpose);
  }
  return found;
}

/** Between our own titles and those of what was pasted: the company, the day, the page of a report. */
function setHeadingAside(grid: CellGrid, found: TableRows): void {
  const isHeading = (one: TableRow) =>
    !hasCode(grid, one) &&
    amountColumnsOf(one.columns).every((column) => {
      const value = valueAt(grid, one.row, column);
      const isDate = typeof value === 'number' && isDateFormat(formatAt(grid, one.row, column));
      const isWords =
        typeof value === 'string' &&
        !isErrorValue(value) &&
        readAmountText(value).kind !== 'number';
      return isDate || isWords || isYear(value);
    });
  const headings = found.lines.filter(isHeading);
  found.lines = found.lines.filter((one) => !headings.includes(one));
  found.wordRows.push(...headings.map(({ row }) => row));
}

const isYear = (value: CellValue) => /^(19|20)\d\d$/.test(String(value).trim());

function hasCode(grid: CellGrid, { row, columns }: TableRow): boolean {
  const account = valueAt(grid, row, columns.fields.account);
  return typeof account === 'number' || /\d/.test(readAccountCode(account) ?? '');
}

function startTable(titleRow: number, firstRow: number, columns: TableColumns): TableRows {
  return {
    titleRow,
    firstLineRow: firstRow,
    columns,
    headers: [{ firstRow, columns }],
    lines: [],
    labelled: [],
    repeatedTitles: [],
    wordRows: [],
  };
}

function addRow(grid: CellGrid, one: TableRow, found: TableRows, purpose: Purpose): void {
  const { row, columns } = one;
  const { fields } = columns;
  const cellOf = (column: number) => valueAt(grid, row, column);
  const account = cellOf(fields.account);
  const hasAmount = amountColumnsOf(columns).some((column) => !isEmptyCell(cellOf(column)));
  const hasAccount = !isEmptyCell(account);
  if (!hasAmount && !hasAccount) {
    if (hasOwnWords(grid, one)) found.wordRows.push(row);
    return;
  }
  if (found.lines.length > 0 && isPageHeading(grid, one, purpose)) {
    found.wordRows.push(row);
    return;
  }
  const label = findLabel(grid, one) ?? (purpose === 'opening' ? findBareTotal(grid, one) : null);
  if (label) {
    found.labelled.push({ ...one, ...label, linesAbove: found.lines.length });
    return;
  }
  // Words without figures are a caption of the pasted report, not an account.
  if (!hasAmount && (readAccountCode(account) === null || !/\d/.test(String(account)))) {
    found.wordRows.push(row);
    return;
  }
  found.lines.push(one);
}

const pageNumber = /^(pagina|pag)( n)?( \d+)?( de \d+)?$/;
const headingWords =
  /^((pagina|pag|hoja|folio)( n)?( \d+)?( de \d+)?|(fecha|hora|impreso|emitido|emision|usuario|desde|hasta)\b.*)$/;

/**
 * The heading of a printed page, repeated among the rows: its date or its page number may stand in a
 * column of amounts.
 */
function isPageHeading(grid: CellGrid, one: TableRow, purpose: Purpose): boolean {
  if (hasCode(grid, one)) return false;
  const { row, columns } = one;
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    const value = valueAt(grid, row, column);
    const words = headerWords(value);
    const isAmount = amountColumnsOf(columns).includes(column);
    if (isAmount && headingWords.test(words)) return true;
    if (purpose === 'opening' && pageNumber.test(words)) return true;
    const isDate = typeof value === 'number' && isDateFormat(formatAt(grid, row, column));
    if (isAmount && isDate && purpose === 'opening') return true;
  }
  return false;
}

/** What calculated names leave blank does not count as something written. */
function hasOwnWords(grid: CellGrid, { row, columns }: TableRow): boolean {
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    const value = valueAt(grid, row, column);
    const isOurs = column === columns.fields.name && /^#/.test(String(value));
    if (!isOurs && !isBlankCell(value)) return true;
  }
  return false;
}

/** A label stands in the cell of the account, or anywhere at its side when that one is blank. */
function findLabel(
  grid: CellGrid,
  { row, columns }: TableRow,
): { label: TotalLabel; labelColumn: number } | null {
  const { account } = columns.fields;
  const own = readTotalLabel(valueAt(grid, row, account));
  if (own) return { label: own, labelColumn: account };
  if (!isEmptyCell(valueAt(grid, row, account))) return null;
  const amounts = amountColumnsOf(columns);
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    if (amounts.includes(column)) continue;
    const label = readTotalLabel(valueAt(grid, row, column));
    if (label) return { label, labelColumn: column };
  }
  return null;
}

/** Nothing but two figures: the foot of a balance whose label was left behind. */
function findBareTotal(
  grid: CellGrid,
  { row, columns }: TableRow,
): { label: TotalLabel; labelColumn: number } | null {
  const { amounts, fields } = columns;
  if (amounts.kind !== 'sides') return null;
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    const isAmount = column === amounts.debit || column === amounts.credit;
    const isBlank = isEmptyCell(valueAt(grid, row, column));
    if (isAmount === isBlank) return null;
  }
  return { label: 'named', labelColumn: fields.account };
}
