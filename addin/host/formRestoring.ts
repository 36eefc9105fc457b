// Makes a form whole again where pasting undid it: its sums, the names it calculates, the formats of
// its columns. What the user typed is not touched, and nothing is written where nothing is missing.
import type { AmountWriting } from '../../shared/rejection.ts';
import {
  cellAddress,
  columnLetters,
  endRowOf,
  formatAt,
  type CellGrid,
} from '../sheets/cellGrid.ts';
import {
  formTotalRows,
  labelOfSums,
  type FormSums,
  type FormTotalCells,
} from '../sheets/formTotals.ts';
import { valueOfCell } from '../sheets/headerFields.ts';
import type { TableReading } from '../sheets/tableReading.ts';
import { amountColumnsOf } from '../sheets/tableColumns.ts';
import { nameFormula } from '../sheets/voucherLayout.ts';
import { amountFormat, setNumberFormat, textFormat } from './cellWriting.ts';

/** Writes the sums where they are not what was read, or not said to be. */
export function restoreFormSums(
  sheet: Excel.Worksheet,
  grid: CellGrid,
  cells: FormTotalCells,
  sums: FormSums,
): void {
  const isWhole =
    valueOfCell(grid, cells.label) === labelOfSums(sums) &&
    valueOfCell(grid, cells.debit) === sums.figures[0] &&
    valueOfCell(grid, cells.credit) === sums.figures[1];
  if (!isWhole) writeFormSums(sheet, cells, sums);
}

export function writeFormSums(sheet: Excel.Worksheet, cells: FormTotalCells, sums: FormSums): void {
  const addresses = [
    [cells.label, cells.debit, cells.credit],
    [cells.differenceLabel, cells.difference, cells.verdict],
  ];
  formTotalRows(cells, sums).forEach((row, index) =>
    row.forEach((value, column) => {
      sheet.getRange(addresses[index]?.[column] ?? '').formulas = [[value]];
    }),
  );
}

/** More stretches than these cost more than they help: the names come with posting. */
const mostStretches = 200;

/** @param rows zero-based, ascending */
export function writeNameFormulas(
  sheet: Excel.Worksheet,
  rows: readonly number[],
  columns: { name: number; account: number },
): void {
  const letters = columnLetters(columns.name);
  for (const { first, last } of stretchesOf(rows).slice(0, mostStretches)) {
    sheet.getRange(`${letters}${first + 1}:${letters}${last + 1}`).formulas = Array.from(
      { length: last - first + 1 },
      (_, index) => [nameFormula(first + index, columns.account)],
    );
  }
}

export function stretchesOf(rows: readonly number[]): { first: number; last: number }[] {
  const stretches: { first: number; last: number }[] = [];
  for (const row of rows) {
    const current = stretches.at(-1);
    if (current?.last === row - 1) current.last = row;
    else stretches.push({ first: row, last: row });
  }
  return stretches;
}

/**
 * Text for codes, figures of the company for amounts, as the form began. Where a cell was refused for
 * its format (a percentage, a date) that format is the evidence: its column stays as it is.
 */
export function restoreColumnFormats(
  sheet: Excel.Worksheet,
  { rows, rejections }: TableReading,
  grid: CellGrid,
  writing: AmountWriting,
): void {
  const { headers } = rows;
  const refused = new Set(
    rejections
      .filter(({ code }) => /^amount-(percentage|is-date)$|^account-code/.test(code))
      .map(({ cell }) => cell?.replace(/\d+$/, '')),
  );
  headers.forEach(({ firstRow, columns }, index) => {
    const end = headers[index + 1]?.firstRow ?? endRowOf(grid);
    const restore = (column: number | undefined, format: string) => {
      if (column === undefined || refused.has(columnLetters(column))) return;
      if (!hasOtherFormat(grid, column, firstRow, end, format)) return;
      const range = `${cellAddress(firstRow, column)}:${cellAddress(end - 1, column)}`;
      setNumberFormat(sheet.getRange(range), format);
    };
    const { fields } = columns;
    for (const column of [fields.account, fields.party, fields.costCenter]) {
      restore(column, textFormat);
    }
    for (const column of amountColumnsOf(columns)) restore(column, amountFormat(writing));
  });
}

function hasOtherFormat(
  grid: CellGrid,
  column: number,
  first: number,
  end: number,
  format: string,
): boolean {
  for (let row = first; row < end; row += 1) {
    if (formatAt(grid, row, column) !== format) return true;
  }
  return false;
}
