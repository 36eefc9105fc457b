// The rows that a label calls totals, held against what was read: a control, never a line.
import { formatMoney } from '../../shared/money.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import { isBelowAccount } from '../../shared/accountCode.ts';
import { sameAmounts, type CodedAmounts } from './accountTotals.ts';
import { cellAddress, valueAt, type CellGrid } from './cellGrid.ts';
import type { SidedAmounts } from './lineSides.ts';
import type { LabelledRow } from './tableRows.ts';
import { codeOfLabel } from './totalLabels.ts';

type Amounts = Pick<CodedAmounts, 'debitMinor' | 'creditMinor'>;

export interface JudgedTotal {
  row: LabelledRow;
  /** Its figures, when it has any that can be read. */
  amounts: SidedAmounts;
  agrees: boolean;
  /** What the rows that it should add up to give. */
  expected: Amounts;
}

/**
 * @param lines in the order of the sheet; rows that add up others count as zero
 * @param labelled in the order of the sheet, with their amounts
 */
export function judgeTotals(
  grid: CellGrid,
  lines: readonly CodedAmounts[],
  labelled: readonly { row: LabelledRow; amounts: SidedAmounts }[],
): JudgedTotal[] {
  const upTo = runningSums(lines);
  const all = upTo.at(-1) ?? nothing;
  const boundaries: Amounts[] = [nothing];
  return labelled.map(({ row, amounts }, index) => {
    const above = upTo[row.linesAbove] ?? all;
    const code = codeOfLabel(valueAt(grid, row.row, row.labelColumn));
    const ofCode = code === null ? null : sumBelow(lines, code);
    const sinceBefore = subtract(above, boundaries.at(-1) ?? nothing);
    const candidates = boundaries.map((boundary) => subtract(above, boundary));
    const agrees = [...candidates, all, ...(ofCode ? [ofCode] : [])].some((sum) =>
      isWritten(amounts, sum),
    );
    boundaries.push(above);
    if (boundaries.length > mostBoundaries) boundaries.splice(1, 1);
    const expected = ofCode ?? (index === labelled.length - 1 ? all : sinceBefore);
    return { row, amounts, agrees, expected };
  });
}

const nothing: Amounts = { debitMinor: 0n, creditMinor: 0n };
/** Totals of totals reach back so many totals at most. */
const mostBoundaries = 300;

function runningSums(lines: readonly Amounts[]): Amounts[] {
  let sum = nothing;
  return [
    nothing,
    ...lines.map(({ debitMinor, creditMinor }) => {
      sum = {
        debitMinor: sum.debitMinor + debitMinor,
        creditMinor: sum.creditMinor + creditMinor,
      };
      return sum;
    }),
  ];
}

const subtract = (left: Amounts, right: Amounts): Amounts => ({
  debitMinor: left.debitMinor - right.debitMinor,
  creditMinor: left.creditMinor - right.creditMinor,
});

function sumBelow(lines: readonly CodedAmounts[], code: string): Amounts {
  const sum = { ...nothing };
  for (const line of lines) {
    if (line.code !== code && !(line.code && isBelowAccount(line.code, code))) continue;
    sum.debitMinor += line.debitMinor;
    sum.creditMinor += line.creditMinor;
  }
  return sum;
}

/** A side left blank in a total says nothing of it. */
function isWritten(written: Amounts, sum: Amounts): boolean {
  if (sameAmounts(written, sum)) return true;
  if (written.creditMinor === 0n && written.debitMinor !== 0n) {
    return written.debitMinor === sum.debitMinor;
  }
  return written.debitMinor === 0n && written.creditMinor === sum.creditMinor;
}

/** «La fila de totales (C9) dice 30.000,00 y las filas leídas suman 25.000,00.» */
export function describeDifference(
  { row, amounts, expected }: JudgedTotal,
  { minorDigits, numberStyle }: AmountWriting,
): string[] {
  const write = (amount: bigint) => formatMoney(amount, minorDigits, numberStyle);
  const say = (column: number, written: bigint, read: bigint) =>
    `La fila de totales (${cellAddress(row.row, column)}) dice ${write(written)} y las filas leídas suman ${write(read)}.`;
  const columns = row.columns.amounts;
  if (columns.kind !== 'sides') {
    const [written, read] = [amounts, expected].map((one) => one.debitMinor - one.creditMinor);
    return [say(columns.amount, written ?? 0n, read ?? 0n)];
  }
  const sentences: string[] = [];
  if (amounts.debitMinor !== expected.debitMinor) {
    sentences.push(say(columns.debit, amounts.debitMinor, expected.debitMinor));
  }
  if (amounts.creditMinor !== expected.creditMinor) {
    sentences.push(say(columns.credit, amounts.creditMinor, expected.creditMinor));
  }
  return sentences;
}
