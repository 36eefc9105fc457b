// Makes a form whole again where pasting undid it: its sums, the names it calculates, the formats of
// its columns. What the user typed is not touched.
import type { AmountWriting } from '../../shared/rejection.ts';
import { cellAddress, columnLetters } from '../sheets/cellGrid.ts';
import { formTotalRows, type FormSums, type FormTotalCells } from '../sheets/formTotals.ts';
import type { TableReading } from '../sheets/tableReading.ts';
import { amountColumnsOf } from '../sheets/tableColumns.ts';
import { nameFormula } from '../sheets/voucherLayout.ts';
import { amountFormat, setNumberFormat, textFormat } from './cellWriting.ts';

export function writeFormSums(sheet: Excel.Worksheet, cells: FormTotalCells, sums: FormSums): void {
  const [sumsRow = [], differenceRow = []] = formTotalRows(cells, sums);
  const write = (address: string, value: string | number | undefined) => {
    sheet.getRange(address).formulas = [[value ?? '']];
  };
  const addresses = [
    [cells.label, cells.debit, cells.credit],
    [cells.differenceLabel, cells.difference, cells.verdict],
  ];
  [sumsRow, differenceRow].forEach((row, index) =>
    addresses[index]?.forEach((address, column) => write(address, row[column])),
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
export function writeColumnFormats(
  sheet: Excel.Worksheet,
  { rows, rejections }: TableReading,
  endRow: number,
  writing: AmountWriting,
): void {
  const { headers } = rows;
  const refused = new Set(
    rejections
      .filter(({ code }) => /^amount-(percentage|is-date)$|^account-code/.test(code))
      .map(({ cell }) => cell?.replace(/\d+$/, '')),
  );
  headers.forEach(({ firstRow, columns }, index) => {
    const end = headers[index + 1]?.firstRow ?? endRow;
    if (end <= firstRow) return;
    const format = (column: number | undefined, code: string) => {
      if (column === undefined) return;
      const letters = columnLetters(column);
      if (refused.has(letters)) return;
      setNumberFormat(sheet.getRange(`${cellAddress(firstRow, column)}:${letters}${end}`), code);
    };
    const { fields } = columns;
    for (const column of [fields.account, fields.party, fields.costCenter]) {
      format(column, textFormat);
    }
    for (const column of amountColumnsOf(columns)) format(column, amountFormat(writing));
  });
}
