// The periods that the balances screen offers: each fiscal year whole, to date, and month by month.
import type { FiscalYear } from '../../shared/contract/companies.ts';
import {
  daysInMonth,
  localDateOf,
  monthOf,
  yearOf,
  type LocalDate,
} from '../../shared/localDate.ts';

export interface BalancePeriod {
  /** Stable and unique: `from..to`. */
  key: string;
  name: string;
  from: LocalDate;
  to: LocalDate;
}

export interface BalancePeriodGroup {
  name: string;
  periods: BalancePeriod[];
}

const monthNames = [
  'Enero', 'Febrero', 'Marzo', 'Abril', 'Mayo', 'Junio',
  'Julio', 'Agosto', 'Septiembre', 'Octubre', 'Noviembre', 'Diciembre',
] as const; // prettier-ignore

/** Newest fiscal year first; months of years that do not begin in January keep their own year. */
export function listBalancePeriods(
  fiscalYears: readonly FiscalYear[],
  today: LocalDate,
): BalancePeriodGroup[] {
  return [...fiscalYears]
    .sort((left, right) => (left.startsOn < right.startsOn ? 1 : -1))
    .map((year) => ({
      name: `Ejercicio ${year.name}`,
      periods: [...wholePeriods(year, today), ...monthsOf(year)],
    }));
}

/** The period shown first: the year that contains today up to today, or the newest year. */
export function initialBalancePeriod(
  groups: readonly BalancePeriodGroup[],
  today: LocalDate,
): BalancePeriod | null {
  const current = groups.find((group) =>
    group.periods.some((period) => period.from <= today && today <= period.to),
  );
  return (current ?? groups[0])?.periods[0] ?? null;
}

function wholePeriods(year: FiscalYear, today: LocalDate): BalancePeriod[] {
  const whole = period(`Todo ${year.name}`, year.startsOn, year.endsOn);
  const containsToday = year.startsOn <= today && today < year.endsOn;
  return containsToday ? [whole, period(`${year.name} hasta hoy`, year.startsOn, today)] : [whole];
}

function monthsOf(year: FiscalYear): BalancePeriod[] {
  const months: BalancePeriod[] = [];
  let [calendarYear, month] = [yearOf(year.startsOn), monthOf(year.startsOn)];
  for (;;) {
    const first = localDateOf(calendarYear, month, 1);
    const last = localDateOf(calendarYear, month, daysInMonth(calendarYear, month));
    if (!first || !last || first > year.endsOn) return months;
    const from = first < year.startsOn ? year.startsOn : first;
    const to = last > year.endsOn ? year.endsOn : last;
    months.push(period(`${monthNames[month - 1]} ${calendarYear}`, from, to));
    if (month === 12) [calendarYear, month] = [calendarYear + 1, 1];
    else month += 1;
  }
}

function period(name: string, from: LocalDate, to: LocalDate): BalancePeriod {
  return { key: `${from}..${to}`, name, from, to };
}
