// Account codes: what a code may look like, and which code lies below which (P01, P04).

/** P04: manual A's width, which also covers working subaccounts of 10 digits and dotted plans. */
export const maxAccountCodeLength = 20;
const codePattern = /^[0-9A-Za-z][0-9A-Za-z._/-]*$/;
const invisible = /[\s\u00a0\u200b-\u200d\ufeff]+/g;

/**
 * Cleans what a person or a spreadsheet wrote as an account code: numbers become text, blanks,
 * zero-width characters and a leading apostrophe go away.
 * @returns null for an empty, malformed or too long code, or a number that lost its digits (1E+10, 15 and more digits).
 */
export function normalizeAccountCode(value: string | number): string | null {
  if (typeof value === 'number') {
    return Number.isInteger(value) && value >= 0 && value < 1e15 ? String(value) : null;
  }
  const code = value.normalize('NFC').replace(invisible, '').replace(/^'/, '');
  return code.length <= maxAccountCodeLength && codePattern.test(code) ? code : null;
}

const monthNames =
  /^(?:ene|feb|mar|abr|may|jun|jul|ago|sep|sept|set|oct|nov|dic|jan|apr|aug|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|january|february|march|april|june|july|august|september|october|november|december)$/;

/**
 * What Excel makes of a code that is typed or pasted into an ordinary cell, in words for a sentence;
 * null when the code stays what it is. Such a code cannot belong to a chart that lives in sheets:
 * 5.7E5 becomes 570000, 1-2 becomes the first of February, the sixteenth digit becomes 0. (Codes of digits alone, with zeros in front
 * or with points are written as text, as the guide says.)
 */
export function excelReadingOf(code: string): string | null {
  if (/^[=+\-@]/.test(code)) return 'una fórmula';
  if (/^\d+(?:\.\d*)?e[+-]?\d{1,3}$/i.test(code)) return 'un número en notación científica';
  if (/^\d{16,}$/.test(code)) return 'un número y pierde sus últimas cifras';
  if (/^(?:true|false|verdadero|falso)$/i.test(code)) return 'un valor lógico';
  return isExcelDate(code.toLowerCase()) ? 'una fecha' : null;
}

/** Days, months of a year and days of this year, in any order that some Excel understands. */
function isExcelDate(code: string): boolean {
  const [, , name] = /^(\d{1,4}[-/. ]?)?([a-z]+)(?:[-/. ]?\d{1,4})?$/.exec(code) ?? [];
  if (name !== undefined) return code !== name && monthNames.test(name);
  const parts = /^(\d{1,4})([-/])(\d{1,4})(?:\2(\d{1,4}))?$/.exec(code);
  if (!parts) return false;
  const [first = '', second = '', third] = [parts[1], parts[3], parts[4]];
  const isYear = (text: string) => text.length !== 3 && (text.length < 3 || Number(text) >= 1900);
  const isMonth = (text: string) => text.length < 3 && Number(text) >= 1 && Number(text) <= 12;
  const isDay = (text: string) => text.length < 3 && Number(text) >= 1 && Number(text) <= 31;
  const isDayOfYear = (isDay(first) && isMonth(second)) || (isMonth(first) && isDay(second));
  if (third !== undefined) {
    const isYearFirst = isYear(first) && isMonth(second) && isDay(third);
    return (isDayOfYear && isYear(third)) || isYearFirst;
  }
  const isMonthOfYear = (isMonth(first) && isYear(second)) || (isYear(first) && isMonth(second));
  return isDayOfYear || isMonthOfYear;
}

/**
 * Whether `code` lies below `ancestor`. Digits nest by prefix (430 → 4300001); with a separator
 * they nest by segment (1.1 → 1.1.01 but not 1.10). Names used as codes nest only by segment.
 * What is below an account is below all those above it: 10.05 is below 10 and so below 1.
 */
export function isBelowAccount(code: string, ancestor: string): boolean {
  if (code.length <= ancestor.length || !code.startsWith(ancestor)) return false;
  if (/[./-]/.test(code.charAt(ancestor.length))) return true;
  const firstDigits = /^\d+(?=$|[./-])/.exec(code)?.[0] ?? '';
  return firstDigits.length > ancestor.length;
}

/** The longest of the given codes that `code` lies below, or null: its parent in the chart. */
export function parentCodeAmong(
  code: string,
  exists: (candidate: string) => boolean,
): string | null {
  for (let length = code.length - 1; length > 0; length -= 1) {
    const candidate = code.slice(0, length);
    if (exists(candidate) && isBelowAccount(code, candidate)) return candidate;
  }
  return null;
}

/** The code without its separators: `1.1.01` and `1101` are the same to somebody in a hurry. */
export function bareAccountCode(code: string): string {
  return code.replace(/[./-]/g, '');
}

/**
 * The Spanish point shorthand: `430.1` stands for 4300000001 where working subaccounts have 10 digits.
 * @returns null when the text is not of that form or does not fit.
 */
export function expandPointShorthand(code: string, subaccountLength: number): string | null {
  const match = /^(\d+)\.(\d*)$/.exec(code);
  if (!match) return null;
  const [, head = '', tail = ''] = match;
  const zeros = subaccountLength - head.length - tail.length;
  return zeros < 0 ? null : head + '0'.repeat(zeros) + tail;
}

/** Sorts codes as accountants do: by character, so that 43, 430, 4300 and 44 stand in that order. */
export function compareAccountCodes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
