// What closing a year would post, over HTTP, and what later years show while it is open (K02, K12).
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account } from '../../shared/contract/accounts.ts';
import type { BalanceAnswer, BalanceChanges } from '../../shared/contract/balances.ts';
import type { Problem } from '../../shared/contract/common.ts';
import type { Regularisation } from '../../shared/contract/regularisation.ts';
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { tidyTable, writeTrialBalance } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  ana,
  calendarYears,
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

describeOnEngines('the regularisation of a year', (open) => {
  let server: TestServer;
  let spain: TestClient;
  let colombia: TestClient;
  beforeAll(async () => {
    const fiscalYears = calendarYears(2026, 2027, 2028);
    server = await openTestServer(open, {
      companies: [
        { code: 'ES', profile: 'ES', chart: 'pgc', fiscalYears },
        { code: 'CO', profile: 'CO', fiscalYears },
      ],
      users: [{ ...ana, roles: { ES: 'contador', CO: 'contador' } }],
    });
    spain = await server.signIn(ana, 'ES');
    colombia = spain.in('CO');
    await spain.postLedger(`
      2026-11-30 Subvención
        570   2.000,00
        940             2.000,00
      2026-12-31 Impuesto diferido
        8301    500,00
        479               500,00 ; tercero=H
      2026-12-31 Venta
        570     100,00
        700               100,00
      2026-12-31 Orden
        570       1,00
        572                 1,00
    `);
    await colombia.postLedger(`
      2026-03-01 Gasto
        519595  700,00 ; tercero=900
        110505            700,00
      2027-03-01 Venta
        110505  450,00
        4135              450,00 ; tercero=901
      2027-04-01 Gasto
        519595   50,00 ; tercero=900 ; cc=01
        110505             50,00
    `);
  });
  afterAll(() => server.remove());

  const preview = (client: TestClient, year: string) =>
    client.get<Regularisation & Problem>(`/fiscal-years/${year}/regularisation`);
  const writeEntries = ({ entries }: Regularisation) =>
    entries.map(({ description, lines }) => [
      description,
      ...lines.map(({ account, party, debit, credit }) =>
        [account, party, `${debit} ${credit}`].filter(Boolean).join(' '),
      ),
    ]);

  it('K02 ES groups 8 and 9 stand on their own accounts in the next year, not on 129', async () => {
    const figures = async (date: string) =>
      Promise.all(['129', '130', '940', '8301'].map((code) => spain.figure(code, date)));
    expect(await figures('2027-06-30')).toEqual(['-100.00', '-2000.00', '0.00', '500.00']);
    expect(await figures('2026-12-31')).toEqual(['0.00', '0.00', '-2000.00', '500.00']);
    const { body } = await preview(spain, '2026');
    expect(writeEntries(body)).toEqual([
      ['Regularización a 129', '700 100.00 0.00', '129 0.00 100.00'],
      ['Regularización a 130', '940 2000.00 0.00', '130 0.00 2000.00'],
    ]);
    expect(body.targets.map(({ code, amount }) => `${code} ${amount}`)).toEqual([
      '129 -100.00',
      '130 -2000.00',
    ]);
  });

  it('decision 2: what has no target stays on its account, and its row and figure say so', async () => {
    const trial = await spain.trialBalance('2027-06-30', '2027-06-30', '&rows=leaves');
    expect(tidyTable(writeTrialBalance(trial))).toBe(
      tidyTable(`
        129*    -100,00  0,00  0,00   -100,00
        130*  -2.000,00  0,00  0,00 -2.000,00
        479     -500,00  0,00  0,00   -500,00
        570    2.101,00  0,00  0,00  2.101,00
        572       -1,00  0,00  0,00     -1,00
        8301     500,00  0,00  0,00    500,00
        Total      0,00  0,00  0,00      0,00
      `),
    );
    expect(trial.rows.find(({ code }) => code === '8301')?.withoutTarget).toBe('500.00');
    expect(trial.rows.filter((row) => row.withoutTarget !== undefined)).toHaveLength(1);
    // Where the shown chart ends above it, the row that holds it says it.
    const short = await spain.trialBalance('2027-06-30', '2027-06-30', '&level=2');
    expect(
      short.rows
        .filter((row) => row.virtual ?? row.withoutTarget)
        .map(({ code, virtual, withoutTarget }) => [code, virtual, withoutTarget]),
    ).toEqual([
      ['12', '-100.00', undefined],
      ['13', '-2000.00', undefined],
      ['83', undefined, '500.00'],
    ]);
    const { body } = await spain.post<BalanceAnswer>('/balances/query', {
      accounts: ['8;9', '570', '8301'],
      periods: [
        { from: '2027-01-01', to: '2027-06-30' },
        { from: '2026-01-01', to: '2026-12-31' },
      ],
      measures: ['closing', 'movement'],
      cells: [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0],
    });
    expect(body.amounts).toEqual(['2101.00', '-1500.00', '0.00', '500.00', '500.00']);
    const notices = body.notices ?? [];
    expect(
      notices.map(({ code, params, line }) => [code, params.account, params.amount, line]),
    ).toEqual([['closing-without-target', '8301', '500.00', 3]]);
  });

  it('names account, amount and candidates of what keeps a year from being closed', async () => {
    const { body } = await preview(spain, '2026');
    expect(body.withoutTarget).toMatchObject([{ code: '8301', amount: '500.00' }]);
    expect(body.withoutTarget[0]?.candidates.map(({ code }) => code).join(' ')).toBe(
      '115 130 131 132 133 1340 1341 135 136 1370 1371',
    );
    expect(body.rejections).toMatchObject([
      { code: 'closing-without-target', field: 'closesInto', params: { account: '8301' } },
    ]);
    expect(body.rejections[0]?.message).toContain('8301 (Impuesto diferido) tiene 500,00');
    expect(body.rejections[0]?.remedy).toContain('130 (');
  });

  it('P02 a year is asked for by its name or its id; what is no year is not found', async () => {
    const { body } = await preview(spain, '2027');
    expect([body.fiscalYear.name, body.entries, body.rejections]).toEqual(['2027', [], []]);
    expect((await preview(spain, '1')).body.fiscalYear.name).toBe('2026');
    const { status, body: problem } = await preview(spain, '2031');
    expect([status, writeRejections(problem)]).toEqual([404, 'not-found']);
  });

  it('K12 CO a loss year, then a profit year: each year’s result by itself', async () => {
    const figures = async (date: string) =>
      Promise.all(['3605', '3610', '5905'].map((code) => colombia.figure(code, date)));
    expect(await figures('2026-12-31')).toEqual(['0.00', '0.00', '0.00']);
    expect(await figures('2027-12-31')).toEqual(['0.00', '700.00', '0.00']);
    expect(await figures('2028-01-01')).toEqual(['-400.00', '700.00', '0.00']);
    expect(writeEntries((await preview(colombia, '2027')).body)).toEqual([
      ['Cancelación de ingresos', '4135 901 450.00 0.00', '5905 0.00 450.00'],
      ['Cancelación de gastos y costos', '519595 900 0.00 50.00', '5905 50.00 0.00'],
      ['Traslado del resultado', '5905 400.00 0.00', '3605 0.00 400.00'],
    ]);
    expect(writeEntries((await preview(colombia, '2026')).body)).toEqual([
      ['Cancelación de gastos y costos', '519595 900 0.00 700.00', '5905 700.00 0.00'],
      ['Traslado del resultado', '5905 0.00 700.00', '3610 700.00 0.00'],
    ]);
  });

  it('asOf: the virtual result as it was known', async () => {
    const { ledgerVersion } = await colombia.trialBalance('2028-01-01', '2028-01-01');
    await colombia.postLedger(`
      2026-12-31 Venta tardía
        110505 1.000,00
        4135            1.000,00 ; tercero=901
    `);
    const at = async (asOf: string) => {
      const { rows } = await colombia.trialBalance('2027-06-30', '2027-06-30', asOf);
      return rows.filter(({ virtual }) => virtual).map(({ code, virtual }) => `${code} ${virtual}`);
    };
    expect(await at('')).toEqual(['3605 -300.00']);
    expect(await at(`&asOf=${ledgerVersion}`)).toEqual(['3610 700.00']);
  });

  it('«¿Por qué cambió?» of a balance lists what an earlier, open year brought to it', async () => {
    const sinceVersion = (await colombia.trialBalance('2028-01-01', '2028-01-01')).ledgerVersion;
    await colombia.postLedger(`
      2026-06-01 Gasto olvidado
        519595 2.000,00 ; tercero=900
        110505          2.000,00
      2027-06-01 Gasto
        519595   30,00 ; tercero=900
        110505             30,00
    `);
    const explain = async (account: string, to: string) => {
      const period = `from=2027-01-01&to=${to}&measure=closing&sinceVersion=${sinceVersion}`;
      const path = `/balances/changes?account=${account}&${period}`;
      const { before, after, changes, rest } = (await colombia.get<BalanceChanges>(path)).body;
      return [
        `${before} → ${after}`,
        ...changes.map(({ account: code, date, amount, virtual }) =>
          [code, date, amount, virtual && 'virtual'].filter(Boolean).join(' '),
        ),
        ...(rest === '0.00' ? [] : [`resto ${rest}`]),
      ];
    };
    const late = '519595 2026-06-01 2000.00 virtual';
    expect(await explain('36', '2027-12-31')).toEqual(['-300.00 → 1700.00', late]);
    expect(await explain('3605', '2027-12-31')).toEqual(['-300.00 → 0.00', late, 'resto -1700.00']);
    expect(await explain('519595', '2027-12-31')).toEqual([
      '50.00 → 80.00',
      '519595 2027-06-01 30.00',
    ]);
    expect(await explain('1105', '2027-12-31')).toEqual([
      '700.00 → -1330.00',
      '110505 2026-06-01 -2000.00',
      '110505 2027-06-01 -30.00',
    ]);
  });

  it('P01 a target that is said later moves what stayed, without a posting', async () => {
    const sub = await spain.call<Account>(
      'PATCH',
      '/accounts/8301',
      { closesInto: '133' },
      { 'idempotency-key': 'clave-cierra-8301' },
    );
    expect([sub.status, sub.body.closesInto]).toEqual([200, '133']);
    const figures = await Promise.all(
      ['133', '8301', '129'].map((code) => spain.figure(code, '2027-06-30')),
    );
    expect(figures).toEqual(['500.00', '0.00', '-100.00']);
    expect((await preview(spain, '2026')).body.rejections).toEqual([]);
    expect(await spain.figure('8301', '2026-12-31')).toBe('500.00');
  });

  it('K02 what an account has without a third party is told apart from what it has with each', async () => {
    const [voided] = (await spain.postLedger(`
      2026-03-01 Anulado
        640   8,00 ; tercero=900
        640   9,00
        572               17,00
      2026-04-01 Con y sin tercero
        640   5,00
        640   3,00 ; tercero=902
        572                8,00
    `)) as [VoucherResult, VoucherResult];
    const reason = { reason: 'Por error' };
    const path = `/vouchers/${voided.voucher.id}/void`;
    expect((await spain.post(path, reason)).status).toBe(200);
    const entries = writeEntries((await preview(spain, '2026')).body);
    expect(entries.flat().filter((line) => line.startsWith('640'))).toEqual([
      '640 0.00 5.00',
      '640 902 0.00 3.00',
    ]);
  });
});
