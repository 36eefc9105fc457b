// Arguments of the functions as cells hand them over (functions.md).
import { describe, expect, it } from 'vitest';
import { localDate } from '../../shared/localDate.ts';
import { isFigureError } from './figure.ts';
import {
  checkFilters,
  readAccountCode,
  readAccountFilter,
  readLevel,
  readPeriodRange,
} from './functionArguments.ts';
import { encodeBalanceQuery, numberOfAmount } from './balanceCells.ts';

const today = localDate('2025-06-30');
const errorOf = (value: unknown) => (isFigureError(value) ? value.error : value);

describe('cuenta', () => {
  it.each([
    [430, '430'],
    ['430', '430'],
    [' 430 ; 431 ', '430;431'],
    ['430:439;-4309', '430:439;-4309'],
    ["'0043", '0043'],
    ['', 'invalidValue'],
    [null, 'invalidValue'],
    [1e15, 'invalidValue'],
    [true, 'invalidValue'],
    ['439:430', 'invalidValue'],
  ])('P01 %j is %s', (value, expected) => expect(errorOf(readAccountFilter(value))).toBe(expected));

  it('a name belongs to one code', () => {
    expect(errorOf(readAccountCode('430;431'))).toBe('invalidValue');
    expect(readAccountCode(430)).toBe('430');
  });
});

it.each([
  [
    430.1,
    '430,1 es un número con decimales, no un código de cuenta. Escriba el código como texto: "430.1".',
  ],
  [-430, '«-430» no es un código de cuenta.'],
  [1e21, '«1e+21» no es un código de cuenta.'],
])('P01 %f says what would be right, in the balance and in the name', (value, sentence) => {
  for (const read of [readAccountFilter, readAccountCode]) {
    expect(read(value)).toMatchObject({ message: expect.stringContaining(sentence) as string });
  }
});

describe('desde and hasta', () => {
  it.each([
    ['2025', '', { from: '2025-01-01', to: '2025-12-31' }],
    [2025, 2025, { from: '2025-01-01', to: '2025-12-31' }],
    ['T1/2025', null, { from: '2025-01-01', to: '2025-03-31' }],
    ['03/2025', '05/2025', { from: '2025-03-01', to: '2025-05-31' }],
    [45748, 'hoy', { from: '2025-04-01', to: '2025-06-30' }],
    ['2025', '2024', 'invalidValue'],
    ['', '2024', 'invalidValue'],
    ['ayer', '', 'invalidValue'],
  ])('%j to %j', (from, to, expected) =>
    expect(errorOf(readPeriodRange(from, to, { today }))).toEqual(expected),
  );
});

describe('nivel and filtros', () => {
  it.each([
    ['', null],
    [null, null],
    [3, 3],
    ['4', 4],
    [0, 'invalidValue'],
    [2.5, 'invalidValue'],
    ['uno', 'invalidValue'],
  ])('level %j is %j', (value, expected) => expect(errorOf(readLevel(value))).toEqual(expected));

  it.each<[unknown, string | null]>([
    [null, null],
    ['', null],
    [[['']], null],
    ['cierre=antes; borradores=no', null],
    ['tercero=900123456', 'todavía no está disponible'],
    ['cierre=despues', 'todavía no está disponible'],
    ['color=rojo', 'no es un filtro'],
    ['tercero', 'todavía no está disponible'],
    [[['cc', '01']], 'todavía no está disponible'],
  ])('filters %j are honoured or refused, never ignored', (value, part) => {
    const refusal = checkFilters(value);
    if (part === null) expect(refusal).toBeNull();
    else expect(refusal?.message).toContain(part);
  });
});

describe('figures', () => {
  it('S01 never rounds what Excel cannot hold', () => {
    expect(numberOfAmount('1234.50')).toBe(1234.5);
    expect(Object.is(numberOfAmount('-0.00'), 0)).toBe(true);
    expect(numberOfAmount('9999999999999.99')).toBe(9999999999999.99);
    expect(numberOfAmount('99999999999999.99')).toMatchObject({ error: 'notAvailable' });
  });

  it('S01 twenty thousand cells repeat few texts on the wire', () => {
    const figures = Array.from({ length: 20_000 }, (_, index) => ({
      kind: 'balance' as const,
      key: String(index),
      account: String(400 + (index % 100)),
      from: `${2000 + (index % 20)}-01-01`,
      to: `${2000 + (index % 20)}-12-31`,
      measure: 'closing' as const,
    }));
    const query = encodeBalanceQuery(figures);
    expect(query.accounts).toHaveLength(100);
    expect(query.periods).toHaveLength(20);
    expect(query.measures).toEqual(['closing']);
    expect(query.cells.slice(0, 6)).toEqual([0, 0, 0, 1, 1, 0]);
    expect(query.cells).toHaveLength(60_000);
  });
});
