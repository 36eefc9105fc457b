// Sums and texts of amounts against bigints, on both sides of what a number can hold (seeded).
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDecimalAmount } from '../../shared/money.ts';
import { addExact, exactOf, subtractExact, writeExact } from './exactAmount.ts';

const seed = 20251130;
const limit = 2n ** 53n;
const amount = fc.oneof(
  fc.bigInt(-100_000n, 100_000n),
  fc.bigInt(-limit, limit),
  fc.bigInt(limit - 3n, limit + 3n),
  fc.bigInt(-limit - 3n, -limit + 3n),
  fc.bigInt(-(2n ** 70n), 2n ** 70n),
);

it(`S01 sums and differences are those of bigints, in one form each (seed ${seed})`, () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      expect(addExact(exactOf(a), exactOf(b))).toBe(exactOf(a + b));
      expect(subtractExact(exactOf(a), exactOf(b))).toBe(exactOf(a - b));
      expect(BigInt(exactOf(a))).toBe(a);
    }),
    { seed, numRuns: 2_000 },
  );
});

it(`S01 an amount is written as formatDecimalAmount writes it (seed ${seed})`, () => {
  fc.assert(
    fc.property(amount, fc.constantFrom(0, 1, 2, 3), (cents, digits) => {
      expect(writeExact(exactOf(cents), digits)).toBe(formatDecimalAmount(cents, digits));
    }),
    { seed, numRuns: 2_000 },
  );
  expect(writeExact(subtractExact(5, 5), 2)).toBe('0.00');
  expect(writeExact(-0, 0)).toBe('0');
  expect(writeExact(-0, 2)).toBe('0.00');
});

it('the largest number and the smallest bigint stand side by side', () => {
  expect(exactOf(limit - 1n)).toBe(Number.MAX_SAFE_INTEGER);
  expect(exactOf(limit)).toBe(limit);
  expect(addExact(Number.MAX_SAFE_INTEGER, 1)).toBe(limit);
  expect(subtractExact(limit, 1)).toBe(Number.MAX_SAFE_INTEGER);
});
