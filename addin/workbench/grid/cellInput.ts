// What a text becomes when it is put into a cell, as Excel decides it: a formula, a number, a date, a
// truth value, an error or plain text. Two callers: a person typing (Spanish separators, dates as
// dd/mm/aaaa) and `range.values = …`, which Excel reads with English separators.
import { fromSerial1900, type DateSystem } from './dateSystem.ts';
import { ENGLISH_ERROR_CODES, fromSpanishError, toStoredFormula } from './spanishFormula.ts';
import { readTypedDate, type InputLanguage, type TypedNumber } from './typedDate.ts';
import { readTypedNumber } from './typedNumber.ts';

export type { InputLanguage } from './typedDate.ts';

export type CellValue = string | number | boolean;

export interface CellInput {
  value: CellValue | null;
  formula?: string;
  /** Set when the text itself says how it wants to be shown: a date, a percentage. */
  numberFormat?: string;
  /** The value is an error's code, and no text that looks like one. */
  isError?: boolean;
}

export interface InputSettings {
  dateSystem: DateSystem;
  currentYear: number;
}

const DEFAULT_SETTINGS: InputSettings = { dateSystem: 1900, currentYear: new Date().getFullYear() };

/** The most that a cell holds (support.microsoft.com, «Especificaciones y límites de Excel»). */
export const MAX_TEXT_LENGTH = 32_767;
export const MAX_FORMULA_LENGTH = 8192;

const TRUTHS: Record<InputLanguage, [string, string]> = {
  spanish: ['VERDADERO', 'FALSO'],
  english: ['TRUE', 'FALSE'],
};

function readTruth(text: string, language: InputLanguage): boolean | null {
  const at = TRUTHS[language].indexOf(text.toUpperCase());
  return at < 0 ? null : at === 0;
}

function readError(text: string, language: InputLanguage): string | null {
  const upper = text.toUpperCase();
  if (language === 'spanish') return fromSpanishError(upper);
  return ENGLISH_ERROR_CODES.has(upper) ? upper : null;
}

/** A number or date in a text, also in what functions take for one; null when it is neither. */
export function readNumber(
  text: string,
  language: InputLanguage,
  { dateSystem, currentYear } = DEFAULT_SETTINGS,
): TypedNumber | null {
  const number = readTypedNumber(text, language);
  if (number) return number;
  const date = readTypedDate(text, { language, currentYear });
  return date?.isDate ? { ...date, value: fromSerial1900(date.value, dateSystem) } : date;
}

/** `-A1+5`, `+3-2`: a calculation begins with a sign as well as with `=`. */
const SIGNED_CALCULATION =
  /^[+-](?=.*(?:[A-Z]\$?\d|\d[-+*/^]))(?:\$?[A-Z]{1,3}\$?\d+|[\d,]+|[-+*/^()]|:)+$/i;

/**
 * `cellFormat` is the format the cell already has: `@` keeps anything as text.
 * A leading apostrophe does the same for one value and is not stored.
 */
export function parseCellInput(
  input: CellValue | null,
  cellFormat: string,
  language: InputLanguage,
  settings = DEFAULT_SETTINGS,
): CellInput {
  if (input === null || input === '') return { value: null };
  if (typeof input !== 'string') return { value: input };
  if (input.startsWith("'")) return { value: input.slice(1) };
  if (cellFormat === '@') return { value: input };
  if (input.startsWith('=') && input.length > 1) {
    const formula = language === 'spanish' ? toStoredFormula(input) : input;
    return { value: null, formula };
  }
  // Ordinary spaces only: a space that does not break lines makes a text of a number.
  const text = input.replace(/^ +| +$/g, '');
  const truth = readTruth(text, language);
  if (truth !== null) return { value: truth };
  const error = readError(text, language);
  if (error !== null) return { value: error, isError: true };
  const number = readNumber(text, language, settings);
  if (number) return inCell(number, cellFormat, language);
  if (SIGNED_CALCULATION.test(text)) {
    return parseCellInput(`=${text}`, cellFormat, language, settings);
  }
  return { value: input };
}

function inCell(number: TypedNumber, cellFormat: string, language: InputLanguage): CellInput {
  const { value, numberFormat } = number;
  // «Habilitar la entrada automática de porcentaje»: 5 typed into a percentage cell is 5 %.
  const isPlain = numberFormat === undefined;
  const isInPercentage = language === 'spanish' && cellFormat.includes('%');
  if (isPlain && isInPercentage && Math.abs(value) >= 1) return { value: value / 100 };
  return isPlain ? { value } : { value, numberFormat };
}
