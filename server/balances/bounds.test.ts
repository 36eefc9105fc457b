// What is kept in memory has bounds, and what no longer fits is answered all the same: from further back, anew.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BalanceQuery } from '../../shared/contract/balances.ts';
import { fromDayNumber, localDate, toDayNumber } from '../../shared/localDate.ts';
import { layers, type Posting } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import { testBooks } from '../testing/testBooks.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { ana, openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';
import { BalanceIndex } from './balanceIndex.ts';
import { BalanceIndexes } from './balanceIndexes.ts';
import { CellSets } from './cellSets.ts';
import { LatestBalances } from './latestBalances.ts';
import { queryBalances } from './queryBalances.ts';

const books = testBooks({ years: '2024 2024-01-01 2024-12-31\n2025 2025-01-01 2025-12-31' });
const day = toDayNumber(localDate('2025-03-01'));
const idOf = (code: string) => books.chart.find(code)!.id;

function postingOf(seq: number, code: string, amount: bigint, on = day): Posting {
  return {
    ...{ seq, voucherId: seq, entry: 1, line: 1, accountId: idOf(code), layer: layers.ordinary },
    ...{ date: fromDayNumber(on), book: 0, currency: 'EUR', currencyAmount: amount },
    debit: amount > 0n ? amount : 0n,
    credit: amount < 0n ? -amount : 0n,
    ...{ dimensionSetId: 0, origin: 0, documentRef: '', description: '', dueDate: null },
    mirrorsSeq: null,
  };
}

describe('postings that an index remembers', () => {
  it('those of the last versions, at least as many as it is told', () => {
    const index = new BalanceIndex(10, [], 3);
    const post = (seq: number) =>
      index.apply([postingOf(seq, seq % 2 ? '570' : '572', 1n, day + seq)]);
    for (let seq = 11; seq <= 16; seq += 1) post(seq);
    expect(index.accountsSince(10)).toEqual(new Set([idOf('570'), idOf('572')]));
    expect(index.daysSince(14, (id) => id === idOf('570'))).toEqual(new Set([day + 15]));
    // The seventh is one more than twice as many: the older ones go.
    post(17);
    expect(index.accountsSince(10)).toBeNull();
    expect(index.daysSince(13, () => true)).toBeNull();
    expect(index.accountsSince(14)).toEqual(new Set([idOf('570'), idOf('572')]));
    expect(index.daysSince(14, () => true)).toEqual(new Set([day + 15, day + 16, day + 17]));
    expect(index.accountsSince(16)).toEqual(new Set([idOf('570')]));
    expect(index.accountsSince(17)).toEqual(new Set());
  });
});

const roomy = {
  ...{ mostBytes: 1e8, mostBytesOfCompany: 1e8 },
  ...{ mostVersions: 200, spareChanges: 100 },
};

describe('cell sets', () => {
  const query: BalanceQuery = {
    accounts: ['570', '572', '129'],
    periods: [{ from: localDate('2025-12-31'), to: localDate('2025-12-31') }],
    measures: ['closing'],
    cells: [0, 0, 0, 1, 0, 0, 2, 0, 0],
  };
  const pairs = ({ changes }: { changes?: unknown[] | undefined }) => changes;

  it('S01 beyond its history a set is answered whole, within it with changes', async () => {
    const sets = new CellSets({ ...roomy, mostVersions: 2, spareChanges: 9 });
    const index = new BalanceIndex(0);
    const { cellSet } = await sets.register(books, index, query);
    const read = (since: number) => sets.read(books, index, cellSet, since);
    for (let seq = 1; seq <= 3; seq += 1) {
      index.apply([postingOf(seq, '570', 100n)]);
      await read(seq - 1);
    }
    expect(await read(0)).toMatchObject({ ledgerVersion: 3, amounts: ['3.00', '0.00', '0.00'] });
    expect(pairs(await read(1))).toEqual([[0, '3.00']]);
    expect(pairs(await read(2))).toEqual([[0, '3.00']]);
    expect(pairs(await read(3))).toEqual([]);
  });

  it('S01 beyond what the index remembers a set is computed anew', async () => {
    const sets = new CellSets();
    const index = new BalanceIndex(0, [], 1);
    const { cellSet } = await sets.register(books, index, query);
    for (let seq = 1; seq <= 4; seq += 1) index.apply([postingOf(seq, '572', 100n)]);
    expect(index.accountsSince(0)).toBeNull();
    expect(await sets.read(books, index, cellSet, 0)).toMatchObject({
      ...{ ledgerVersion: 4, amounts: ['0.00', '4.00', '0.00'] },
    });
    expect(pairs(await sets.read(books, index, cellSet, 4))).toEqual(undefined);
  });

  const onDay = (date: string) => [{ from: localDate(date), to: localDate(date) }];
  const isKnown = async (sets: CellSets, from: typeof books, name: string): Promise<boolean> => {
    try {
      return (await sets.read(from, new BalanceIndex(0), name, 0)).ledgerVersion === 0;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  };

  it('S01 beyond its bytes the set unused for longest is forgotten', async () => {
    const sets = new CellSets({
      mostBytes: 4_500,
      mostBytesOfCompany: 1e6,
      mostVersions: 2,
      spareChanges: 9,
    });
    const index = new BalanceIndex(0);
    const names: string[] = [];
    for (const date of ['2025-01-31', '2025-02-28']) {
      names.push((await sets.register(books, index, { ...query, periods: onDay(date) })).cellSet);
    }
    await sets.read(books, index, names[0]!, 0);
    names.push((await sets.register(books, index, query)).cellSet);
    const known = [];
    for (const name of names) known.push(await isKnown(sets, books, name));
    expect(known).toEqual([true, false, true]);
    expect(sets.bytes).toBeLessThanOrEqual(4_500);
  });

  it('S01 a company that asks for much forgets its own sets, not those of another', async () => {
    const sets = new CellSets({
      mostBytes: 1e6,
      mostBytesOfCompany: 4_500,
      mostVersions: 2,
      spareChanges: 9,
    });
    const other = { ...books, company: { ...books.company, id: 77 } };
    const index = new BalanceIndex(0);
    const { cellSet: theirs } = await sets.register(other, index, query);
    const own: string[] = [];
    for (const date of ['2025-01-31', '2025-02-28', '2025-03-31']) {
      own.push((await sets.register(books, index, { ...query, periods: onDay(date) })).cellSet);
    }
    expect(await isKnown(sets, other, theirs)).toBe(true);
    expect(await isKnown(sets, books, own[0]!)).toBe(false);
    expect(await isKnown(sets, books, own[2]!)).toBe(true);
  });

  it.each<[string, Partial<BalanceQuery>]>([
    ['accounts', { accounts: Array.from({ length: 2_000 }, (_, at) => `${at}`), cells: [] }],
    ['long lists', { accounts: [Array(200).fill('5*').join(';')], cells: [] }],
    ['periods', { periods: Array.from({ length: 300 }, () => onDay('2025-01-31')[0]!), cells: [] }],
    ['cells', { cells: Array.from({ length: 3_000 }, () => 0) }],
    ['cells without an amount', { accounts: ['999'], cells: Array.from({ length: 300 }, () => 0) }],
  ])('what a set holds is counted: %s', async (_name, change) => {
    const sets = new CellSets(roomy);
    const index = new BalanceIndex(0);
    await sets.register(books, index, query);
    const before = sets.bytes;
    await sets.register(books, index, { ...query, ...change });
    const added = sets.bytes - before;
    expect(added).toBeGreaterThan(JSON.stringify(change).length / 8);
    // Asked again it is no more than it was.
    await sets.register(books, index, { ...query, ...change });
    expect(sets.bytes - before).toBe(added);
  });

  it('S01 a set that changes all the time remembers no more changes than it has cells', async () => {
    const sets = new CellSets({ ...roomy, spareChanges: 0 });
    const index = new BalanceIndex(0);
    const { cellSet } = await sets.register(books, index, query);
    for (let seq = 1; seq <= 10; seq += 1) {
      index.apply([postingOf(seq, '570', 100n)]);
      await sets.read(books, index, cellSet, seq - 1);
    }
    // Three cells, three changes: those since the seventh version.
    expect(pairs(await sets.read(books, index, cellSet, 7))).toEqual([[0, '10.00']]);
    expect(pairs(await sets.read(books, index, cellSet, 6))).toBeUndefined();
  });

  it('K12 a posting to an earlier year moves the cells of what it closes into', async () => {
    const chart = `
      129 Resultado · patrimonio
      130 Subvenciones · patrimonio
      570 Caja · activo
      700 Ventas · ingreso
      940 Subvenciones · ingreso · aparte · cierra 130
    `;
    const own = testBooks({
      chart,
      years: '2024 2024-01-01 2024-12-31\n2025 2025-01-01 2025-12-31',
    });
    const asked = { ...query, accounts: ['129', '130', '570'] };
    const index = new BalanceIndex(0);
    const sets = new CellSets();
    const { cellSet } = await sets.register(own, index, asked);
    const last = toDayNumber(localDate('2024-12-31'));
    const accountId = own.chart.find('940')!.id;
    index.apply([{ ...postingOf(1, '129', -500n, last), accountId }]);
    expect(pairs(await sets.read(own, index, cellSet, 0))).toEqual([[1, '-5.00']]);
    expect((await queryBalances(own, index, asked)).amounts).toEqual(['0.00', '-5.00', '0.00']);
  });
});

describe('indexes of companies', () => {
  let server: TestServer;
  let client: TestClient;
  let ids: number[];
  beforeEach(async () => {
    const codes = ['UNO', 'DOS'];
    server = await openTestServer(openSqliteForTest, {
      companies: codes.map((code) => ({ code })),
      users: [{ ...ana, roles: { UNO: 'contador', DOS: 'contador' } }],
    });
    client = await server.signIn();
    ids = codes.map((code) => server.companyIds.get(code)!);
    for (const code of codes) await post(code);
  });
  afterEach(() => server.remove());

  const post = (code: string) =>
    client.in(code).postLedger(`
      2025-03-01 Venta
        570     100,00
        700               100,00
    `);
  const get = (indexes: BalanceIndexes, id: number) =>
    server.engine.read((tx) => indexes.get(tx, id));

  it('no more than so many; the one unused for longest is built again', async () => {
    const indexes = new BalanceIndexes({ companies: 1, pastVersions: 8, caughtUp: 100 });
    const first = await get(indexes, ids[0]!);
    expect(await get(indexes, ids[0]!)).toBe(first);
    await get(indexes, ids[1]!);
    const again = await get(indexes, ids[0]!);
    expect(again).not.toBe(first);
    expect(again.ledgerVersion).toBe(2);
  });

  it('of past versions as many', async () => {
    const indexes = new BalanceIndexes({ companies: 9, pastVersions: 1, caughtUp: 100 });
    await post('UNO');
    const asOf = (version: number) =>
      server.engine.read((tx) => indexes.getAsOf(tx, ids[0]!, version));
    const first = await asOf(2);
    expect(await asOf(2)).toBe(first);
    await asOf(0);
    expect(await asOf(2)).not.toBe(first);
  });

  it('catches up with a few postings, and is built anew for many', async () => {
    const indexes = new BalanceIndexes({ companies: 9, pastVersions: 1, caughtUp: 2 });
    const first = await get(indexes, ids[0]!);
    await post('UNO');
    expect(await get(indexes, ids[0]!)).toBe(first);
    await post('UNO');
    await post('UNO');
    const anew = await get(indexes, ids[0]!);
    expect(anew).not.toBe(first);
    expect([first.ledgerVersion, anew.ledgerVersion]).toEqual([4, 8]);
  });

  it('the last look at a company is remembered for so many', async () => {
    const latest = new LatestBalances(server.services, 1);
    const read = async (id: number) => (await latest.read(id)).books;
    const first = await read(ids[0]!);
    expect(await read(ids[0]!)).toBe(first);
    await read(ids[1]!);
    expect(await read(ids[0]!)).not.toBe(first);
    expect(first.company.lastSeq).toBe(2);
  });
});
