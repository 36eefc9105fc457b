// A workbook through a long day: postings, new accounts, companies switched, connections lost, answers held and
// servers restarted in any order. «Al día» is never said of another figure than the ledger's (S01).
import { afterEach, expect, it } from 'vitest';
import type { Chart } from '../../shared/contract/accounts.ts';
import { localDate } from '../../shared/localDate.ts';
import {
  balanceOf,
  FigureBench,
  retryMilliseconds,
  type TestCell,
} from '../testing/figureBench.ts';
import { accountNameFigure, isFigureError, trialBalanceFigure } from './figure.ts';

const stepCount = 400;
const accounts = ['572', '700', '57', '5740000001', '5740000002', '572;700', '9999'];
const days = ['2025-01-14', '2025-06-30', '2026-12-31'];
const companies = ['UNO', 'DOS'];
/** An account that the chart does not have. */
const unknown = 'no such account';

let bench: FigureBench;
afterEach(() => bench.close());

/** A linear congruential generator: the same day every time. */
function randomBelow(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
}

interface Shown {
  what: string;
  cell: TestCell;
  /** What the ledger says of it now. */
  ask: () => Promise<unknown>;
}

class Workbook {
  company = 'UNO';
  isSignedIn = true;
  readonly cells: Shown[] = [];
  /** What the feed said of each company last; it is heard only by who shows this company. */
  readonly heard = new Map<string, string>();

  get client() {
    return bench.client.in(this.company);
  }

  showBalance(account: string, day: string): void {
    const ask = async () => {
      const figure = await this.client.figure(account, day);
      return figure.startsWith('✗') ? unknown : Number(figure);
    };
    const cell = bench.show([balanceOf(account, day)]);
    this.cells.push({ what: `${account} ${day}`, cell, ask });
  }

  showName(account: string): void {
    const ask = async () => {
      const { body } = await this.client.get<Chart>('/accounts');
      return body.accounts.find(({ code }) => code === account)?.name ?? unknown;
    };
    const cell = bench.show([accountNameFigure(account)]);
    this.cells.push({ what: `name of ${account}`, cell, ask });
  }

  showTable(day: string): void {
    const ask = async () => {
      const { rows } = await this.client.trialBalance(day, day, '&level=2');
      return rows.map(({ code, closing }) => [code, Number(closing)]);
    };
    const cell = bench.show([trialBalanceFigure(localDate(day), localDate(day), 2)]);
    this.cells.push({ what: `trial balance of ${day}`, cell, ask });
  }

  hide(at: number): void {
    this.cells.splice(at, 1)[0]?.cell.close();
  }

  open(company: string): void {
    this.company = company;
    this.heard.delete(company);
    bench.book.setSource({ kind: 'ready', company });
  }

  async hear(): Promise<void> {
    if (bench.network.isCut) return;
    const change = await bench.versions(this.company);
    this.heard.set(this.company, JSON.stringify(change));
    bench.book.announce(change);
  }
}

/** Every cell shows what the ledger says now. */
async function expectTrue({ cells }: Workbook, where: string): Promise<void> {
  for (const { what, cell, ask } of cells) {
    const { value } = cell;
    const isUnknown = isFigureError(value) && /^La cuenta .* no existe/.test(value.message);
    const shown = Array.isArray(value) ? value.slice(1).map((row) => [row[0], row[5]]) : value;
    expect(isUnknown ? unknown : shown, `${where}: ${what}`).toEqual(await ask());
  }
}

it.each([1000, 1770, 2001])('S01 seed %i', async (seed) => {
  bench = await FigureBench.open();
  const below = randomBelow(seed);
  const pick = <T>(of: readonly T[]): T => of[below(of.length)]!;
  const workbook = new Workbook();
  workbook.open('UNO');
  const actions: Record<string, () => unknown> = {
    post: () => bench.post(`${1 + below(900)},50`, pick(companies)),
    'post and say': async () => {
      await bench.post(`${1 + below(900)},25`, workbook.company);
      await workbook.hear();
    },
    'add an account': async () => {
      const code = pick(['5740000001', '5740000002']);
      await bench.client.in(pick(companies)).post('/accounts', { code, name: 'Banco' });
      if (below(2) === 0) await workbook.hear();
    },
    show: () => workbook.showBalance(pick(accounts), pick(days)),
    'show a name': () => workbook.showName(pick(['572', '5740000001', '9999'])),
    'show a table': () => workbook.showTable(pick(days)),
    'show more': () => workbook.showBalance(pick(accounts), pick(days)),
    hide: () => workbook.hide(below(workbook.cells.length)),
    switch: () => workbook.open(pick(companies)),
    'switch twice': () => {
      workbook.open('DOS');
      workbook.open('UNO');
    },
    'end the session': () => {
      bench.book.setSource({
        kind: 'unavailable',
        reason: 'signed-out',
        company: workbook.company,
      });
      workbook.isSignedIn = false;
    },
    'sign in': () => {
      workbook.isSignedIn = true;
      workbook.open(workbook.company);
    },
    'mend all': () => {
      bench.network.isCut = false;
      bench.network.loseAnswersOf = null;
      bench.network.letGo();
    },
    cut: () => {
      bench.network.isCut = true;
      bench.book.loseConnection();
    },
    mend: () => (bench.network.isCut = false),
    'hold answers': () => (bench.network.holdAnswer = 'balances'),
    'hold questions': () => (bench.network.holdBefore = 'balances'),
    'let go': () => bench.network.letGo(),
    'lose answers': () => (bench.network.loseAnswersOf = 'balances'),
    'lose none': () => (bench.network.loseAnswersOf = null),
    restart: () => bench.restartServer(),
    arrive: () => bench.arrive(),
    settle: () => bench.settle(),
    'settle and hear': async () => {
      await bench.settle();
      await workbook.hear();
      await bench.settle();
    },
    hear: () => workbook.hear(),
    refresh: () => void bench.book.refresh(),
    'time passes': () => bench.moments.pass(retryMilliseconds),
  };
  let checked = 0;
  for (let step = 0; step < stepCount; step += 1) {
    const name = pick(Object.keys(actions));
    await actions[name]!();
    if (below(3) === 0) await bench.arrive();
    const isToldAll =
      workbook.isSignedIn &&
      workbook.heard.get(workbook.company) ===
        JSON.stringify(await bench.versions(workbook.company));
    if (
      isToldAll &&
      bench.state.staleSince === null &&
      workbook.cells.every(({ cell }) => cell.value !== undefined)
    ) {
      checked += 1;
      await expectTrue(workbook, `step ${step}: ${name}`);
    }
  }
  expect(checked).toBeGreaterThan(10);
  // In the end everything is mended, and all of it is so.
  bench.network.isCut = false;
  bench.network.loseAnswersOf = null;
  bench.network.letGo();
  workbook.isSignedIn = true;
  workbook.open(pick(companies));
  await bench.settle();
  await workbook.hear();
  bench.moments.pass(retryMilliseconds);
  await bench.settle();
  expect(bench.state.staleSince).toBeNull();
  await expectTrue(workbook, 'in the end');
});
