// Reads a voucher sheet: cell grid → what the server validates and posts, with a place for every part.
import type { VoucherInput } from '../../shared/contract/vouchers.ts';
import { formatLocalDate, parseLocalDate } from '../../shared/localDate.ts';
import { reject, type AmountWriting, type Rejection } from '../../shared/rejection.ts';
import { cellAddress, endRowOf, valueAt, type CellGrid } from './cellGrid.ts';
import { isBlankCell } from './cellText.ts';
import { readDateColumn, type DateHabits } from './dateCells.ts';
import { findFormTotals, type FormTotalCells } from './formTotals.ts';
import { findHeaderCells, formatOfCell, readHeaderDate, valueOfCell } from './headerFields.ts';
import { longestText, readTextCell, type TextHabits } from './lineTexts.ts';
import type { ReadingHabits, SheetQuestion } from './sheetQuestions.ts';
import { tablePlaces, type FieldPlaces } from './sheetReading.ts';
import { readTable, type TableReading } from './tableReading.ts';
import { remarkFiguresAbove } from './unreadCells.ts';
import {
  voucherBlankLines,
  voucherHeader,
  voucherTotalsLabelColumn,
  voucherTotalsOffset,
  type VoucherHeaderField,
} from './voucherLayout.ts';

export interface VoucherReading {
  input: VoucherInput;
  /** What is wrong already, before the server looks: unreadable cells. */
  rejections: Rejection[];
  notices: Rejection[];
  questions: SheetQuestion[];
  table: TableReading;
  places: FieldPlaces;
  /** One past the last row that may be typed in. */
  endLineRow: number;
  headerCells: Partial<Record<VoucherHeaderField, string>>;
  totalCells: FormTotalCells | null;
  /** Rows whose calculated name is gone. */
  namelessRows: number[];
  remarks: string[];
}

/** @returns null when the table of lines cannot be found (its titles were deleted). */
export function readVoucherSheet(
  grid: CellGrid,
  writing: AmountWriting,
  habits: ReadingHabits,
): VoucherReading | null {
  const table = readTable(grid, 'voucher', writing, habits);
  if (!table) return null;
  const { titleRow, firstLineRow } = table.rows;
  const headerCells = findHeaderCells(grid, titleRow, voucherHeader);
  const totalCells = findFormTotals(grid, titleRow, voucherTotalsLabelColumn, voucherTotalsOffset);
  const known = new Set(Object.values(headerCells));
  const reading: VoucherReading = {
    input: { lines: table.lines },
    rejections: [...table.rejections],
    notices: [...table.notices],
    questions: [...table.questions],
    table,
    places: placesOf(table, headerCells, totalCells),
    endLineRow: Math.max(endRowOf(grid), firstLineRow + voucherBlankLines),
    headerCells,
    totalCells,
    namelessRows: [],
    remarks: [...table.remarks, ...remarkFiguresAbove(grid, titleRow, known)],
  };
  readHeader(grid, reading, { ...writing, ...habits });
  compareLineDates(grid, reading, habits);
  reading.namelessRows = findNamelessRows(grid, reading);
  return reading;
}

function placesOf(
  { rows }: TableReading,
  headerCells: VoucherReading['headerCells'],
  totalCells: FormTotalCells | null,
): FieldPlaces {
  const cells: FieldPlaces['cells'] = {};
  for (const field of ['type', 'date', 'reference', 'description'] as const) {
    const cell = headerCells[field];
    if (cell) cells[field] = cell;
  }
  return {
    tables: tablePlaces(rows),
    cells,
    totals: totalCells?.difference ?? null,
    firstLine: cellAddress(rows.firstLineRow, rows.columns.fields.account),
  };
}

function readHeader(
  grid: CellGrid,
  reading: VoucherReading,
  habits: TextHabits & DateHabits,
): void {
  const { input, headerCells, rejections } = reading;
  const header = readHeaderDate(grid, headerCells.date, habits);
  if (header.rejection) rejections.push(header.rejection);
  if (header.date !== undefined) input.date = header.date;
  for (const field of ['type', 'reference', 'description'] as const) {
    const place = { field, cell: headerCells[field] };
    const value = valueOfCell(grid, headerCells[field]);
    const format = formatOfCell(grid, headerCells[field]);
    const read = readTextCell(value, format, longestText[field], place, habits);
    const { text, rejection } = read;
    if (rejection) rejections.push(rejection);
    if (text !== undefined) input[field] = text;
  }
}

/** A voucher has one date: days of pasted lines are compared with it, never taken from them. */
function compareLineDates(grid: CellGrid, reading: VoucherReading, habits: ReadingHabits): void {
  const { read } = reading.table;
  const cells = read.flatMap(({ row, columns }) => {
    const column = columns.fields.date;
    const value = column === undefined ? '' : valueAt(grid, row, column);
    if (column === undefined || isBlankCell(value)) return [];
    return [{ value, place: { line: row + 1, cell: cellAddress(row, column) } }];
  });
  const { days, question } = readDateColumn(cells, habits);
  if (question) {
    reading.questions.push(question);
    return;
  }
  const other = days.findIndex((day) => day !== reading.input.date);
  const first = cells[other];
  if (!first) return;
  const date = parseLocalDate(reading.input.date ?? '');
  const day = days[other];
  const params = {
    text: day ? formatLocalDate(day) : String(first.value).trim(),
    date: date ? formatLocalDate(date) : '',
    count: days.filter((one) => one !== reading.input.date).length,
  };
  reading.notices.push(reject('line-dates-differ', params, first.place));
}

/** Rows under our own titles where the formula of the name was pasted over with nothing. */
function findNamelessRows(
  grid: CellGrid,
  { table: { rows, setAside }, endLineRow }: VoucherReading,
): number[] {
  const [own, pasted] = rows.headers;
  const name = own?.columns.fields.name;
  if (!own || name === undefined) return [];
  const end = pasted?.firstRow ?? Math.max(endLineRow, endRowOf(grid));
  const skipped = new Set(setAside.map(({ row }) => row));
  const nameless: number[] = [];
  let isErased = false;
  for (let row = own.firstRow; row < end; row += 1) {
    if (skipped.has(row) || !isBlankCell(valueAt(grid, row, name))) continue;
    nameless.push(row);
    // Beside an account the formula always says something: blank, it is not there any more.
    isErased ||= !isBlankCell(valueAt(grid, row, own.columns.fields.account));
  }
  return isErased ? nameless : [];
}
