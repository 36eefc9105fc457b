// What the chips of the voucher list ask of the server.
import { describe, expect, it } from 'vitest';
import { localDate } from '../../shared/localDate.ts';
import { daysOfChoice, isDateOrPeriod, sayDays } from './voucherFilters.ts';
import { saySum } from './writing.ts';

const today = localDate('2024-02-15');
const spanish = { minorDigits: 2, numberStyle: 'comma-decimal' } as const;

describe('the voucher filters', () => {
  it('turns «Este mes» into its first and last day, also in a leap February', () => {
    expect(daysOfChoice({ kind: 'month' }, today, null)).toEqual({
      from: '2024-02-01',
      to: '2024-02-29',
    });
  });

  it('turns the fiscal year chip into the year’s own dates', () => {
    const year = {
      id: 1,
      name: '2023-24',
      startsOn: localDate('2023-07-01'),
      endsOn: localDate('2024-06-30'),
      state: 'open',
    } as const;
    expect(sayDays(daysOfChoice({ kind: 'fiscalYear' }, today, year))).toBe(
      'del 01/07/2023 al 30/06/2024',
    );
  });

  it('leaves an empty side of a range without limit', () => {
    const days = daysOfChoice({ kind: 'range', from: '', to: '31/01/2024' }, today, null);
    expect(days).toEqual({ from: null, to: '2024-01-31' });
    expect(sayDays(days)).toBe('hasta el 31/01/2024');
    expect(sayDays(daysOfChoice({ kind: 'all' }, today, null))).toBe('');
  });

  it('takes a period on either side of a range, and says what it cannot read', () => {
    const days = daysOfChoice({ kind: 'range', from: '11/2023', to: 'T1/2024' }, today, null);
    expect(days).toEqual({ from: '2023-11-01', to: '2024-03-31' });
    expect(isDateOrPeriod('31/04/2024', today)).toBe(false);
    expect(isDateOrPeriod(' ', today)).toBe(true);
  });

  it('adds the foot of the list exactly', () => {
    expect(saySum(['0.10', '0.20', '-1234567.90'], spanish)).toBe('−1.234.567,60');
  });
});
