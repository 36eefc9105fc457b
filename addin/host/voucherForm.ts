// Lays out a voucher sheet, and writes into it what the ledger answered.
import { serialOfLocalDate, type DateSystem, type LocalDate } from '../../shared/localDate.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import { cellAddress, columnLetters, type CellGrid } from '../sheets/cellGrid.ts';
import {
  blankSums,
  formTotalCells,
  formTotalRows,
  isFreeForTotals,
  sumsOf,
  type FormTotalCells,
} from '../sheets/formTotals.ts';
import {
  accountColumn,
  creditColumn,
  debitColumn,
  lastVoucherColumn,
  nameColumn,
  nameFormula,
  voucherBlankLines,
  voucherColumns,
  voucherFirstLineRow,
  voucherHeader,
  voucherTitleRow,
  voucherTotalsLabelColumn,
  voucherTotalsOffset,
  voucherTotalsRow,
  voucherWidths,
} from '../sheets/voucherLayout.ts';
import type { VoucherReading } from '../sheets/voucherSheet.ts';
import { cellStyles } from './cellStyles.ts';
import {
  amountFormat,
  asText,
  dateFormat,
  setNumberFormat,
  textFormat,
  type WrittenValue,
} from './cellWriting.ts';
import { stateWords } from './documentState.ts';
import { lineAddresses } from './lineAddresses.ts';
import { finishForm, underlineRows, type FormCompany } from './formParts.ts';
import {
  stretchesOf,
  restoreColumnFormats,
  restoreFormSums,
  writeNameFormulas,
} from './formRestoring.ts';

export interface VoucherFormOptions {
  company: FormCompany;
  /** «Comprobante», «Asiento»…: the word of the country. */
  title: string;
  costCenterTitle: string;
  type: string;
  /** Null leaves the date for the user to write. */
  date: LocalDate | null;
  /** That of the workbook: a date is written as its number. */
  dateSystem: DateSystem;
}

const endLine = voucherFirstLineRow + voucherBlankLines;
const totalCells = formTotalCells(voucherTotalsRow, voucherTotalsLabelColumn, voucherTotalsOffset);

const at = (row: number, column: number) => cellAddress(row, column);
const span = (firstRow: number, firstColumn: number, lastRow: number, lastColumn: number) =>
  `${at(firstRow, firstColumn)}:${at(lastRow, lastColumn)}`;

/** Queues the whole sheet: the caller syncs once. */
export function layOutVoucher(sheet: Excel.Worksheet, options: VoucherFormOptions): void {
  formatVoucher(sheet, options);
  sheet.getRange(span(0, 0, endLine - 1, lastVoucherColumn)).formulas = voucherCells(options);
  styleVoucher(sheet);
  finishForm(sheet, {
    widths: voucherWidths(options.company.currency),
    titleRow: voucherTitleRow,
  });
  const first = options.date === null ? voucherHeader.date : null;
  sheet.activate();
  sheet
    .getRange(first ? at(first.row, first.column + 1) : at(voucherFirstLineRow, accountColumn))
    .select();
}

/** Formats before values, and of whole columns: what is pasted reaches as far as it reaches. */
function formatVoucher(sheet: Excel.Worksheet, options: VoucherFormOptions): void {
  const whole = (first: number, last = first) => `${columnLetters(first)}:${columnLetters(last)}`;
  for (const address of [whole(accountColumn), whole(2, 3)]) {
    setNumberFormat(sheet.getRange(address), textFormat);
  }
  const lines = span(voucherTotalsRow, debitColumn, endLine - 1, creditColumn);
  for (const address of [whole(debitColumn, creditColumn), lines]) {
    setNumberFormat(sheet.getRange(address), amountFormat(options.company));
  }
  for (const { row, column } of [
    voucherHeader.type,
    voucherHeader.reference,
    voucherHeader.number,
  ]) {
    setNumberFormat(sheet.getRange(at(row, column + 1)), textFormat);
  }
  const { date } = voucherHeader;
  setNumberFormat(sheet.getRange(at(date.row, date.column + 1)), dateFormat);
}

function voucherCells(options: VoucherFormOptions): WrittenValue[][] {
  const rows: WrittenValue[][] = Array.from({ length: endLine }, () =>
    Array.from({ length: lastVoucherColumn + 1 }, () => ''),
  );
  const put = (row: number, column: number, value: WrittenValue) => {
    const cells = rows[row];
    if (cells) cells[column] = value;
  };
  put(0, 0, options.title);
  put(1, 0, asText(options.company.name));
  for (const { label, row, column } of Object.values(voucherHeader)) put(row, column, label);
  put(voucherHeader.type.row, 1, asText(options.type));
  put(voucherHeader.state.row, voucherHeader.state.column + 1, stateWords.draft);
  if (options.date) {
    put(voucherHeader.date.row, 1, serialOfLocalDate(options.date, options.dateSystem));
  }
  voucherColumns.forEach(({ field, title }, column) =>
    put(voucherTitleRow, column, field === 'costCenter' ? options.costCenterTitle : title),
  );
  for (let row = voucherFirstLineRow; row < endLine; row += 1) {
    put(row, nameColumn, nameFormula(row));
  }
  const sums = blankSums(voucherFirstLineRow, debitColumn, creditColumn);
  formTotalRows(totalCells, sums).forEach((cells, index) =>
    cells.forEach((cell, offset) =>
      put(voucherTotalsRow + index, voucherTotalsLabelColumn + offset, cell),
    ),
  );
  return rows;
}

function styleVoucher(sheet: Excel.Worksheet): void {
  const lastLine = endLine - 1;
  const style = (address: string, name: string) => {
    sheet.getRange(address).style = name;
  };
  style('A1', cellStyles.title);
  style('A2', cellStyles.label);
  style(span(2, 0, 5, 0), cellStyles.label);
  style(span(2, 3, 3, 3), cellStyles.label);
  style(span(2, 1, 5, 1), cellStyles.input);
  style(span(2, 4, 3, 4), cellStyles.calculated);
  style(span(voucherTitleRow, 0, voucherTitleRow, lastVoucherColumn), cellStyles.heading);
  style(span(voucherFirstLineRow, 0, lastLine, lastVoucherColumn), cellStyles.input);
  style(span(voucherFirstLineRow, nameColumn, lastLine, nameColumn), cellStyles.calculated);
  const sums = span(voucherTotalsRow, voucherTotalsLabelColumn, voucherTotalsRow + 1, creditColumn);
  style(sums, cellStyles.total);
  sheet.getRange(sums).format.horizontalAlignment = 'Right';
  underlineRows(sheet, span(2, 1, 5, 1));
  underlineRows(sheet, span(voucherFirstLineRow, 0, lastLine, lastVoucherColumn));
  sheet.getRange(span(2, 1, 5, 1)).format.horizontalAlignment = 'Left';
  sheet.getRange(
    span(voucherTitleRow, debitColumn, voucherTitleRow, creditColumn),
  ).format.horizontalAlignment = 'Right';
}

/** Sums, names and formats as the form began, around what is written in it now. */
export function restoreVoucher(
  sheet: Excel.Worksheet,
  reading: VoucherReading,
  grid: CellGrid,
  writing: AmountWriting,
): void {
  const { table, namelessRows } = reading;
  const [own] = table.rows.headers;
  const { name, account = accountColumn } = own?.columns.fields ?? {};
  restoreColumnFormats(sheet, table, grid, writing);
  if (name !== undefined) writeNameFormulas(sheet, namelessRows, { name, account });
  const cells = reading.totalCells ?? freeTotalCells(grid, table.rows.titleRow);
  if (cells) restoreFormSums(sheet, grid, cells, sumsOf(table, writing.minorDigits));
}

/** Where the sums stood before their labels were deleted, if nothing else is there. */
function freeTotalCells(grid: CellGrid, titleRow: number): FormTotalCells | null {
  const row = titleRow - (voucherTitleRow - voucherTotalsRow);
  if (row < 0) return null;
  const cells = formTotalCells(row, voucherTotalsLabelColumn, voucherTotalsOffset);
  return isFreeForTotals(grid, cells) ? cells : null;
}

/**
 * A posted voucher shows its names also to who has no add-in: values instead of formulas. Names that
 * came with pasted titles of their own are the user's.
 * @param names by line number of the sheet
 */
export function writeAccountNames(
  sheet: Excel.Worksheet,
  { table: { rows, read } }: VoucherReading,
  names: ReadonlyMap<number, string>,
): void {
  const [own] = rows.headers;
  const name = own?.columns.fields.name;
  if (!own || name === undefined) return;
  const letters = columnLetters(name);
  const ownRows = read.filter(({ columns }) => columns === own.columns).map(({ row }) => row);
  for (const { first, last } of stretchesOf(ownRows)) {
    sheet.getRange(`${letters}${first + 1}:${letters}${last + 1}`).values = Array.from(
      { length: last - first + 1 },
      (_, index) => [asText(names.get(first + index + 1) ?? '')],
    );
  }
}

/** Everything the user may type: header values and the columns of the lines. */
export function voucherInputAddresses(reading: VoucherReading): string[] {
  const { headerCells, places, endLineRow } = reading;
  const cells = (['type', 'date', 'reference', 'description'] as const).flatMap(
    (field) => headerCells[field] ?? [],
  );
  return [...cells, ...lineAddresses(places.tables, endLineRow)];
}
