// The sums that a sheet shows of itself, above its table: they add up what is read of it, no more and
// no less, so that they are what gets posted.
import { formatDecimalAmount } from '../../shared/money.ts';
import { cellAddress, columnLetters, valueAt, type CellGrid } from './cellGrid.ts';
import { headerWords, isBlankCell } from './cellText.ts';
import { valueOfCell } from './headerFields.ts';
import type { TableReading } from './tableReading.ts';

const lastSheetRow = 1_048_576;
/** More ranges than these make a formula that nobody reads. */
const mostRanges = 40;

export interface FormSums {
  /** Formulas, or figures where no formula adds up what was read (texts, letters). */
  debit: string | number;
  credit: string | number;
  isFormula: boolean;
  /** What both come to now. */
  figures: [debit: number, credit: number];
}

/** Sums of an empty form: every cell below its titles. */
export function blankSums(firstRow: number, debit: number, credit: number): FormSums {
  const sum = (column: number) =>
    `=SUM(${cellAddress(firstRow, column)}:${columnLetters(column)}${lastSheetRow})`;
  return { debit: sum(debit), credit: sum(credit), isFormula: true, figures: [0, 0] };
}

export function sumsOf(reading: TableReading, minorDigits: number): FormSums {
  const { read, rows, totals } = reading;
  const { columns } = rows;
  const figure = (amount: bigint) => Number(formatDecimalAmount(amount, minorDigits));
  const figures: FormSums['figures'] = [figure(totals.debitMinor), figure(totals.creditMinor)];
  const isOneTable = rows.lines.every((line) => line.columns === columns);
  const spans = isOneTable ? readSpans(reading) : [];
  const isPlain = read.every(({ sides }) => sides.isPlain);
  if (isOneTable && isPlain && spans.length <= mostRanges) {
    const ranges = (column: number) =>
      spans.map(([first, last]) => `${cellAddress(first, column)}:${columnLetters(column)}${last}`);
    const { amounts } = columns;
    if (amounts.kind === 'sides') {
      const sum = (column: number) => `=SUM(${ranges(column).join(',')})`;
      return { debit: sum(amounts.debit), credit: sum(amounts.credit), isFormula: true, figures };
    }
    const bySign = (sign: string) =>
      ranges(amounts.amount).map((range) => `SUMIF(${range},"${sign}0")`);
    return {
      debit: `=${bySign('>').join('+')}`,
      credit: `=-(${bySign('<').join('+')})`,
      isFormula: true,
      figures,
    };
  }
  return { debit: figures[0], credit: figures[1], isFormula: false, figures };
}

/** First row (zero-based) and last line of each stretch between rows with figures that do not count. */
function readSpans({ rows, setAside }: TableReading): [first: number, last: number][] {
  const excluded = setAside.filter(
    ({ reason }) => reason === 'total' || reason === 'account-total',
  );
  const spans: [number, number][] = [];
  // Titles of their own come with what was pasted: the sums begin below the last ones.
  let first = rows.headers.at(-1)?.firstRow ?? rows.firstLineRow;
  for (const { row } of excluded) {
    if (row > first) spans.push([first, row]);
    first = row + 1;
  }
  return [...spans, [first, lastSheetRow]];
}

/** Where the form shows its sums; null where its labels were deleted. */
export interface FormTotalCells {
  label: string;
  debit: string;
  credit: string;
  differenceLabel: string;
  difference: string;
  verdict: string;
}

const totalsLabel = 'Totales';
const readTotalsLabel = 'Totales (leídos al validar)';
const differenceLabel = 'Diferencia (debe − haber)';

/** @param offset columns from the label to the sum of the debit side */
export function findFormTotals(
  grid: CellGrid,
  titleRow: number,
  labelColumn: number,
  offset: number,
): FormTotalCells | null {
  for (let row = Math.max(0, grid.rowIndex); row < titleRow; row += 1) {
    if (!/^(totales|suma de)/.test(headerWords(valueAt(grid, row, labelColumn)))) continue;
    if (!headerWords(valueAt(grid, row + 1, labelColumn)).startsWith('diferencia')) continue;
    return formTotalCells(row, labelColumn, offset);
  }
  return null;
}

/** Whether nobody wrote where the sums would go. */
export function isFreeForTotals(grid: CellGrid, cells: FormTotalCells): boolean {
  return Object.values(cells).every((address: string) => isBlankCell(valueOfCell(grid, address)));
}

export function formTotalCells(row: number, labelColumn: number, offset: number): FormTotalCells {
  const debit = labelColumn + offset;
  return {
    label: cellAddress(row, labelColumn),
    debit: cellAddress(row, debit),
    credit: cellAddress(row, debit + 1),
    differenceLabel: cellAddress(row + 1, labelColumn),
    difference: cellAddress(row + 1, debit),
    verdict: cellAddress(row + 1, debit + 1),
  };
}

export function labelOfSums({ isFormula }: FormSums): string {
  return isFormula ? totalsLabel : readTotalsLabel;
}

/** Two rows of three cells in the order label, debit, credit. */
export function formTotalRows(cells: FormTotalCells, sums: FormSums): (string | number)[][] {
  return [
    [labelOfSums(sums), sums.debit, sums.credit],
    [
      differenceLabel,
      `=ROUND(${cells.debit}-${cells.credit},4)`,
      `=IF(${cells.difference}=0,"Cuadra","No cuadra")`,
    ],
  ];
}
