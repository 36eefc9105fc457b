// Lays out the opening balances sheet, and says where the user types in it.
import { serialOfLocalDate, type DateSystem, type LocalDate } from '../../shared/localDate.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import { cellAddress, type CellGrid } from '../sheets/cellGrid.ts';
import { blankSums, formTotalCells, formTotalRows, sumsOf } from '../sheets/formTotals.ts';
import {
  openingBlankLines,
  openingColumns,
  openingCreditColumn,
  openingDebitColumn,
  openingFirstLineRow,
  openingHeader,
  openingTitleRow,
  openingTotalsLabelColumn,
  openingTotalsOffset,
  openingTotalsRow,
} from '../sheets/openingLayout.ts';
import type { OpeningReading } from '../sheets/openingSheet.ts';
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
import { restoreColumnFormats, restoreFormSums, writeFormSums } from './formRestoring.ts';
import { lineAddresses } from './lineAddresses.ts';

export interface OpeningFormOptions {
  company: FormCompany;
  costCenterTitle: string;
  date: LocalDate | null;
  /** That of the workbook: a date is written as its number. */
  dateSystem: DateSystem;
}

const at = cellAddress;
const lastColumn = openingColumns.length - 1;
const lastLine = openingFirstLineRow + openingBlankLines - 1;
const totalCells = formTotalCells(openingTotalsRow, openingTotalsLabelColumn, openingTotalsOffset);

/** Queues the whole sheet: the caller syncs once. */
export function layOutOpening(sheet: Excel.Worksheet, options: OpeningFormOptions): void {
  // Whole columns: what is pasted reaches as far as it reaches.
  setNumberFormat(sheet.getRange('A:A'), textFormat);
  setNumberFormat(sheet.getRange('E:F'), textFormat);
  for (const address of ['C:D', `C${openingTotalsRow + 1}:D${lastLine + 1}`]) {
    setNumberFormat(sheet.getRange(address), amountFormat(options.company));
  }
  setNumberFormat(sheet.getRange(at(openingHeader.date.row, 1)), dateFormat);
  sheet.getRange(`A1:${at(openingTitleRow, lastColumn)}`).formulas = openingCells(options);
  styleOpening(sheet);
  finishForm(sheet, {
    widths: openingColumns.map((column) => column.widthPoints),
    titleRow: openingTitleRow,
  });
  sheet.activate();
  sheet.getRange(at(openingFirstLineRow, 0)).select();
}

function openingCells(options: OpeningFormOptions): WrittenValue[][] {
  const rows: WrittenValue[][] = Array.from({ length: openingTitleRow + 1 }, () =>
    Array.from({ length: lastColumn + 1 }, () => ''),
  );
  const put = (row: number, column: number, value: WrittenValue) => {
    const cells = rows[row];
    if (cells) cells[column] = value;
  };
  put(0, 0, 'Saldos iniciales');
  put(1, 0, asText(options.company.name));
  for (const { label, row, column } of Object.values(openingHeader)) put(row, column, label);
  if (options.date) {
    put(openingHeader.date.row, 1, serialOfLocalDate(options.date, options.dateSystem));
  }
  put(openingHeader.state.row, 1, stateWords.draft);
  const sums = blankSums(openingFirstLineRow, openingDebitColumn, openingCreditColumn);
  formTotalRows(totalCells, sums).forEach(([label = '', debit = '', credit = ''], index) => {
    const row = openingTotalsRow + index;
    put(row, openingDebitColumn, debit);
    put(row, openingCreditColumn, credit);
    put(row, openingTotalsLabelColumn, label);
  });
  put(5, 0, 'Pegue aquí debajo el balance: con sus títulos de columna si los trae.');
  openingColumns.forEach(({ field, title }, column) =>
    put(openingTitleRow, column, field === 'costCenter' ? options.costCenterTitle : title),
  );
  return rows;
}

function styleOpening(sheet: Excel.Worksheet): void {
  const style = (address: string, name: string) => {
    sheet.getRange(address).style = name;
  };
  style('A1', cellStyles.title);
  style('A2:A6', cellStyles.label);
  style(at(openingHeader.date.row, 1), cellStyles.input);
  style(`B${openingHeader.number.row + 1}:B${openingHeader.state.row + 1}`, cellStyles.calculated);
  style(`C${openingTotalsRow + 1}:F${openingTotalsRow + 2}`, cellStyles.total);
  style(`A${openingTitleRow + 1}:${at(openingTitleRow, lastColumn)}`, cellStyles.heading);
  style(`A${openingFirstLineRow + 1}:${at(lastLine, lastColumn)}`, cellStyles.input);
  sheet.getRange(`B${openingHeader.date.row + 1}`).format.horizontalAlignment = 'Left';
  sheet.getRange(`C${openingTitleRow + 1}:D${openingTitleRow + 1}`).format.horizontalAlignment =
    'Right';
  // «Cuadra» under its figure, and the words of the sums apart from them.
  const sums = `${openingTotalsRow + 1}:D${openingTotalsRow + 2}`;
  sheet.getRange(`C${sums}`).format.horizontalAlignment = 'Right';
  sheet.getRange(`E${openingTotalsRow + 1}:E${openingTotalsRow + 2}`).format.indentLevel = 1;
  underlineRows(sheet, `A${openingFirstLineRow + 1}:${at(lastLine, lastColumn)}`);
}

/** Everything the user may type: the date and the columns of the balances. */
export function openingInputAddresses({
  headerCells,
  places,
  endLineRow,
}: OpeningReading): string[] {
  const cells = headerCells.date ? [headerCells.date] : [];
  return [...cells, ...lineAddresses(places.tables, endLineRow)];
}

/** Sums and formats as the form began, around what is written in it now. */
export function restoreOpening(
  sheet: Excel.Worksheet,
  { table, totalCells: cells }: OpeningReading,
  grid: CellGrid,
  writing: AmountWriting,
): void {
  restoreColumnFormats(sheet, table, grid, writing);
  if (cells) restoreFormSums(sheet, grid, cells, sumsOf(table, writing.minorDigits));
}

/**
 * Lines that were posted without being in the sheet (the difference taken to an account, B03) are
 * added below it, so that the sheet says what the ledger has.
 */
export function writeAddedLines(
  sheet: Excel.Worksheet,
  { table, endLineRow, input, totalCells: cells }: OpeningReading,
  voucher: Voucher,
): void {
  const isSameDocument = input.lines.every(
    ({ debit = '', credit = '' }, index) =>
      Number(debit) === Number(voucher.lines[index]?.debit) &&
      Number(credit) === Number(voucher.lines[index]?.credit),
  );
  const added = voucher.lines.slice(input.lines.length);
  if (!isSameDocument || added.length === 0) return;
  const { fields, amounts } = table.rows.columns;
  added.forEach((line, index) => {
    const row = endLineRow + index;
    const put = (column: number | undefined, value: WrittenValue) => {
      if (column === undefined) return;
      const cell = sheet.getRange(at(row, column));
      cell.values = [[value]];
      cell.style = cellStyles.calculated;
    };
    const [debit, credit] = [Number(line.debit), Number(line.credit)];
    put(fields.account, asText(line.account));
    put(fields.name, asText(line.accountName));
    if (amounts.kind === 'sides') {
      put(amounts.debit, debit === 0 ? '' : debit);
      put(amounts.credit, credit === 0 ? '' : credit);
    } else if (amounts.kind === 'signed') {
      put(amounts.amount, debit - credit);
    } else {
      put(amounts.amount, debit + credit);
      put(amounts.side, debit > 0 ? 'D' : 'H');
    }
  });
  if (!cells) return;
  const [debit, credit] = [Number(voucher.totals.debit), Number(voucher.totals.credit)];
  writeFormSums(sheet, cells, { debit, credit, isFormula: false, figures: [debit, credit] });
}
