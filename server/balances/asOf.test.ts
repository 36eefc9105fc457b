// Figures as they were known then, whoever asks: by version or by moment, and never today's instead (S01).
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BalanceAnswer, MonthlyBalances } from '../../shared/contract/balances.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import {
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

let server: TestServer;
let client: TestClient;
beforeEach(async () => {
  server = await openTestServer(openSqliteForTest, { instant: '2025-06-30T10:00:00.000Z' });
  client = await server.signIn();
  await post('100,00');
  server.clock.set('2025-06-30T12:00:00.000Z');
  // In a year before, which stands on 129 while it is open.
  await post('40,00');
});
afterEach(() => server.remove());

const post = (amount: string) =>
  client.postLedger(`
    2024-05-10 Venta
      572     ${amount}
      700               ${amount}
  `);

const query = {
  accounts: ['572', '129'],
  periods: [{ from: '2025-01-31', to: '2025-01-31' }],
  measures: ['closing'],
  cells: [0, 0, 0, 1, 0, 0],
};

it.each([
  [0, '0.00'],
  [1, '0.00'],
  [2, '100.00'],
  [4, '140.00'],
  ['2025-06-30T09:59:59.999Z', '0.00'],
  ['2025-06-30T12:00:00+02:00', '100.00'],
  ['2025-06-30T11:59:59Z', '100.00'],
  ['2025-06-30T12:00:00Z', '140.00'],
])('%s: cells, the trial balance and months say the same', async (asOf, amount) => {
  const { body } = await client.post<BalanceAnswer>('/balances/query', { ...query, asOf });
  const result = amount === '0.00' ? amount : `-${amount}`;
  expect(body.amounts).toEqual([amount, result]);
  const then = `asOf=${encodeURIComponent(asOf)}`;
  const { rows } = await client.trialBalance('2025-01-31', '2025-01-31', `&rows=leaves&${then}`);
  const path = `/monthly-balances?from=2025-01-01&to=2025-01-31&${then}`;
  const months = (await client.get<MonthlyBalances>(path)).body.rows;
  for (const [code, wanted] of [
    ['572', amount],
    ['129', result],
  ]) {
    const closing = rows.find((row) => row.code === code)?.closing ?? '0.00';
    const [month = '0.00'] = months.find((row) => row.code === code)?.amounts ?? [];
    expect([closing, month], code).toEqual([wanted, wanted]);
  }
});

it('cells that are kept follow the ledger: asked as of then they are refused, and not answered as of today', async () => {
  const { status, body } = await client.post('/balances/cell-sets', { ...query, asOf: 2 });
  expect([status, writeRejections(body)]).toEqual([400, 'member-unknown body']);
  expect(body.rejections[0]?.message).toContain('asOf');
  expect(body.rejections[0]?.pointer).toBe('/asOf');
});
