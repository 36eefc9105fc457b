// A rectangle of cell values as Excel hands it over, and the names of its cells. Pure: tests write
// grids as tables.

export type CellValue = string | number | boolean;

export interface CellGrid {
  /** Zero-based row and column of the first value in the sheet. */
  rowIndex: number;
  columnIndex: number;
  values: readonly (readonly CellValue[])[];
  /** Number formats as Excel writes them in English; left out, every cell is `General`. */
  formats?: readonly (readonly string[])[];
}

/** `F12` for zero-based row 11, column 5. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Zero-based row and column of `F12`. */
export function placeOfAddress(address: string): { row: number; column: number } {
  const [, letters = '', digits = '0'] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

/** The value of a cell of the sheet; '' outside the grid. */
export function valueAt(grid: CellGrid, row: number, column: number): CellValue {
  return grid.values[row - grid.rowIndex]?.[column - grid.columnIndex] ?? '';
}

export function formatAt(grid: CellGrid, row: number, column: number): string {
  return grid.formats?.[row - grid.rowIndex]?.[column - grid.columnIndex] ?? 'General';
}

/** One past the last row of the grid, in sheet rows. */
export function endRowOf(grid: CellGrid): number {
  return grid.rowIndex + grid.values.length;
}

export function endColumnOf(grid: CellGrid): number {
  return grid.columnIndex + (grid.values[0]?.length ?? 0);
}

/** The value at `B4`; empty for what is no address of one cell. */
export function valueAtAddress(grid: CellGrid, address: string): CellValue {
  const match = /^([A-Z]+)(\d+)$/.exec(address);
  if (!match) return '';
  const [, letters = '', row = ''] = match;
  const column = [...letters].reduce((total, each) => total * 26 + each.charCodeAt(0) - 64, 0) - 1;
  return valueAt(grid, Number(row) - 1, column);
}
