// Days as they stand in cells: real dates in the workbook's date system, and texts. Whatever reads
// dates in a sheet passes here.
import { localDateOf, monthOf, dayOf, yearOf, type LocalDate } from '../../shared/localDate.ts';
import { readDate } from '../../shared/period.ts';
import { reject, type RejectionPlace } from '../../shared/rejection.ts';
import { formatLocalDate } from '../../shared/localDate.ts';
import type { CellValue } from './cellGrid.ts';
import { cleanText, isEmptyCell } from './cellText.ts';
import { nameCells, type ReadingHabits, type SheetQuestion } from './sheetQuestions.ts';

/** What a day in a cell is read by. */
export type DateHabits = Pick<ReadingHabits, 'dateSystem' | 'today'>;

const firstYear = 1990;
const lastYear = 2100;

/** @returns null when the cell holds no day of 1990–2100. */
export function readDay(value: CellValue, dates: DateHabits): LocalDate | null {
  if (typeof value === 'boolean') return null;
  const reading = readDate(typeof value === 'number' ? value : cleanText(value), dates);
  const year = reading.ok ? yearOf(reading.date) : 0;
  return reading.ok && year >= firstYear && year <= lastYear ? reading.date : null;
}

/**
 * A day as `YYYY-MM-DD`. What is no day is sent as it is written: the server refuses it with the
 * sentence that belongs to it.
 */
export function readDateCell(value: CellValue, dates: DateHabits): string | undefined {
  if (isEmptyCell(value)) return undefined;
  return readDay(value, dates) ?? cleanText(value).slice(0, 40);
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
  { answers, ...dates }: DateHabits & Pick<ReadingHabits, 'answers'>,
): { days: (LocalDate | null)[]; question: SheetQuestion | null } {
  const days = cells.map(({ value }) => readDay(value, dates));
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
