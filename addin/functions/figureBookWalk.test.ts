// A workbook through a long day: postings, new accounts, companies switched, connections lost, answers held and
// servers restarted in any order. «Al día» is never said of another figure than the ledger's (S01).
import { afterEach, expect, it } from 'vitest';
import {
  balanceOf,
  FigureBench,
  retryMilliseconds,
  type TestCell,
} from '../testing/figureBench.ts';
import { isFigureError } from './figure.ts';

const stepCount = 400;
const accounts = ['572', '700', '57', '5740000001', '5740000002', '572;700', '9999'];
const days = ['2025-01-14', '2025-06-30', '2026-12-31'];
const companies = ['UNO', 'DOS'];

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

class Workbook {
  company: string | null = null;
  isSignedIn = true;
  readonly cells: { account: string; day: string; cell: TestCell }[] = [];
  /** What the feed said of each company last; it is heard only by who shows this company. */
  readonly heard = new Map<string, string>();

  show(account: string, day: string): void {
    this.cells.push({ account, day, cell: bench.show([balanceOf(account, day)]) });
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
    if (this.company === null || bench.network.isCut) return;
    const change = await bench.versions(this.company);
    this.heard.set(this.company, JSON.stringify(change));
    bench.book.announce(change);
  }
}

/** Every cell shows what the ledger says now. */
async function expectTrue(workbook: Workbook, where: string): Promise<void> {
  const client = bench.client.in(workbook.company!);
  for (const { account, day, cell } of workbook.cells) {
    const figure = await client.figure(account, day);
    const shown = isFigureError(cell.value)
      ? cell.value.message.replace(/^La cuenta .* no existe.*/, '✗ account-unknown')
      : cell.value;
    const wanted = figure.startsWith('✗') ? figure : Number(figure);
    expect(shown, `${where}: ${account} ${day}`).toBe(wanted);
  }
}

it.each([20261203, 7, 42, 11, 99, 1234, 555, 31])('S01 seed %i', async (seed) => {
  bench = await FigureBench.open();
  const below = randomBelow(seed);
  const pick = <T>(of: readonly T[]): T => of[below(of.length)]!;
  const workbook = new Workbook();
  workbook.open('UNO');
  const actions: Record<string, () => unknown> = {
    post: () => bench.post(`${1 + below(900)},50`, pick(companies)),
    'post and say': async () => {
      await bench.post(`${1 + below(900)},25`, workbook.company ?? 'UNO');
      await workbook.hear();
    },
    'add an account': async () => {
      const code = pick(['5740000001', '5740000002']);
      await bench.client.in(pick(companies)).post('/accounts', { code, name: 'Banco' });
      if (below(2) === 0) await workbook.hear();
    },
    show: () => workbook.show(pick(accounts), pick(days)),
    'show more': () => workbook.show(pick(accounts), pick(days)),
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
      workbook.open(workbook.company ?? 'UNO');
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
    if (process.env.LOG) console.log(step, name);
    await actions[name]!();
    if (below(3) === 0) await bench.arrive();
    const isToldAll =
      workbook.isSignedIn &&
      workbook.heard.get(workbook.company!) ===
        JSON.stringify(await bench.versions(workbook.company!));
    if (
      isToldAll &&
      bench.state.staleSince === null &&
      workbook.cells.every(({ cell }) => cell.value !== undefined)
    ) {
      checked += 1;
      await expectTrue(workbook, `step ${step}: ${name}`);
    }
  }
  console.log('checked', checked);
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
