// Money as integers in minor units (invariant 4): the only place where decimal text becomes a bigint and back.
// Nothing here touches a float; decimal.js is used where a spreadsheet hands us one.
import { Decimal } from 'decimal.js';

/** An amount in minor units (cents, céntimos) of a currency whose number of decimals is known apart. */
export type MinorUnits = bigint;

/** The largest amount a line, day or balance may hold: 2^53 − 1 minor units, exact also as a number. */
export const maxAmountMinor: MinorUnits = BigInt(Number.MAX_SAFE_INTEGER);

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads the wire form of an amount (`-1234.56`, point as decimal mark, no grouping).
 * Trailing zeros beyond `minorDigits` are accepted, other digits are not.
 * @returns minor units, or null when the text is not such a number.
 */
export function parseDecimalAmount(text: string, minorDigits: number): MinorUnits | null {
  const match = decimalPattern.exec(text);
  if (!match || text.length > 40) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  if (/[^0]/.test(fraction.slice(minorDigits))) return null;
  const digits = whole + fraction.slice(0, minorDigits).padEnd(minorDigits, '0');
  const magnitude = BigInt(digits);
  return sign === '-' ? -magnitude : magnitude;
}

/** Writes the wire form: always exactly `minorDigits` decimals, `-` for negatives, never `-0.00`. */
export function formatDecimalAmount(amountMinor: MinorUnits, minorDigits: number): string {
  const negative = amountMinor < 0n;
  let digits = (negative ? -amountMinor : amountMinor).toString();
  if (minorDigits > 0) {
    if (digits.length <= minorDigits) digits = digits.padStart(minorDigits + 1, '0');
    const cut = digits.length - minorDigits;
    digits = `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  }
  return negative ? `-${digits}` : digits;
}

/**
 * Reads a number that a spreadsheet computed. Float noise is accepted when it is within 1e-6 of a
 * minor unit (domain.md section 3); anything else has too many decimals.
 * @returns minor units, or null when it is not finite or has more decimals than the currency.
 */
export function minorUnitsFromNumber(value: number, minorDigits: number): MinorUnits | null {
  if (!Number.isFinite(value)) return null;
  const scaled = new Decimal(value).times(new Decimal(10).pow(minorDigits));
  const rounded = scaled.toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
  // A double of 15 significant digits cannot be nearer than its own spacing: large amounts get that much room.
  const tolerance = Decimal.max('1e-6', scaled.abs().times('2e-16'));
  if (scaled.minus(rounded).abs().greaterThan(tolerance)) return null;
  return BigInt(rounded.toFixed(0));
}

/** How a company writes numbers: `1.234,56` or `1,234.56`. */
export const numberStyles = ['comma-decimal', 'point-decimal'] as const;
export type NumberStyle = (typeof numberStyles)[number];

/** Writes an amount for people, with grouping: `−1.234,56` or `−1,234.56`. */
export function formatMoney(
  amountMinor: MinorUnits,
  minorDigits: number,
  style: NumberStyle = 'comma-decimal',
): string {
  const [whole = '0', fraction] = formatDecimalAmount(
    amountMinor < 0n ? -amountMinor : amountMinor,
    minorDigits,
  ).split('.');
  const [group, mark] = style === 'comma-decimal' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${amountMinor < 0n ? '−' : ''}${grouped}${fraction === undefined ? '' : mark + fraction}`;
}

/** Writes a wire amount (`-1234.5`) for people; the text is expected to be a valid wire amount. */
export function formatWireAmount(text: string, minorDigits: number, style: NumberStyle): string {
  const amountMinor = parseDecimalAmount(text, minorDigits);
  return amountMinor === null ? text : formatMoney(amountMinor, minorDigits, style);
}
