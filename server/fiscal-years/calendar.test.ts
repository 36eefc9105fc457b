// The calendar as a table: which year a date belongs to, and what may be written when (E01–E07).
import { describe, expect, it } from 'vitest';
import { localDate } from '../../shared/localDate.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { readYears } from '../testing/testBooks.ts';
import {
  askAboutYear,
  fiscalYearOf,
  noticeGaps,
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
    [
      'E03',
      '2026-06-01',
      '2026-05-01',
      '2026',
      'fiscal-year-ends-before-start endsOn, fiscal-year-overlap startsOn, fiscal-year-duplicate name',
    ],
  ])('%s from %s to %s called %s: %s', (_id, startsOn, endsOn, name, expected) => {
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

describe('what is asked and told of a new year', () => {
  const dates = (from: string, to: string) => ({
    startsOn: localDate(from),
    endsOn: localDate(to),
  });

  it.each([
    ['2027-01-01', '2027-12-31', ''],
    ['2026-07-01', '2027-06-30', ''],
    ['2027-01-01', '2028-12-31', 'fiscal-year-long endsOn'],
    ['9999-01-01', '9999-12-31', 'fiscal-year-far startsOn'],
    ['1925-01-01', '1925-12-31', 'fiscal-year-far startsOn'],
    ['2025-01-01', '9999-12-31', 'fiscal-year-long endsOn, fiscal-year-far startsOn'],
  ])('E03 %s to %s: %s', (from, to, asked) => {
    const questions = askAboutYear(dates(from, to));
    expect(questions.map(({ code, field }) => `${code} ${field}`).join(', ')).toBe(asked);
    const answers = questions.map(({ confirm }) => confirm!);
    expect(askAboutYear(dates(from, to), answers)).toEqual([]);
  });

  it.each([
    ['2025-01-01', '2025-12-31', ''],
    ['2025-02-01', '2025-11-30', '2025-01-01 2025-01-31, 2025-12-01 2025-12-31'],
    ['2028-01-01', '2028-12-31', '2027-01-01 2027-12-31'],
    ['2020-01-01', '2020-12-31', '2021-01-01 2021-12-31'],
  ])('E03 %s to %s leaves without year: %s', (from, to, gaps) => {
    const told = noticeGaps(calendar.years, dates(from, to)).map(({ params }) =>
      Object.values(params).join(' '),
    );
    expect(told.join(', ')).toBe(gaps);
  });
});
