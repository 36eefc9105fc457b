// On which side the amount of a row stands: by its column, by its sign or letter, or by a column of
// sides beside it. Two things that say the opposite are refused, never weighed.
import { reject, type AmountWriting, type Rejection } from '../../shared/rejection.ts';
import { readAmountCells, type AmountResult } from './amountCells.ts';
import { cellAddress, formatAt, valueAt, type CellGrid } from './cellGrid.ts';
import { isBlankCell, quoteCell } from './cellText.ts';
import { askAboutNegatives, type AskedCell } from './negativeSides.ts';
import type { ReadingHabits, SheetQuestion } from './sheetQuestions.ts';
import { readSideText, sideNames, type Side } from './sideText.ts';
import { amountColumnsOf } from './tableColumns.ts';
import type { TableRow } from './tableRows.ts';

export interface SidedAmounts {
  debitMinor: bigint;
  creditMinor: bigint;
  /** Nothing is written, or only zeros. */
  isEmpty: boolean;
  /** Something is written that was refused, or that a question is about. */
  isUnreadable: boolean;
  /** Whether the sum of the very cells gives what was read. */
  isPlain: boolean;
  /** Something said that it is a credit: a column, a sign, a letter. */
  isSided: boolean;
  rejections: Rejection[];
  notices: Rejection[];
}

interface SidesReading {
  sides: SidedAmounts[];
  questions: SheetQuestion[];
}

/** @param lineCount the first rows are lines, the others totals */
export function readSides(
  grid: CellGrid,
  rows: readonly TableRow[],
  lineCount: number,
  writing: AmountWriting,
  habits: ReadingHabits,
): SidesReading {
  const cells = rows.flatMap(({ row, columns }) =>
    amountColumnsOf(columns).map((column, index) => ({
      value: valueAt(grid, row, column),
      format: formatAt(grid, row, column),
      place: {
        line: row + 1,
        field: index === 0 ? ('debit' as const) : ('credit' as const),
        cell: cellAddress(row, column),
      },
    })),
  );
  const { results, questions } = readAmountCells(cells, writing, habits);
  let next = 0;
  const negatives: AskedCell[] = [];
  const sides = rows.map((one, index) => {
    const count = amountColumnsOf(one.columns).length;
    const own = results.slice(next, next + count);
    const places = cells.slice(next, next + count);
    next += count;
    if (one.columns.amounts.kind !== 'sides' || index >= lineCount) {
      return sidesOf(grid, one, own, writing);
    }
    const answer = habits.answers['negative-sides'];
    if (answer === 'opposite') return sidesOf(grid, one, turnNegatives(own), writing);
    if (answer === 'as-shown') return sidesOf(grid, one, own, writing);
    const asked = own.map((result, side) => {
      const cell = places[side];
      if (result.mark !== 'negative' || !cell) return result;
      negatives.push({ ...cell, amountMinor: -(result.amountMinor ?? 0n) });
      return { ...result, amountMinor: null, isAsked: true };
    });
    return sidesOf(grid, one, asked, writing);
  });
  const question = askAboutNegatives(negatives, writing);
  return { sides, questions: question ? [...questions, question] : questions };
}

/** What is negative on one side stands on the other, unless that one is taken. */
function turnNegatives(results: readonly AmountResult[]): readonly AmountResult[] {
  const [debit, credit] = results;
  if (!debit || !credit) return results;
  const isFree = ({ amountMinor, rejection }: AmountResult) => !amountMinor && rejection === null;
  const turned = (result: AmountResult): AmountResult => ({
    ...result,
    amountMinor: -(result.amountMinor ?? 0n),
    mark: 'none',
    isTurned: true,
  });
  const blank = (result: AmountResult): AmountResult => ({
    ...result,
    amountMinor: null,
    mark: 'none',
  });
  if (debit.mark === 'negative' && isFree(credit)) return [blank(debit), turned(debit)];
  if (credit.mark === 'negative' && isFree(debit)) return [turned(credit), blank(credit)];
  return results;
}

function sidesOf(
  grid: CellGrid,
  one: TableRow,
  results: readonly AmountResult[],
  writing: AmountWriting,
): SidedAmounts {
  const { amounts } = one.columns;
  const sided: SidedAmounts = {
    debitMinor: 0n,
    creditMinor: 0n,
    isEmpty: false,
    isUnreadable: results.some(({ rejection, isAsked }) => rejection !== null || isAsked),
    isPlain:
      amounts.kind !== 'lettered' && results.every(({ notice, isTurned }) => !notice && !isTurned),
    isSided: amounts.kind !== 'signed',
    rejections: results.flatMap(({ rejection }) => rejection ?? []),
    notices: results.flatMap(({ notice }) => notice ?? []),
  };
  if (sided.isUnreadable) return sided;
  const [first, second] = results;
  if (amounts.kind === 'sides') {
    addColumn(sided, grid, one, first, 'debit', amounts.debit, writing);
    addColumn(sided, grid, one, second, 'credit', amounts.credit, writing);
  } else if (amounts.kind === 'signed') {
    addSigned(sided, first);
  } else {
    addLettered(sided, grid, one, first, amounts, writing);
  }
  sided.isUnreadable = sided.rejections.length > 0;
  sided.isEmpty = !sided.isUnreadable && sided.debitMinor === 0n && sided.creditMinor === 0n;
  return sided;
}

function add(sided: SidedAmounts, side: Side, amountMinor: bigint): void {
  if (side === 'debit') sided.debitMinor += amountMinor;
  else sided.creditMinor += amountMinor;
}

function addColumn(
  sided: SidedAmounts,
  grid: CellGrid,
  { row }: TableRow,
  result: AmountResult | undefined,
  side: Side,
  column: number,
  writing: AmountWriting,
): void {
  if (!result || result.amountMinor === null) return;
  const { mark } = result;
  if ((mark === 'debit' || mark === 'credit') && mark !== side) {
    const text = quoteCell(valueAt(grid, row, column), writing.numberStyle);
    const place = { line: row + 1, field: side, cell: cellAddress(row, column) };
    const params = { text, says: sideNames[mark], column: sideNames[side] };
    sided.rejections.push(reject('amount-side-contradicts', params, place));
    return;
  }
  add(sided, side, result.amountMinor);
}

function addSigned(sided: SidedAmounts, result: AmountResult | undefined): void {
  if (!result || result.amountMinor === null) return;
  const { mark, amountMinor } = result;
  if (mark !== 'none') sided.isSided = true;
  if (mark === 'credit') add(sided, 'credit', amountMinor);
  else if (amountMinor < 0n) add(sided, 'credit', -amountMinor);
  else add(sided, 'debit', amountMinor);
}

function addLettered(
  sided: SidedAmounts,
  grid: CellGrid,
  { row }: TableRow,
  result: AmountResult | undefined,
  columns: { amount: number; side: number },
  writing: AmountWriting,
): void {
  if (!result || result.amountMinor === null || result.amountMinor === 0n) return;
  const { amountMinor, mark } = result;
  const text = quoteCell(valueAt(grid, row, columns.amount), writing.numberStyle);
  const cell = valueAt(grid, row, columns.side);
  const line = row + 1;
  const sidePlace = { line, field: 'debit' as const, cell: cellAddress(row, columns.side) };
  const amountPlace = { line, field: 'debit' as const, cell: cellAddress(row, columns.amount) };
  const named = isBlankCell(cell) ? null : readSideText(cell);
  const side =
    named ?? (isBlankCell(cell) && (mark === 'debit' || mark === 'credit') ? mark : null);
  if (side === null) {
    const said = quoteCell(cell, writing.numberStyle);
    sided.rejections.push(reject('side-unknown', { text: said, amount: text }, sidePlace));
  } else if (mark === 'negative') {
    sided.rejections.push(reject('amount-double-sign', { text }, amountPlace));
  } else if (mark !== 'none' && mark !== side) {
    const params = { text, says: sideNames[mark], column: sideNames[side] };
    sided.rejections.push(reject('amount-side-contradicts', params, amountPlace));
  } else {
    add(sided, side, amountMinor);
  }
}
