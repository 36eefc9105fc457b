// What a text becomes when it is put into a cell, as Excel decides it: a formula, a number, a date,
// a truth value or plain text. Two callers: a person typing (Spanish separators, dates as
// dd/mm/aaaa) and `range.values = …`, which Excel reads with English separators.
import { toStoredFormula } from './spanishFormula.ts';

export type CellValue = string | number | boolean;

export interface CellInput {
  value: CellValue | null;
  formula?: string;
  /** Set when the text itself says how it wants to be shown: a date, a percentage. */
  numberFormat?: string;
}

export type InputLanguage = 'spanish' | 'english';

const DAY_MS = 86_400_000;
/** Serial 0 of the 1900 date system, after Excel's inherited 29/02/1900. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

export function toDateSerial(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1900 ? Math.round((time - SERIAL_EPOCH_MS) / DAY_MS) : null;
}

function parseDate(text: string, language: InputLanguage): CellInput | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})$/.exec(text);
  let serial: number | null = null;
  if (iso) serial = toDateSerial(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  else if (local) {
    const [first, second, written] = [Number(local[1]), Number(local[2]), Number(local[3])];
    const year = written >= 100 ? written : written + (written < 30 ? 2000 : 1900);
    const [day, month] = language === 'spanish' ? [first, second] : [second, first];
    serial = toDateSerial(year, month, day);
  }
  return serial === null ? null : { value: serial, numberFormat: 'dd/mm/yyyy' };
}

function parseNumber(text: string, language: InputLanguage): CellInput | null {
  const isSpanish = language === 'spanish';
  const plain = isSpanish ? /^[+-]?\d+(,\d+)?$|^[+-]?,\d+$/ : /^[+-]?\d+(\.\d+)?$|^[+-]?\.\d+$/;
  const grouped = isSpanish ? /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/ : /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
  const exponent = /^[+-]?\d+([.,]\d+)?[eE][+-]?\d+$/;
  const isPercentage = text.endsWith('%');
  const digits = isPercentage ? text.slice(0, -1).trim() : text;
  if (!plain.test(digits) && !grouped.test(digits) && !exponent.test(digits)) return null;
  const english = isSpanish
    ? digits.replaceAll('.', '').replace(',', '.')
    : digits.replaceAll(',', '');
  const number = Number(english);
  if (!Number.isFinite(number)) return null;
  if (isPercentage) return { value: number / 100, numberFormat: '0.00%' };
  // Keeping the separators visible is what Excel does with a typed `1.234,56`.
  return grouped.test(digits) ? { value: number, numberFormat: '#,##0.00' } : { value: number };
}

function parseTruth(text: string, language: InputLanguage): boolean | null {
  const upper = text.toUpperCase();
  if (upper === 'TRUE' || (language === 'spanish' && upper === 'VERDADERO')) return true;
  if (upper === 'FALSE' || (language === 'spanish' && upper === 'FALSO')) return false;
  return null;
}

/**
 * `cellFormat` is the format the cell already has: `@` keeps anything as text.
 * A leading apostrophe does the same for one value and is not stored.
 */
export function parseCellInput(
  input: CellValue | null,
  cellFormat: string,
  language: InputLanguage,
): CellInput {
  if (input === null || input === '') return { value: null };
  if (typeof input !== 'string') return { value: input };
  if (input.startsWith("'")) return { value: input.slice(1) };
  if (cellFormat === '@') return { value: input };
  if (input.startsWith('=') && input.length > 1) {
    const formula = language === 'spanish' ? toStoredFormula(input) : input;
    return { value: null, formula };
  }
  const text = input.trim();
  const truth = parseTruth(text, language);
  if (truth !== null) return { value: truth };
  return parseNumber(text, language) ?? parseDate(text, language) ?? { value: input };
}
