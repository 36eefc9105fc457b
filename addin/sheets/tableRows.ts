// The rows of a sheet below its titles, each with the columns that govern it, and what each one is: a
// line, a total, or words between them. Pasted tables bring titles of their own.
import { endColumnOf, endRowOf, valueAt, type CellGrid } from './cellGrid.ts';
import { readAccountCode } from './accountText.ts';
import { isBlankCell, isEmptyCell } from './cellText.ts';
import {
  amountColumnsOf,
  recognizeHeader,
  type Purpose,
  type TableColumns,
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
export function findTableRows(grid: CellGrid, purpose: Purpose): TableRows | null {
  let found: TableRows | null = null;
  for (let row = grid.rowIndex; row < endRowOf(grid); row += 1) {
    const header = recognizeHeader(grid, row, purpose);
    if (header) {
      const firstRow = row + header.rowCount;
      const { columns } = header;
      if (!found) {
        found = startTable(row, firstRow, columns);
      } else {
        found.columns = columns;
        // Under our own titles come those of what was pasted: they repeat nothing yet.
        if (found.lines.length + found.labelled.length > 0) found.repeatedTitles.push(row);
        found.headers.push({ firstRow, columns });
      }
      row = firstRow - 1;
      continue;
    }
    if (found) addRow(grid, { row, columns: found.columns }, found, purpose);
  }
  return found;
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
