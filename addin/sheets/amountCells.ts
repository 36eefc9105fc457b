// Reads the amounts of a sheet, all of them together: numbers as they are, texts in the style that the
// whole sheet agrees on. What is mixed, malformed, marked twice or an error is refused with its cell;
// what may be read in two ways is asked once. Nothing is guessed.
import {
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
import { isUndecided, readAmountText, type AmountMark, type AmountReading } from './amountText.ts';
import type { CellValue } from './cellGrid.ts';
import { isBlankCell, isErrorValue, quoteCell } from './cellText.ts';
import {
  askAboutAmbiguous,
  askAboutConverted,
  beforeConversion,
  bothReadings,
  decideStyle,
  mayBeConverted,
  type SheetStyle,
} from './numberHabits.ts';
import { isDateFormat, isPercentageFormat } from './numberFormat.ts';
import type { ReadingHabits, SheetQuestion } from './sheetQuestions.ts';

export interface AmountCell {
  value: CellValue;
  /** The cell's number format; `General` when left out. */
  format?: string;
  /** Where it stands: every rejection and notice of this cell carries it. */
  place: RejectionPlace;
}

export interface AmountResult {
  /** Minor units, negative where a minus or brackets say so; null for nothing and for what was refused. */
  amountMinor: bigint | null;
  /** What the cell says of its side or sign besides the figure. */
  mark: AmountMark;
  rejection: Rejection | null;
  /** «convertido»: it was text and was read as a number. */
  notice: Rejection | null;
  /** Unreadable until a person answers. */
  isAsked: boolean;
  /** It stands on the other side than its cell. */
  isTurned?: true;
}

export interface AmountsReading {
  results: AmountResult[];
  questions: SheetQuestion[];
}

const nothing: AmountResult = {
  amountMinor: null,
  mark: 'none',
  rejection: null,
  notice: null,
  isAsked: false,
};

interface Reader extends SheetStyle {
  writing: AmountWriting;
  habits: ReadingHabits;
}

export function readAmountCells(
  cells: readonly AmountCell[],
  writing: AmountWriting,
  habits: ReadingHabits,
): AmountsReading {
  const reader: Reader = { ...decideStyle(cells, writing, habits), writing, habits };
  const { answers } = habits;
  const questions: (SheetQuestion | null)[] = [];
  if (reader.hasForeignTexts && answers['converted-numbers'] === undefined) {
    questions.push(askAboutConverted(cells, writing, habits));
  }
  if (reader.evidence === 'unknown' && answers['ambiguous-amounts'] === undefined) {
    questions.push(askAboutAmbiguous(cells, writing));
  }
  return {
    results: cells.map((cell) => readAmount(cell, reader)),
    questions: questions.filter((question) => question !== null),
  };
}

function readAmount(cell: AmountCell, reader: Reader): AmountResult {
  const { value, place, format } = cell;
  if (isBlankCell(value)) return nothing;
  if (typeof value === 'number') return readNumber(cell, value, reader);
  const text = quoteCell(value, reader.writing.numberStyle, format);
  const refuse = (rejection: Rejection): AmountResult => ({ ...nothing, rejection });
  if (typeof value === 'boolean') return refuse(reject('amount-not-a-number', { text }, place));
  if (isErrorValue(value)) return refuse(reject('amount-error-value', { text }, place));
  const reading = readAmountText(value);
  switch (reading.kind) {
    case 'nothing':
      return nothing;
    case 'not-a-number':
      return refuse(reject('amount-not-a-number', { text }, place));
    case 'percentage':
      return refuse(reject('amount-percentage', { text }, place));
    case 'malformed':
      return refuse(reject('amount-malformed-grouping', { text }, place));
    case 'double-sign':
      return refuse(reject('amount-double-sign', { text }, place));
    case 'number':
      return readText(reading, value, text, place, reader);
  }
}

const exampleOf: Record<NumberStyle, string> = {
  'comma-decimal': '1.234,56',
  'point-decimal': '1,234.56',
};

function readText(
  reading: Extract<AmountReading, { kind: 'number' }>,
  value: string,
  text: string,
  place: RejectionPlace,
  reader: Reader,
): AmountResult {
  const { evidence, style, habits } = reader;
  const { readings, mark, currency } = reading;
  if (currency !== null && currency !== habits.currency) {
    const params = { text, currency, own: habits.currency };
    return { ...nothing, rejection: reject('amount-other-currency', params, place) };
  }
  if (isUndecided(readings) && evidence !== 'agreed') {
    const answer = habits.answers['ambiguous-amounts'];
    if (evidence === 'mixed') {
      return { ...nothing, rejection: reject('amount-ambiguous', { text }, place) };
    }
    if (answer === undefined) return { ...nothing, isAsked: true };
    const { thousands, decimals } = bothReadings(value);
    return readDecimal(answer === 'decimals' ? decimals : thousands, mark, text, place, reader);
  }
  const decimal = readings[style];
  if (decimal === undefined) {
    const expected = exampleOf[style];
    return { ...nothing, rejection: reject('amount-mixed-styles', { text, expected }, place) };
  }
  return readDecimal(decimal, mark, text, place, reader);
}

function readNumber(cell: AmountCell, value: number, reader: Reader): AmountResult {
  const { place, format = 'General' } = cell;
  const { writing, habits } = reader;
  const { minorDigits: decimals, numberStyle } = writing;
  const text = quoteCell(value, numberStyle, format, habits.dateSystem);
  const refuse = (rejection: Rejection): AmountResult => ({ ...nothing, rejection });
  if (isPercentageFormat(format)) return refuse(reject('amount-percentage', { text }, place));
  if (isDateFormat(format) && value !== 0) return refuse(reject('amount-is-date', { text }, place));
  if (reader.hasForeignTexts && mayBeConverted(cell)) {
    const answer = habits.answers['converted-numbers'];
    if (answer === undefined) return { ...nothing, isAsked: true };
    if (answer === 'changed') {
      const before = beforeConversion(value);
      if (before === null) {
        const changed = quoteCell(value * 1000, numberStyle);
        return refuse(reject('amount-maybe-converted', { text, changed }, place));
      }
      return readNumberAs(before, text, place, reader);
    }
  }
  if (Math.abs(value) * 10 ** decimals > Number.MAX_SAFE_INTEGER) {
    return refuse(reject('amount-too-large', { text }, place));
  }
  const amountMinor = minorUnitsFromNumber(value, decimals);
  if (amountMinor === null) {
    return refuse(reject('amount-too-many-decimals', { text, decimals }, place));
  }
  return { ...nothing, amountMinor, mark: amountMinor < 0n ? 'negative' : 'none' };
}

/** A number that Excel made smaller, as it was before: told like every conversion. */
function readNumberAs(
  value: number,
  text: string,
  place: RejectionPlace,
  reader: Reader,
): AmountResult {
  const mark = value < 0 ? 'negative' : 'none';
  return readDecimal(String(Math.abs(value)), mark, text, place, reader);
}

function readDecimal(
  decimal: string,
  mark: AmountMark,
  text: string,
  place: RejectionPlace,
  { writing }: Reader,
): AmountResult {
  const { minorDigits: decimals, numberStyle } = writing;
  const magnitude = parseDecimalAmount(decimal, decimals);
  if (magnitude === null) {
    return { ...nothing, rejection: reject('amount-too-many-decimals', { text, decimals }, place) };
  }
  if (magnitude > maxAmountMinor) {
    return { ...nothing, rejection: reject('amount-too-large', { text }, place) };
  }
  const amountMinor = mark === 'negative' ? -magnitude : magnitude;
  const read = formatMoney(amountMinor, decimals, numberStyle);
  return {
    ...nothing,
    amountMinor,
    mark,
    notice: reject('amount-converted', { text, read }, place),
  };
}
