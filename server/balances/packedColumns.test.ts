// Columns of roll-ups as the database joins them: whatever was joined is read back.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromDayNumber, toDayNumber, type LocalDate } from '../../shared/localDate.ts';
import { exactOf } from './exactAmount.ts';
import { orderByDay, readDays, readNumbers } from './packedColumns.ts';

const seed = 20251201;

it(`reads integers of any size and sign (seed ${seed})`, () => {
  const number = fc.oneof(fc.bigInt(-999n, 999n), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n));
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 20 }), (numbers) => {
      expect(readNumbers(numbers.join(' '), numbers.length)).toEqual(numbers.map(exactOf));
    }),
    { seed, numRuns: 500 },
  );
  expect(readNumbers('9007199254740991 9007199254740992 0', 3)).toEqual([
    2 ** 53 - 1,
    2n ** 53n,
    0,
  ]);
});

it(`reads days in any order, and says in which they come (seed ${seed})`, () => {
  const range = {
    min: toDayNumber('1900-01-01' as LocalDate),
    max: toDayNumber('9999-12-31' as LocalDate),
  };
  fc.assert(
    fc.property(fc.array(fc.integer(range), { minLength: 1, maxLength: 20 }), (numbers) => {
      const days = readDays(numbers.map(fromDayNumber).join(''), numbers.length);
      expect([...days]).toEqual(numbers);
      const order = orderByDay(days) ?? days.keys();
      const sorted = Array.from(order, (row) => days[row]!);
      expect(sorted).toEqual([...numbers].sort((a, b) => a - b));
    }),
    { seed, numRuns: 500 },
  );
  expect(orderByDay(Int32Array.of(3, 3, 4))).toBeNull();
});
