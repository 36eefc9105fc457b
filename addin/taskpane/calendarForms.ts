// What the forms of «Cierre» read and propose: days as people write them, the next year, and what a lock
// would leave inside.
import type { Company } from '../../shared/contract/companies.ts';
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';
import {
  addDays,
  endOfMonth,
  formatLocalDate,
  localDateOf,
  monthOf,
  parseLocalDate,
  yearOf,
  type LocalDate,
} from '../../shared/localDate.ts';
import { parsePeriod } from '../../shared/period.ts';

/** A day as people write it; a period means its last day (or its first). Null when it is neither. */
export function readDay(text: string, today: LocalDate, side: 'from' | 'to'): LocalDate | null {
  return parsePeriod(text, today)?.[side] ?? null;
}

/** The twelve months after the last year, or the natural year of today. */
export function proposeNextYear({ fiscalYears }: Company, today: LocalDate) {
  const ends = fiscalYears.map(({ endsOn }) => endsOn).sort();
  const last = parseLocalDate(ends.at(-1) ?? '');
  const startsOn = last ? addDays(last, 1) : localDateOf(yearOf(today), 1, 1)!;
  const endsOn = addDays(localDateOf(yearOf(startsOn) + 1, monthOf(startsOn), 1)!, -1);
  return { startsOn: formatLocalDate(startsOn), endsOn: formatLocalDate(endsOn) };
}

/** The end of the month before today: what is usually locked. */
export function proposeLock(today: LocalDate): string {
  const firstOfMonth = localDateOf(yearOf(today), monthOf(today), 1)!;
  const before = addDays(firstOfMonth, -1);
  return formatLocalDate(endOfMonth(yearOf(before), monthOf(before)));
}

/** Drafts of days that the lock would close: the server refuses or asks about the same ones. */
export function draftsWithin(
  drafts: readonly VoucherSummary[],
  lock: Company['lock'],
  through: LocalDate,
): VoucherSummary[] {
  return drafts.filter(({ date }) => {
    const day = parseLocalDate(date);
    return day !== null && day <= through && day > (lock?.lockedThrough ?? '');
  });
}
