// Days as they stand in cells: real dates in the workbook's date system, and texts. Whatever reads
// dates in a sheet passes here.
import {
  localDate,
  localDateOf,
  localDateOfSerial,
  monthOf,
  dayOf,
  yearOf,
  type DateSystem,
  type LocalDate,
} from '../../shared/localDate.ts';
import { parsePeriod } from '../../shared/period.ts';
import { reject, type RejectionPlace } from '../../shared/rejection.ts';
import { formatLocalDate } from '../../shared/localDate.ts';
import type { CellValue } from './cellGrid.ts';
import { cleanText, isEmptyCell } from './cellText.ts';
import { nameCells, type ReadingHabits, type SheetQuestion } from './sheetQuestions.ts';

const firstYear = 1990;
const lastYear = 2100;

/** @returns null when the cell holds no day of 1990–2100. */
export function readDay(value: CellValue, dateSystem: DateSystem): LocalDate | null {
  if (typeof value === 'number') {
    const date = localDateOfSerial(value, dateSystem);
    return date !== null && yearOf(date) >= firstYear && yearOf(date) <= lastYear ? date : null;
  }
  const text = cleanText(value).replace(/[ T]00:00(:00)?$/, '');
  const separated = text.replace(/^(\d{1,2})[-.](\d{1,2})[-.](\d{4})$/, '$1/$2/$3');
  // Only forms of a whole day count here: «hoy» and periods are for functions.
  const isDay = /^\d{1,2}\/\d{1,2}\/\d{4}$|^\d{4}-\d{2}-\d{2}$/.test(separated);
  return (isDay ? parsePeriod(separated, localDate('2000-01-01'))?.from : null) ?? null;
}

/**
 * A day as `YYYY-MM-DD`. What is no day is sent as it is written: the server refuses it with the
 * sentence that belongs to it.
 */
export function readDateCell(value: CellValue, dateSystem: DateSystem): string | undefined {
  if (isEmptyCell(value)) return undefined;
  return readDay(value, dateSystem) ?? cleanText(value).slice(0, 40);
}

export interface DateCell {
  value: CellValue;
  place: RejectionPlace;
}

/** `3/15/2025`: no day in Spanish, the 15 March in English. */
function readMonthFirst(value: CellValue): LocalDate | null {
  const match =
    typeof value === 'string'
      ? /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cleanText(value))
      : null;
  return match ? localDateOf(Number(match[3]), Number(match[1]), Number(match[2])) : null;
}

const swap = (date: LocalDate) => localDateOf(yearOf(date), dayOf(date), monthOf(date));

/**
 * A column of days. When its texts put the month first, Excel has taken the others (days to 12) for
 * Spanish dates and swapped them: asked, never guessed.
 */
export function readDateColumn(
  cells: readonly DateCell[],
  { dateSystem, answers }: Pick<ReadingHabits, 'dateSystem' | 'answers'>,
): { days: (LocalDate | null)[]; question: SheetQuestion | null } {
  const days = cells.map(({ value }) => readDay(value, dateSystem));
  const isMonthFirst = cells.some(
    ({ value }, index) => days[index] === null && readMonthFirst(value) !== null,
  );
  if (!isMonthFirst) return { days, question: null };
  const answer = answers['swapped-dates'];
  if (answer === 'changed') {
    return {
      days: cells.map(({ value }, index) => {
        const day = days[index];
        return typeof value === 'string' ? readMonthFirst(value) : day ? (swap(day) ?? day) : null;
      }),
      question: null,
    };
  }
  return { days, question: answer === undefined ? askAboutSwapped(cells, days) : null };
}

function askAboutSwapped(
  cells: readonly DateCell[],
  days: readonly (LocalDate | null)[],
): SheetQuestion | null {
  const suspected = cells.flatMap(({ place }, index) => {
    const day = days[index];
    const other = day && swap(day);
    return day && other && other !== day ? [{ place, day, other }] : [];
  });
  const [first] = suspected;
  if (!first) return null;
  const [shown, changed] = [formatLocalDate(first.day), formatLocalDate(first.other)];
  const places = suspected.map(({ place }) => place);
  const params = { cell: first.place.cell ?? '', shown, changed, cells: nameCells(places) };
  return {
    key: 'swapped-dates',
    rejection: reject('dates-maybe-swapped', params, first.place),
    places,
    answers: [
      { answer: 'as-shown', label: `Son correctas: ${shown}` },
      { answer: 'changed', label: `Excel cambió día y mes: era ${changed}` },
    ],
  };
}
