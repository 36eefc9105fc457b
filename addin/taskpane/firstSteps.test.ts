// A new company is led through three steps, which leave once it works.
import { describe, expect, it } from 'vitest';
import type { Company } from '../../shared/contract/companies.ts';
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';
import { localDate } from '../../shared/localDate.ts';
import { listFirstSteps, proposeFiscalYear } from './firstSteps.ts';

const company = {
  fiscalYears: [
    {
      id: 1,
      name: '2025',
      startsOn: localDate('2025-01-01'),
      endsOn: localDate('2025-12-31'),
      state: 'open',
    },
  ],
  vocabulary: {},
  voucherTypes: [
    { code: 'AS', name: 'Asiento', isOpening: false },
    { code: 'AP', name: 'Apertura', isOpening: true },
  ],
} as unknown as Company;
const posted = (type: string) => ({ type, label: `${type}-1` }) as VoucherSummary;
const doneSteps = (steps: ReturnType<typeof listFirstSteps>) =>
  steps?.filter((step) => step.isDone).map((step) => step.key);

describe('the first steps', () => {
  it('P01 counts the chart and the year as done when the company has them', () => {
    expect(doneSteps(listFirstSteps(company, 412, []))).toEqual(['chart']);
    expect(doneSteps(listFirstSteps({ ...company, fiscalYears: [] }, 412, []))).toEqual([]);
  });

  it('B01 marks the opening balances as done once they are posted', () => {
    expect(doneSteps(listFirstSteps(company, 412, [posted('AP')]))).toEqual(['chart', 'opening']);
  });

  it('leaves when an ordinary voucher is posted', () => {
    expect(listFirstSteps(company, 412, [posted('AP'), posted('AS')])).toBeNull();
  });

  it('E02 proposes the natural year', () => {
    expect(proposeFiscalYear(localDate('2025-11-21'))).toEqual({
      name: '2025',
      startsOn: '2025-01-01',
      endsOn: '2025-12-31',
    });
  });
});
