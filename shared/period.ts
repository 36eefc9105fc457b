// What an accountant may write in a cell, a function or a command where a date or a period is asked for
// (functions.md): texts by the one reader of dates, numbers as spreadsheets keep them.
import { readDateText, type Period } from './dateText.ts';
import {
  endOfMonth,
  localDateOf,
  localDateOfSerial,
  type DateSystem,
  type LocalDate,
} from './localDate.ts';
import { reject, type Rejection, type RejectionPlace } from './rejection.ts';

export type { Period } from './dateText.ts';

export interface DateContext {
  /** The day that `hoy` stands for; null where nobody knows it. */
  today: LocalDate | null;
  /** That of the workbook whose numbers are read. */
  dateSystem?: DateSystem | undefined;
}

export type PeriodReading =
  { ok: true; period: Period } | { ok: false; instead: readonly string[] };
export type DateReading = { ok: true; date: LocalDate } | { ok: false; instead: readonly string[] };

/** A bare number under this is a year, from here a date serial. */
export const firstSerial = 3000;

/** Reads a day or a period. `instead` says what to write where it may have been meant. */
export function readPeriod(value: string | number, context: DateContext): PeriodReading {
  if (typeof value === 'number') return readPeriodNumber(value, context);
  const reading = readDateText(value, context.today);
  if (reading.kind !== 'none') return { ok: true, period: reading.period };
  const serial = serialInText(value);
  return serial === null
    ? { ok: false, instead: reading.instead }
    : readPeriodNumber(serial, context);
}

/** Reads one day: a month or a year is none. */
export function readDate(value: string | number, context: DateContext): DateReading {
  const serial = typeof value === 'number' ? value : serialInText(value);
  if (serial !== null && serial >= firstSerial) {
    const date = localDateOfSerial(serial, context.dateSystem);
    if (date) return { ok: true, date };
  }
  const reading = readDateText(textOf(value), context.today);
  if (reading.kind === 'day') return { ok: true, date: reading.period.from };
  return { ok: false, instead: reading.kind === 'none' ? reading.instead : [] };
}

/** The refusal of what `readDate` does not read, or of another form where only `AAAA-MM-DD` is taken. */
export function rejectDate(
  value: string | number,
  context: DateContext,
  place: RejectionPlace = {},
): Rejection {
  const reading = readDate(value, context);
  const instead = reading.ok ? [reading.date] : reading.instead;
  return reject('date-invalid', { text: String(value), instead: instead.join(' o ') }, place);
}

/** As `readPeriod`, for those who only need to know whether it is one. */
export function parsePeriod(value: string | number, today: LocalDate): Period | null {
  const reading = readPeriod(value, { today });
  return reading.ok ? reading.period : null;
}

function readPeriodNumber(value: number, { today, dateSystem }: DateContext): PeriodReading {
  if (value < firstSerial) {
    const from = Number.isInteger(value) ? localDateOf(value, 1, 1) : null;
    return from
      ? { ok: true, period: { from, to: endOfMonth(value, 12) } }
      : { ok: false, instead: [] };
  }
  const date = localDateOfSerial(value, dateSystem);
  if (date) return { ok: true, period: { from: date, to: date } };
  const reading = readDateText(textOf(value), today);
  return { ok: false, instead: reading.kind === 'none' ? reading.instead : [] };
}

/** 20250331 is a number that means a day without its separators; 2024.5 means nothing. */
function textOf(value: string | number): string {
  return typeof value === 'string' || Number.isInteger(value) ? String(value) : '';
}

/** A serial that was copied as text; null where the text is none. */
export function serialInText(text: string): number | null {
  const trimmed = text.replace(/[\s\u00a0\u200b]+/g, '');
  return /^\d{5}(\.\d+)?$/.test(trimmed) ? Number(trimmed) : null;
}
