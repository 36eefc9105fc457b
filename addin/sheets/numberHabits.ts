// Which style the texts of a sheet agree on, and which of its numbers Excel may have made out of texts
// of the other style: a Spanish Excel turns a pasted «1,500» into 1,5 and leaves «1,234.56» as text.
import { formatMoney, minorUnitsFromNumber, type NumberStyle } from '../../shared/money.ts';
import { reject, type AmountWriting } from '../../shared/rejection.ts';
import { isUndecided, readAmountText } from './amountText.ts';
import type { AmountCell } from './amountCells.ts';
import { isBlankCell, quoteCell } from './cellText.ts';
import { nameCells, type ReadingHabits, type SheetQuestion } from './sheetQuestions.ts';

export interface SheetStyle {
  /** `agreed`: unanimous · `mixed`: both are used, the company's style is expected · `unknown`: no evidence. */
  evidence: 'agreed' | 'mixed' | 'unknown';
  style: NumberStyle;
  /** Texts in the style that is not the workbook's: its numbers cannot be trusted. */
  hasForeignTexts: boolean;
}

/** All the amounts of a sheet are decided together: they were pasted together. */
export function decideStyle(
  cells: readonly AmountCell[],
  writing: AmountWriting,
  habits: ReadingHabits,
): SheetStyle {
  const seen = new Set<NumberStyle>();
  for (const { value } of cells) {
    if (seen.size === 2) break;
    if (typeof value !== 'string' || isBlankCell(value)) continue;
    const reading = readAmountText(value);
    if (reading.kind !== 'number') continue;
    const styles = Object.keys(reading.readings) as NumberStyle[];
    if (styles.length === 1 && styles[0]) seen.add(styles[0]);
  }
  const [only] = seen;
  const hasForeignTexts = [...seen].some((style) => style !== habits.workbookStyle);
  if (seen.size === 2) return { evidence: 'mixed', style: writing.numberStyle, hasForeignTexts };
  return only
    ? { evidence: 'agreed', style: only, hasForeignTexts }
    : { evidence: 'unknown', style: writing.numberStyle, hasForeignTexts };
}

/** A number that a text such as `1,500`, `12,345.` or `2,000` may have become. */
export function mayBeConverted({ value }: AmountCell): boolean {
  if (typeof value !== 'number' || value === 0 || Math.abs(value) >= 1000) return false;
  return Number.isInteger(Number((value * 1000).toPrecision(15)));
}

/** What the text said before Excel read it; null for whole numbers: 2 may have been «2» or «2,000». */
export function beforeConversion(value: number): number | null {
  return Number.isInteger(value) ? null : Number((value * 1000).toPrecision(15));
}

export function askAboutConverted(
  cells: readonly AmountCell[],
  writing: AmountWriting,
  { workbookStyle }: ReadingHabits,
): SheetQuestion | null {
  const suspected = cells.filter(mayBeConverted);
  // The one that shows best what happened: with decimals where there is one.
  const first = suspected.find(({ value }) => !Number.isInteger(value)) ?? suspected[0];
  if (!first || typeof first.value !== 'number') return null;
  const text = quoteCell(first.value, workbookStyle);
  const shown = writeNumber(first.value, writing, text);
  const changed = writeNumber(Number((first.value * 1000).toPrecision(15)), writing, text);
  const places = suspected.map(({ place }) => place);
  const params = { cell: first.place.cell ?? '', text, shown, changed, cells: nameCells(places) };
  return {
    key: 'converted-numbers',
    rejection: reject('amounts-maybe-converted', params, first.place),
    places,
    answers: [
      { answer: 'as-shown', label: `Son correctos: ${shown}` },
      { answer: 'changed', label: `Excel los cambió: era ${changed}` },
    ],
  };
}

export function askAboutAmbiguous(
  cells: readonly AmountCell[],
  writing: AmountWriting,
): SheetQuestion | null {
  const undecided = cells.filter(({ value }) => {
    if (typeof value !== 'string' || isBlankCell(value)) return false;
    const reading = readAmountText(value);
    return reading.kind === 'number' && isUndecided(reading.readings);
  });
  const first = undecided[0];
  if (!first || typeof first.value !== 'string') return null;
  const text = quoteCell(first.value, writing.numberStyle);
  const { thousands, decimals } = bothReadings(first.value);
  const shown = writeNumber(Number(thousands), writing, text);
  const other = decimals.replace('.', writing.numberStyle === 'comma-decimal' ? ',' : '.');
  const places = undecided.map(({ place }) => place);
  const params = {
    cell: first.place.cell ?? '',
    text,
    thousands: shown,
    decimals: other,
    cells: nameCells(places),
  };
  return {
    key: 'ambiguous-amounts',
    rejection: reject('amounts-ambiguous', params, first.place),
    places,
    answers: [
      { answer: 'thousands', label: `Separa miles: ${shown}` },
      { answer: 'decimals', label: `Separa decimales: ${other}` },
    ],
  };
}

/** The two numbers that `1.234` may be, as decimals with a point. */
export function bothReadings(text: string): { thousands: string; decimals: string } {
  const reading = readAmountText(text);
  const values = reading.kind === 'number' ? Object.values(reading.readings) : [];
  const thousands = values.find((value) => !value.includes('.')) ?? '';
  return { thousands, decimals: values.find((value) => value !== thousands) ?? '' };
}

function writeNumber(value: number, writing: AmountWriting, otherwise: string): string {
  const { minorDigits, numberStyle } = writing;
  const minor = minorUnitsFromNumber(value, minorDigits);
  return minor === null ? otherwise : formatMoney(minor, minorDigits, numberStyle);
}
