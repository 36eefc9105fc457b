// Reads one amount written as text: which number it may stand for in each of the two styles. Which
// style a column uses is decided in amountColumn.ts.
import { parseDecimalAmount, type NumberStyle } from '../../shared/money.ts';
import { cleanText } from './cellText.ts';

export type AmountReading =
  | { kind: 'not-a-number' }
  | { kind: 'malformed' }
  /** `styles`: how it may be read; both when nothing in it tells them apart (`1.234`). */
  | { kind: 'number'; readings: Partial<Record<NumberStyle, string>> };

const currencySigns = /(?:US\$|\$|€|£|COP|EUR|USD|VES|VEF|Bs\.?\s?[SFD]?\.?)/gi;

/**
 * Reads `1.234,56`, `1,234.56`, `(1.000)`, `1.000-`, `1.000 CR`, `€ 5`, `1 234,5`.
 * Readings are signed decimals with a point and no grouping.
 */
export function readAmountText(text: string): AmountReading {
  let rest = cleanText(text).replace(currencySigns, ' ').trim();
  let negative = false;
  const take = (pattern: RegExp, isNegative: boolean) => {
    const match = pattern.exec(rest);
    if (!match) return;
    rest = (match[1] ?? '').trim();
    if (isNegative) negative = !negative;
  };
  take(/^\((.*)\)$/, true);
  take(/^(.*?)\s*CR\.?$/i, true);
  take(/^CR\.?\s*(.*)$/i, true);
  take(/^(.*?)\s*D[BR]\.?$/i, false);
  take(/^[-−–](.*)$/, true);
  take(/^(.*)[-−–]$/, true);
  take(/^\+(.*)$/, false);
  // A blank or an apostrophe between thousands says nothing about the decimal mark.
  rest = rest.replace(/(\d)[ '’](?=\d{3}(?:\D|$))/g, '$1');
  if (!/^\d[\d.,]*$/.test(rest) && !/^[.,]\d+$/.test(rest)) return { kind: 'not-a-number' };
  const readings: Partial<Record<NumberStyle, string>> = {};
  for (const style of ['comma-decimal', 'point-decimal'] as const) {
    const plain = readInStyle(rest, style);
    if (plain !== null) readings[style] = negative ? `-${plain}` : plain;
  }
  return Object.keys(readings).length === 0 ? { kind: 'malformed' } : { kind: 'number', readings };
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

/** Whether both readings are the same number (`1.234,00` is not; `12` and `0,5` decide nothing or one). */
export function isUndecided(readings: Partial<Record<NumberStyle, string>>): boolean {
  const { 'comma-decimal': comma, 'point-decimal': point } = readings;
  if (comma === undefined || point === undefined) return false;
  // Both read: ambiguous only when they differ.
  return parseDecimalAmount(comma, 12) !== parseDecimalAmount(point, 12);
}
