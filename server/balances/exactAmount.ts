// Minor units as balances sum and write them by the hundred thousand: plain numbers as long as these are
// exact, bigints beyond 2^53. Nothing is ever rounded (invariant 4).
import { formatDecimalAmount } from '../../shared/money.ts';

/** A safe integer as a number; any other as a bigint. One form for each amount, so `===` compares them. */
export type ExactAmount = number | bigint;

export function addExact(a: ExactAmount, b: ExactAmount): ExactAmount {
  if (typeof a === 'number' && typeof b === 'number') {
    // The sum of two safe integers is rounded only where it is no safe integer itself.
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return exactOf(BigInt(a) + BigInt(b));
}

export function subtractExact(a: ExactAmount, b: ExactAmount): ExactAmount {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return exactOf(BigInt(a) - BigInt(b));
}

export function exactOf(amount: bigint): ExactAmount {
  const number = Number(amount);
  return Number.isSafeInteger(number) ? number : amount;
}

/** What `formatDecimalAmount` writes. */
export function writeExact(amount: ExactAmount, minorDigits: number): string {
  if (typeof amount === 'bigint') return formatDecimalAmount(amount, minorDigits);
  if (minorDigits === 0) return String(amount);
  // Nearly every currency has two decimals; nothing but integers is divided, with nothing left over.
  if (minorDigits !== 2) return formatDecimalAmount(BigInt(amount), minorDigits);
  const magnitude = amount < 0 ? -amount : amount;
  const cents = magnitude % 100;
  const whole = (magnitude - cents) / 100;
  return `${amount < 0 ? '-' : ''}${whole}${centTexts[cents]!}`;
}

/** `.00` to `.99` */
const centTexts = Array.from({ length: 100 }, (_, cents) => `.${cents < 10 ? '0' : ''}${cents}`);
