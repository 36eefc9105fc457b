// Reads the table of a sheet, a voucher's or an opening's: its lines as the server takes them, what is
// refused or asked in its cell, and what was left out and why.
import type { VoucherLineInput } from '../../shared/contract/vouchers.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import { reject, type AmountWriting, type Rejection } from '../../shared/rejection.ts';
import { readAccountCode } from './accountText.ts';
import { findAccountTotals, type CodedAmounts } from './accountTotals.ts';
import type { Purpose } from './amountColumns.ts';
import { cellAddress, valueAt, type CellGrid } from './cellGrid.ts';
import { isEmptyCell, quoteCell } from './cellText.ts';
import { nameLines } from './hiddenRows.ts';
import { readSides, type SidedAmounts } from './lineSides.ts';
import { readLineTexts } from './lineTexts.ts';
import type { ReadingHabits, SheetQuestion } from './sheetQuestions.ts';
import { amountColumnsOf } from './tableColumns.ts';
import { findTableRows, type LabelledRow, type TableRow, type TableRows } from './tableRows.ts';
import { describeDifference, judgeTotals } from './totalRows.ts';
import { findSideColumns, noticeUnreadColumns } from './unreadCells.ts';

/** Why a row is no line. */
export type SetAsideReason = 'total' | 'account-total' | 'without-balance' | 'words' | 'titles';

export interface ReadLine extends TableRow {
  sides: SidedAmounts;
}

export interface TableReading {
  rows: TableRows;
  lines: VoucherLineInput[];
  /** The rows of the lines, in the same order. */
  read: ReadLine[];
  /** What the lines add up to. */
  totals: { debitMinor: bigint; creditMinor: bigint };
  rejections: Rejection[];
  notices: Rejection[];
  questions: SheetQuestion[];
  setAside: { row: number; reason: SetAsideReason }[];
  /** Sentences about what was left out. */
  remarks: string[];
}

/** @returns null when no row names accounts and amounts. */
export function readTable(
  grid: CellGrid,
  purpose: Purpose,
  writing: AmountWriting,
  habits: ReadingHabits,
): TableReading | null {
  const rows = findTableRows(grid, { purpose, currency: habits.currency });
  if (!rows) return null;
  findSideColumns(grid, rows);
  const reading: TableReading = {
    rows,
    lines: [],
    read: [],
    totals: { debitMinor: 0n, creditMinor: 0n },
    rejections: rows.headers.flatMap(({ columns }) =>
      rows.lines.some((one) => one.columns === columns) ? columns.rejections : [],
    ),
    notices: [],
    questions: [],
    setAside: [
      ...rows.wordRows.map((row) => ({ row, reason: 'words' as const })),
      ...rows.repeatedTitles.map((row) => ({ row, reason: 'titles' as const })),
    ],
    remarks: [],
  };
  const all: TableRow[] = [...rows.lines, ...rows.labelled];
  const { sides, questions } = readSides(grid, all, rows.lines.length, writing, habits);
  reading.questions.push(...questions);
  const lines = rows.lines.map((one, index) => ({ ...one, sides: sides[index] as SidedAmounts }));
  const labelled = rows.labelled.map((row, index) => ({
    row,
    amounts: sides[rows.lines.length + index] as SidedAmounts,
  }));
  const kept = purpose === 'opening' ? setAccountTotalsAside(grid, lines, reading, writing) : lines;
  const named = setLabelledAside(grid, lines, kept, labelled, reading, writing);
  const final = [...kept, ...named].sort((left, right) => left.row - right.row);
  for (const line of final) addLine(grid, line, purpose, reading, { ...writing, ...habits });
  refuseSideless(grid, reading, writing);
  reading.notices.push(...noticeUnreadColumns(grid, rows));
  reading.setAside.sort((left, right) => left.row - right.row);
  reading.remarks.unshift(...remarkSetAside(reading));
  return reading;
}

/** Rows whose account only adds up others: left out when they agree, refused when they do not. */
function setAccountTotalsAside(
  grid: CellGrid,
  lines: readonly ReadLine[],
  reading: TableReading,
  writing: AmountWriting,
): ReadLine[] {
  const totals = findAccountTotals(lines.map((line) => codedAmounts(grid, line)));
  return lines.filter(({ row, columns, sides }, index) => {
    const total = totals.get(index);
    if (!total) return true;
    if (sides.isEmpty) {
      reading.setAside.push({ row, reason: 'without-balance' });
      return false;
    }
    reading.setAside.push({ row, reason: 'account-total' });
    if (!total.agrees) {
      const write = (one: { debitMinor: bigint; creditMinor: bigint }) =>
        formatDecimalAmount(one.debitMinor - one.creditMinor, writing.minorDigits);
      const account = quoteCell(valueAt(grid, row, columns.fields.account), writing.numberStyle);
      const cell = cellAddress(row, amountColumnsOf(columns)[0] ?? 0);
      const params = { account, written: write(sides), read: write(total) };
      const place = { line: row + 1, field: 'debit' as const, cell };
      reading.rejections.push(reject('total-account-differs', params, place));
    }
    return false;
  });
}

function codedAmounts(grid: CellGrid, { row, columns, sides }: ReadLine): CodedAmounts {
  const { account, party } = columns.fields;
  return {
    // «1.1.01.» stands above 1.1.01.001: some programs end the codes of totals in a separator. (430.
    // is another thing, the point shorthand.)
    code:
      readAccountCode(valueAt(grid, row, account))?.replace(/(?<!^\d{3,})[./-]+$/, '') ?? undefined,
    hasParty: party !== undefined && !isEmptyCell(valueAt(grid, row, party)),
    debitMinor: sides.debitMinor,
    creditMinor: sides.creditMinor,
    isUnreadable: sides.isUnreadable,
  };
}

/**
 * Labelled rows are left out, and told when they are not what was read. One that only begins like a
 * total is one if its figures say so. @returns those that are lines after all
 */
function setLabelledAside(
  grid: CellGrid,
  lines: readonly ReadLine[],
  kept: readonly ReadLine[],
  labelled: readonly { row: LabelledRow; amounts: SidedAmounts }[],
  reading: TableReading,
  writing: AmountWriting,
): ReadLine[] {
  const counted = new Set(kept);
  const coded = lines.map((line): CodedAmounts => {
    const own = codedAmounts(grid, line);
    return counted.has(line) ? own : { ...own, debitMinor: 0n, creditMinor: 0n };
  });
  const isWhole = kept.every(({ sides }) => !sides.isUnreadable);
  const back: ReadLine[] = [];
  for (const judged of judgeTotals(grid, coded, labelled)) {
    const { row, amounts, agrees } = judged;
    const hasFigures = !amounts.isEmpty && !amounts.isUnreadable;
    if (row.label === 'named' && !amounts.isEmpty && !(agrees && hasFigures)) {
      back.push({ ...row, sides: amounts });
      continue;
    }
    reading.setAside.push({
      row: row.row,
      reason: row.label === 'named' && !hasFigures ? 'words' : 'total',
    });
    if (row.label !== 'difference' && hasFigures && isWhole && !agrees) {
      reading.remarks.push(...describeDifference(judged, writing));
    }
  }
  return back;
}

function addLine(
  grid: CellGrid,
  line: ReadLine,
  purpose: Purpose,
  reading: TableReading,
  habits: AmountWriting & ReadingHabits,
): void {
  const { row, sides } = line;
  const { minorDigits } = habits;
  if (sides.isEmpty && (purpose === 'opening' || isWrittenZero(grid, line))) {
    reading.setAside.push({ row, reason: 'without-balance' });
    return;
  }
  const input = readLineTexts(grid, line, reading.rejections, habits);
  reading.rejections.push(...sides.rejections);
  reading.notices.push(...sides.notices);
  const { debitMinor, creditMinor } = sides;
  if (debitMinor !== 0n) input.debit = formatDecimalAmount(debitMinor, minorDigits);
  if (creditMinor !== 0n) input.credit = formatDecimalAmount(creditMinor, minorDigits);
  reading.totals.debitMinor += debitMinor;
  reading.totals.creditMinor += creditMinor;
  reading.lines.push(input);
  reading.read.push(line);
}

/** Programs write a line with zeros on both sides; blanks are an amount that is still missing. */
const isWrittenZero = (grid: CellGrid, { row, columns }: ReadLine): boolean =>
  amountColumnsOf(columns).some((column) => !isEmptyCell(valueAt(grid, row, column)));

/** One column of amounts, none of which says that it is a credit: half of the document is missing. */
function refuseSideless(grid: CellGrid, reading: TableReading, writing: AmountWriting): void {
  const { read, rows } = reading;
  const [first] = read;
  if (!first || read.length < 2 || read.some(({ sides }) => sides.isSided || sides.isUnreadable)) {
    return;
  }
  const column = amountColumnsOf(first.columns)[0] ?? 0;
  const title = rows.columns.titles.get(column) ?? '';
  const text = quoteCell(valueAt(grid, first.row, column), writing.numberStyle);
  const cell = cellAddress(first.row, column);
  const place = { line: first.row + 1, field: 'debit' as const, cell };
  reading.rejections.push(reject('sides-unknown', { title, text }, place));
}

const setAsideWords: Record<SetAsideReason, [one: string, many: string]> = {
  total: ['fila de totales', 'filas de totales'],
  'account-total': ['fila que suma otras cuentas', 'filas que suman otras cuentas'],
  'without-balance': ['fila sin saldo', 'filas sin saldo'],
  words: ['fila sin cuenta ni importes', 'filas sin cuenta ni importes'],
  titles: ['fila de títulos', 'filas de títulos'],
};

function remarkSetAside({ setAside }: TableReading): string[] {
  return (Object.keys(setAsideWords) as SetAsideReason[]).flatMap((reason) => {
    const lines = setAside.filter((one) => one.reason === reason).map(({ row }) => row + 1);
    const [one, many] = setAsideWords[reason];
    if (lines.length === 0) return [];
    return lines.length === 1
      ? [`Se dejó fuera 1 ${one}: la ${lines[0]}.`]
      : [`Se dejaron fuera ${lines.length} ${many}: ${nameLines(lines)}.`];
  });
}
