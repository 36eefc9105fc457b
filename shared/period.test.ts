// What may be written where a date or a period is asked for, what is refused with what would be right,
// and that numbers follow the date system of their workbook.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, localDate, serialOfLocalDate } from './localDate.ts';
import { parsePeriod, readDate, readPeriod } from './period.ts';

const today = localDate('2025-03-09');
const context = { today };
const seed = 20250331;

describe('a day, however it is written', () => {
  it.each<[string | number, string]>([
    ['2024-03-31', '2024-03-31'],
    ['2024/03/31', '2024-03-31'],
    ['2024.3.31', '2024-03-31'],
    ['2025-1-1', '2025-01-01'],
    ['31/03/2024', '2024-03-31'],
    ['31-12-2025', '2025-12-31'],
    ['31.12.2025', '2025-12-31'],
    ['31 12 2025', '2025-12-31'],
    ['1/3/2024', '2024-03-01'],
    [' 31 / 03 / 2024 ', '2024-03-31'],
    ['31/03/2024\u00a0', '2024-03-31'],
    ["'31/03/2024", '2024-03-31'],
    // A time after the day, as exports write it.
    ['31/03/2025 00:00:00', '2025-03-31'],
    ['31/03/2025 0:00', '2025-03-31'],
    ['31/03/2025 16:45', '2025-03-31'],
    ['31/03/2025 4:45:00 p. m.', '2025-03-31'],
    ['2025-03-31 00:00:00', '2025-03-31'],
    ['2025-03-31T00:00:00', '2025-03-31'],
    ['2025-03-31T00:00:00.000Z', '2025-03-31'],
    // Month names.
    ['15-nov-26', '2026-11-15'],
    ['15-nov-2026', '2026-11-15'],
    ['15 nov. 2026', '2026-11-15'],
    ['15 de noviembre de 2026', '2026-11-15'],
    ['15 de Noviembre del 2026', '2026-11-15'],
    ['domingo, 15 de noviembre de 2026', '2026-11-15'],
    ['sábado 14 noviembre 2026', '2026-11-14'],
    ['1 setiembre 2026', '2026-09-01'],
    ['1/sept/2026', '2026-09-01'],
    // Two digits of year: 2000–2049 and 1950–1999.
    ['31/03/24', '2024-03-31'],
    ['31-03-00', '2000-03-31'],
    ['31/12/49', '2049-12-31'],
    ['1/1/50', '1950-01-01'],
    ['1/1/99', '1999-01-01'],
    ['hoy', '2025-03-09'],
    ['HOY', '2025-03-09'],
    [' Hoy ', '2025-03-09'],
    [45_658, '2025-01-01'],
    [45_658.75, '2025-01-01'],
    ['45658', '2025-01-01'],
    [3000, '1908-03-18'],
  ])('%j is %s, also as a period', (value, day) => {
    expect(readDate(value, context)).toEqual({ ok: true, date: day });
    expect(parsePeriod(value, today)).toEqual({ from: day, to: day });
  });
});

describe('a period, which is no day', () => {
  it.each<[string | number, string]>([
    ['2024', '2024-01-01 2024-12-31'],
    [2024, '2024-01-01 2024-12-31'],
    [2999, '2999-01-01 2999-12-31'],
    ['03/2024', '2024-03-01 2024-03-31'],
    ['3/2024', '2024-03-01 2024-03-31'],
    ['03-2024', '2024-03-01 2024-03-31'],
    ['2024-02', '2024-02-01 2024-02-29'],
    ['2024/02', '2024-02-01 2024-02-29'],
    ['2023-2', '2023-02-01 2023-02-28'],
    ['mar-24', '2024-03-01 2024-03-31'],
    ['marzo 2024', '2024-03-01 2024-03-31'],
    ['Marzo de 2024', '2024-03-01 2024-03-31'],
    ['set-24', '2024-09-01 2024-09-30'],
    ['T1/2024', '2024-01-01 2024-03-31'],
    ['t4/2024', '2024-10-01 2024-12-31'],
    ['T2-2024', '2024-04-01 2024-06-30'],
    ['S1/2024', '2024-01-01 2024-06-30'],
    ['s2 2024', '2024-07-01 2024-12-31'],
  ])('%j is %s', (value, expected) => {
    const period = parsePeriod(value, today);
    expect(`${period?.from} ${period?.to}`).toBe(expected);
    expect(readDate(value, context)).toEqual({ ok: false, instead: [] });
  });
});

describe('what is refused, with what to write instead', () => {
  const refused: [string | number, string[]][] = [
    ['3/31/2024', ['31/03/2024']],
    ['12-31-25', ['31/12/2025']],
    ['2024/31/03', ['31/03/2024']],
    ['31/02/2024', ['29/02/2024']],
    ['31/04/2025', ['30/04/2025']],
    ['2024-02-30', ['29/02/2024']],
    ['03/25', ['03/2025']],
    ['15/11', ['15/11/2025']],
    ['3/4', ['03/04/2025', '03/2004']],
    ['26-mar', ['26/03/2025']],
    ['marzo', ['03/2025']],
    ['20250331', ['31/03/2025']],
    [20_250_331, ['31/03/2025']],
    ['31032025', ['31/03/2025']],
    ['180501', ['18/05/2001', '01/05/2018']],
    ['03.2025', ['03/2025']],
    ['1T/2025', ['T1/2025']],
    ['Q3 2025', ['T3/2025']],
    ['2025-T3', ['T3/2025']],
    ['2S2025', ['S2/2025']],
    ['', []],
    [' ', []],
    ['32/01/2024', []],
    ['13/2024', []],
    ['00/2024', []],
    ['2024-13', []],
    ['T5/2024', []],
    ['T0/2024', []],
    ['S3/2024', []],
    ['31/03-2024', ['31/03/2024']],
    ['31/03/2025 25:00', []],
    // The day depends on where one stands.
    ['2025-03-31T23:30:00Z', []],
    ['31-foo-2025', []],
    ['constructor 2025', []],
    ['ayer', []],
    ['24', []],
    ['1899', []],
    ['-45658', []],
    [2024.5, []],
    [-1, []],
    [0, []],
    [1899, []],
    [Number.NaN, []],
    [Number.POSITIVE_INFINITY, []],
    [9_999_999, []],
  ];
  it.each(refused)('%j: %j', (value, instead) => {
    expect(readPeriod(value, context)).toEqual({ ok: false, instead });
    expect(readDate(value, context)).toEqual({ ok: false, instead });
  });

  it('what it says to write is read', () => {
    const texts = refused.flatMap(([, instead]) => instead);
    expect(texts.filter((text) => !readPeriod(text, context).ok)).toEqual([]);
  });
});

it(`every day is itself in every form that is taught (seed ${seed})`, () => {
  const months =
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre';
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 54_787 }), (dayNumber) => {
      const date = fromDayNumber(dayNumber);
      const [year = '', month = '', day = ''] = date.split('-');
      const name = months.split(' ')[Number(month) - 1] ?? '';
      const written = [
        ...['/', '-', '.', ' '].map((mark) => [day, month, year].join(mark)),
        ...['/', '-', '.'].map((mark) => [year, Number(month), Number(day)].join(mark)),
        `${Number(day)} de ${name} de ${year}`,
        `${day}-${name.slice(0, 3)}-${year}`,
        `${day}/${month}/${year} 00:00:00`,
        `${date}T00:00:00`,
      ];
      // The window of two digits.
      if (dayNumber < 29_220) written.push(`${day}/${month}/${year.slice(2)}`);
      for (const text of written) {
        expect([text, readDate(text, context)]).toEqual([text, { ok: true, date }]);
      }
      for (const dateSystem of [1900, 1904] as const) {
        const serial = serialOfLocalDate(date, dateSystem);
        expect(readDate(serial, { today, dateSystem })).toEqual({ ok: true, date });
      }
    }),
    { seed, numRuns: 500 },
  );
});

it('numbers follow the date system of their workbook', () => {
  const of1904 = { today, dateSystem: 1904 } as const;
  expect(readDate(43_829, context)).toEqual({ ok: true, date: '2019-12-30' });
  expect(readDate(43_829, of1904)).toEqual({ ok: true, date: '2023-12-31' });
  expect(readPeriod(43_829, of1904)).toMatchObject({ period: { from: '2023-12-31' } });
  expect(readPeriod('43829', of1904)).toMatchObject({ period: { from: '2023-12-31' } });
  // A year is a year in both.
  expect(readPeriod(2024, of1904)).toEqual(readPeriod(2024, context));
});
