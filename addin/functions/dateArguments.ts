// Dates as cells show them. A header «mar-26» is the date 01/03/2026 under a format without its day: it
// stands for its month where Excel tells the cell of the argument; elsewhere it is the day, which is said.
import {
  formatLocalDate,
  localDateOfSerial,
  type DateSystem,
  type LocalDate,
} from '../../shared/localDate.ts';
import { firstSerial, serialInText } from '../../shared/period.ts';
import { matrixOf, type Matrix } from './argumentMatrix.ts';
import { readDateSystem, readFormats } from './cellFormats.ts';
import type { Argument } from './invocation.ts';
import { periodShownBy } from './monthFormats.ts';
import { cellName, firstCellOf } from './rangeAddress.ts';

/** Arguments read as the cells show them. */
export interface DateCells {
  matrices: Matrix[];
  dateSystem: DateSystem;
  /** What was read as a day and may have been meant as a month. */
  notices: string[];
  /** False when the formats of some cell could not be read. */
  isComplete: boolean;
}

/** True when some value is a date as spreadsheets keep it, also as text: what it means depends on the workbook. */
export function hasSerials(matrices: readonly Matrix[]): boolean {
  return matrices.some(({ cells }) =>
    cells.some((row) => row.some((value) => isSerial(value) || isSerialText(value))),
  );
}

export async function readDateCells(given: readonly Argument[]): Promise<DateCells> {
  const dateSystem = await readDateSystem();
  const read = await Promise.all(given.map((argument) => readOne(argument, dateSystem)));
  return {
    matrices: read.map(({ matrix }) => matrix),
    dateSystem,
    notices: read.flatMap(({ notices }) => notices),
    isComplete: read.every(({ isComplete }) => isComplete),
  };
}

async function readOne(
  { value, address }: Argument,
  dateSystem: DateSystem,
): Promise<{ matrix: Matrix; notices: string[]; isComplete: boolean }> {
  const matrix = matrixOf(value);
  // What stands in no cell shows nothing: FECHA(2026;3;1) is that day.
  const isShown = matrix.cells.some((row) => row.some(isSerial));
  if (address === null || !isShown) return { matrix, notices: [], isComplete: true };
  const first = address === undefined ? null : firstCellOf(address);
  const { cells } = matrix;
  const size = { rows: cells.length, columns: cells[0]!.length };
  const formats = first && (await readFormats({ ...first, ...size }));
  const notices: string[] = [];
  const shown = cells.map((row, atRow) =>
    row.map((cell, atColumn) => {
      if (!isSerial(cell)) return cell;
      const date = localDateOfSerial(cell, dateSystem);
      if (!date) return cell;
      if (formats) return textShown(date, formats[atRow]?.[atColumn] ?? '') ?? cell;
      if (date.endsWith('-01')) {
        notices.push(noticeOf(date, first && cellName(first.row + atRow, first.column + atColumn)));
      }
      return cell;
    }),
  );
  const isComplete = address === undefined || formats !== null;
  return { matrix: { ...matrix, cells: shown }, notices: notices.slice(0, 1), isComplete };
}

/** The period that a cell shows, as a text that the reader of dates knows; null when it shows the day. */
function textShown(date: LocalDate, format: string): string | null {
  const shown = periodShownBy(format);
  if (shown === null) return null;
  return shown === 'month' ? date.slice(0, 7) : date.slice(0, 4);
}

function noticeOf(date: LocalDate, cell: string | null): string {
  const day = formatLocalDate(date);
  const what = cell === null ? `${day} se lee como ese día` : `${cell} es el día ${day}`;
  return `${what}: este Excel no dice si la celda muestra un mes. Para el mes, escriba "${day.slice(3)}" como texto.`;
}

function isSerial(value: unknown): value is number {
  return typeof value === 'number' && value >= firstSerial;
}

function isSerialText(value: unknown): boolean {
  return typeof value === 'string' && serialInText(value) !== null;
}
