// Rules of the calendar: which year a date belongs to, and whether it may be written (E01–E07, invariant 2).
import {
  addDays,
  dayOf,
  formatLocalDate,
  localDate,
  monthOf,
  yearOf,
  type LocalDate,
} from '../../shared/localDate.ts';
import { reject, type Rejection, type RejectionPlace } from '../../shared/rejection.ts';
import type { FiscalYearRow } from './fiscalYears.store.ts';

export interface LockState {
  lockedThrough: LocalDate;
  lockedBy: string;
  lockedAt: string;
}

export interface Calendar {
  /** Oldest first, never overlapping. */
  years: readonly FiscalYearRow[];
  lock: LockState | null;
}

/** E06: the date decides the year. */
export function fiscalYearOf(calendar: Calendar, date: LocalDate): FiscalYearRow | undefined {
  return calendar.years.find((year) => year.startsOn <= date && date <= year.endsOn);
}

/**
 * Why nothing may be posted on a date, or null when it may.
 * Precedence: no year, closed year, lock.
 */
export function refuseDate(
  calendar: Calendar,
  date: LocalDate,
  place: RejectionPlace = { field: 'date' },
): Rejection | null {
  const year = fiscalYearOf(calendar, date);
  if (!year) {
    const years = calendar.years.map(({ name }) => name).join(', ');
    return reject('date-outside-fiscal-years', { date, years }, place);
  }
  if (year.state === 'closed') {
    return reject('fiscal-year-closed', { date, fiscalYear: year.name }, place);
  }
  const { lock } = calendar;
  if (!lock || date > lock.lockedThrough) return null;
  const { lockedThrough, lockedBy, lockedAt } = lock;
  const firstOpenDate = addDays(lockedThrough, 1);
  return reject('date-locked', { date, lockedThrough, lockedBy, lockedAt, firstOpenDate }, place);
}

/**
 * The first day from which result accounts accumulate to give the figure of `date`: the start of
 * its fiscal year, or the day after the last earlier year where there is none yet.
 * Null: no year starts before, so everything accumulates.
 */
export function resultStartOf(calendar: Calendar, date: LocalDate): LocalDate | null {
  const year = fiscalYearOf(calendar, date);
  if (year) return year.startsOn;
  const earlier = calendar.years.findLast(({ endsOn }) => endsOn < date);
  return earlier ? addDays(earlier.endsOn, 1) : null;
}

/** A year that ends later is a slip of the keyboard. None begins before 1900: `LocalDate` does not. */
const lastDay = localDate('2199-12-31');

/** As the contract has it; books and commands come by other doors. */
const maxNameLength = 40;

/** E02, E03: plans a new year; its name follows from its dates unless it is given one. */
export function planFiscalYear(
  calendar: Calendar,
  input: { name?: string | undefined; startsOn: LocalDate; endsOn: LocalDate },
): { rejections: Rejection[]; name: string } {
  const { startsOn, endsOn } = input;
  const taken = new Set(calendar.years.map((year) => year.name));
  const name = input.name?.trim() || fiscalYearName(startsOn, endsOn, taken);
  const rejections = refuseDates(startsOn, endsOn);
  const overlapped = calendar.years.find(
    (year) => year.startsOn <= endsOn && startsOn <= year.endsOn,
  );
  if (overlapped) {
    const params = {
      fiscalYear: overlapped.name,
      startsOn: overlapped.startsOn,
      endsOn: overlapped.endsOn,
    };
    rejections.push(reject('fiscal-year-overlap', params, { field: 'startsOn' }));
  }
  if (taken.has(name)) {
    rejections.push(reject('fiscal-year-duplicate', { name }, { field: 'name' }));
  }
  if (name.length > maxNameLength || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) {
    rejections.push(reject('fiscal-year-name-invalid', { max: maxNameLength }, { field: 'name' }));
  }
  return { rejections, name };
}

function refuseDates(startsOn: LocalDate, endsOn: LocalDate): Rejection[] {
  if (endsOn <= startsOn) {
    return [reject('fiscal-year-ends-before-start', { startsOn, endsOn }, { field: 'endsOn' })];
  }
  if (endsOn <= lastDay) return [];
  return [reject('fiscal-year-too-late', { startsOn, endsOn, lastDay }, { field: 'endsOn' })];
}

type YearDates = Pick<FiscalYearRow, 'startsOn' | 'endsOn'>;

/**
 * What is nearly always a typing error, and sometimes meant: a year of more than twelve months (E03 allows any length)
 * and days that no year has, where nothing can be posted.
 * @param before years that are there, but for the one that `year` takes the place of
 * @param replaced the dates that it had
 */
export function askAboutYear(
  before: readonly YearDates[],
  year: YearDates,
  replaced: YearDates | null = null,
): Rejection[] {
  const questions: Rejection[] = [];
  const { startsOn, endsOn } = year;
  const months = monthsOfYear(startsOn, endsOn);
  if (months > 12) {
    const place = { field: 'endsOn', confirm: 'fiscal-year-long' } as const;
    questions.push(reject('fiscal-year-long', { startsOn, endsOn, months }, place));
  }
  const known = listGaps(replaced ? [...before, replaced] : before);
  for (const { from, to } of listGaps([...before, year])) {
    // Days that had no year already are not asked about again.
    if (known.some((gap) => gap.from <= from && to <= gap.to)) continue;
    const field = from > endsOn ? 'endsOn' : 'startsOn';
    const place = { field, confirm: 'fiscal-year-gap' } as const;
    questions.push(reject('fiscal-year-gap', { from, to }, place));
  }
  return questions;
}

/** The days between years that none of them has. */
function listGaps(years: readonly YearDates[]): { from: LocalDate; to: LocalDate }[] {
  const inOrder = [...years].sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1));
  return inOrder.flatMap(({ endsOn }, index) => {
    const next = inOrder[index + 1];
    if (!next) return [];
    const from = addDays(endsOn, 1);
    return from < next.startsOn ? [{ from, to: addDays(next.startsOn, -1) }] : [];
  });
}

/**
 * E02: the name a year has unless it is given one: «2025», «2025-2026», and «2025 S1» for the half of a calendar
 * year. What another year is called already is told apart by its months, and by its days if need be.
 */
export function fiscalYearName(
  startsOn: LocalDate,
  endsOn: LocalDate,
  taken: ReadonlySet<string> = new Set(),
): string {
  const [first, last] = [yearOf(startsOn), yearOf(endsOn)];
  const years = first === last ? String(first) : `${first}-${last}`;
  const half = halfNames[`${startsOn.slice(5)} ${endsOn.slice(5)}`];
  const usual = first === last && half !== undefined ? `${years} ${half}` : years;
  const [from, to] = [startsOn, endsOn].map(
    (date) => `${twoDigits(monthOf(date))}/${yearOf(date)}`,
  );
  const byMonths = from === to ? from! : `${from} a ${to}`;
  const byDays = `${formatLocalDate(startsOn)} a ${formatLocalDate(endsOn)}`;
  return [usual, byMonths].find((name) => !taken.has(name)) ?? byDays;
}

const halfNames: Readonly<Record<string, string>> = { '01-01 06-30': 'S1', '07-01 12-31': 'S2' };

const twoDigits = (month: number): string => String(month).padStart(2, '0');

/** Whole months that a year touches: 12 for 01/01–31/12 and for 15/07–14/07. */
export function monthsOfYear(startsOn: LocalDate, endsOn: LocalDate): number {
  const months = (yearOf(endsOn) - yearOf(startsOn)) * 12 + monthOf(endsOn) - monthOf(startsOn);
  return months + (dayOf(endsOn) >= dayOf(startsOn) ? 1 : 0);
}
