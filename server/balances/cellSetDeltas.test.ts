// Whatever happens to the books, a workbook that only asks for changes shows what a fresh query answers: its
// amounts, and what is said beside them (S01, K12).
import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  BalanceAnswer,
  BalanceChanges,
  BalanceQuery,
  CellSet,
  CellSetAnswer,
} from '../../shared/contract/balances.ts';
import type { Problem } from '../../shared/contract/common.ts';
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { localDate } from '../../shared/localDate.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import {
  ana,
  calendarYears,
  openTestServer,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

const seed = 20261201;
const commandCount = 200;
const accounts = [
  ...['129', '13', '130', '570', '6', '7', '700;=129', '8', '83', '9', '940', '57*;-570', '99*'],
  ...['5720', '5750000009', '8309'],
];
const days = ['2023-06-30', '2024-12-31', '2025-01-01', '2025-12-31', '2026-05-31', '2027-02-01'];
const measures = ['closing', 'opening', 'movement'] as BalanceQuery['measures'];

let server: TestServer;
let client: TestClient;
beforeEach(async () => {
  server = await openTestServer(openSqliteForTest, {
    companies: [{ code: 'PGC', chart: 'pgc', fiscalYears: calendarYears(2023, 2024, 2025) }],
    users: [{ ...ana, roles: { PGC: 'administrador' } }],
  });
  client = (await server.signIn()).in('PGC');
});
afterEach(() => server.remove());

/** A linear congruential generator: the same commands every time. */
function randomBelow(): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
}

const query: BalanceQuery = {
  accounts,
  periods: days.map(localDate).map((day) => ({ from: day, to: day })),
  measures,
  cells: accounts.flatMap((_, account) =>
    days.flatMap((_, day) => measures.flatMap((_, measure) => [account, day, measure])),
  ),
};

/** What a workbook remembers, and how it takes an answer. */
class Follower {
  amounts: (string | null)[];
  notices: unknown;
  versions: [number, number];
  readonly #cellSet: string;

  constructor(set: CellSet) {
    this.#cellSet = set.cellSet;
    this.amounts = [...set.amounts];
    this.notices = set.notices;
    this.versions = [set.ledgerVersion, set.settingsVersion];
  }

  async follow(): Promise<void> {
    const path = `/balances/cell-sets/${this.#cellSet}?since=${this.versions[0]}`;
    const { body } = await client.get<CellSetAnswer>(path);
    if (body.amounts) this.amounts = [...body.amounts];
    for (const [cell, amount] of body.changes ?? []) this.amounts[cell] = amount;
    if (body.notices) this.notices = body.notices;
    this.versions = [body.ledgerVersion, body.settingsVersion];
  }
}

/** Each closing view, whatever of the chart is shown, adds up to nothing. */
async function expectZeroTotals(): Promise<void> {
  for (const day of days) {
    for (const view of ['antes', 'despues', 'todos']) {
      for (const shown of ['rows=leaves', 'level=1', 'level=2', 'level=3']) {
        const { rows, totals } = await client.trialBalance(day, day, `&closing=${view}&${shown}`);
        const sum = rows
          .filter(({ level, isPostable }) => isPostable || `level=${level}` === shown)
          .reduce((total, { closing }) => total + BigInt(closing.replace('.', '')), 0n);
        expect([totals.opening, totals.closing, sum], `${day} ${view} ${shown}`).toEqual([
          '0.00',
          '0.00',
          0n,
        ]);
      }
    }
  }
}

/** The postings between two versions, and the rest, are the difference between the figures. */
async function expectProof(account: string, day: string, since: number): Promise<void> {
  const path = `/balances/changes?account=${encodeURIComponent(account)}&from=${day}&to=${day}&measure=closing&sinceVersion=${since}`;
  const { status, body } = await client.get<BalanceChanges & Problem>(path);
  if (status === 422) return;
  const cents = (amount: string) => BigInt(amount.replace('.', ''));
  const sum = body.changes.reduce((total, { amount }) => total + cents(amount), cents(body.rest));
  expect(sum, path).toBe(cents(body.after) - cents(body.before));
  expect(body.after, path).toBe(await client.figure(account, day));
}

it(`S01 K12 changes alone keep a workbook equal to a fresh query (seed ${seed})`, async () => {
  const below = randomBelow();
  const pick = <T>(of: readonly T[]): T => of[below(of.length)]!;
  const posted: VoucherResult[] = [];
  let lastYear = 2025;
  let added = 0;
  const done = new Map<string, number>();

  const post = async () => {
    const [debit, credit] = [pick(leaves), pick(leaves)];
    const year = 2023 + below(lastYear - 2022);
    const date = `${year}-${pick(['01', '06', '12'])}-${pick(['01', '15', '30'])}`;
    const amount = `${1 + below(9_000)}.${10 + below(90)}`;
    const { status, body } = await client.save({
      date,
      description: 'Movimiento',
      lines: [
        { line: 1, account: debit, debit: amount },
        { line: 2, account: credit, credit: amount },
      ],
    });
    if (status === 201) posted.push(body);
    return status;
  };
  const leaves = [
    '570',
    '572',
    '600',
    '700',
    '830',
    '838',
    '900',
    '940',
    '8309',
    '129',
    '5750000009',
  ];
  const commands: Record<string, () => Promise<number>> = {
    post,
    'post again': post,
    'post more': post,
    async void() {
      const one = posted.splice(below(posted.length), 1)[0];
      if (!one) return 0;
      return (await client.post(`/vouchers/${one.voucher.id}/void`, { reason: 'Error' })).status;
    },
    async takeBack() {
      const one = posted.splice(below(posted.length), 1)[0];
      if (!one) return 0;
      return (await client.post(`/vouchers/${one.voucher.id}/unpost`, { reason: 'Error' })).status;
    },
    async addAccount() {
      added += 1;
      const code = pick([
        '5750000009',
        `57${200 + added}`,
        `83${10 + added}`,
        '8309',
        `99${added}`,
      ]);
      return (await client.post('/accounts', { code, name: `Cuenta ${code}` })).status;
    },
    async close() {
      const code = pick(['830', '838', '8309', '940']);
      const closesInto = pick(['130', '137', '129', null]);
      return (
        await client.call(
          'PATCH',
          `/accounts/${code}`,
          { closesInto },
          { 'idempotency-key': `c-${(added += 1)}-clave` },
        )
      ).status;
    },
    async addYear() {
      if (lastYear >= 2027) return 0;
      lastYear += 1;
      const year = { startsOn: `${lastYear}-01-01`, endsOn: `${lastYear}-12-31` };
      return (await client.post('/fiscal-years', year)).status;
    },
  };
  const followers: Follower[] = [];
  for (let step = 0; step < commandCount; step += 1) {
    if (step % 60 === 0) {
      followers.push(new Follower((await client.post<CellSet>('/balances/cell-sets', query)).body));
    }
    const name = pick(Object.keys(commands));
    const status = await commands[name]!();
    if (status > 0) done.set(`${name} ${status}`, (done.get(`${name} ${status}`) ?? 0) + 1);
    const { body } = await client.post<BalanceAnswer & Problem>('/balances/query', query);
    // Some ask after every change, some now and then.
    for (const [at, follower] of followers.entries()) {
      if (step % (at * 3 + 1) !== 0) continue;
      await follower.follow();
      const where = `seed ${seed}, step ${step}: ${name}, follower ${at}`;
      expect(follower.amounts, where).toEqual(body.amounts);
      expect(follower.notices, where).toEqual(body.notices);
      expect(follower.versions, where).toEqual([body.ledgerVersion, body.settingsVersion]);
    }
  }
  const said = [...done.keys()];
  for (const name of Object.keys(commands)) {
    expect(
      said.some((each) => each.startsWith(`${name} 20`)),
      name,
    ).toBe(true);
  }
  await expectZeroTotals();
  for (let count = 0; count < 60; count += 1) {
    const { ledgerVersion } = await client.trialBalance('2025-01-01', '2025-01-01');
    await expectProof(pick(accounts), pick(days), below(ledgerVersion));
  }
});
