// Opening the books of a new company: its country's chart, types, currency and first year (E02, P01).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localDate } from '../../shared/localDate.ts';
import { listAccounts } from '../accounts/accounts.store.ts';
import { fixedClock } from '../clock.ts';
import { getCompany } from '../companies/companies.store.ts';
import { listFiscalYears } from '../fiscal-years/fiscalYears.store.ts';
import { findShippedChart } from '../profiles/shippedChart.ts';
import type { Refusal } from '../refusal.ts';
import { describeOnEngines, type TestEngine } from '../testing/testEngines.ts';
import { listVoucherTypes } from '../vouchers/voucherTypes.store.ts';
import { createCompany, type NewCompany } from './createCompany.ts';

const clock = fixedClock('2025-06-30T10:00:00.000Z');

describeOnEngines('createCompany', (open) => {
  let opened: TestEngine;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.remove());

  const create = (request: Partial<NewCompany>) =>
    createCompany(opened.engine, clock, { code: 'UNO', name: 'Uno', profile: 'ES', ...request });
  const codesOf = (request: Partial<NewCompany>): Promise<string[]> =>
    create(request).then(
      () => [],
      (error: Refusal) => error.rejections.map(({ code }) => code),
    );

  it.each([
    ['ES', 'EUR', 2, 10, 'AS', 'pgc-pymes'],
    ['CO', 'COP', 2, 0, 'CD', 'puc'],
    ['VE', 'VES', 2, 0, 'CD', 've-sugerido'],
  ])(
    'E02 P01 %s: %s, its chart, its types, the current year',
    async (profile, currency, digits, length, type, chart) => {
      const id = await create({ code: profile, profile: profile.toLowerCase() });
      await opened.engine.read(async (tx) => {
        expect(await getCompany(tx, id)).toMatchObject({
          currency,
          minorDigits: digits,
          subaccountLength: length,
          chart,
          lastSeq: 0,
        });
        expect(await listAccounts(tx, id)).toHaveLength(findShippedChart(chart)!.length);
        const types = await listVoucherTypes(tx, id);
        expect([types[0]?.code, types.some(({ purpose }) => purpose === 'opening')]).toEqual([
          type,
          true,
        ]);
        expect(await listFiscalYears(tx, id)).toMatchObject([
          { name: '2025', startsOn: '2025-01-01', endsOn: '2025-12-31', state: 'open' },
        ]);
      });
    },
  );

  it.each([
    ['JPY', 0],
    ['KWD', 3],
    ['CLP', 0],
    ['usd', 2],
  ])('keeps %s with %i decimals', async (currency, digits) => {
    const id = await create({ code: currency, currency });
    const company = await opened.engine.read((tx) => getCompany(tx, id));
    expect([company.currency, company.minorDigits]).toEqual([currency.toUpperCase(), digits]);
  });

  it('refuses everything that is wrong at once', async () => {
    expect(await codesOf({ code: 'a b', profile: 'FR', currency: 'EURO' })).toEqual([
      'company-code-invalid',
      'profile-unknown',
    ]);
    expect(await codesOf({ code: '', chart: 'puc', currency: 'XX1' })).toEqual([
      'company-code-invalid',
      'chart-unknown',
      'currency-unknown',
    ]);
    expect(await codesOf({ code: 'x'.repeat(21) })).toEqual(['company-code-invalid']);
    expect(await codesOf({ code: 'ES' })).toEqual(['company-duplicate']);
  });

  it('E03 refuses years that overlap, and leaves nothing of the company', async () => {
    const fiscalYears = [
      { startsOn: localDate('2024-01-01'), endsOn: localDate('2024-12-31') },
      { startsOn: localDate('2024-12-31'), endsOn: localDate('2025-12-30') },
    ];
    await expect(create({ code: 'OVERLAP', fiscalYears })).rejects.toThrow();
    expect(await codesOf({ code: 'OVERLAP' })).toEqual([]);
  });
});
