// Dates and hours as a person types them: `31/03/2025`, `03/2025`, `15-nov`, `12:30`, with the number
// format that Excel gives to each. Spanish reads day before month, English month before day.
// Forms and formats: support.microsoft.com, «Insertar o dar formato a fechas» and «Cambiar el sistema de
// fechas, el formato o la interpretación de los años de dos dígitos».
import { toDateSerial } from './dateSystem.ts';

export type InputLanguage = 'spanish' | 'english';

export interface TypedNumber {
  /** Dates count from 1900 here. */
  value: number;
  numberFormat?: string;
  isDate?: boolean;
}

export interface DateReading {
  language: InputLanguage;
  /** The year of a date typed without one. */
  currentYear: number;
}

const MONTHS: Record<InputLanguage, RegExp[]> = {
  spanish: [
    /^ene(ro)?$/,
    /^feb(rero)?$/,
    /^mar(zo)?$/,
    /^abr(il)?$/,
    /^may(o)?$/,
    /^jun(io)?$/,
    /^jul(io)?$/,
    /^ago(sto)?$/,
    /^sept?(iembre)?$|^setiembre$/,
    /^oct(ubre)?$/,
    /^nov(iembre)?$/,
    /^dic(iembre)?$/,
  ],
  english: [
    /^jan(uary)?$/,
    /^feb(ruary)?$/,
    /^mar(ch)?$/,
    /^apr(il)?$/,
    /^may$/,
    /^june?$/,
    /^july?$/,
    /^aug(ust)?$/,
    /^sept?(ember)?$/,
    /^oct(ober)?$/,
    /^nov(ember)?$/,
    /^dec(ember)?$/,
  ],
};

const LONG_DATE = 'dd/mm/yyyy';
const DAY_AND_MONTH = 'd-mmm';
const DAY_MONTH_YEAR = 'd-mmm-yy';
const MONTH_AND_YEAR = 'mmm-yy';
const FIRST_YEAR_OF_1900S = 30;

/** `26` is 2026 and `45` is 1945: 30 begins the past century. */
function fullYear(written: string): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return year + (year < FIRST_YEAR_OF_1900S ? 2000 : 1900);
}

function dated(year: number, month: number, day: number, numberFormat: string): TypedNumber | null {
  const value = toDateSerial(year, month, day);
  return value === null ? null : { value, numberFormat, isDate: true };
}

function monthNumber(word: string, language: InputLanguage): number {
  return MONTHS[language].findIndex((name) => name.test(word.toLowerCase())) + 1;
}

type Form = [RegExp, (parts: string[], reading: DateReading) => TypedNumber | null];

const inOrder = (first: string, second: string, language: InputLanguage) => {
  const [one, other] = [Number(first), Number(second)];
  return language === 'spanish' ? { day: one, month: other } : { day: other, month: one };
};

const NUMERIC_FORMS: Form[] = [
  [
    /^(\d{1,2})[-/](\d{1,2})[-/](\d{2}|\d{4})$/,
    ([first = '', second = '', year = ''], { language }) => {
      const { day, month } = inOrder(first, second, language);
      return dated(fullYear(year), month, day, LONG_DATE);
    },
  ],
  [
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/,
    ([year, month, day]) => dated(Number(year), Number(month), Number(day), LONG_DATE),
  ],
  [
    /^(\d{1,2})[-/](\d{4})$/,
    ([month, year]) => dated(Number(year), Number(month), 1, MONTH_AND_YEAR),
  ],
  [
    /^(\d{4})[-/](\d{1,2})$/,
    ([year, month]) => dated(Number(year), Number(month), 1, MONTH_AND_YEAR),
  ],
  [
    /^(\d{1,2})[-/](\d{1,2})$/,
    ([first = '', second = ''], { language, currentYear }) => {
      const { day, month } = inOrder(first, second, language);
      // What cannot be day and month is month and year: `12/31` in Spanish.
      return month > 12 || day > 31
        ? dated(fullYear(second), Number(first), 1, MONTH_AND_YEAR)
        : dated(currentYear, month, day, DAY_AND_MONTH);
    },
  ],
];

const SEPARATOR = '(?: de |[-/ ]?)';
const NAME = '([a-z]{3,10})\\.?';

const NAMED_FORMS: Form[] = [
  [
    new RegExp(`^(\\d{1,2})${SEPARATOR}${NAME}${SEPARATOR}(\\d{2}|\\d{4})$`, 'i'),
    ([day, name = '', year = ''], { language }) =>
      dated(fullYear(year), monthNumber(name, language), Number(day), DAY_MONTH_YEAR),
  ],
  [
    new RegExp(`^(\\d{1,2})${SEPARATOR}${NAME}$`, 'i'),
    ([day, name = ''], { language, currentYear }) =>
      dated(currentYear, monthNumber(name, language), Number(day), DAY_AND_MONTH),
  ],
  [
    new RegExp(`^${NAME}${SEPARATOR}(\\d{4})$`, 'i'),
    ([name = '', year], { language }) =>
      dated(Number(year), monthNumber(name, language), 1, MONTH_AND_YEAR),
  ],
  [
    new RegExp(`^${NAME}${SEPARATOR}(\\d{1,2})$`, 'i'),
    ([name = '', written = ''], { language, currentYear }) => {
      const month = monthNumber(name, language);
      return (
        dated(currentYear, month, Number(written), DAY_AND_MONTH) ??
        dated(fullYear(written), month, 1, MONTH_AND_YEAR)
      );
    },
  ],
];

function readDay(text: string, reading: DateReading): TypedNumber | null {
  for (const [form, read] of [...NUMERIC_FORMS, ...NAMED_FORMS]) {
    const match = form.exec(text);
    const date = match && read(match.slice(1), reading);
    if (date) return date;
  }
  return null;
}

const HALF_DAY = '(?:\\s*([ap])\\.?\\s?m\\.?)?';
const CLOCK = new RegExp(`^(\\d{1,4}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,3}))?)?${HALF_DAY}$`, 'i');

/** A part of a day; more than 24 hours are a duration. */
function readTime(text: string): TypedNumber | null {
  const match = CLOCK.exec(text);
  if (!match) return null;
  const [, written = '', minutes = '', seconds, thousandths, half] = match;
  const isTwelveHours = half !== undefined;
  const hours = Number(written);
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59 || (isTwelveHours && hours > 12))
    return null;
  const hour = isTwelveHours ? (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hours;
  const second = Number(`${seconds ?? 0}.${thousandths ?? 0}`);
  const value = (hour * 3600 + Number(minutes) * 60 + second) / 86_400;
  return { value, numberFormat: timeFormat(hour, seconds, thousandths, isTwelveHours) };
}

function timeFormat(
  hour: number,
  seconds: string | undefined,
  thousandths: string | undefined,
  isTwelveHours: boolean,
): string {
  if (hour >= 24) return '[h]:mm:ss';
  if (thousandths) return 'mm:ss.0';
  return `h:mm${seconds ? ':ss' : ''}${isTwelveHours ? ' AM/PM' : ''}`;
}

export function readTypedDate(text: string, reading: DateReading): TypedNumber | null {
  const day = readDay(text, reading) ?? readTime(text);
  if (day) return day;
  const parts = /^(.+?) +(\d{1,2}:\S.*)$/.exec(text);
  const date = parts && readDay(parts[1] ?? '', reading);
  const time = parts && readTime(parts[2] ?? '');
  if (!date || !time || time.value >= 1) return null;
  return { value: date.value + time.value, numberFormat: `${LONG_DATE} h:mm`, isDate: true };
}
