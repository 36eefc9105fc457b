// Reads an opening balances sheet (B01, B03): our own table or whatever trial balance was pasted into
// it.
import type { OpeningInput } from '../../shared/contract/vouchers.ts';
import type { AmountWriting, Rejection } from '../../shared/rejection.ts';
import { cellAddress, endRowOf, type CellGrid } from './cellGrid.ts';
import { findFormTotals, type FormTotalCells } from './formTotals.ts';
import { findHeaderCells, readHeaderDate } from './headerFields.ts';
import {
  openingHeader,
  openingTotalsLabelColumn,
  openingTotalsOffset,
  type OpeningHeaderField,
} from './openingLayout.ts';
import type { ReadingHabits } from './sheetQuestions.ts';
import { tablePlaces, type FieldPlaces } from './sheetReading.ts';
import { readTable, type TableReading } from './tableReading.ts';
import { remarkFiguresAbove } from './unreadCells.ts';

export interface OpeningReading {
  input: OpeningInput;
  rejections: Rejection[];
  table: TableReading;
  places: FieldPlaces;
  endLineRow: number;
  headerCells: Partial<Record<OpeningHeaderField, string>>;
  totalCells: FormTotalCells | null;
  /** What was left out, and totals of the pasted table that do not agree: sentences for the user. */
  remarks: string[];
}

/** @returns null when no header row names an account and its balances. */
export function readOpeningSheet(
  grid: CellGrid,
  writing: AmountWriting,
  habits: ReadingHabits,
): OpeningReading | null {
  const table = readTable(grid, 'opening', writing, habits);
  if (!table) return null;
  const { titleRow, firstLineRow, columns } = table.rows;
  const headerCells = findHeaderCells(grid, titleRow, openingHeader);
  const totalCells = findFormTotals(grid, titleRow, openingTotalsLabelColumn, openingTotalsOffset);
  const { date, rejection } = readHeaderDate(grid, headerCells.date, habits);
  const known = new Set(Object.values(headerCells));
  return {
    input: { ...(date === undefined ? {} : { date }), lines: table.lines },
    rejections: [...(rejection ? [rejection] : []), ...table.rejections],
    table,
    places: {
      tables: tablePlaces(table.rows),
      cells: headerCells.date ? { date: headerCells.date } : {},
      totals: totalCells?.difference ?? null,
      firstLine: cellAddress(firstLineRow, columns.fields.account),
    },
    endLineRow: Math.max(endRowOf(grid), firstLineRow),
    headerCells,
    totalCells,
    remarks: [...table.remarks, ...remarkFiguresAbove(grid, titleRow, known)],
  };
}
