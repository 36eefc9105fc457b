// Lays out the opening balances sheet, and says where the user types in it.
import { serialOfLocalDate, type LocalDate } from '../../shared/localDate.ts';
import { cellAddress, columnLetters } from '../sheets/cellGrid.ts';
import {
  openingBlankLines,
  openingColumns,
  openingCreditColumn,
  openingDebitColumn,
  openingFirstLineRow,
  openingHeader,
  openingTitleRow,
  openingTotalFormulas,
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

export interface OpeningFormOptions {
  company: FormCompany;
  costCenterTitle: string;
  date: LocalDate | null;
}

const at = cellAddress;
const lastColumn = openingColumns.length - 1;
const lastLine = openingFirstLineRow + openingBlankLines - 1;

/** Queues the whole sheet: the caller syncs once. */
export function layOutOpening(sheet: Excel.Worksheet, options: OpeningFormOptions): void {
  // Whole columns: what is pasted reaches as far as it reaches.
  setNumberFormat(sheet.getRange('A:A'), textFormat);
  setNumberFormat(sheet.getRange('E:F'), textFormat);
  setNumberFormat(sheet.getRange('C:D'), amountFormat(options.company));
  const totals = `C${openingTotalsRow + 1}:D${openingTotalsRow + 2}`;
  setNumberFormat(sheet.getRange(totals), amountFormat(options.company));
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
  if (options.date) put(openingHeader.date.row, 1, serialOfLocalDate(options.date));
  put(openingHeader.state.row, 1, stateWords.draft);
  openingTotalFormulas().forEach(([label = '', debit = '', credit = ''], index) => {
    const row = openingTotalsRow + index;
    put(row, openingDebitColumn, debit);
    put(row, openingCreditColumn, credit);
    put(row, openingCreditColumn + 1, label);
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
  underlineRows(sheet, `A${openingFirstLineRow + 1}:${at(lastLine, lastColumn)}`);
}

/** Everything the user may type: the date and the columns of the balances. */
export function openingInputAddresses(reading: OpeningReading): string[] {
  const { headerCells, columns, firstLineRow, endLineRow } = reading;
  const cells = headerCells.date ? [headerCells.date] : [];
  if (endLineRow <= firstLineRow) return cells;
  const { amounts } = columns;
  const used = [
    columns.account,
    columns.name,
    columns.party,
    columns.costCenter,
    ...(amounts.kind === 'signed' ? [amounts.balance] : [amounts.debit, amounts.credit]),
  ].filter((column) => column !== null);
  const first = columnLetters(Math.min(...used));
  const last = columnLetters(Math.max(...used));
  return [...cells, `${first}${firstLineRow + 1}:${last}${endLineRow}`];
}
