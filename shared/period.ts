// What an accountant may write where a function or a screen asks for a date or a period (functions.md).
import {
  daysInMonth,
  endOfMonth,
  localDateOf,
  localDateOfSerial,
  parseLocalDate,
  type LocalDate,
} from './localDate.ts';

/** A closed range of days. */
export interface Period {
  from: LocalDate;
  to: LocalDate;
}

const textForms: [RegExp, (parts: number[]) => Period | null][] = [
  [/^(\d{4})$/, ([year = 0]) => monthRange(year, 1, 12)],
  [/^(\d{4})-(\d{1,2})$/, ([year = 0, month = 0]) => monthRange(year, month, month)],
  [/^(\d{1,2})\/(\d{4})$/, ([month = 0, year = 0]) => monthRange(year, month, month)],
  [/^[tT]([1-4])\/(\d{4})$/, ([n = 0, year = 0]) => monthRange(year, n * 3 - 2, n * 3)],
  [/^[sS]([12])\/(\d{4})$/, ([n = 0, year = 0]) => monthRange(year, n * 6 - 5, n * 6)],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, ([d = 0, m = 0, y = 0]) => singleDay(localDateOf(y, m, d))],
];

/**
 * Reads a cell value as a period. A bare number under 3000 is a year, from 3000 a date serial.
 * @param today the day that `hoy` stands for
 * @returns null when it does not parse: never a guess.
 */
export function parsePeriod(value: string | number, today: LocalDate): Period | null {
  if (typeof value === 'number') return periodOfNumber(value);
  const text = value.replace(/[\s\u00a0\u200b]+/g, '');
  if (/^hoy$/i.test(text)) return { from: today, to: today };
  const iso = parseLocalDate(text);
  if (iso) return { from: iso, to: iso };
  for (const [pattern, build] of textForms) {
    const match = pattern.exec(text);
    if (match) return build(match.slice(1).map(Number));
  }
  return /^\d{5}(\.\d+)?$/.test(text) ? periodOfNumber(Number(text)) : null;
}

function periodOfNumber(value: number): Period | null {
  if (value < 3000) return Number.isInteger(value) ? monthRange(value, 1, 12) : null;
  return singleDay(localDateOfSerial(value));
}

function singleDay(date: LocalDate | null): Period | null {
  return date && { from: date, to: date };
}

function monthRange(year: number, firstMonth: number, lastMonth: number): Period | null {
  const from = localDateOf(year, firstMonth, 1);
  if (!from || lastMonth < 1 || lastMonth > 12 || daysInMonth(year, lastMonth) < 28) return null;
  return { from, to: endOfMonth(year, lastMonth) };
}
