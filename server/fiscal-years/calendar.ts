// Rules of the calendar: which year a date belongs to, and whether it may be written (E01–E07, invariant 2).
import { addDays, dayOf, monthOf, yearOf, type LocalDate } from '../../shared/localDate.ts';
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

/** E02, E03: plans a new year; the name defaults to the year in which it starts. */
export function planFiscalYear(
  calendar: Calendar,
  input: { name?: string | undefined; startsOn: LocalDate; endsOn: LocalDate },
): { rejections: Rejection[]; name: string } {
  const { startsOn, endsOn } = input;
  const name = input.name ?? fiscalYearName(startsOn, endsOn);
  const rejections: Rejection[] = [];
  if (endsOn <= startsOn) {
    rejections.push(
      reject('fiscal-year-ends-before-start', { startsOn, endsOn }, { field: 'endsOn' }),
    );
  }
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
  if (calendar.years.some((year) => year.name === name)) {
    rejections.push(reject('fiscal-year-duplicate', { name }, { field: 'name' }));
  }
  return { rejections, name };
}

/** E02: the name a year has unless it is given one. */
export function fiscalYearName(startsOn: LocalDate, endsOn: LocalDate): string {
  const [first, last] = [yearOf(startsOn), yearOf(endsOn)];
  return first === last ? String(first) : `${first}-${last}`;
}

/** Whole months that a year touches: 12 for 01/01–31/12 and for 15/07–14/07. */
export function monthsOfYear(startsOn: LocalDate, endsOn: LocalDate): number {
  const months = (yearOf(endsOn) - yearOf(startsOn)) * 12 + monthOf(endsOn) - monthOf(startsOn);
  return months + (dayOf(endsOn) >= dayOf(startsOn) ? 1 : 0);
}

/** Years that books are kept of; others are nearly always a slip of the hand (domain.md section 3). */
const usualYears = { first: 1990, last: 2100 };

/**
 * What is asked about the dates of a year before it is made, as long as it was not accepted: E03 allows any length,
 * and beyond twelve months, or far from today, it is nearly always a typing error.
 * @param confirm the questions that were answered
 */
export function askAboutYear(
  { startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate },
  confirm: readonly string[] = [],
): Rejection[] {
  const months = monthsOfYear(startsOn, endsOn);
  const questions: Rejection[] = [];
  if (months > 12) {
    const place = { field: 'endsOn', confirm: 'fiscal-year-long' } as const;
    questions.push(reject('fiscal-year-long', { startsOn, endsOn, months }, place));
  }
  if (yearOf(startsOn) < usualYears.first || yearOf(endsOn) > usualYears.last) {
    const place = { field: 'startsOn', confirm: 'fiscal-year-far' } as const;
    questions.push(reject('fiscal-year-far', { startsOn, endsOn }, place));
  }
  return questions.filter((question) => !confirm.includes(question.confirm ?? ''));
}

/** Days between a new year and its neighbours that belong to no year: nothing can be posted on them. */
export function noticeGaps(
  years: readonly FiscalYearRow[],
  { startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate },
): Rejection[] {
  const before = years.findLast((year) => year.endsOn < startsOn);
  const after = years.find((year) => year.startsOn > endsOn);
  const gaps = [
    before && { from: addDays(before.endsOn, 1), to: addDays(startsOn, -1) },
    after && { from: addDays(endsOn, 1), to: addDays(after.startsOn, -1) },
  ];
  return gaps.flatMap((gap) =>
    gap && gap.from <= gap.to ? [reject('fiscal-year-gap', gap, { field: 'startsOn' })] : [],
  );
}
