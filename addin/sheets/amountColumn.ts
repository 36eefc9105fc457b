// Reads a column of amounts: numbers as they are, texts in the style that the whole column agrees on.
// What is ambiguous, mixed, malformed or an error is refused with its cell; nothing is guessed.
import {
  formatDecimalAmount,
  formatMoney,
  maxAmountMinor,
  minorUnitsFromNumber,
  parseDecimalAmount,
  type NumberStyle,
} from '../../shared/money.ts';
import {
  reject,
  type AmountWriting,
  type Rejection,
  type RejectionPlace,
} from '../../shared/rejection.ts';
import type { CellValue } from './cellGrid.ts';
import { cleanText, isBlankCell, isErrorValue } from './cellText.ts';
import { isUndecided, readAmountText } from './amountText.ts';

export interface AmountCell {
  value: CellValue;
  /** Where it stands: every rejection and notice of this cell carries it. */
  place: RejectionPlace;
}

export interface AmountResult {
  /** Minor units; null for a blank cell and for one that was refused. */
  amountMinor: bigint | null;
  rejection: Rejection | null;
  /** «convertido»: it was text and was read as a number. */
  notice: Rejection | null;
}

const blank: AmountResult = { amountMinor: null, rejection: null, notice: null };

export function readAmountColumn(
  cells: readonly AmountCell[],
  writing: AmountWriting,
): AmountResult[] {
  const style = decideStyle(cells, writing.numberStyle);
  return cells.map((cell) => readAmount(cell, style, writing));
}

/** `agreed`: unanimous · `mixed`: both are used, the company's style is expected · `unknown`: no evidence. */
interface ColumnStyle {
  evidence: 'agreed' | 'mixed' | 'unknown';
  style: NumberStyle;
}

function decideStyle(cells: readonly AmountCell[], companyStyle: NumberStyle): ColumnStyle {
  const seen = new Set<NumberStyle>();
  for (const { value } of cells) {
    if (typeof value !== 'string' || isBlankCell(value)) continue;
    const reading = readAmountText(value);
    if (reading.kind !== 'number') continue;
    const styles = Object.keys(reading.readings) as NumberStyle[];
    if (styles.length === 1 && styles[0]) seen.add(styles[0]);
    if (seen.size === 2) return { evidence: 'mixed', style: companyStyle };
  }
  const [only] = seen;
  return only ? { evidence: 'agreed', style: only } : { evidence: 'unknown', style: companyStyle };
}

function readAmount(cell: AmountCell, column: ColumnStyle, writing: AmountWriting): AmountResult {
  const { value, place } = cell;
  if (isBlankCell(value)) return blank;
  if (typeof value === 'number') return readNumber(value, place, writing);
  const text = cleanText(value);
  const refuse = (rejection: Rejection): AmountResult => ({ ...blank, rejection });
  if (typeof value === 'boolean') return refuse(reject('amount-not-a-number', { text }, place));
  if (isErrorValue(value)) return refuse(reject('amount-error-value', { text }, place));
  const reading = readAmountText(value);
  if (reading.kind === 'not-a-number') {
    return refuse(reject('amount-not-a-number', { text }, place));
  }
  if (reading.kind === 'malformed') {
    return refuse(reject('amount-malformed-grouping', { text }, place));
  }
  if (isUndecided(reading.readings) && column.evidence !== 'agreed') {
    return refuse(reject('amount-ambiguous', { text }, place));
  }
  const decimal = reading.readings[column.style];
  if (decimal === undefined) {
    const expected = exampleOf[column.style];
    return refuse(reject('amount-mixed-styles', { text, expected }, place));
  }
  return readDecimal(decimal, text, place, writing);
}

const exampleOf: Record<NumberStyle, string> = {
  'comma-decimal': '1.234,56',
  'point-decimal': '1,234.56',
};

function readNumber(value: number, place: RejectionPlace, writing: AmountWriting): AmountResult {
  const { minorDigits: decimals } = writing;
  const text = String(value);
  if (Math.abs(value) * 10 ** decimals > Number.MAX_SAFE_INTEGER) {
    return { ...blank, rejection: reject('amount-too-large', { text }, place) };
  }
  const amountMinor = minorUnitsFromNumber(value, decimals);
  if (amountMinor === null) {
    const written = text.replace('.', writing.numberStyle === 'comma-decimal' ? ',' : '.');
    const rejection = reject('amount-too-many-decimals', { text: written, decimals }, place);
    return { ...blank, rejection };
  }
  return { ...blank, amountMinor };
}

function readDecimal(
  decimal: string,
  text: string,
  place: RejectionPlace,
  writing: AmountWriting,
): AmountResult {
  const { minorDigits: decimals } = writing;
  const amountMinor = parseDecimalAmount(decimal, decimals);
  if (amountMinor === null) {
    return { ...blank, rejection: reject('amount-too-many-decimals', { text, decimals }, place) };
  }
  if (amountMinor > maxAmountMinor || amountMinor < -maxAmountMinor) {
    return { ...blank, rejection: reject('amount-too-large', { text }, place) };
  }
  const read = formatMoney(amountMinor, decimals, writing.numberStyle);
  return {
    amountMinor,
    rejection: null,
    notice: reject('amount-converted', { text, read }, place),
  };
}

/** The wire form of a blank, zero or other amount; undefined for a blank. */
export function wireAmount(result: AmountResult, minorDigits: number): string | undefined {
  return result.amountMinor === null
    ? undefined
    : formatDecimalAmount(result.amountMinor, minorDigits);
}
