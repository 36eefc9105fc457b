// The calendar as a table: which year a date belongs to, and what may be written when (E01–E07).
import { describe, expect, it } from 'vitest';
import { localDate } from '../../shared/localDate.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { readYears } from '../testing/testBooks.ts';
import {
  askAboutYear,
  fiscalYearOf,
  planFiscalYear,
  refuseDate,
  resultStartOf,
  type Calendar,
} from './calendar.ts';

const calendar: Calendar = {
  years: readYears(`
    2022  2022-01-01 2022-12-31 cerrado
    2023  2023-01-01 2024-06-30
    corto 2024-07-01 2024-12-31
    2026  2026-01-01 2026-12-31
  `),
  lock: {
    lockedThrough: localDate('2024-03-31'),
    lockedBy: 'Ana Ruiz',
    lockedAt: '2024-04-04T09:30:00.000Z',
  },
};
const open: Calendar = { ...calendar, lock: null };

describe('E06 the date decides the year', () => {
  it.each([
    ['2021-12-31', undefined],
    ['2022-01-01', '2022'],
    ['2022-12-31', '2022'],
    ['2023-01-01', '2023'],
    ['2024-06-30', '2023'],
    ['2024-07-01', 'corto'],
    ['2025-06-15', undefined],
    ['2026-12-31', '2026'],
    ['2027-01-01', undefined],
  ])('%s belongs to %s', (date, name) => {
    expect(fiscalYearOf(calendar, localDate(date))?.name).toBe(name);
  });
});

describe('what may be written on a date', () => {
  // Precedence: no year, closed year, lock.
  it.each([
    ['E06', '2021-12-31', 'date-outside-fiscal-years'],
    ['E01', '2022-06-30', 'fiscal-year-closed'],
    ['E01', '2022-12-31', 'fiscal-year-closed'],
    ['lock', '2023-01-01', 'date-locked'],
    ['lock', '2024-03-31', 'date-locked'],
    ['E07', '2024-04-01', undefined],
    ['E07', '2024-07-01', undefined],
    ['E06', '2025-01-01', 'date-outside-fiscal-years'],
    ['E07', '2026-01-01', undefined],
  ])('%s %s: %s', (_id, date, code) => {
    expect(refuseDate(calendar, localDate(date))?.code).toBe(code);
  });

  it('E01 a closed year stays closed without any lock; E07 others stay open together', () => {
    expect(refuseDate(open, localDate('2022-06-30'))?.code).toBe('fiscal-year-closed');
    for (const date of ['2023-01-01', '2024-12-31', '2026-06-01']) {
      expect(refuseDate(open, localDate(date))).toBeNull();
    }
  });

  it('a locked date is refused with the lock, its author and the first open day', () => {
    const refusal = refuseDate(calendar, localDate('2024-03-15'), { line: 7, field: 'date' });
    expect(refusal).toMatchObject({
      line: 7,
      field: 'date',
      params: { lockedBy: 'Ana Ruiz', lockedThrough: '2024-03-31', firstOpenDate: '2024-04-01' },
    });
    const { message, remedy } = explainRejection(refusal!);
    expect(message).toBe(
      'El 15/03/2024 está bloqueado: Ana Ruiz bloqueó hasta el 31/03/2024 el 04/04/2024.',
    );
    expect(remedy).toBe(
      'Use una fecha desde el 01/04/2024; un administrador puede levantar el bloqueo en «Cierre».',
    );
  });
});

describe('from when result accounts accumulate', () => {
  it.each([
    ['2021-05-01', null],
    ['2022-01-01', '2022-01-01'],
    ['2024-06-30', '2023-01-01'],
    ['2024-07-01', '2024-07-01'],
    // A gap: what follows the last year there was.
    ['2025-03-01', '2025-01-01'],
    ['2026-02-01', '2026-01-01'],
    ['2030-01-01', '2027-01-01'],
  ])('%s: %s', (date, start) => {
    expect(resultStartOf(calendar, localDate(date))).toBe(start);
  });
});

describe('a new year', () => {
  const plan = (startsOn: string, endsOn: string, name?: string) => {
    const input = { startsOn: localDate(startsOn), endsOn: localDate(endsOn), name };
    const { rejections, name: given } = planFiscalYear(calendar, input);
    return rejections.map(({ code, field }) => `${code} ${field}`).join(', ') || given;
  };

  it.each([
    ['E02', '2027-01-01', '2027-12-31', undefined, '2027'],
    ['E02', '2027-01-01', '2027-12-31', 'Año uno', 'Año uno'],
    ['E02', '2025-01-01', '2025-01-02', undefined, '2025'],
    ['E02', '2027-07-01', '2028-06-30', undefined, '2027-2028'],
    ['E03', '2027-01-01', '2028-06-30', undefined, '2027-2028'],
    ['E02', '2027-01-01', '2027-01-01', undefined, 'fiscal-year-ends-before-start endsOn'],
    ['E02', '2027-12-31', '2027-01-01', undefined, 'fiscal-year-ends-before-start endsOn'],
    ['E03', '2026-12-31', '2027-12-31', undefined, 'fiscal-year-overlap startsOn'],
    ['E03', '2025-01-01', '2026-01-01', undefined, 'fiscal-year-overlap startsOn'],
    ['E03', '2026-03-01', '2026-04-01', 'x', 'fiscal-year-overlap startsOn'],
    ['E03', '2020-01-01', '2030-01-01', 'x', 'fiscal-year-overlap startsOn'],
    ['E02', '2027-01-01', '2027-12-31', 'corto', 'fiscal-year-duplicate name'],
    ['E02', '1900-01-01', '1900-12-31', undefined, '1900'],
    ['E02', '2199-01-01', '2199-12-31', undefined, '2199'],
    ['E02', '2199-01-01', '2200-01-01', undefined, 'fiscal-year-too-late endsOn'],
    ['E02', '9999-01-01', '9999-12-31', undefined, 'fiscal-year-too-late endsOn'],
    ['E02', '2027-01-01', '2027-12-31', ' Año uno ', 'Año uno'],
    ['E02', '2027-01-01', '2027-12-31', '  ', '2027'],
    ...['a\u0000b', 'a\nb', 'a\tb', '\ud800', 'a\u2028b', '\u001b[31m', 'x'.repeat(41)].map(
      (name): [string, string, string, string, string] => [
        ...(['E02', '2027-01-01', '2027-12-31', name] as const),
        'fiscal-year-name-invalid name',
      ],
    ),
    [
      'E03',
      '2026-06-01',
      '2026-05-01',
      '2026',
      'fiscal-year-ends-before-start endsOn, fiscal-year-overlap startsOn, fiscal-year-duplicate name',
    ],
  ])('%s from %s to %s called %j: %s', (_id, startsOn, endsOn, name, expected) => {
    expect(plan(startsOn, endsOn, name)).toBe(expected);
  });

  it('E03 «Las fechas se solapan» names the year and its dates', () => {
    const input = { startsOn: localDate('2026-12-31'), endsOn: localDate('2027-12-30') };
    const [overlap] = planFiscalYear(calendar, input).rejections;
    expect(explainRejection(overlap!).message).toBe(
      'Las fechas se solapan con el ejercicio 2026 (01/01/2026 a 31/12/2026).',
    );
  });
});

describe('what is asked about a year', () => {
  const asked = (dates: string, replaced: string | null = null) => {
    const read = (text: string) => {
      const [startsOn, endsOn] = text.split(' ').map((day) => localDate(day));
      return { startsOn: startsOn!, endsOn: endsOn! };
    };
    const was = replaced === null ? null : read(replaced);
    const others = calendar.years.filter(({ startsOn }) => startsOn !== was?.startsOn);
    return askAboutYear(others, read(dates), was).map(({ code, field, confirm, params }) => {
      expect(confirm).toBe(code);
      return `${code} ${field} ${Object.values(params).join(' ')}`;
    });
  };

  it.each<[string, string, string[]]>([
    ['twelve months beside the last one', '2027-01-01 2027-12-31', []],
    ['twelve months from any day', '2027-01-01 2027-12-31', []],
    ['before the first one', '2021-01-01 2021-12-31', []],
    ['in a gap, to its ends', '2025-01-01 2025-12-31', []],
    ['in a gap that it makes smaller', '2025-01-01 2025-06-30', []],
    [
      'thirteen months',
      '2027-01-01 2028-01-31',
      ['fiscal-year-long endsOn 2027-01-01 2028-01-31 13'],
    ],
    [
      'one day later than the last one ends',
      '2027-01-02 2027-12-31',
      ['fiscal-year-gap startsOn 2027-01-01 2027-01-01'],
    ],
    [
      'years after the last one',
      '2030-01-01 2030-12-31',
      ['fiscal-year-gap startsOn 2027-01-01 2029-12-31'],
    ],
    [
      'years before the first one',
      '2019-01-01 2019-12-31',
      ['fiscal-year-gap endsOn 2020-01-01 2021-12-31'],
    ],
    [
      'both',
      '2030-01-01 2039-12-31',
      [
        'fiscal-year-long endsOn 2030-01-01 2039-12-31 120',
        'fiscal-year-gap startsOn 2027-01-01 2029-12-31',
      ],
    ],
  ])('E02 E03 a new one: %s', (_name, dates, expected) => {
    expect(asked(dates)).toEqual(expected);
  });

  it.each<[string, string, string, string[]]>([
    ['the same dates', '2026-01-01 2026-12-31', '2026-01-01 2026-12-31', []],
    [
      'a longer end',
      '2026-01-01 2027-06-30',
      '2026-01-01 2026-12-31',
      ['fiscal-year-long endsOn 2026-01-01 2027-06-30 18'],
    ],
    ['into the gap', '2025-06-01 2025-12-31', '2026-01-01 2026-12-31', []],
    [
      'a shorter end in the middle',
      '2024-07-01 2024-11-30',
      '2024-07-01 2024-12-31',
      ['fiscal-year-gap endsOn 2024-12-01 2025-12-31'],
    ],
    [
      'a later beginning in the middle',
      '2024-08-01 2024-12-31',
      '2024-07-01 2024-12-31',
      ['fiscal-year-gap startsOn 2024-07-01 2024-07-31'],
    ],
  ])('E09 dates that change: %s', (_name, dates, replaced, expected) => {
    expect(asked(dates, replaced)).toEqual(expected);
  });
});
