// The fields above the table (date, type, number…): each value stands at the right of its label,
// wherever the label is now.
import type { RejectionField, Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import {
  cellAddress,
  endColumnOf,
  formatAt,
  placeOfAddress,
  valueAt,
  type CellGrid,
  type CellValue,
} from './cellGrid.ts';
import { cleanText, headerWords, isBlankCell, isErrorValue } from './cellText.ts';
import { readDateCell, type DateHabits } from './dateCells.ts';

/** @param labels by field @returns the cell of each value whose label is still there */
export function findHeaderCells<F extends string>(
  grid: CellGrid,
  titleRow: number,
  labels: Record<F, { label: string }>,
): Partial<Record<F, string>> {
  const fieldByLabel = new Map(
    Object.entries<{ label: string }>(labels).map(([field, { label }]) => [
      headerWords(label),
      field as F,
    ]),
  );
  const cells: Partial<Record<F, string>> = {};
  for (let row = grid.rowIndex; row < titleRow; row += 1) {
    for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
      const field = fieldByLabel.get(headerWords(valueAt(grid, row, column)));
      if (field) cells[field] ??= cellAddress(row, valueColumnOf(grid, titleRow, column));
    }
  }
  return cells;
}

/** At the right of its label; one further on where somebody inserted a column between them. */
function valueColumnOf(grid: CellGrid, titleRow: number, label: number): number {
  const isBlank = (column: number) => {
    for (let row = grid.rowIndex; row < titleRow; row += 1) {
      if (!isBlankCell(valueAt(grid, row, column))) return false;
    }
    return true;
  };
  return isBlank(label + 1) && !isBlank(label + 2) ? label + 2 : label + 1;
}

export function valueOfCell(grid: CellGrid, address: string | undefined): CellValue {
  if (address === undefined) return '';
  const { row, column } = placeOfAddress(address);
  return valueAt(grid, row, column);
}

export function formatOfCell(grid: CellGrid, address: string | undefined): string {
  if (address === undefined) return 'General';
  const { row, column } = placeOfAddress(address);
  return formatAt(grid, row, column);
}

/** The date of the document; an error value is refused in its cell. */
export function readHeaderDate(
  grid: CellGrid,
  address: string | undefined,
  dates: DateHabits,
): { date: string | undefined; rejection: Rejection | null } {
  const value = valueOfCell(grid, address);
  if (isErrorValue(value)) {
    const place: { field: RejectionField; cell: string | undefined } = {
      field: 'date',
      cell: address,
    };
    const rejection = reject('text-error-value', { text: cleanText(value) }, place);
    return { date: undefined, rejection };
  }
  return { date: readDateCell(value, dates), rejection: null };
}
