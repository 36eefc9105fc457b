// The three country profiles agree with their charts and with the rules that read them.
import { describe, expect, it } from 'vitest';
import { findLeafCodes, type ChartAccount } from './chartAccount.ts';
import { findProfile, listProfiles, PROFILE_CODES, type CountryProfile } from './profile.ts';
import { findShippedChart } from './shippedChart.ts';

function chartOf(chartId: string): readonly ChartAccount[] {
  const accounts = findShippedChart(chartId);
  if (accounts === undefined) throw new Error(`No chart ${chartId}`);
  return accounts;
}

function postedCodes(profile: CountryProfile): string[] {
  return [
    profile.resultAccountCode,
    profile.lossAccountCode,
    profile.openingDifferenceAccountCode,
    profile.openingDifferenceLossAccountCode,
  ].filter((code) => code !== null);
}

describe('profiles', () => {
  it('are three, found by code', () => {
    expect(listProfiles().map(({ code }) => code)).toEqual([...PROFILE_CODES]);
    expect(findProfile('CO')?.defaultCurrency).toBe('COP');
    expect(findProfile('FR')).toBeUndefined();
    expect(findProfile('co')).toBeUndefined();
  });

  it.each(listProfiles())('$code offers charts, one of them by default', (profile) => {
    expect(profile.charts.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    for (const { id } of profile.charts) expect(chartOf(id).length).toBeGreaterThan(200);
  });

  it.each(listProfiles())('$code posts results on equity leaves of every chart', (profile) => {
    for (const { id } of profile.charts) {
      const accounts = chartOf(id);
      const leaves = findLeafCodes(accounts);
      for (const code of postedCodes(profile)) {
        expect(leaves.has(code), `${id} ${code} is a leaf`).toBe(true);
        expect(accounts.find((account) => account.code === code)).toMatchObject({
          kind: 'equity',
          requiresParty: false,
          requiresCostCenter: false,
        });
      }
    }
  });

  it('K02 CO gathers results on 5905, an expense leaf without third party', () => {
    const puc = chartOf('puc');
    expect(findProfile('CO')?.incomeSummaryAccountCode).toBe('5905');
    expect(findLeafCodes(puc).has('5905')).toBe(true);
    expect(puc.find(({ code }) => code === '5905')).toMatchObject({
      kind: 'expense',
      requiresParty: false,
    });
  });

  it('B03 names an account that lacks credits for an opening, and one that lacks debits', () => {
    for (const profile of listProfiles()) {
      for (const { id } of profile.charts) {
        const natureOf = (wanted: string) =>
          chartOf(id).find(({ code }) => code === wanted)?.nature;
        expect(natureOf(profile.openingDifferenceAccountCode)).toBe('credit');
        expect(natureOf(profile.openingDifferenceLossAccountCode)).toBe('debit');
      }
    }
  });

  it.each(listProfiles())('B01 $code has one default type per purpose, SI to open', (profile) => {
    const { voucherTypes } = profile;
    expect(new Set(voucherTypes.map(({ code }) => code)).size).toBe(voucherTypes.length);
    for (const purpose of ['ordinary', 'opening'] as const) {
      const defaults = voucherTypes.filter((type) => type.purpose === purpose && type.isDefault);
      expect(defaults, purpose).toHaveLength(1);
    }
    expect(voucherTypes.find(({ code }) => code === 'SI')?.purpose).toBe('opening');
  });

  it('numbers and words follow each country (features.md, section 2)', () => {
    const pick = (profile: CountryProfile) => [
      profile.code,
      profile.numbering,
      profile.vocabulary.voucher,
      profile.vocabulary.costCenter,
      profile.vocabulary.trialBalance,
    ];
    expect(listProfiles().map(pick)).toEqual([
      ['ES', 'per-fiscal-year', 'asiento', 'centro de coste', 'balance de sumas y saldos'],
      ['CO', 'per-type-continuous', 'comprobante', 'centro de costo', 'balance de prueba'],
      ['VE', 'number-and-date', 'comprobante', 'centro de costo', 'balance de comprobación'],
    ]);
  });
});
