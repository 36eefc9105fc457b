// Number formats as a Spanish Excel reads and shows them: `dd/mm/aaaa` and `#.##0,00` are what TEXTO and
// `numberFormatLocal` take; files and `numberFormat` keep `dd/mm/yyyy` and `#,##0.00`.
// (support.microsoft.com, «Función TEXTO» and «Códigos de formato de número».)
import { numfmt } from '@univerjs/core';
import { toSerial1900, type DateSystem } from './dateSystem.ts';

const LOCALE = 'es-ES';
/** Excel's own short months: the library that formats would write «sept». */
numfmt.addLocale(
  { ...numfmt.getLocale('es'), mmm: 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' ') },
  'es',
);
numfmt.addLocale({ ...numfmt.getLocale('es') }, 'es_ES');

const COLOURS: [string, string][] = [
  ['Rojo', 'Red'],
  ['Azul', 'Blue'],
  ['Verde', 'Green'],
  ['Negro', 'Black'],
  ['Blanco', 'White'],
  ['Amarillo', 'Yellow'],
  ['Cian', 'Cyan'],
  ['Magenta', 'Magenta'],
];

/** Quoted and escaped texts, words in brackets, AM/PM: nothing in them is a code of the language. */
const PIECES = /"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|AM\/PM|a\/p|Estándar|General|[^]/gi;

function translateBracket(piece: string, from: 0 | 1): string {
  const colour = COLOURS.find((names) => `[${names[from]}]`.toUpperCase() === piece.toUpperCase());
  return colour ? `[${colour[from === 0 ? 1 : 0]}]` : piece;
}

/** `dd/mm/aaaa` → `dd/mm/yyyy`. An English year code says nothing in Spanish: it is shown as it is. */
export function toStoredFormat(local: string): string {
  const pieces = local.match(PIECES) ?? [];
  const isDate = pieces.some((piece) => /^[dah]$/i.test(piece));
  return pieces
    .map((piece) => {
      if (piece.startsWith('[')) return translateBracket(piece, 0);
      if (piece.toLowerCase() === 'estándar') return 'General';
      if (/^a$/i.test(piece)) return 'y';
      if (/^y$/i.test(piece)) return `"${piece}"`;
      if (piece === '.') return isDate ? '"."' : ',';
      return piece === ',' ? '.' : piece;
    })
    .join('');
}

export function toLocalFormat(stored: string): string {
  return (stored.match(PIECES) ?? [])
    .map((piece) => {
      if (piece.startsWith('[')) return translateBracket(piece, 1);
      if (piece.toLowerCase() === 'general') return 'Estándar';
      if (/^y$/i.test(piece)) return 'a';
      if (piece === '.') return ',';
      return piece === ',' ? '.' : piece;
    })
    .join('');
}

/** What is read in a cell with this (stored) format. */
export function showValue(value: number | string, format: string, dateSystem: DateSystem): string {
  const isShifted = typeof value === 'number' && numfmt.isDateFormat(format);
  const shown = isShifted ? toSerial1900(value, dateSystem) : value;
  return numfmt.format(format, shown, { locale: LOCALE, throws: false });
}

/**
 * What a cell with a date or an hour shows while it is edited, whatever its format hides: a month typed
 * as `03/2025` is 01/03/2025, and entering it again must not make another day of it.
 */
export function toEditableDate(
  value: number,
  format: string,
  dateSystem: DateSystem,
): string | null {
  const { isDate, type } = numfmt.getFormatInfo(format);
  if (!isDate && type !== 'time') return null;
  if (/\[h+\]/i.test(format)) return showValue(value, '[h]:mm:ss', dateSystem);
  const hasDay = Math.floor(value) !== 0;
  const hasHour = value % 1 !== 0 || !hasDay;
  const parts = [hasDay ? 'dd/mm/yyyy' : '', hasHour ? 'h:mm:ss' : ''].filter(Boolean);
  return showValue(value, parts.join(' '), dateSystem);
}
