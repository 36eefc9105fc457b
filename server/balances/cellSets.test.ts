// Registered cell sets and months: repeats and deltas give what a fresh query gives (S01).
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  BalanceAnswer,
  BalanceQuery,
  CellSet,
  CellSetAnswer,
  MonthlyBalances,
} from '../../shared/contract/balances.ts';
import { localDate } from '../../shared/localDate.ts';
import { describeOnEngines, openSqliteForTest } from '../testing/testEngines.ts';
import {
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';
import { CellSets } from './cellSets.ts';

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
    const { ledgerVersion, settingsVersion } = delta;
    expect(caughtUp).toEqual({ ledgerVersion, settingsVersion, changes: [] });
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
    const changed = await read(set, `?since=${set.ledgerVersion}`);
    expect(changed.amounts).toEqual(['0.00']);
    expect(changed.settingsVersion).toBeGreaterThan(set.settingsVersion);
  });

  it('says again why an amount is missing whenever it tells the whole set', async () => {
    const set = await register();
    const { rejections = [] } = await read(set);
    expect(writeRejections({ rejections })).toBe('account-unknown 4 filter');
  });

  it('S01 registered again it goes on where it was: nobody who shares it is sent everything', async () => {
    const set = await register();
    await client.postLedger(`
      2025-02-15 Venta
        572      50,00
        700                50,00
    `);
    expect(await register()).toMatchObject({
      cellSet: set.cellSet,
      amounts: (await fresh()).amounts,
    });
    expect((await read(set, `?since=${set.ledgerVersion}`)).changes).toHaveLength(2);
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

describe('what is kept of cell sets is bounded', () => {
  let server: TestServer;
  let client: TestClient;
  beforeEach(async () => {
    server = await openTestServer(openSqliteForTest);
    client = await server.signIn();
  });
  afterEach(() => server.remove());

  const postSale = () =>
    client.postLedger(`
      2025-01-15 Venta
        572     200,00
        700               200,00
    `);
  const company = () =>
    server.engine.read(async (tx) => {
      const id = server.companyIds.get('UNO')!;
      const [books, index] = [
        await server.services.books.read(tx, id),
        await server.services.balances.get(tx, id),
      ];
      return [books, index] as const;
    });
  const queryOf = (accounts: string[], cells: number[]): BalanceQuery => ({
    accounts,
    periods: [{ from: localDate('2025-12-31'), to: localDate('2025-12-31') }],
    measures: ['closing'],
    cells,
  });

  it('S01 changes are told since as many versions as are remembered, and everything before them', async () => {
    const sets = new CellSets({
      mostBytes: 1e6,
      mostBytesOfCompany: 1e6,
      mostVersions: 2,
      spareChanges: 10,
    });
    const { cellSet } = await sets.register(...(await company()), queryOf(['572'], [0, 0, 0]));
    const versions = [0];
    for (let posted = 0; posted < 3; posted += 1) {
      const before = await company();
      versions.push((await sets.read(...before, cellSet, undefined)).ledgerVersion);
      await postSale();
    }
    const [books, index] = await company();
    const last = (await sets.read(books, index, cellSet, undefined)).ledgerVersion;
    const answers = await Promise.all(
      versions.slice(1).map((since) => sets.read(books, index, cellSet, since)),
    );
    expect(answers.map(({ changes }) => changes?.length ?? 'all')).toEqual(['all', 1, 1]);
    expect(answers.every(({ ledgerVersion }) => ledgerVersion === last)).toBe(true);
  });

  it.each([
    ['cells', ['572'], Array.from({ length: 60 * 3 }, () => 0)],
    ['accounts without a cell', Array.from({ length: 60 }, (_, at) => `${430 + at}`), []],
  ])('the set unused for longest goes when there are too many %s', async (_, accounts, cells) => {
    const sets = new CellSets({
      mostBytes: 22_000,
      mostBytesOfCompany: 1e6,
      mostVersions: 2,
      spareChanges: 10,
    });
    const [books, index] = await company();
    const register = (last: string) =>
      sets.register(books, index, queryOf([...accounts, last], cells));
    const names: string[] = [];
    for (const last of ['100', '101', '102']) names.push((await register(last)).cellSet);
    const isKept = (name: string) =>
      sets.read(books, index, name, undefined).then(
        () => true,
        () => false,
      );
    const areKept = async () => {
      const kept: boolean[] = [];
      for (const name of names) kept.push(await isKept(name));
      return kept;
    };
    expect(await areKept()).toEqual([false, true, true]);
    // Used again, the second is not the next one to go.
    await isKept(names[1]!);
    await register('103');
    expect(await areKept()).toEqual([false, true, false]);
  });
});
