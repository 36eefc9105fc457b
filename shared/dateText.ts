// The one reader of dates and periods written as text: sheets, functions and the command line ask it.
// Day before month, as in Spain, Colombia and Venezuela; what may mean two things is refused with what to
// write instead, never guessed.
import { endOfMonth, formatLocalDate, localDateOf, yearOf, type LocalDate } from './localDate.ts';

/** A closed range of days. */
export interface Period {
  from: LocalDate;
  to: LocalDate;
}

/** What a text says: one day, several of them, or nothing; then what could have been meant. */
export type TextReading =
  { kind: 'day' | 'period'; period: Period } | { kind: 'none'; instead: readonly string[] };

/**
 * Two digits are 2000–2049 and 1950–1999: the window of Windows, which a Spanish Excel follows when a
 * person types a date. (support.microsoft.com 214391: a setting of Windows, and 2029 in old ones.)
 */
const firstYearOfLastCentury = 50;

const monthNames: Readonly<Record<string, number>> = {
  ...{ ene: 1, enero: 1, feb: 2, febrero: 2, mar: 3, marzo: 3, abr: 4, abril: 4, may: 5, mayo: 5 },
  ...{ jun: 6, junio: 6, jul: 7, julio: 7, ago: 8, agosto: 8, oct: 10, octubre: 10 },
  ...{ sep: 9, sept: 9, septiembre: 9, set: 9, setiembre: 9, nov: 11, noviembre: 11 },
  ...{ dic: 12, diciembre: 12 },
};

/**
 * Reads a text.
 * @param today the day that `hoy` stands for, whose year is proposed for what lacks one; null where nobody knows
 */
export function readDateText(text: string, today: LocalDate | null): TextReading {
  const cleaned = cleanDateText(text);
  if (cleaned === 'hoy') return dayReading(today) ?? nothing();
  const written = withoutWeekday(withoutTime(cleaned));
  for (const [pattern, read] of wholeForms) {
    const match = pattern.exec(written);
    if (match) return read(match.slice(1)) ?? nothing(...whatWasMeant(written, today));
  }
  return nothing(...whatWasMeant(written, today));
}

/** Lower case, no accents, one kind of blank and none beside separators. */
function cleanDateText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u200b-\u200d\u2060\ufeff]/g, '')
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .replace(/^'/, '')
    .replace(/ ?([-/.,]) ?/g, '$1');
}

/** «lunes, 31 de marzo de 2025» is how Excel writes a long date. */
function withoutWeekday(text: string): string {
  return text.replace(/^(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)[, ]/, '');
}

const time =
  /^(.*\d)[ t](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?( ?[ap]\.? ?m\.?)?(z|[+-]\d{2}:?\d{2})?$/;

/** A time after the day is dropped, as in a cell. With a time zone only midnight has a sure day. */
function withoutTime(text: string): string {
  const match = time.exec(text);
  if (!match) return text;
  const [, day = '', hours, minutes, seconds = '0', , zone] = match;
  const isMidnight = Number(hours) + Number(minutes) + Number(seconds) === 0;
  const isClock = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  return isClock && (isMidnight || zone === undefined) ? day : text;
}

type Parts = (string | undefined)[];

const wholeForms: readonly [RegExp, (parts: Parts) => TextReading | null][] = [
  [
    /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/,
    ([day, , month, year]) => dayOf(year, month, day),
  ],
  [/^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/, ([year, , month, day]) => dayOf(year, month, day)],
  [
    /^(\d{1,2})(?: de |[-/. ])?([a-z]+)\.?(?: del? |[-/. ])?(\d{4}|\d{2})$/,
    ([day, name, year]) => dayOf(year, monthOf(name), day),
  ],
  [/^(\d{4})$/, ([year]) => monthsOf(year, 1, 12)],
  [/^(\d{4})[-/](\d{1,2})$/, ([year, month]) => monthsOf(year, Number(month))],
  [/^(\d{1,2})[-/ ](\d{4})$/, ([month, year]) => monthsOf(year, Number(month))],
  [
    /^([a-z]+)\.?(?: del? |[-/. ])?(\d{4}|\d{2})$/,
    ([name, year]) => monthsOf(year, Number(monthOf(name))),
  ],
  [/^t([1-4])[-/ ](\d{4})$/, ([n, year]) => monthsOf(year, Number(n) * 3 - 2, Number(n) * 3)],
  [/^s([12])[-/ ](\d{4})$/, ([n, year]) => monthsOf(year, Number(n) * 6 - 5, Number(n) * 6)],
];

/** The month of a name as text, which is no month when the name is none. */
function monthOf(name = ''): string {
  return String(Object.hasOwn(monthNames, name) ? monthNames[name] : 0);
}

function fullYear(year = ''): number {
  const number = Number(year);
  if (year.length > 2) return number;
  return number + (number < firstYearOfLastCentury ? 2000 : 1900);
}

function dayOf(year?: string, month?: string, day?: string): TextReading | null {
  return dayReading(localDateOf(fullYear(year), Number(month), Number(day)));
}

function dayReading(date: LocalDate | null): TextReading | null {
  return date && { kind: 'day', period: { from: date, to: date } };
}

function monthsOf(writtenYear: string | undefined, first: number, last = first) {
  const year = fullYear(writtenYear);
  const from = localDateOf(year, first, 1);
  if (!from || !localDateOf(year, last, 1)) return null;
  return { kind: 'period', period: { from, to: endOfMonth(year, last) } } as const;
}

function nothing(...instead: string[]): TextReading {
  return { kind: 'none', instead };
}

/** Forms that mean nothing or two things here, and the sure ways to write what they may mean. */
const unsureForms: readonly [RegExp, (parts: string[], thisYear: string) => (string | null)[]][] = [
  // Month before day, or a day that its month lacks.
  [
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/,
    ([day, month, year]) => [writeDay(year, day, month), writeLastDay(year, month, day)],
  ],
  [
    /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/,
    ([year, month, day]) => [writeDay(year, day, month), writeLastDay(year, month, day)],
  ],
  // Day and month, or month and year of two digits.
  [
    /^(\d{1,2})[-/. ](\d{1,2})$/,
    ([one, two], thisYear) => [writeDay(thisYear, two, one), writeMonth(two, one)],
  ],
  [
    /^(\d{1,2})(?: de |[-/. ])?([a-z]+)\.?$/,
    ([day, name], thisYear) => [writeDay(thisYear, monthOf(name), day)],
  ],
  [/^([a-z]+)\.?$/, ([name], thisYear) => [writeMonth(thisYear, monthOf(name))]],
  [/^(\d{1,2})\.(\d{4})$/, ([month, year]) => [writeMonth(year, month)]],
  [/^(\d{4})\.(\d{1,2})$/, ([year, month]) => [writeMonth(year, month)]],
  // Digits without separators, either end first.
  [/^(\d{4})(\d{2})(\d{2})$/, ([year, month, day]) => [writeDay(year, month, day)]],
  [/^(\d{2})(\d{2})(\d{4}|\d{2})$/, ([day, month, year]) => [writeDay(year, month, day)]],
  [/^(\d{2})(\d{2})(\d{2})$/, ([year, month, day]) => [writeDay(year, month, day)]],
  [
    /^(?:([1-4]) ?[tq]|[qt]([1-4]))[-/. ]?(\d{4})$/,
    ([one, two, year]) => [`T${one || two}/${year}`],
  ],
  [/^(?:([12]) ?s|s([12]))[-/. ]?(\d{4})$/, ([one, two, year]) => [`S${one || two}/${year}`]],
  [/^(\d{4})[-/. ]?[tq]([1-4])$/, ([year, n]) => [`T${n}/${year}`]],
  [/^(\d{4})[-/. ]?s([12])$/, ([year, n]) => [`S${n}/${year}`]],
];

function whatWasMeant(text: string, today: LocalDate | null): string[] {
  const thisYear = today === null ? '0000' : String(yearOf(today));
  const found = unsureForms.flatMap(([pattern, write]) => {
    const match = pattern.exec(text);
    return match
      ? write(
          match.slice(1).map((part) => part ?? ''),
          thisYear,
        )
      : [];
  });
  return [...new Set(found.filter((each) => each !== null))];
}

function writeDay(year?: string, month?: string, day?: string): string | null {
  const date = localDateOf(fullYear(year), Number(month), Number(day));
  return date && formatLocalDate(date);
}

function writeLastDay(year?: string, month?: string, day?: string): string | null {
  const isMonth = localDateOf(fullYear(year), Number(month), 1) !== null;
  return isMonth && Number(day) > 28 && Number(day) <= 31
    ? formatLocalDate(endOfMonth(fullYear(year), Number(month)))
    : null;
}

function writeMonth(year?: string, month?: string): string | null {
  const first = localDateOf(fullYear(year), Number(month), 1);
  return first && formatLocalDate(first).slice(3);
}
