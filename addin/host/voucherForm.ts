// Lays out a voucher sheet, and writes into it what the ledger answered.
import { serialOfLocalDate, type LocalDate } from '../../shared/localDate.ts';
import type { VoucherReading } from '../sheets/voucherSheet.ts';
import {
  accountColumn,
  creditColumn,
  debitColumn,
  footFormulas,
  labelColumn,
  lastVoucherColumn,
  nameColumn,
  nameFormula,
  voucherColumns,
  voucherFirstLineRow,
  voucherFootRow,
  voucherHeader,
  voucherTitleRow,
} from '../sheets/voucherLayout.ts';
import { cellAddress, columnLetters } from '../sheets/cellGrid.ts';
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
import { finishForm, underlineRows, type FormCompany } from './formParts.ts';

export interface VoucherFormOptions {
  company: FormCompany;
  /** «Comprobante», «Asiento»…: the word of the country. */
  title: string;
  costCenterTitle: string;
  type: string;
  /** Null leaves the date for the user to write. */
  date: LocalDate | null;
}

const at = (row: number, column: number) => cellAddress(row, column);
const span = (firstRow: number, firstColumn: number, lastRow: number, lastColumn: number) =>
  `${at(firstRow, firstColumn)}:${at(lastRow, lastColumn)}`;

/** Queues the whole sheet: the caller syncs once. */
export function layOutVoucher(sheet: Excel.Worksheet, options: VoucherFormOptions): void {
  const lastLine = voucherFootRow - 1;
  formatVoucher(sheet, options, lastLine);
  sheet.getRange(span(0, 0, voucherFootRow + 1, lastVoucherColumn)).formulas =
    voucherCells(options);
  styleVoucher(sheet, lastLine);
  finishForm(sheet, {
    widths: voucherColumns.map((column) => column.widthPoints),
    titleRow: voucherTitleRow,
  });
  const first = options.date === null ? voucherHeader.date : null;
  sheet.activate();
  sheet
    .getRange(first ? at(first.row, first.column + 1) : at(voucherFirstLineRow, accountColumn))
    .select();
}

/** Formats before values: a code written into a text cell stays a text. */
function formatVoucher(
  sheet: Excel.Worksheet,
  options: VoucherFormOptions,
  lastLine: number,
): void {
  const textCells = [
    span(voucherFirstLineRow, accountColumn, lastLine, accountColumn),
    span(voucherFirstLineRow, 2, lastLine, 3),
    at(voucherHeader.type.row, voucherHeader.type.column + 1),
    at(voucherHeader.reference.row, voucherHeader.reference.column + 1),
    at(voucherHeader.number.row, voucherHeader.number.column + 1),
  ];
  for (const address of textCells) setNumberFormat(sheet.getRange(address), textFormat);
  setNumberFormat(
    sheet.getRange(at(voucherHeader.date.row, voucherHeader.date.column + 1)),
    dateFormat,
  );
  setNumberFormat(
    sheet.getRange(span(voucherFirstLineRow, debitColumn, voucherFootRow + 1, creditColumn)),
    amountFormat(options.company),
  );
}

function voucherCells(options: VoucherFormOptions): WrittenValue[][] {
  const rows: WrittenValue[][] = Array.from({ length: voucherFootRow + 2 }, () =>
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
  if (options.date) put(voucherHeader.date.row, 1, serialOfLocalDate(options.date));
  voucherColumns.forEach(({ field, title }, column) =>
    put(voucherTitleRow, column, field === 'costCenter' ? options.costCenterTitle : title),
  );
  for (let row = voucherFirstLineRow; row < voucherFootRow; row += 1) {
    put(row, nameColumn, nameFormula(row));
  }
  footFormulas(voucherFirstLineRow, voucherFootRow).forEach((cells, index) =>
    cells.forEach((cell, offset) => put(voucherFootRow + index, labelColumn + offset, cell)),
  );
  return rows;
}

function styleVoucher(sheet: Excel.Worksheet, lastLine: number): void {
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
  styleFoot(sheet, voucherFootRow);
  underlineRows(sheet, span(2, 1, 5, 1));
  underlineRows(sheet, span(voucherFirstLineRow, 0, lastLine, lastVoucherColumn));
  sheet.getRange(span(2, 1, 5, 1)).format.horizontalAlignment = 'Left';
  sheet.getRange(
    span(voucherTitleRow, debitColumn, voucherTitleRow, creditColumn),
  ).format.horizontalAlignment = 'Right';
}

function styleFoot(sheet: Excel.Worksheet, footRow: number): void {
  const foot = sheet.getRange(span(footRow, 0, footRow + 1, lastVoucherColumn));
  foot.style = cellStyles.total;
  sheet.getRange(span(footRow, labelColumn, footRow + 1, creditColumn)).format.horizontalAlignment =
    'Right';
}

/** Writes the foot again where it was overwritten by pasted lines. */
export function restoreFoot(sheet: Excel.Worksheet, reading: VoucherReading): void {
  const { firstLineRow, endLineRow } = reading;
  const range = sheet.getRange(span(endLineRow, labelColumn, endLineRow + 1, creditColumn));
  range.formulas = footFormulas(firstLineRow, endLineRow);
  styleFoot(sheet, endLineRow);
}

/**
 * A posted voucher shows its names also to who has no add-in: values instead of formulas.
 * @param names by line number of the sheet
 */
export function writeAccountNames(
  sheet: Excel.Worksheet,
  { columns, firstLineRow, endLineRow }: VoucherReading,
  names: ReadonlyMap<number, string>,
): void {
  if (columns.name === undefined) return;
  const letters = columnLetters(columns.name);
  sheet.getRange(`${letters}${firstLineRow + 1}:${letters}${endLineRow}`).values = Array.from(
    { length: endLineRow - firstLineRow },
    (_, index) => [asText(names.get(firstLineRow + index + 1) ?? '')],
  );
}

/** Everything the user may type: header values and the columns of the lines. */
export function voucherInputAddresses(reading: VoucherReading): string[] {
  const { headerCells, columns, firstLineRow, endLineRow } = reading;
  const cells = (['type', 'date', 'reference', 'description'] as const).flatMap(
    (field) => headerCells[field] ?? [],
  );
  if (endLineRow <= firstLineRow) return cells;
  const typed = (['account', 'party', 'costCenter', 'description', 'debit', 'credit'] as const)
    .flatMap((field) => columns[field] ?? [])
    .map((column) => columnLetters(column));
  return [
    ...cells,
    ...typed.map((letters) => `${letters}${firstLineRow + 1}:${letters}${endLineRow}`),
  ];
}
