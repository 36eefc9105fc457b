// What stands on a sheet outside what is read of it: said, so that nobody believes that it counts.
import { reject, type Rejection } from '../../shared/rejection.ts';
import { cellAddress, columnLetters, endColumnOf, valueAt, type CellGrid } from './cellGrid.ts';
import { headerWords, isBlankCell, isEmptyCell } from './cellText.ts';
import { readSideText } from './sideText.ts';
import { amountColumnsOf, type TableColumns } from './tableColumns.ts';
import type { TableRow, TableRows } from './tableRows.ts';

/** Columns that nobody asked for, each with the rows that have something in them. */
export function noticeUnreadColumns(grid: CellGrid, rows: TableRows): Rejection[] {
  const notices: Rejection[] = [];
  for (const { columns } of rows.headers) {
    const own = rows.lines.filter((one) => one.columns === columns);
    for (const column of unreadColumnsOf(grid, columns)) {
      const filled = own.filter(({ row }) => !isEmptyCell(valueAt(grid, row, column)));
      const [first] = filled;
      if (!first) continue;
      const params = {
        column: columnLetters(column),
        title: columns.titles.get(column) ?? '',
        count: filled.length,
      };
      const place = { line: first.row + 1, cell: cellAddress(first.row, column) };
      notices.push(reject('column-unread', params, place));
    }
  }
  return notices;
}

function unreadColumnsOf(grid: CellGrid, columns: TableColumns): number[] {
  const read = new Set([...amountColumnsOf(columns), ...Object.values(columns.fields)]);
  if (columns.amounts.kind === 'lettered') read.add(columns.amounts.side);
  const unread: number[] = [];
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    if (!read.has(column) && !columns.understood.has(column)) unread.push(column);
  }
  return unread;
}

/**
 * A column of sides without a title that says so («D», «H»…) decides all the same, where the amounts
 * themselves say nothing of their side.
 */
export function findSideColumns(grid: CellGrid, rows: TableRows): void {
  for (const { columns } of rows.headers) {
    const { amounts } = columns;
    if (amounts.kind !== 'signed') continue;
    const own = rows.lines.filter((one) => one.columns === columns);
    const side = unreadColumnsOf(grid, columns).find((column) => isSideColumn(grid, own, column));
    if (side !== undefined) {
      columns.amounts = { kind: 'lettered', amount: amounts.amount, side };
    }
  }
}

function isSideColumn(grid: CellGrid, rows: readonly TableRow[], column: number): boolean {
  const seen = new Set(rows.map(({ row }) => readSideText(valueAt(grid, row, column))));
  return rows.length > 1 && !seen.has(null) && seen.size === 2;
}

/** Figures above the table that no label of the form explains. */
export function remarkFiguresAbove(
  grid: CellGrid,
  titleRow: number,
  known: ReadonlySet<string>,
): string[] {
  const cells: string[] = [];
  for (let row = grid.rowIndex; row < titleRow; row += 1) {
    for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
      const address = cellAddress(row, column);
      if (typeof valueAt(grid, row, column) !== 'number' || known.has(address)) continue;
      if (!isFormTotal(grid, row, column)) cells.push(address);
    }
  }
  if (cells.length === 0) return [];
  const named = cells.slice(0, 6).join(', ') + (cells.length > 6 ? '…' : '');
  return [`No se leyó lo que está escrito encima de la tabla: ${named}.`];
}

/** The sums of the form stand beside their label, at either side. */
function isFormTotal(grid: CellGrid, row: number, column: number): boolean {
  for (let other = Math.max(0, column - 3); other <= column + 3; other += 1) {
    const value = valueAt(grid, row, other);
    if (isBlankCell(value)) continue;
    if (/^(totales|suma|diferencia)/.test(headerWords(value))) return true;
  }
  return false;
}
