// Texts as people paste them: invisible characters, blanks of every kind, dashes for nothing, error
// values, words of titles (domain.md section 3).
import { formatLocalDate, localDateOfSerial, type DateSystem } from '../../shared/localDate.ts';
import type { NumberStyle } from '../../shared/money.ts';
import type { CellValue } from './cellGrid.ts';
import { isDateFormat, isPercentageFormat } from './numberFormat.ts';

const zeroWidth = /[\u200b-\u200f\u2060\ufeff]/g;
// eslint-disable-next-line no-control-regex -- pasted control characters are what is taken out
const control = /[\u0000-\u001f\u007f]+/g;

/** Whatever may need cleaning; most cells are plain, and a long sheet has many. */
const unclean = /[^ -~À-ɏ]| {2}|^[ ']| $/;

/** The text of a cell without what nobody sees; numbers and truth values as written. */
export function cleanText(value: CellValue): string {
  if (typeof value !== 'string') return String(value);
  if (!unclean.test(value)) return value;
  return value
    .normalize('NFC')
    .replace(zeroWidth, '')
    .replace(control, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'/, '');
}

export function isBlankCell(value: CellValue): boolean {
  return typeof value === 'string' && cleanText(value) === '';
}

const dashes = /^[-‐‑‒–—―−]+$/;

/** A dash, or several, where other programs mean that there is nothing. */
export function isDash(text: string): boolean {
  return dashes.test(text.replace(/ /g, ''));
}

/** A cell that says nothing: blank, or a dash. */
export function isEmptyCell(value: CellValue): boolean {
  if (typeof value !== 'string') return false;
  const text = cleanText(value);
  return text === '' || isDash(text);
}

/** `#N/D`, `#¡VALOR!`, `#REF!`, `#¿NOMBRE?`…: the value of a formula that failed, in Spanish or English. */
export function isErrorValue(value: CellValue): boolean {
  if (typeof value !== 'string') return false;
  const text = value.trim();
  return (
    /^#[¡¿]?[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ_/0 ]*[!?]$/.test(text) ||
    /^#(N\/[AD]|GETTING_DATA|OBTENIENDO_DATOS)$/.test(text)
  );
}

const longestQuote = 60;

/** The cell as a person sees it, for sentences about it. */
export function quoteCell(
  value: CellValue,
  style: NumberStyle,
  format = 'General',
  dateSystem: DateSystem = 1900,
): string {
  if (typeof value === 'boolean') return value ? 'VERDADERO' : 'FALSO';
  if (typeof value === 'number') return quoteNumber(value, style, format, dateSystem);
  const text = value.replace(control, ' ').trim();
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote - 1).toWellFormed()}…`;
}

function quoteNumber(
  value: number,
  style: NumberStyle,
  format: string,
  dateSystem: DateSystem,
): string {
  const date = isDateFormat(format) ? localDateOfSerial(value, dateSystem) : null;
  if (date !== null) return formatLocalDate(date);
  const isPercentage = isPercentageFormat(format);
  const digits = String(isPercentage ? Number((value * 100).toPrecision(15)) : value);
  const written = style === 'comma-decimal' ? digits.replace('.', ',') : digits;
  return isPercentage ? `${written}%` : written;
}

/** Words for comparing titles: no accents, case, points, nor what stands in brackets. */
export function headerWords(value: CellValue): string {
  if (typeof value !== 'string') return '';
  return cleanText(value)
    .replace(/\([^)]*\)/g, ' ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9 ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
