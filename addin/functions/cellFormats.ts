// Number formats of the cells that arguments come from. Excel calls thousands of cells at once: their
// questions are gathered, joined into few areas and asked in one round trip, and remembered for a moment.
import type { DateSystem } from '../../shared/localDate.ts';
import type { Area } from './rangeAddress.ts';

export interface WorkbookReader {
  /** The number format of every cell of each area; null for an area that cannot be read. */
  readFormats: (areas: readonly Area[]) => Promise<(string[][] | null)[]>;
  dateSystem: () => DateSystem;
}

interface Question {
  area: Area;
  answer: (formats: string[][] | null) => void;
}

/** A burst lasts longer than a microtask; nobody sees so short a wait. */
const gatherMilliseconds = 5;

let reader: WorkbookReader | null = null;
let waiting: Question[] = [];
let timer: ReturnType<typeof setTimeout> | null = null;
const readerWaiters: ((ready: WorkbookReader) => void)[] = [];

/** Null takes it away: questions wait for the next one, as before the add-in has started. */
export function setWorkbookReader(next: WorkbookReader | null): void {
  reader = next;
  if (!next) return;
  for (const tell of readerWaiters.splice(0)) tell(next);
  schedule();
}

/** The date system of the workbook, once the add-in knows it. */
export async function readDateSystem(): Promise<DateSystem> {
  const ready = reader ?? (await new Promise<WorkbookReader>((tell) => readerWaiters.push(tell)));
  return ready.dateSystem();
}

/** The formats of an area, row by row; null where they cannot be read. */
export async function readFormats(area: Area): Promise<string[][] | null> {
  return new Promise((answer) => {
    waiting.push({ area, answer });
    schedule();
  });
}

function schedule(): void {
  if (reader && waiting.length > 0) timer ??= setTimeout(() => void ask(), gatherMilliseconds);
}

async function ask(): Promise<void> {
  timer = null;
  const questions = waiting;
  waiting = [];
  const areas = joinAreas(questions.map(({ area }) => area));
  let answers: (string[][] | null)[];
  try {
    answers = reader ? await reader.readFormats(areas) : [];
  } catch {
    // A protected or foreign sheet, an Excel that is busy: the figures stand, read as days.
    answers = [];
  }
  const read = new Map<string, { area: Area; formats: string[][] | null }[]>();
  areas.forEach((area, at) => {
    const known = read.get(columnsOf(area)) ?? [];
    read.set(columnsOf(area), [...known, { area, formats: answers[at] ?? null }]);
  });
  for (const { area, answer } of questions) answer(cut(area, read.get(columnsOf(area)) ?? []));
}

/**
 * Few rectangles that hold all: those of the same columns that touch or nearly so become one, so that a
 * column of a thousand formulas, each with the date beside it, is one question.
 */
export function joinAreas(areas: readonly Area[]): Area[] {
  const sorted = [...areas].sort(
    (one, other) =>
      one.sheet.localeCompare(other.sheet) ||
      one.column - other.column ||
      one.columns - other.columns ||
      one.row - other.row,
  );
  const joined: Area[] = [];
  for (const area of sorted) {
    const last = joined.at(-1);
    const isSameColumns =
      last?.sheet === area.sheet && last.column === area.column && last.columns === area.columns;
    if (last && isSameColumns && area.row <= last.row + last.rows + largestGap) {
      last.rows = Math.max(last.rows, area.row + area.rows - last.row);
    } else joined.push({ ...area });
  }
  return joined;
}

/** Rows between two areas that are cheaper to read than to ask apart. */
const largestGap = 20;

const columnsOf = ({ sheet, column, columns }: Area) => `${sheet}|${column}|${columns}`;

function cut(
  { row, rows }: Area,
  read: readonly { area: Area; formats: string[][] | null }[],
): string[][] | null {
  const found = read.find(({ area }) => area.row <= row && area.row + area.rows >= row + rows);
  if (!found?.formats) return null;
  return found.formats.slice(row - found.area.row, row - found.area.row + rows);
}
