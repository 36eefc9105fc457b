// Addresses of arguments, as Excel tells them: `Hoja1!B1:M1`, `'Mi hoja'!A:A`.

/** A rectangle of cells of a sheet; rows and columns are zero-based. */
export interface Area {
  sheet: string;
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Where the first cell of an address stands; null for what is not one rectangle of a sheet. */
export function firstCellOf(
  address: string,
): { sheet: string; row: number; column: number } | null {
  const match =
    /^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::[$A-Z\d]+)?$/i.exec(address);
  if (!match) return null;
  const [, quoted, plain, letters, digits] = match;
  if (letters === undefined && digits === undefined) return null;
  const sheet = quoted === undefined ? (plain ?? '') : quoted.replaceAll("''", "'");
  // Another workbook: nothing of it can be read from here.
  if (sheet.includes('[')) return null;
  return { sheet, row: Number(digits ?? 1) - 1, column: columnOf(letters ?? 'A') };
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** `B1`: how a person calls a cell. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}
