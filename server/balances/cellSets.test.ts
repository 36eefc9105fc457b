// Registered cell sets and months: repeats and deltas give what a fresh query gives (S01).
import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  BalanceAnswer,
  CellSet,
  CellSetAnswer,
  MonthlyBalances,
} from '../../shared/contract/balances.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

const query = {
  accounts: ['572', '7', '129', '999'],
  periods: [
    { from: '2025-01-31', to: '2025-01-31' },
    { from: '2025-12-31', to: '2025-12-31' },
  ],
  measures: ['closing'],
  cells: [0, 0, 0, 0, 1, 0, 1, 1, 0, 2, 1, 0, 3, 1, 0],
};

describeOnEngines('cell sets', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeEach(async () => {
    server = await openTestServer(open);
    client = await server.signIn();
    await client.postLedger(`
      2025-01-15 Venta
        572     200,00
        700               200,00
    `);
  });
  afterEach(() => server.remove());

  const fresh = async () => (await client.post<BalanceAnswer>('/balances/query', query)).body;
  const register = async () => (await client.post<CellSet>('/balances/cell-sets', query)).body;
  const read = async (set: CellSet, since = '') =>
    (await client.get<CellSetAnswer>(`/balances/cell-sets/${set.cellSet}${since}`)).body;

  it('S01 a repeat answers what a fresh query answers; a delta only what changed', async () => {
    const set = await register();
    expect(set.amounts).toEqual(['200.00', '200.00', '-200.00', '0.00', null]);
    expect(writeRejections(set)).toBe('account-unknown 4 filter');
    expect((await read(set, `?since=${set.ledgerVersion}`)).changes).toEqual([]);
    await client.postLedger(`
      2025-02-15 Venta
        572      50,00
        700                50,00
    `);
    const delta = await read(set, `?since=${set.ledgerVersion}`);
    expect([...delta.changes!].sort(([a], [b]) => a - b)).toEqual([
      [1, '250.00'],
      [2, '-250.00'],
    ]);
    expect((await read(set)).amounts).toEqual((await fresh()).amounts);
    const caughtUp = await read(set, `?since=${delta.ledgerVersion}`);
    expect(caughtUp).toEqual({ ledgerVersion: delta.ledgerVersion, changes: [] });
  });

  it('S01 a posting in an earlier open year moves the virtual result of a set too', async () => {
    const set = await register();
    await client.postLedger(`
      2024-05-15 Venta
        572      70,00
        700                70,00
    `);
    const delta = await read(set, `?since=${set.ledgerVersion}`);
    expect(delta.changes).toContainEqual([3, '-70.00']);
    expect((await read(set)).amounts).toEqual((await fresh()).amounts);
  });

  it('a change of the chart computes everything again; an unknown set says so', async () => {
    const set = await register();
    await client.post('/accounts', { code: '9999', name: 'Cuenta nueva', kind: 'memorandum' });
    expect((await read(set)).amounts).toEqual((await fresh()).amounts);
    const unknown = await client.get(`/balances/cell-sets/${'x'.repeat(22)}`);
    expect([unknown.status, writeRejections(unknown.body)]).toEqual([404, 'cell-set-unknown']);
  });

  it('P01 a cell of an account that is added later is told, though nothing was posted', async () => {
    const one = { ...query, accounts: ['5740000001'], cells: [0, 0, 0] };
    const { body: set } = await client.post<CellSet>('/balances/cell-sets', one);
    expect(set.amounts).toEqual([null]);
    const added = await client.post('/accounts', { code: '5740000001', name: 'Banco Uno' });
    expect(added.status).toBe(201);
    expect((await read(set, `?since=${set.ledgerVersion}`)).amounts).toEqual(['0.00']);
  });

  it('R07 months: one column each, totals of the accounts above included', async () => {
    await client.postLedger(`
      2025-02-15 Venta
        572      50,00
        700                50,00
    `);
    const path = '/monthly-balances?from=2025-01-10&to=2025-03-05&measure=closing';
    const { body } = await client.get<MonthlyBalances>(path);
    expect(body.months).toEqual([
      { from: '2025-01-10', to: '2025-01-31' },
      { from: '2025-02-01', to: '2025-02-28' },
      { from: '2025-03-01', to: '2025-03-05' },
    ]);
    const amounts = Object.fromEntries(body.rows.map(({ code, amounts: row }) => [code, row]));
    expect(amounts['57']).toEqual(['200.00', '250.00', '250.00']);
    expect(amounts['700']).toEqual(['-200.00', '-250.00', '-250.00']);
  });
});
