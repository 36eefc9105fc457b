// The titles of a table: one row of words, or two of them, where the first divides into the second.
import { formatLocalDate, localDateOfSerial } from '../../shared/localDate.ts';
import type { Titles } from './amountColumns.ts';
import { endColumnOf, formatAt, valueAt, type CellGrid } from './cellGrid.ts';
import { headerWords, isBlankCell } from './cellText.ts';
import { isCodeAndName, readColumnTitle, type ColumnTitle } from './columnTitles.ts';
import { isDateFormat } from './numberFormat.ts';

const figures = /^[^\p{L}]*\d[^\p{L}]*$/u;
const period = /^((19|20)\d\d|\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d\d)$/;
const balanceOfPeriod: ColumnTitle = {
  kind: 'amount',
  side: null,
  stage: 'plain',
  isBalance: true,
};

/** @returns null for a row with figures: titles are words, and years or days beside them. */
export function titlesOf(grid: CellGrid, row: number): Titles | null {
  const written = new Map<number, string>();
  const read = new Map<number, ColumnTitle>();
  let hasPeriods = false;
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    const value = valueAt(grid, row, column);
    if (typeof value === 'string' && isBlankCell(value)) continue;
    const text = titleText(grid, row, column);
    const isPeriod = period.test(text);
    if (!isPeriod && (typeof value !== 'string' || figures.test(value))) return null;
    hasPeriods ||= isPeriod;
    written.set(column, text);
    const title = isPeriod ? balanceOfPeriod : readColumnTitle(headerWords(text));
    if (title) read.set(column, title);
  }
  const titles = { written, read };
  // Beside the title of the accounts a year is one too; anywhere else it is a figure.
  if (hasPeriods && accountColumnOf(titles) === undefined) return null;
  return written.size === 0 ? null : titles;
}

export const accountColumnOf = ({ written, read }: Titles): number | undefined =>
  [...read].find(([, title]) => title.kind === 'text' && title.field === 'account')?.[0] ??
  [...written].find(([, title]) => isCodeAndName(headerWords(title)))?.[0];

/** A day as people see it: only its year and month matter, so that the workbook's calendar does not. */
function titleText(grid: CellGrid, row: number, column: number): string {
  const value = valueAt(grid, row, column);
  const isDate = typeof value === 'number' && isDateFormat(formatAt(grid, row, column));
  const date = isDate ? localDateOfSerial(value) : null;
  return date ? formatLocalDate(date) : String(value).trim();
}

/** What is no balance, whatever stands below it («Presupuesto»: «Debe», «Haber»). */
const otherFigures = /\b(presupuest|previst|prevision|estimad|proyectad|variacion)/;

/** A title of the first row reaches over the columns without one at its right («Saldo final»). */
export function combineTitles(grid: CellGrid, row: number, lower: Titles): Titles {
  const written = new Map<number, string>();
  const read = new Map<number, ColumnTitle>();
  let above = '';
  for (let column = grid.columnIndex; column < endColumnOf(grid); column += 1) {
    const isOwn = !isBlankCell(valueAt(grid, row, column));
    if (isOwn) above = titleText(grid, row, column);
    const below = lower.written.get(column) ?? '';
    if (below === '' && !isOwn) continue;
    const text = below === '' ? above : `${above} ${below}`.trim();
    written.set(column, text);
    if (otherFigures.test(headerWords(text))) continue;
    const title =
      readColumnTitle(headerWords(text)) ??
      lower.read.get(column) ??
      (isOwn ? readColumnTitle(headerWords(above)) : null);
    if (title) read.set(column, title);
  }
  return { written, read };
}
