// The state of the books, read as an accountant reads it.
import { describe, expect, it } from 'vitest';
import type { Company, FiscalYear } from '../../shared/contract/companies.ts';
import { localDate } from '../../shared/localDate.ts';
import { currentFiscalYear, describeFiscalYear, listBooksRows } from './booksState.ts';

const now = new Date(2025, 4, 6, 11, 0);
const today = localDate('2025-05-06');
const figures = { subscriptions: 0, ledgerVersion: null, lastSyncAt: null, staleSince: null };

const yearOf = (name: string, state: FiscalYear['state'] = 'open'): FiscalYear => ({
  id: Number(name),
  name,
  startsOn: localDate(`${name}-01-01`),
  endsOn: localDate(`${name}-12-31`),
  state,
});
const company: Company = {
  code: 'DEMO',
  name: 'Demo, S.L.',
  profile: 'ES',
  currency: 'EUR',
  minorDigits: 2,
  numberStyle: 'comma-decimal',
  role: 'contador',
  vocabulary: { fiscalYear: 'ejercicio' },
  ledgerVersion: 1,
  settingsVersion: 1,
  fiscalYears: [yearOf('2024', 'closed'), yearOf('2025')],
  lock: null,
  voucherTypes: [],
  defaultVoucherType: 'AS',
  openingDifferenceAccount: null,
  draftCount: 0,
  lastPosting: null,
};
const rowsOf = (changes: Partial<Company>) =>
  Object.fromEntries(
    listBooksRows({ ...company, ...changes }, figures, today, now).map((row) => [row.key, row]),
  );

describe('the state of the books', () => {
  it('E06 shows the fiscal year that contains today, with its dates and state', () => {
    expect(rowsOf({})['fiscalYear']).toMatchObject({
      value: '2025 · Abierto',
      detail: 'Del 01/01/2025 al 31/12/2025',
    });
  });

  it('shows the newest year when none contains today, closed ones as such', () => {
    const years = [yearOf('2022'), yearOf('2024', 'closed'), yearOf('2023')];
    const year = currentFiscalYear({ ...company, fiscalYears: years }, today);
    expect(describeFiscalYear(year)).toBe('Ejercicio 2024 · Cerrado');
  });

  it('E05 says what a company without fiscal years cannot do', () => {
    expect(rowsOf({ fiscalYears: [] })['fiscalYear']).toMatchObject({
      value: 'Ninguno',
      detail: 'Sin él no se puede contabilizar',
    });
    expect(describeFiscalYear(null)).toBe('Sin ejercicio');
  });

  it('names who locked, through which day and when', () => {
    const lockedAt = new Date(2025, 3, 4, 9, 5).toISOString();
    const lock = { lockedThrough: localDate('2025-03-31'), lockedBy: 'Ana Ruiz', lockedAt };
    expect(rowsOf({ lock })['lock']).toMatchObject({
      value: 'Hasta el 31/03/2025',
      detail: 'Ana Ruiz, 04/04/2025 09:05',
    });
  });

  it('counts drafts in words', () => {
    expect(rowsOf({ draftCount: 1 })['ledgerDrafts']?.value).toBe('1 borrador');
    expect(rowsOf({ draftCount: 1200 })['ledgerDrafts']?.value).toBe('1.200 borradores');
  });
});
