// Days: the calendar, spreadsheet serials, and nothing that could be read as an instant.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysInMonth,
  endOfMonth,
  formatLocalDate,
  fromDayNumber,
  localDate,
  localDateOf,
  localDateOfInstant,
  localDateOfSerial,
  parseLocalDate,
  serialOfLocalDate,
  toDayNumber,
} from './localDate.ts';

const seed = 20250331;

describe('parseLocalDate', () => {
  it.each([
    ['2025-01-01', true],
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['1900-01-01', true],
    ['9999-12-31', true],
    ['1899-12-31', false],
    ['2025-04-31', false],
    ['2025-00-10', false],
    ['2025-13-01', false],
    ['2025-01-00', false],
    ['2025-1-1', false],
    ['25-01-01', false],
    ['2025/01/01', false],
    ['2025-01-01T00:00:00Z', false],
    [' 2025-01-01', false],
    ['180501', false],
    ['', false],
  ])('%j is a day: %s', (text, isDay) => {
    expect(parseLocalDate(text)).toBe(isDay ? text : null);
  });

  it('throws where a text was known to be a day and is none', () => {
    expect(() => localDate('2025-02-30')).toThrow('not a day: 2025-02-30');
  });
});

describe('arithmetic', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2025-01-01', -1, '2024-12-31'],
    ['2024-12-31', 1, '2025-01-01'],
    ['2024-01-01', 366, '2025-01-01'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(localDate(from), days)).toBe(to);
  });

  it.each([
    [2024, 2, 29],
    [2023, 2, 28],
    [2100, 2, 28],
    [2025, 4, 30],
    [2025, 12, 31],
  ])('month %i-%i has %i days', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
    expect(endOfMonth(year, month)).toBe(localDateOf(year, month, days));
  });

  it('counts days from 1970-01-01', () => {
    expect(toDayNumber(localDate('1970-01-01'))).toBe(0);
    expect(toDayNumber(localDate('1900-01-01'))).toBe(-25_567);
  });

  it(`orders days as their numbers, there and back (seed ${seed})`, () => {
    const day = fc.integer({ min: -25_567, max: 2_932_896 });
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [dateA, dateB] = [fromDayNumber(a), fromDayNumber(b)];
        expect(parseLocalDate(dateA)).toBe(dateA);
        expect(toDayNumber(dateA)).toBe(a);
        expect(dateA < dateB).toBe(a < b);
      }),
      { seed },
    );
  });
});

describe('spreadsheet serials', () => {
  it.each<[number, 1900 | 1904, string | null]>([
    [45_658, 1900, '2025-01-01'],
    [45_658.99, 1900, '2025-01-01'],
    [61, 1900, '1900-03-01'],
    [60, 1900, null],
    [1, 1900, null],
    [44_196, 1904, '2025-01-01'],
    [2_958_465, 1900, '9999-12-31'],
    [2_958_466, 1900, null],
    [-5, 1900, null],
    [Number.NaN, 1900, null],
    [Number.POSITIVE_INFINITY, 1900, null],
  ])('%d of the %i system is %s', (serial, dateSystem, date) => {
    expect(localDateOfSerial(serial, dateSystem)).toBe(date);
  });

  it('writes the serial that it reads', () => {
    expect(serialOfLocalDate(localDate('2025-01-01'))).toBe(45_658);
    expect(serialOfLocalDate(localDate('2025-01-01'), 1904)).toBe(44_196);
  });
});

it('writes a day for people, and the day of an instant where the server stands', () => {
  expect(formatLocalDate(localDate('2025-03-09'))).toBe('09/03/2025');
  expect(localDateOfInstant(new Date(2025, 2, 9, 23, 59))).toBe('2025-03-09');
});
