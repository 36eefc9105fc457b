// Account codes: cleaned, nested, shortened (P01, P04).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bareAccountCode,
  compareAccountCodes,
  excelReadingOf,
  expandPointShorthand,
  isBelowAccount,
  normalizeAccountCode,
  parentCodeAmong,
} from './accountCode.ts';

const seed = 20250331;

describe('normalizeAccountCode', () => {
  it.each<[string | number, string | null]>([
    ['430', '430'],
    [430, '430'],
    [0, '0'],
    [' 430 ', '430'],
    ["'0430", '0430'],
    ['4 30', '430'],
    ['430\u00a0', '430'],
    ['\u200b430\ufeff', '430'],
    ['1.1.01', '1.1.01'],
    ['430.', '430.'],
    ['CAJA', 'CAJA'],
    ['IVA_COMPRAS', 'IVA_COMPRAS'],
    ['12345678901234567890', '12345678901234567890'],
    ['123456789012345678901', null],
    [4_300_000_001, '4300000001'],
    [1e15, null],
    [1.5, null],
    [-430, null],
    [Number.NaN, null],
    ['', null],
    ['   ', null],
    ['.430', null],
    ['-430', null],
    ['=430', null],
    ['43*', null],
    ['430;431', null],
    ['430\u0000', null],
    ['1E+10', null],
    ['niño', null],
    ['\ud800', null],
  ])('P04 %j is %j', (value, expected) => {
    expect(normalizeAccountCode(value)).toBe(expected);
  });
});

describe('isBelowAccount', () => {
  it.each<[string, string, boolean]>([
    ['4300000001', '430', true],
    ['430', '43', true],
    ['43', '4', true],
    ['430', '430', false],
    ['43', '430', false],
    ['440', '43', false],
    ['1.1.01', '1.1', true],
    ['1.1.01', '1', true],
    ['1.10', '1.1', false],
    ['1.1.010', '1.1.01', false],
    ['10.05', '10', true],
    ['10.05', '1', true],
    ['430.1', '43', true],
    ['1-1-01', '1-1', true],
    ['1/1', '1', true],
    ['CAJA.01', 'CAJA', true],
    ['CAJA2', 'CAJA', false],
    ['CAJAS', 'CAJA', false],
    ['12A', '1', false],
    ['12A', '12', false],
  ])('P01 %s below %s: %s', (code, ancestor, expected) => {
    expect(isBelowAccount(code, ancestor)).toBe(expected);
  });

  it(`P01 what is below an account is below those above it (seed ${seed})`, () => {
    const code = fc.stringMatching(/^[0-2A]{1,2}([.]?[01]){0,2}$/);
    const tail = fc.stringMatching(/^[.]?[01A]{0,2}([.][01])?$/);
    fc.assert(
      fc.property(code, tail, tail, (a, b, c) => {
        const [x, y, z] = [a + b + c, a + b, a];
        if (isBelowAccount(x, y) && isBelowAccount(y, z))
          expect([x, y, z, isBelowAccount(x, z)]).toEqual([x, y, z, true]);
      }),
      { seed, numRuns: 5_000 },
    );
  });

  it('P01 finds the nearest account above', () => {
    const chart = new Set(['4', '43', '430', '1', '1.1', '1.10']);
    const parentOf = (code: string) => parentCodeAmong(code, (each) => chart.has(each));
    expect(parentOf('4300000001')).toBe('430');
    expect(parentOf('439')).toBe('43');
    expect(parentOf('4')).toBeNull();
    expect(parentOf('1.1.01')).toBe('1.1');
    expect(parentOf('1.10.01')).toBe('1.10');
    expect(parentOf('1.2.01')).toBe('1');
  });
});

describe('shorthand', () => {
  it.each<[string, number, string | null]>([
    ['430.1', 10, '4300000001'],
    ['430.12', 10, '4300000012'],
    ['430.', 10, '4300000000'],
    ['4.1', 4, '4001'],
    ['430.1', 4, '4301'],
    ['430.12', 4, null],
    ['430.1', 0, null],
    ['430', 10, null],
    ['1.1.01', 10, null],
    ['A.1', 10, null],
  ])('P01 %s with %i digits is %s', (code, length, expected) => {
    expect(expandPointShorthand(code, length)).toBe(expected);
  });

  it('drops separators', () => {
    expect(bareAccountCode('1.1-01/2')).toBe('11012');
  });

  it('sorts codes by character', () => {
    expect(['44', '4300', '43', '430'].sort(compareAccountCodes)).toEqual([
      '43',
      '430',
      '4300',
      '44',
    ]);
  });
});

describe('P04 what Excel would turn into something else', () => {
  it.each([
    ['5.7E5', 'un número en notación científica'],
    ['1E10', 'un número en notación científica'],
    ['4e2', 'un número en notación científica'],
    ['1E+10', 'un número en notación científica'],
    ['4300000000000001', 'un número y pierde sus últimas cifras'],
    ['1-2', 'una fecha'],
    ['3/4', 'una fecha'],
    ['31-12', 'una fecha'],
    ['12-31', 'una fecha'],
    ['12-45', 'una fecha'],
    ['1-1-01', 'una fecha'],
    ['31/12/2025', 'una fecha'],
    ['2025-12', 'una fecha'],
    ['2025-12-31', 'una fecha'],
    ['12/2025', 'una fecha'],
    ['SEP2', 'una fecha'],
    ['1-ene', 'una fecha'],
    ['15-nov-26', 'una fecha'],
    ['MARZO1', 'una fecha'],
    ['VERDADERO', 'un valor lógico'],
    ['false', 'un valor lógico'],
    ['=430', 'una fórmula'],
    ['+430', 'una fórmula'],
    ['-430', 'una fórmula'],
    ['@430', 'una fórmula'],
  ])('%s is taken for %s', (code, reading) => expect(excelReadingOf(code)).toBe(reading));

  it.each([
    ...['430', '0043', '4300000001', '1.1.01', '430.1', 'CAJA', 'CAJA.01', 'IVA_COMPRAS', 'MAR'],
    ...[
      '1.2',
      '32-13',
      '430-1',
      '1-100',
      '100-01',
      '13-2025-1',
      '5.7E',
      'E5',
      'CAJA1',
      '12A',
      '1-A',
    ],
  ])('%s stays what it is', (code) => expect(excelReadingOf(code)).toBeNull());
});
