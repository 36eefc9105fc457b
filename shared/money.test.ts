// Money at its gate: what becomes minor units, what does not, and how amounts are written.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDecimalAmount,
  formatMoney,
  formatWireAmount,
  maxAmountMinor,
  minorUnitsFromNumber,
  parseDecimalAmount,
} from './money.ts';

const seed = 20250331;

describe('parseDecimalAmount', () => {
  it.each<[string, number, bigint | null]>([
    ['0', 2, 0n],
    ['-0', 2, 0n],
    ['1', 2, 100n],
    ['1.5', 2, 150n],
    ['1234.56', 2, 123_456n],
    ['-1234.56', 2, -123_456n],
    ['0.01', 2, 1n],
    ['00012.30', 2, 1230n],
    ['7', 0, 7n],
    ['7.000', 0, 7n],
    ['7.5', 0, null],
    ['1.005', 2, null],
    ['1.0050', 3, 1005n],
    ['1.2300000', 2, 123n],
    ['90071992547409.91', 2, 9_007_199_254_740_991n],
    ['123456789012345678901234567890', 2, 12345678901234567890123456789000n],
    ['1'.repeat(41), 2, null],
    ['', 2, null],
    ['-', 2, null],
    ['.5', 2, null],
    ['1.', 2, null],
    ['+1', 2, null],
    ['1,5', 2, null],
    ['1.234,56', 2, null],
    ['1 000', 2, null],
    ['1e3', 2, null],
    ['0x10', 2, null],
    ['١٢', 2, null],
    ['NaN', 2, null],
    ['1.5\n', 2, null],
  ])('reads %j with %i decimals as %s', (text, digits, expected) => {
    expect(parseDecimalAmount(text, digits)).toBe(expected);
  });

  it(`returns what was written, for any amount and scale (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 25n), 10n ** 25n), fc.integer({ min: 0, max: 6 }), (a, d) => {
        const text = formatDecimalAmount(a, d);
        expect(text).toMatch(d === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${d}}$`));
        expect(parseDecimalAmount(text, d)).toBe(a);
      }),
      { seed },
    );
  });
});

describe('formatDecimalAmount', () => {
  it.each<[bigint, number, string]>([
    [0n, 2, '0.00'],
    [-0n, 2, '0.00'],
    [5n, 2, '0.05'],
    [-5n, 2, '-0.05'],
    [123_456n, 2, '1234.56'],
    [123_456n, 0, '123456'],
    [1n, 6, '0.000001'],
  ])('writes %s with %i decimals as %s', (amount, digits, text) => {
    expect(formatDecimalAmount(amount, digits)).toBe(text);
  });
});

describe('minorUnitsFromNumber', () => {
  it.each<[number, number, bigint | null]>([
    [0, 2, 0n],
    [-0, 2, 0n],
    [0.1 + 0.2, 2, 30n],
    [1.1 * 3, 2, 330n],
    [1234.56, 2, 123_456n],
    [-1234.56, 2, -123_456n],
    [1.005, 2, null],
    [0.001, 2, null],
    [0.5, 0, null],
    [999_999_999_999.99, 2, 99_999_999_999_999n],
    [Number.NaN, 2, null],
    [Number.POSITIVE_INFINITY, 2, null],
  ])('reads %d with %i decimals as %s', (value, digits, expected) => {
    expect(minorUnitsFromNumber(value, digits)).toBe(expected);
  });

  it(`reads every amount that a double can hold back to its cents (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (cents) => {
        expect(minorUnitsFromNumber(cents / 100, 2)).toBe(BigInt(cents));
      }),
      { seed },
    );
  });
});

describe('formatMoney', () => {
  it.each<[bigint, number, 'comma-decimal' | 'point-decimal', string]>([
    [123_456n, 2, 'comma-decimal', '1.234,56'],
    [123_456n, 2, 'point-decimal', '1,234.56'],
    [-123_456_789n, 2, 'comma-decimal', '−1.234.567,89'],
    [5n, 2, 'comma-decimal', '0,05'],
    [1_000_000n, 0, 'comma-decimal', '1.000.000'],
    [99_900n, 2, 'comma-decimal', '999,00'],
    [maxAmountMinor, 2, 'comma-decimal', '90.071.992.547.409,91'],
  ])('writes %s with %i decimals, %s, as %s', (amount, digits, style, text) => {
    expect(formatMoney(amount, digits, style)).toBe(text);
  });

  it('writes wire amounts, and leaves alone what is none', () => {
    expect(formatWireAmount('-1234.5', 2, 'comma-decimal')).toBe('−1.234,50');
    expect(formatWireAmount('mucho', 2, 'comma-decimal')).toBe('mucho');
  });
});
