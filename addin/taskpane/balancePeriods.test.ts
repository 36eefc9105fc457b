// The periods offered by Saldos follow the company's fiscal years, natural or not.
import { describe, expect, it } from 'vitest';
import type { FiscalYear } from '../../shared/contract/companies.ts';
import { localDate } from '../../shared/localDate.ts';
import { initialBalancePeriod, listBalancePeriods } from './balancePeriods.ts';

const year = (name: string, startsOn: string, endsOn: string): FiscalYear => ({
  id: 1,
  name,
  startsOn: localDate(startsOn),
  endsOn: localDate(endsOn),
  state: 'open',
});
const natural = [
  year('2024', '2024-01-01', '2024-12-31'),
  year('2025', '2025-01-01', '2025-12-31'),
];

describe('the periods of Saldos', () => {
  it('lists the newest year first, whole, to date and by months', () => {
    const groups = listBalancePeriods(natural, localDate('2025-03-10'));
    expect(groups.map((group) => group.name)).toEqual(['Ejercicio 2025', 'Ejercicio 2024']);
    expect(groups[0]?.periods.slice(0, 4).map((period) => [period.name, period.key])).toEqual([
      ['Todo 2025', '2025-01-01..2025-12-31'],
      ['2025 hasta hoy', '2025-01-01..2025-03-10'],
      ['Enero 2025', '2025-01-01..2025-01-31'],
      ['Febrero 2025', '2025-02-01..2025-02-28'],
    ]);
    expect(groups[1]?.periods).toHaveLength(13);
  });

  it('E03 cuts the first and last month of a year that begins on any day', () => {
    const [group] = listBalancePeriods(
      [year('23/24', '2023-11-15', '2024-02-10')],
      localDate('2025-01-01'),
    );
    expect(group?.periods.map(({ key }) => key)).toEqual([
      '2023-11-15..2024-02-10',
      '2023-11-15..2023-11-30',
      '2023-12-01..2023-12-31',
      '2024-01-01..2024-01-31',
      '2024-02-01..2024-02-10',
    ]);
  });

  it('begins with the year that contains today, or the newest one', () => {
    const initial = (today: string) =>
      initialBalancePeriod(listBalancePeriods(natural, localDate(today)), localDate(today))?.name;
    expect(initial('2024-06-01')).toBe('Todo 2024');
    expect(initial('2030-06-01')).toBe('Todo 2025');
    expect(initialBalancePeriod([], localDate('2025-01-01'))).toBeNull();
  });
});
