// The product is bounded, and long work neither stops the server nor mixes two versions. Bounds are passed in.
import { describe, expect, it } from 'vitest';
import type { BalanceQuery } from '../../shared/contract/balances.ts';
import { fromDayNumber, localDate, toDayNumber } from '../../shared/localDate.ts';
import { layers, type Posting } from '../ledger/posting.ts';
import { Abandoned, Pace } from '../pace.ts';
import { Refusal } from '../refusal.ts';
import { testBooks } from '../testing/testBooks.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer } from '../testing/testServer.ts';
import { BalanceIndex } from './balanceIndex.ts';
import { explainChanges } from './balanceChanges.ts';
import { usualBalanceBounds, workOf, type BalanceBounds } from './balanceWork.ts';
import { CellSets } from './cellSets.ts';
import { computeMonthlyBalances } from './monthlyBalances.ts';
import { queryBalances } from './queryBalances.ts';
import { KeptFilters, resolveFilters } from './selectAccounts.ts';

const books = () => testBooks({ years: '2025 2025-01-01 2025-12-31' });
const day = toDayNumber(localDate('2025-03-01'));
const period = { from: localDate('2025-01-01'), to: localDate('2025-12-31') };

function post(index: BalanceIndex, accountId: number, amount: bigint): void {
  const seq = index.ledgerVersion + 1;
  const posting: Posting = {
    ...{ seq, voucherId: seq, entry: 1, line: 1, accountId, layer: layers.ordinary },
    ...{ date: fromDayNumber(day), book: 0, currency: 'EUR', currencyAmount: amount },
    ...{ debit: amount, credit: 0n, dimensionSetId: 0, origin: 0, documentRef: '' },
    ...{ description: '', dueDate: null, mirrorsSeq: null },
  };
  index.apply([posting]);
}

const queryOf = (accounts: string[], cells = [0, 0, 0]): BalanceQuery => ({
  accounts,
  periods: [period, { from: period.to, to: period.from }],
  measures: ['closing', 'debit'],
  cells,
});

/** What refuses a work, as `what count of max`. */
async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, params } = error.rejections[0] as {
      code: string;
      params: Record<string, unknown>;
    };
    return `${error.reason} ${code}: ${String(params.count)} ${String(params.what)}, ${String(params.max)}`;
  }
}

const within = (bounds: Partial<BalanceBounds>, pace = new Pace()) =>
  workOf(pace, { ...usualBalanceBounds, ...bounds });

describe('bounds of work', () => {
  const chart = books();
  const accounts = chart.chart.accounts.length;
  const all = chart.chart.accounts.filter(({ children }) => children.length === 0).length;
  const ask = (query: BalanceQuery, bounds: Partial<BalanceBounds>) =>
    // Another chart each time: lists that were resolved on one are known there.
    refusalOf(queryBalances(books(), new BalanceIndex(0), query, within(bounds)));

  it.each<[string, BalanceQuery, Partial<BalanceBounds>, string]>([
    ['lists as long as they may be', queryOf(['5*;1*^2*']), { filterTests: 3 * accounts }, 'done'],
    [
      'one part more',
      queryOf(['5*;1*^2*', '6*']),
      { filterTests: 3 * accounts },
      `too-large too-much-work: ${4 * accounts} comparaciones de listas con cuentas, ${3 * accounts}`,
    ],
    [
      'one list many times',
      queryOf(Array<string>(50).fill('5*')),
      { filterTests: accounts },
      'done',
    ],
    ['codes are found, not looked for', queryOf(['570', '572', '129']), { filterTests: 0 }, 'done'],
    ['sums as many as they may be', queryOf(['*'], [0, 0, 0, 0, 0, 1]), { sums: 2 * all }, 'done'],
    [
      'one cell more',
      queryOf(['*', '570'], [0, 0, 0, 0, 0, 1, 1, 0, 0]),
      { sums: 2 * all },
      `too-large too-much-work: ${2 * all + 1} sumas de saldos de cuentas, ${2 * all}`,
    ],
    ['one cell many times', queryOf(['*'], Array<number>(300).fill(0)), { sums: all }, 'done'],
    ['cells without an amount', queryOf(['570'], [0, 1, 0, 0, 1, 1]), { unanswered: 2 }, 'done'],
    [
      'one more',
      queryOf(['570'], [0, 1, 0, 0, 1, 1, 0, 1, 0]),
      { unanswered: 2 },
      'too-large too-much-work: 3 celdas que no se pueden calcular, 2',
    ],
  ])('%s', async (_name, query, bounds, expected) => {
    expect(await ask(query, bounds)).toBe(expected);
  });

  it('notices are told up to a number', async () => {
    const lists = ['0*', '00*', '000*'];
    const answer = (notices: number) =>
      queryBalances(books(), new BalanceIndex(0), queryOf(lists), within({ notices }));
    expect((await answer(3)).notices).toHaveLength(3);
    expect((await answer(2)).notices).toHaveLength(2);
  });

  it('months times accounts that were posted to', async () => {
    const index = new BalanceIndex(0);
    for (const code of ['570', '572', '700']) post(index, chart.chart.find(code)!.id, 100n);
    const ask = (months: number) =>
      refusalOf(
        computeMonthlyBalances(chart, index, period, { measure: 'closing' }, within({ months })),
      );
    // And the account that takes the result.
    expect(await ask(4 * 12)).toBe('done');
    expect(await ask(4 * 12 - 1)).toBe(
      'too-large too-much-work: 48 saldos mensuales de cuentas, 47',
    );
    const ages = { from: localDate('1900-01-01'), to: localDate('9999-12-31') };
    expect(
      await refusalOf(
        computeMonthlyBalances(
          chart,
          new BalanceIndex(0),
          ages,
          { measure: 'debit' },
          within({ months: 1_200 }),
        ),
      ),
    ).toMatch(/97200 saldos mensuales/);
  });

  it('what a refusal quotes of a list is short however long the list is', async () => {
    const unknown = Array.from({ length: 500 }, (_, at) => `99${at}`).join(';');
    const { rejections } = await queryBalances(books(), new BalanceIndex(0), queryOf([unknown]));
    expect(rejections[0]?.code).toBe('filter-codes-unknown');
    expect(JSON.stringify(rejections[0]).length).toBeLessThan(1_000);
  });

  it('lists that were resolved are kept up to so many bytes', () => {
    const kept = new KeptFilters(1_000);
    const selection = chart.chart.accounts.slice(0, 10);
    for (const text of ['1*', '2*', '3*']) kept.keep(text, { selection, notices: [] });
    expect([kept.size, kept.get('1*')?.selection]).toEqual([3, selection]);
    kept.keep('4*', { selection, notices: [] });
    expect([kept.size, kept.get('1*')]).toEqual([1, undefined]);
    kept.keep('5*', { selection: Array(200).fill(selection[0]) as typeof selection, notices: [] });
    expect(kept.get('5*')).toBeUndefined();
  });
});

describe('why a figure changed', () => {
  it('looks at so many postings and tells so many changes', async () => {
    const server = await openTestServer(openSqliteForTest);
    const client = await server.signIn();
    await client.postLedger(`
      2025-03-01 Venta
        570     100,00
        700               100,00
      2025-03-02 Venta
        570     200,00
        700               200,00
    `);
    const companyId = server.companyIds.get('UNO')!;
    const explain = (bounds: Partial<BalanceBounds>) =>
      refusalOf(
        server.engine.read(async (tx) =>
          explainChanges(
            tx,
            await server.services.books.read(tx, companyId),
            server.services.balances,
            { account: '570', ...period, measure: 'closing', sinceVersion: 0 },
            within(bounds),
          ),
        ),
      );
    expect(await explain({ postings: 4, changes: 2 })).toBe('done');
    expect(await explain({ postings: 3 })).toMatch(/4 apuntes entre las dos versiones, 3/);
    expect(await explain({ changes: 1 })).toMatch(/2 cambios de la cifra, 1/);
    await server.remove();
  });
});

describe('long work', () => {
  const restless = { atOnce: 0 };
  const leaves = (count: number) =>
    Array.from({ length: count }, (_, at) => [at % 2, 0, at % 2]).flat();

  it('lets others in and answers one version, whatever is posted meanwhile', async () => {
    const own = books();
    const index = new BalanceIndex(0);
    const [cash, bank] = ['570', '572'].map((code) => own.chart.find(code)!.id) as [number, number];
    post(index, cash, 100n);
    post(index, bank, 100n);
    let isOver = false;
    let rests = 0;
    const pace = new Pace({ milliseconds: 0 });
    const rest = pace.rest.bind(pace);
    pace.isDue = () => true;
    pace.rest = async () => {
      rests += 1;
      if (!isOver) post(index, rests % 2 ? cash : bank, 100n);
      await rest();
    };
    const sets = new CellSets();
    const query = queryOf(['570', '572'], [0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 1]);
    const wholeAt = ({
      ledgerVersion,
      amounts,
    }: {
      ledgerVersion: number;
      amounts?: (string | null)[] | undefined;
    }) => {
      // Cash and bank in turn: what was posted by a version can be counted.
      const [inCash, inBank] = [Math.ceil(ledgerVersion / 2), Math.floor(ledgerVersion / 2)];
      expect(amounts).toEqual([inCash, inBank, inCash, inBank].map((each) => `${each}.00`));
    };
    const work = within(restless, pace);
    wholeAt(await sets.register(own, index, query, work));
    for (let round = 0; round < 5; round += 1) {
      const [{ cellSet }] = [await sets.register(own, index, query, work)];
      wholeAt(await sets.read(own, index, cellSet, undefined, work));
    }
    expect(rests).toBeGreaterThan(20);
    isOver = true;
    const last = await sets.register(own, index, query, work);
    wholeAt(last);
    expect(last.ledgerVersion).toBe(index.ledgerVersion);
  });

  it('two who ask for the same at once get the same', async () => {
    const own = books();
    const index = new BalanceIndex(0);
    const sets = new CellSets();
    const work = () => within(restless, new Pace({ milliseconds: 0 }));
    const query = queryOf(['5*', '6*'], leaves(9_000));
    const { cellSet } = await sets.register(own, index, query, work());
    post(index, own.chart.find('570')!.id, 100n);
    const answers = await Promise.all(
      [0, 0, 0].map((since) => sets.read(own, index, cellSet, since, work())),
    );
    expect(answers[0]?.changes?.length).toBeGreaterThan(0);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it.each<[string, (abort: AbortController) => Pace, boolean]>([
    ['the client has gone', ({ signal }) => new Pace({ signal, milliseconds: 0 }), false],
    [
      'the server is to stop',
      ({ signal }) => new Pace({ stopping: signal, milliseconds: 0 }),
      true,
    ],
  ])('ends when %s, and leaves a kept set as it was', async (_name, paceOf, isStopping) => {
    const own = books();
    const index = new BalanceIndex(0);
    const sets = new CellSets();
    const query = queryOf(['*'], [0, 0, 0, 0, 0, 1]);
    const { cellSet } = await sets.register(own, index, query);
    post(index, own.chart.find('570')!.id, 100n);
    const abort = new AbortController();
    abort.abort();
    const pace = paceOf(abort);
    pace.isDue = () => true;
    const work = within(restless, pace);
    for (const asked of [
      () => sets.read(own, index, cellSet, 0, work),
      () => queryBalances(own, index, query, work),
      () => computeMonthlyBalances(own, index, period, { measure: 'closing' }, work),
      () => resolveFilters(books().chart, ['5*'], work),
    ]) {
      const error: unknown = await asked().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Abandoned);
      expect((error as Abandoned).isStopping).toBe(isStopping);
    }
    const { changes, ledgerVersion } = await sets.read(own, index, cellSet, 0);
    expect([ledgerVersion, changes]).toEqual([
      1,
      [
        [0, '1.00'],
        [1, '1.00'],
      ],
    ]);
  });

  it('a snapshot stays as it was, also when it is taken twice', () => {
    const index = new BalanceIndex(0);
    post(index, 1, 100n);
    const first = index.snapshot();
    post(index, 1, 100n);
    post(index, 2, 100n);
    const second = index.snapshot();
    post(index, 1, 100n);
    const read = (of: BalanceIndex) => [
      of.ledgerVersion,
      of.balance(1, day, [0]),
      of.balance(2, day, [0]),
    ];
    expect([first, second, index].map(read)).toEqual([
      [1, 100, 0],
      [3, 200, 100],
      [4, 300, 100],
    ]);
  });
});
