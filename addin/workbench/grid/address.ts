// A1 addresses and the cell rectangles they name. The Office objects and the grid both speak in
// rectangles (zero based, both ends included); only this file knows how Excel writes them.

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

export interface CellRange {
  startRow: number;
  startColumn: number;
  endRow: number;
  endColumn: number;
}

export const WHOLE_SHEET: Readonly<CellRange> = {
  startRow: 0,
  startColumn: 0,
  endRow: MAX_ROWS - 1,
  endColumn: MAX_COLUMNS - 1,
};

export interface ParsedAddress {
  sheetName: string | undefined;
  range: CellRange;
}

export function toColumnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

export function toColumnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** `'Saldos iniciales'!B3` → sheet and cell part; quotes around the name are undone. */
function splitSheetName(address: string): { sheetName: string | undefined; cells: string } {
  const bang = address.lastIndexOf('!');
  if (bang < 0) return { sheetName: undefined, cells: address };
  const written = address.slice(0, bang).trim();
  const isQuoted = written.startsWith("'") && written.endsWith("'");
  const sheetName = isQuoted ? written.slice(1, -1).replaceAll("''", "'") : written;
  return { sheetName, cells: address.slice(bang + 1) };
}

function parseCorner(text: string): { row: number | undefined; column: number | undefined } | null {
  const match = /^\$?([A-Za-z]{1,3})?\$?(\d{1,7})?$/.exec(text.trim());
  if (!match || (!match[1] && !match[2])) return null;
  return {
    column: match[1] ? toColumnIndex(match[1]) : undefined,
    row: match[2] ? Number(match[2]) - 1 : undefined,
  };
}

/** Null when the text is no address (it may be a defined name). */
export function parseAddress(address: string): ParsedAddress | null {
  const { sheetName, cells } = splitSheetName(address.trim());
  const parts = cells.split(':');
  const first = parseCorner(parts[0] ?? '');
  const last = parts.length === 1 ? first : parseCorner(parts[1] ?? '');
  if (!first || !last || parts.length > 2) return null;
  const isWholeLine = (corner: { row?: number | undefined; column?: number | undefined }) =>
    corner.row === undefined || corner.column === undefined;
  if (parts.length === 1 && isWholeLine(first)) return null;
  const rows = [first.row ?? 0, last.row ?? MAX_ROWS - 1];
  const columns = [first.column ?? 0, last.column ?? MAX_COLUMNS - 1];
  const range = {
    startRow: Math.min(...rows),
    endRow: Math.max(...rows),
    startColumn: Math.min(...columns),
    endColumn: Math.max(...columns),
  };
  const isInside = range.startRow >= 0 && range.endRow < MAX_ROWS && range.endColumn < MAX_COLUMNS;
  return isInside ? { sheetName, range } : null;
}

export function quoteSheetName(name: string): string {
  const isPlain = /^[A-Za-zÁÉÍÓÚÜÑáéíóúüñ_][\wÁÉÍÓÚÜÑáéíóúüñ.]*$/.test(name);
  const looksLikeCell = /^[A-Za-z]{1,3}\d+$/.test(name);
  return isPlain && !looksLikeCell ? name : `'${name.replaceAll("'", "''")}'`;
}

/** Local address without the sheet: `B3`, `B3:D9`, `B:D`, `3:9`. */
export function formatCells(range: CellRange): string {
  const { startRow, startColumn, endRow, endColumn } = range;
  const first = toColumnLetters(startColumn);
  const last = toColumnLetters(endColumn);
  if (isEntireRow(range)) return `${startRow + 1}:${endRow + 1}`;
  if (isEntireColumn(range)) return `${first}:${last}`;
  const from = `${first}${startRow + 1}`;
  const to = `${last}${endRow + 1}`;
  return from === to ? from : `${from}:${to}`;
}

export function formatAddress(sheetName: string, range: CellRange): string {
  return `${quoteSheetName(sheetName)}!${formatCells(range)}`;
}

export function isEntireRow(range: CellRange): boolean {
  return range.startColumn === 0 && range.endColumn >= MAX_COLUMNS - 1;
}

export function isEntireColumn(range: CellRange): boolean {
  return range.startRow === 0 && range.endRow >= MAX_ROWS - 1;
}

export function rowCountOf(range: CellRange): number {
  return range.endRow - range.startRow + 1;
}

export function columnCountOf(range: CellRange): number {
  return range.endColumn - range.startColumn + 1;
}

export function cellRange(row: number, column: number, rows = 1, columns = 1): CellRange {
  return {
    startRow: row,
    startColumn: column,
    endRow: row + rows - 1,
    endColumn: column + columns - 1,
  };
}

/** The smallest rectangle with all of `range` and this cell. */
export function includeCell(range: CellRange | null, row: number, column: number): CellRange {
  if (!range) return cellRange(row, column);
  return {
    startRow: Math.min(range.startRow, row),
    startColumn: Math.min(range.startColumn, column),
    endRow: Math.max(range.endRow, row),
    endColumn: Math.max(range.endColumn, column),
  };
}

export function containsRange(outer: CellRange, inner: CellRange): boolean {
  return (
    outer.startRow <= inner.startRow &&
    outer.startColumn <= inner.startColumn &&
    outer.endRow >= inner.endRow &&
    outer.endColumn >= inner.endColumn
  );
}

export function intersectRanges(one: CellRange, other: CellRange): CellRange | null {
  const range = {
    startRow: Math.max(one.startRow, other.startRow),
    startColumn: Math.max(one.startColumn, other.startColumn),
    endRow: Math.min(one.endRow, other.endRow),
    endColumn: Math.min(one.endColumn, other.endColumn),
  };
  return range.startRow <= range.endRow && range.startColumn <= range.endColumn ? range : null;
}

/**
 * Where a remembered rectangle is after `count` lines were inserted (positive) or removed
 * (negative) at `index`. Null when nothing of it is left.
 */
export function shiftLines(
  start: number,
  end: number,
  index: number,
  count: number,
): { start: number; end: number } | null {
  if (count >= 0) {
    if (index <= start) return { start: start + count, end: end + count };
    return index <= end ? { start, end: end + count } : { start, end };
  }
  const removedEnd = index - count - 1;
  const movePosition = (line: number) => (line > removedEnd ? line + count : Math.min(line, index));
  if (index <= start && removedEnd >= end) return null;
  const isEndRemoved = end >= index && end <= removedEnd;
  return { start: movePosition(start), end: isEndRemoved ? index - 1 : movePosition(end) };
}

/** Moves a rectangle when rows or columns before or inside it come or go. */
export function shiftRange(
  range: CellRange,
  axis: 'rows' | 'columns',
  index: number,
  count: number,
): CellRange | null {
  const isRows = axis === 'rows';
  if (isRows ? isEntireColumn(range) : isEntireRow(range)) return range;
  const moved = isRows
    ? shiftLines(range.startRow, range.endRow, index, count)
    : shiftLines(range.startColumn, range.endColumn, index, count);
  if (!moved) return null;
  return isRows
    ? { ...range, startRow: moved.start, endRow: moved.end }
    : { ...range, startColumn: moved.start, endColumn: moved.end };
}
