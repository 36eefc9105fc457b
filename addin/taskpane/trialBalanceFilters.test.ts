// Finding accounts in the trial balance, and its proof.
import { describe, expect, it } from 'vitest';
import type { TrialBalance, TrialBalanceRow } from '../../shared/contract/balances.ts';
import { isInBalance, searchAccounts } from './trialBalanceFilters.ts';

const row = (code: string, name: string) => ({ code, name }) as TrialBalanceRow;
const rows = [
  row('430', 'Clientes'),
  row('4300001', 'Pérez Hermanos'),
  row('477', 'Hacienda Pública, IVA repercutido'),
];
const found = (search: string) => searchAccounts(rows, search).map(({ code }) => code);

describe('the trial balance of the pane', () => {
  it('finds by the beginning of the code or by words of the name', () => {
    expect(found('430')).toEqual(['430', '4300001']);
    expect(found('perez')).toEqual(['4300001']);
    expect(found('iva hacienda')).toEqual(['477']);
    expect(found('30')).toEqual([]);
    expect(found('')).toHaveLength(3);
  });

  it('compares totals exactly, not as floats', () => {
    const totals = { opening: '0', debit: '0.30', credit: '0.3', closing: '0.00' };
    const balance = (changes: Partial<typeof totals>) =>
      ({ totals: { ...totals, ...changes } }) as TrialBalance;
    expect(isInBalance(balance({}), 2)).toBe(true);
    expect(isInBalance(balance({ debit: '0.31' }), 2)).toBe(false);
    expect(isInBalance(balance({ closing: '0.01' }), 2)).toBe(false);
  });
});
