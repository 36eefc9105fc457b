// Reads one amount written as text: which number it may stand for in each of the two styles, and what
// its marks say (a minus, brackets, a letter of the side). Which style a sheet uses is decided in
// numberHabits.ts.
import { parseDecimalAmount, type NumberStyle } from '../../shared/money.ts';
import { cleanText, isDash } from './cellText.ts';

export type AmountMark = 'none' | 'negative' | 'debit' | 'credit';

export type AmountReading =
  /** A dash, alone or beside a currency. */
  | { kind: 'nothing' }
  | { kind: 'not-a-number' }
  | { kind: 'percentage' }
  | { kind: 'malformed' }
  /** Two marks that may undo or repeat each other (`-25,00 CR`, `(-25,00)`): only a person knows. */
  | { kind: 'double-sign' }
  /** Unsigned decimals with a point; both styles when nothing in the text tells them apart (`1.234`). */
  | {
      kind: 'number';
      readings: Partial<Record<NumberStyle, string>>;
      mark: AmountMark;
      /** Null where no sign says it, or one that several currencies share (`$`). */
      currency: string | null;
    };

const currencySigns =
  /(?:US\$|COL\$|\$|€|£|(?<![a-z])(?:COP|EUR|USD|VES|VEF|euros?|pesos?|Bs(?:\.?[SFD])?)(?![a-z])\.?)/gi;

const minus = '[-‐‑‒–—−]';
const letters = '(DB|DR|CR|DEB|CRED|DEBE|HABER|D|H|A|C)';
const creditLetters = /^(CR|CRED|HABER|H|A|C)$/i;

const brackets = /^\((.*)\)$/;
const minusBefore = new RegExp(`^${minus} ?(.*)$`);
const minusAfter = new RegExp(`^(.*?) ?${minus}$`);
const letterAfter = new RegExp(`^(.*[\\d)‐‑‒–—−-]) ?${letters}\\.?$`, 'i');
const letterBefore = new RegExp(`^${letters}\\.? ?([\\d(].*)$`, 'i');

/**
 * Reads `1.234,56`, `1,234.56`, `(1.000)`, `1.000-`, `1.000 CR`, `25,00 H`, `€ 5`, `1 234,5`, `25'50`.
 */
export function readAmountText(text: string): AmountReading {
  const withoutCurrency = cleanText(text).replace(currencySigns, ' ').replace(/\s+/g, ' ').trim();
  if (isDash(withoutCurrency)) return { kind: 'nothing' };
  const { rest, marks } = takeMarks(withoutCurrency);
  const digits = joinThousands(rest);
  if (!/^\d[\d.,]*$/.test(digits) && !/^[.,]\d+$/.test(digits)) {
    return { kind: /\d ?%$/.test(rest) ? 'percentage' : 'not-a-number' };
  }
  if (marks.length > 1) return { kind: 'double-sign' };
  const readings: Partial<Record<NumberStyle, string>> = {};
  for (const style of ['comma-decimal', 'point-decimal'] as const) {
    const plain = readInStyle(digits, style);
    if (plain !== null) readings[style] = plain;
  }
  if (Object.keys(readings).length === 0) return { kind: 'malformed' };
  return { kind: 'number', readings, mark: marks[0] ?? 'none', currency: currencyOf(text) };
}

const currencies: [string, RegExp][] = [
  ['EUR', /€|EUR/i],
  ['USD', /US\$|USD/i],
  ['COP', /COL\$|COP/i],
  ['VES', /VE[SF]|Bs/i],
  ['GBP', /£/],
];

function currencyOf(text: string): string | null {
  return currencies.find(([, sign]) => sign.test(text))?.[0] ?? null;
}

/** Takes signs and letters from both ends until none is left; a plus says nothing. */
function takeMarks(text: string): { rest: string; marks: AmountMark[] } {
  const marks: AmountMark[] = [];
  let rest = text;
  for (;;) {
    const before = letterBefore.exec(rest);
    const after = letterAfter.exec(rest);
    const negative = brackets.exec(rest) ?? minusBefore.exec(rest) ?? minusAfter.exec(rest);
    const plus = /^\+ ?(.*)$/.exec(rest);
    if (after) rest = after[1] ?? '';
    else if (before) rest = before[2] ?? '';
    else if (negative) rest = negative[1] ?? '';
    else if (plus) rest = plus[1] ?? '';
    else return { rest, marks };
    const letter = after ? after[2] : before?.[1];
    if (letter !== undefined) marks.push(creditLetters.test(letter) ? 'credit' : 'debit');
    else if (negative) marks.push('negative');
    rest = rest.trim();
  }
}

/**
 * A blank or an apostrophe between thousands says nothing about the decimal mark; an apostrophe before
 * one or two last figures is how some people write it.
 */
function joinThousands(text: string): string {
  const joined = text.replace(/(\d)[ '’´](?=\d{3}(?:\D|$))/g, '$1');
  const mark = /,\d{3}(?!\d)/.test(joined) ? '.' : ',';
  return joined.replace(/(\d)['’´](\d{1,2})$/, `$1${mark}$2`);
}

/** The amount in one style, or null when its separators are not where that style puts them. */
function readInStyle(text: string, style: NumberStyle): string | null {
  const [group, mark] = style === 'comma-decimal' ? ['.', ','] : [',', '.'];
  const parts = text.split(mark);
  const [whole = '', fraction] = parts;
  if (parts.length > 2 || fraction?.includes(group) || fraction === '') return null;
  const groups = whole.split(group);
  if (groups.length > 1) {
    const [head = '', ...tail] = groups;
    // 0.123 is no thousand: a group never starts with a zero alone.
    if (!/^[1-9]\d{0,2}$/.test(head) || tail.some((one) => !/^\d{3}$/.test(one))) return null;
  }
  const digits = groups.join('') || '0';
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** Whether the two readings are different numbers (`1.234`; not `12`, nor `0,5`, which has only one). */
export function isUndecided(readings: Partial<Record<NumberStyle, string>>): boolean {
  const { 'comma-decimal': comma, 'point-decimal': point } = readings;
  if (comma === undefined || point === undefined) return false;
  return parseDecimalAmount(comma, 12) !== parseDecimalAmount(point, 12);
}
