// What only a person can decide about a sheet, asked once for all its cells and remembered for that
// sheet alone: both readings are shown, and nothing is posted meanwhile.
import type { DateSystem, LocalDate } from '../../shared/localDate.ts';
import type { NumberStyle } from '../../shared/money.ts';
import type { Rejection, RejectionPlace } from '../../shared/rejection.ts';

/** `converted-numbers`, `swapped-dates`: Excel may have changed them when they were pasted. */
export type QuestionKey =
  'converted-numbers' | 'ambiguous-amounts' | 'negative-sides' | 'swapped-dates';

/** `as-shown`: the cells are right · `changed`: Excel changed them · `thousands`, `decimals`: the mark of `1.234` · `opposite`: what is negative on one side stands on the other. */
export type Answer = 'as-shown' | 'changed' | 'thousands' | 'decimals' | 'opposite';

/** Answers given for one sheet. */
export type SheetAnswers = Partial<Record<QuestionKey, Answer>>;

export interface SheetQuestion {
  key: QuestionKey;
  /** The question as a problem of its first cell. */
  rejection: Rejection;
  /** Every cell that it is about. */
  places: RejectionPlace[];
  answers: { answer: Answer; label: string }[];
}

/** How this workbook and this sheet are to be read. */
export interface ReadingHabits {
  /** How Excel writes numbers here: what it turns into numbers when it is pasted. */
  workbookStyle: NumberStyle;
  dateSystem: DateSystem;
  /** The day that «hoy» stands for in a cell of a date. */
  today: LocalDate;
  /** Of the company: amounts that say another one are refused. */
  currency: string;
  answers: SheetAnswers;
}

const mostCellsNamed = 6;

/** `F9, F10, G12 y 4 más` */
export function nameCells(places: readonly RejectionPlace[]): string {
  const cells = places.flatMap(({ cell }) => cell ?? []);
  const named = cells.slice(0, mostCellsNamed).join(', ');
  const rest = cells.length - mostCellsNamed;
  return rest > 0 ? `${named} y ${rest} más` : named;
}
