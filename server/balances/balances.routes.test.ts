// Balances over HTTP: request order, dictionary coding, rejections by cell, and figures that follow every
// posting (S01, R01, E13), against the worked example of the accountants (case 2 of the brief).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BalanceAnswer, BalanceChanges } from '../../shared/contract/balances.ts';
import type { Problem } from '../../shared/contract/common.ts';
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { tidyTable, writeTrialBalance } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  ana,
  nextUuid,
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

describeOnEngines('balances', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    const companies = ['UNO', 'H', 'H2'].map((code) => ({ code }));
    const roles = { UNO: 'contador', H: 'contador', H2: 'contador' } as const;
    server = await openTestServer(open, { companies, users: [{ ...ana, roles }] });
    client = await server.signIn();
    await client.postLedger(`
      2024-03-01 Capital
        572  10.000,00
        100            10.000,00
      2024-05-01 Venta
        4304     500,00 ; tercero=X
        700               500,00
    `);
    await client.postLedger(`
      2025-01-15 Venta
        572     200,00
        700               200,00
      2025-02-10 Compra
        600      80,00
        572                80,00
    `);
  });
  afterAll(() => server.remove());

  const query = async (body: unknown) =>
    client.post<BalanceAnswer & Problem>('/balances/query', body);
  const periods = [
    { from: '2025-01-01', to: '2025-01-31' },
    { from: '2025-02-01', to: '2025-12-31' },
    { from: '2025-12-31', to: '2025-01-01' },
  ];
  const measures = ['opening', 'debit', 'credit', 'movement', 'closing'];

  it('S01 answers in the order of the request, each cell as often as it is asked', async () => {
    const accounts = ['572', '7', '57;-572', '57*;700', '129'];
    const asked = [
      ...[0, 1, 4, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 1, 3, 0, 1, 2],
      ...[1, 0, 4, 1, 0, 0, 2, 1, 4, 3, 1, 4, 4, 0, 4, 0, 1, 4],
    ];
    const { status, body } = await query({ accounts, periods, measures, cells: asked });
    expect(status).toBe(200);
    expect(body.rejections).toEqual([]);
    expect(body.amounts).toEqual([
      ...['10120.00', '10000.00', '200.00', '0.00', '-80.00', '80.00'],
      ...['-200.00', '0.00', '0.00', '9920.00', '-500.00', '10120.00'],
    ]);
  });

  it('every filter means what the grammar says, on the real chart', async () => {
    const figure = (account: string) => client.figure(account, '2025-12-31');
    expect(await figure('=572')).toBe('10120.00');
    expect(await figure('=57')).toBe('0.00');
    expect(await figure('57')).toBe('10120.00');
    expect(await figure('570:579')).toBe('10120.00');
    expect(await figure('6,7')).toBe('-120.00');
    expect(await figure('-6;-7')).toBe('120.00');
    expect(await figure('5*^*2')).toBe('10120.00');
  });

  it.each([
    // A typo in any part would change the sum without a word.
    ['999', '999'],
    ['999;430', '999'],
    ['430;-999', '999'],
    ['43^999', '999'],
    ['430;-57*^999', '999'],
    ['=999', '999'],
    ['430;=4399', '4399'],
    ['430;-=4399', '4399'],
    ['430:439;999', '999'],
    ['43.0', '43.0'],
    ['430.9;430', '430.9'],
    ['998;430;999', '998, 999'],
  ])('S01 every code that «%s» names must exist: %s does not', async (account, unknown) => {
    const { body } = await query({ accounts: [account], periods, measures, cells: [0, 0, 4] });
    expect(body.amounts).toEqual([null]);
    expect(body.notices).toEqual([]);
    const [rejection] = body.rejections;
    expect(rejection?.message).toMatch(
      new RegExp(`^Las? cuentas? ${unknown.replace('.', '[.]')} no existen? en el plan`),
    );
    const changes = await client.get<Problem>(
      `/balances/changes?account=${encodeURIComponent(account)}&from=2025-01-01&to=2025-12-31&sinceVersion=0`,
    );
    expect([changes.status, changes.body.rejections[0]?.message]).toEqual([
      422,
      rejection?.message,
    ]);
  });

  it.each([
    ['99*', '0.00', ['99*']],
    ['990:999', '0.00', ['990:999']],
    ['572;99*', '10200.00', ['99*']],
    ['572;-99?;98*', '10200.00', ['98*', '-99?']],
    ['43^57', '0.00', ['43^57']],
    ['572;-572', '0.00', ['572;-572']],
    // A total account has no postings of its own.
    ['=57', '0.00', ['=57']],
    ['572;=57', '10200.00', ['=57']],
    ['57*', '10200.00', []],
  ])('S01 «%s» gives %s, with notices of %j', async (account, amount, parts) => {
    const accounts = ['572', account];
    const { body } = await query({
      ...{ accounts, periods, measures },
      // However many cells ask it, it is told once.
      cells: [1, 0, 4, 1, 1, 4, 1, 0, 4, 0, 0, 4],
    });
    expect([body.amounts[0], body.rejections]).toEqual([amount, []]);
    expect(body.notices.map(({ accounts: text, params }) => [text, params.text])).toEqual(
      parts.map((part) => [account, part]),
    );
    const changes = await client.get<BalanceChanges>(
      `/balances/changes?account=${encodeURIComponent(account)}&from=2025-01-01&to=2025-12-31&sinceVersion=0`,
    );
    expect([changes.status, changes.body.notices]).toEqual([200, body.notices]);
  });

  it('rejections carry the cell; the other cells are answered', async () => {
    const accounts = ['572', '43$', '999999', ''];
    const { body } = await query({
      ...{ accounts, periods, measures },
      cells: [1, 0, 4, 0, 0, 4, 2, 0, 4, 0, 2, 4, 3, 0, 4],
    });
    expect(body.amounts).toEqual([null, '10200.00', null, null, null]);
    expect(writeRejections(body)).toBe(
      [
        'filter-invalid 0 filter',
        'account-unknown 2 filter',
        'period-reversed 3',
        'filter-invalid 4 filter',
      ].join('\n'),
    );
  });

  it('an index outside its list, or half a cell, is malformed; too many cells are too large', async () => {
    const few = { accounts: ['572'], periods: periods.slice(0, 1), measures: ['closing'] };
    for (const cells of [
      [0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [-1, 0, 0],
      [0.5, 0, 0],
      ['0', 0, 0],
    ]) {
      expect((await query({ ...few, cells })).status).toBe(400);
    }
    expect((await query({ ...few, cells: [] })).body.amounts).toEqual([]);
    const many = await query({ ...few, cells: Array<number>(600_003).fill(0) });
    expect([many.status, many.body.rejections[0]?.code]).toEqual([413, 'too-many-cells']);
  });

  it('20,000 cells in one request', async () => {
    const cells = Array.from({ length: 20_000 }, (_, index) => [
      index % 2,
      index % 2,
      index % 5,
    ]).flat();
    const { body } = await query({
      accounts: ['572', '7'],
      periods: periods.slice(0, 2),
      measures,
      cells,
    });
    expect(body.amounts).toHaveLength(20_000);
    expect(new Set(body.amounts).size).toBeLessThanOrEqual(10);
  });

  it('S01 follows what is posted, back-dated or not, at the version that it says', async () => {
    const before = await query({ accounts: ['572'], periods, measures, cells: [0, 0, 4] });
    const [posted] = await client.postLedger(`
      2024-12-31 Atrasado
        572       1,00
        700                 1,00
    `);
    const after = await query({ accounts: ['572'], periods, measures, cells: [0, 0, 4] });
    expect(after.body.ledgerVersion).toBe(posted?.ledgerVersion);
    expect(after.body.ledgerVersion).toBe(before.body.ledgerVersion + 2);
    expect([before.body.amounts[0], after.body.amounts[0]]).toEqual(['10200.00', '10201.00']);
  });

  it('R01 the trial balance of a period, with the open year’s result marked as virtual', async () => {
    const answer = await client.trialBalance('2025-01-01', '2025-12-31', '&rows=leaves');
    expect(tidyTable(writeTrialBalance(answer))).toBe(
      tidyTable(`
        100    -10.000,00    0,00    0,00  -10.000,00
        129*      -501,00    0,00    0,00     -501,00
        4304      500,00     0,00    0,00      500,00
        572    10.001,00   200,00   80,00   10.121,00
        600         0,00    80,00    0,00       80,00
        700         0,00     0,00  200,00     -200,00
        Total       0,00   280,00  280,00        0,00
      `),
    );
    expect(answer.rows.find(({ code }) => code === '129')?.virtual).toBe('-501.00');
  });

  it('adds up to zero at every month end, with levels that add up to their leaves', async () => {
    for (let month = 1; month <= 12; month += 1) {
      const date = new Date(Date.UTC(2025, month, 0)).toISOString().slice(0, 10);
      const { rows, totals } = await client.trialBalance('2025-01-01', date);
      expect([date, totals.opening, totals.closing]).toEqual([date, '0.00', '0.00']);
      const top = rows.filter(({ level }) => level === 1);
      expect(top.reduce((sum, { closing }) => sum + Number(closing) * 100, 0)).toBeCloseTo(0);
    }
  });

  describe('manual H, worked example: the balances of a year loaded as its opening', () => {
    const lines = [
      { line: 11, account: '572', debit: '25000.00' },
      { line: 12, account: '4300', debit: '15000.00' },
      { line: 13, account: '4000', credit: '10000.00' },
      { line: 14, account: '129', debit: '10000.00' },
      { line: 15, account: '600', debit: '60000.00' },
      { line: 16, account: '700', credit: '100000.00' },
    ];

    it('B03 as printed it does not balance: nothing is posted, 121 is offered', async () => {
      const input = { date: '2024-01-01', lines: lines.filter(({ account }) => account !== '129') };
      const dry = await client
        .in('H')
        .post<Problem & { ok: boolean }>('/opening-balances/validate', input);
      expect(dry.body.ok).toBe(false);
      const { status, body } = await client
        .in('H')
        .post('/opening-balances', { id: nextUuid(), ...input });
      expect(status).toBe(422);
      expect(body.rejections).toMatchObject([
        {
          code: 'opening-unbalanced',
          params: {
            debit: '100000.00',
            credit: '110000.00',
            difference: '-10000.00',
            account: '121',
          },
        },
      ]);
      expect(await client.in('H').balances('2024-12-31')).toBe('');
    });

    it('B01 B02 S01 complete it is one SI voucher, 110.000 = 110.000, and the year closes to 129 = 30.000 H', async () => {
      const company = client.in('H');
      const id = nextUuid();
      const { status, body } = await company.post<VoucherResult>('/opening-balances', {
        ...{ id, date: '2024-01-01', lines },
      });
      expect(status).toBe(201);
      expect(body.voucher).toMatchObject({
        label: 'SI-1',
        date: '2024-01-01',
        totals: { debit: '110000.00', credit: '110000.00' },
      });
      expect(await company.balances('2024-12-31')).toBe(
        tidyTable(`
          129   10.000,00
          4000  -10.000,00
          4300   15.000,00
          572   25.000,00
          600   60.000,00
          700 -100.000,00
        `),
      );
      // Next year, with 2024 still open: what its closing entry would leave, 40.000 = 40.000.
      expect(await company.balances('2025-01-01')).toBe(
        tidyTable(`
          129  -30.000,00
          4000  -10.000,00
          4300   15.000,00
          572   25.000,00
        `),
      );
      const again = await company.post('/opening-balances', { id, date: '2024-01-01', lines });
      expect([again.status, again.body.rejections[0]?.code]).toEqual([
        409,
        'voucher-already-posted',
      ]);
      const second = await company.post<Problem & { notices: Problem['rejections'] }>(
        '/opening-balances/validate',
        { date: '2024-02-01', lines },
      );
      expect(second.body.notices[0]).toMatchObject({
        code: 'opening-exists',
        params: { voucher: 'SI-1', date: '2024-01-01' },
      });
    });

    it('variant with a loss in 121: apertura 50.000 = 50.000', async () => {
      const company = client.in('H2');
      const variant = lines.map((line) =>
        line.account === '129' ? { ...line, account: '121' } : line,
      );
      const { status } = await company.post('/opening-balances', {
        id: nextUuid(),
        lines: variant,
      });
      expect(status).toBe(201);
      expect(await company.balances('2025-01-01')).toBe(
        tidyTable(`
          121   10.000,00
          129  -40.000,00
          4000  -10.000,00
          4300   15.000,00
          572   25.000,00
        `),
      );
    });
  });
});
