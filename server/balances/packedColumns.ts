// Reads the columns of roll-ups that the database hands over as text (`PackedDayTotals`), without making
// a text of each value.
import { toDayNumber, type LocalDate } from '../../shared/localDate.ts';
import { exactOf, type ExactAmount } from './exactAmount.ts';

const [space, minus, zero] = [32, 45, 48];
/** So many digits are a safe integer, whatever they are. */
const safeDigits = 15;

/** Integers of any size with a space between them. */
export function readNumbers(text: string, length: number): ExactAmount[] {
  const numbers = new Array<ExactAmount>(length);
  for (let row = 0, start = 0; row < length; row += 1) {
    const isNegative = text.charCodeAt(start) === minus;
    const first = isNegative ? start + 1 : start;
    let end = first;
    let magnitude = 0;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === space) break;
      magnitude = magnitude * 10 + (code - zero);
    }
    if (end - first > safeDigits) numbers[row] = exactOf(BigInt(text.slice(start, end)));
    else numbers[row] = isNegative ? -magnitude : magnitude;
    start = end + 1;
  }
  return numbers;
}

const dateLength = 10;

/** Dates (`YYYY-MM-DD`) one after another, as day numbers. */
export function readDays(text: string, length: number): Int32Array {
  const days = new Int32Array(length);
  let knownMonth = -1;
  let dayBeforeMonth = 0;
  for (let row = 0, at = 0; row < length; row += 1, at += dateLength) {
    const century = twoDigits(text, at);
    const month = (century * 100 + twoDigits(text, at + 2)) * 100 + twoDigits(text, at + 5);
    // Rows of one month mostly follow one another.
    if (month !== knownMonth) {
      dayBeforeMonth = toDayNumber(`${text.slice(at, at + 8)}01` as LocalDate) - 1;
      knownMonth = month;
    }
    days[row] = dayBeforeMonth + twoDigits(text, at + 8);
  }
  return days;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

/** The order of the rows by day; null where they stand in it, as a database that reads them by key hands them over. */
export function orderByDay(days: Int32Array): Uint32Array | null {
  if (days.every((day, row) => row === 0 || days[row - 1]! <= day)) return null;
  return Uint32Array.from(days, (_, row) => row).sort((a, b) => days[a]! - days[b]!);
}
