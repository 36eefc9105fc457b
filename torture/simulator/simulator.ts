// Seeded random commands against the whole application, each compared with the oracle; the engine fails now and
// then, requests are sent twice, several arrive at once, and the server is closed and opened again.
import type { Account } from '../../shared/contract/accounts.ts';
import type { Company } from '../../shared/contract/companies.ts';
import { isDone, isInDoubt, rejectionsOf, type Answer, type TortureRequest } from '../call.ts';
import { Chance } from '../chance.ts';
import type { Country } from '../tortureBooks.ts';
import { Checks, expectSame } from './checks.ts';
import { Commands } from './commands.ts';
import { faultCodes, type FaultKind } from './faultyEngine.ts';
import { NaiveBooks } from './naiveBooks.ts';
import type { Planned } from './planned.ts';
import { readFingerprint } from './fingerprint.ts';
import { World } from './world.ts';

export interface SimulationOptions {
  seed: number;
  steps: number;
  /** An empty database. */
  url: string;
  deadlineMilliseconds?: number;
  /** SQL that damages the books at a step, to see that it is noticed. */
  damage?: { atStep: number; sql: string };
}

export interface SimulationReport {
  steps: number;
  accepted: number;
  refused: number;
  faults: number;
  restarts: number;
  ledgerVersion: number;
}

const checkEvery = 6;
const verifyEvery = 30;
const storyLength = 12;

/** @throws at the first difference, with the seed and the last commands */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { seed, steps, url, damage, deadlineMilliseconds = Infinity } = options;
  const simulation = await Simulation.open(url, new Chance(seed));
  const started = performance.now();
  try {
    for (let step = 0; step < steps; step += 1) {
      if (performance.now() - started > deadlineMilliseconds) break;
      await simulation.step();
      if (step === damage?.atStep) await simulation.damage(damage.sql);
    }
    await simulation.finish();
    return simulation.report;
  } catch (error) {
    const story = simulation.story.join('\n  ');
    const at = `SEED=${seed}, step ${simulation.report.steps}`;
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${at}: ${message}\n  ${story}`, { cause: error });
  } finally {
    await simulation.close();
  }
}

class Simulation {
  readonly report: SimulationReport = {
    ...{ steps: 0, accepted: 0, refused: 0, faults: 0, restarts: 0, ledgerVersion: 0 },
  };
  /** The last commands and what came of them. */
  readonly story: string[] = [];
  readonly #world: World;
  readonly #books: NaiveBooks;
  readonly #chance: Chance;
  readonly #commands: Commands;
  readonly #checks: Checks;
  readonly #accepted: { request: TortureRequest; body: string }[] = [];

  private constructor(world: World, books: NaiveBooks, chance: Chance, country: Country) {
    this.#world = world;
    this.#books = books;
    this.#chance = chance;
    this.#commands = new Commands(world, books, chance, country);
    this.#checks = new Checks(world, books, chance.fork());
  }

  static async open(url: string, chance: Chance): Promise<Simulation> {
    const country = chance.pick<Country>(['ES', 'CO', 'VE']);
    const world = await World.open(url, country);
    const [row] = await world.query<{ result_account: string }>(
      'SELECT result_account FROM companies',
    );
    const profit = row!.result_account;
    const loss = country === 'CO' ? '3610' : profit;
    const numbersBy = ({ ES: 'year', CO: 'type', VE: 'day' } as const)[country];
    const books = new NaiveBooks({ profit, loss }, numbersBy);
    const company = await world.call<Company>({ method: 'GET', path: '' });
    books.years = company.body.fiscalYears.map(({ name, startsOn, endsOn }) => ({
      ...{ name, startsOn, endsOn },
    }));
    const chart = await world.call<{ accounts: Account[] }>({ method: 'GET', path: '/accounts' });
    books.accounts = chart.body.accounts.map(({ code, kind, parentCode, isPostable }) => ({
      ...{ code, kind, parentCode, isPostable },
    }));
    return new Simulation(world, books, chance, country);
  }

  async step(): Promise<void> {
    this.report.steps += 1;
    const what = this.#chance.weighted({ one: 72, burst: 12, again: 8, otherBody: 4, restart: 3 });
    if (what === 'one') await this.#sendAll([this.#commands.plan()]);
    else if (what === 'burst') await this.#sendAll(this.#planBurst());
    else if (what === 'again') await this.#sendAgain();
    else if (what === 'otherBody') await this.#sendOtherBody();
    else await this.#restart();
    await this.#checks.checkLocked();
    if (this.#chance.happens(50)) await this.#checks.checkCellSet();
    if (this.report.steps % checkEvery === 0) {
      if (this.#chance.happens(30)) await this.#checks.failReading();
      await this.#checks.run();
    }
    if (this.report.steps % verifyEvery === 0) await this.#checks.verify();
  }

  async finish(): Promise<void> {
    await this.#restart();
    await this.#checks.run();
    await this.#checks.verify();
    this.report.ledgerVersion = this.#books.version;
  }

  async damage(sql: string): Promise<void> {
    await this.#world.engine.write((tx) => tx.execute(sql, []));
  }

  close(): Promise<void> {
    return this.#world.close();
  }

  /** On vouchers of their own, so that their order does not matter. */
  #planBurst(): Planned[] {
    const burst = new Map<string, Planned>();
    for (let count = this.#chance.between(2, 8); count > 0; count -= 1) {
      const planned = this.#commands.planForBurst();
      burst.set(planned.voucherId ?? planned.name, planned);
    }
    return [...burst.values()];
  }

  async #sendAll(burst: readonly Planned[]): Promise<void> {
    const { engine } = this.#world;
    const before = await this.#fingerprint();
    const instant = this.#world.tick();
    const fault = this.#chance.happens(18) ? await this.#armFault() : null;
    const answers = await Promise.all(burst.map((planned) => planned.send()));
    await engine.disarm();
    const isStruck = answers.some(isInDoubt);
    const isLost = isStruck && engine.tookEffect;
    if (isStruck) {
      if (fault === null) throw this.#world.faults.at(-1) ?? new Error('5xx without a fault');
      this.report.faults += 1;
      if (burst.length === 1 && !isLost) {
        expectSame(`${burst[0]!.name} after ${fault}`, await this.#fingerprint(), before);
      }
    }
    const settled: { planned: Planned; body: unknown; version: number }[] = [];
    for (const [index, planned] of burst.entries()) {
      const first = answers[index]!;
      const answer = isInDoubt(first) ? await this.#settle(planned, isLost) : first;
      this.#tell(planned, answer, isInDoubt(first) ? `${fault}${isLost ? ', took effect' : ''}` : '');
      if (planned.expected !== null) {
        this.#checkRefusal(planned, answer);
        continue;
      }
      if (!isDone(answer)) throw new Error(`${planned.name}: ${rejectionsOf(answer)}`);
      const { ledgerVersion = 0 } = (answer.body ?? {}) as { ledgerVersion?: number };
      settled.push({ planned, body: answer.body, version: ledgerVersion });
      this.#remember(planned, answer);
    }
    // Several at once: the log says in which order they came.
    settled.sort((one, other) => one.version - other.version);
    for (const { planned, body } of settled) planned.apply(isLost && !planned.isKeyed ? null : body, instant);
    const after = await this.#fingerprint();
    if (settled.length === 0) expectSame('refused, and something changed', after, before);
    expectSame('ledger version', after.last_seq, this.#books.version);
  } // prettier-ignore

  /** Sends again what got no answer; what has no key shows that it was done by being refused now. */
  async #settle(planned: Planned, tookEffect: boolean): Promise<Answer> {
    const before = await this.#fingerprint();
    const answer = await planned.send();
    if (isInDoubt(answer)) throw this.#world.faults.at(-1) ?? new Error('5xx again');
    if (!tookEffect || planned.expected !== null) return answer;
    if (planned.isKeyed) {
      expectSame(`${planned.name} sent again`, await this.#fingerprint(), before);
      return answer;
    }
    return { status: 200, body: {} };
  }

  async #armFault(): Promise<string> {
    const { engine, call } = this.#world;
    // The session is renewed now, so that the fault strikes the command.
    await call({ method: 'GET', path: '' });
    const kind = this.#chance.pick<FaultKind>(['statement', 'statement', 'before-commit', 'after-commit', 'real']); // prettier-ignore
    const code = this.#chance.pick(faultCodes[engine.dialect]);
    engine.arm({ kind, statement: this.#chance.between(1, 14), code });
    await engine.prepare();
    return `${kind} ${code}`;
  }

  #checkRefusal(planned: Planned, answer: Answer): void {
    this.report.refused += 1;
    const codes = (answer.body.rejections ?? []).map(({ code }) => code);
    if (answer.status >= 400 && answer.status < 500 && codes.includes(planned.expected!)) return;
    throw new Error(`${planned.name}: ${rejectionsOf(answer)}, expected ${planned.expected}`);
  }

  #remember({ request }: Planned, { body }: Answer): void {
    this.report.accepted += 1;
    if (request?.key === undefined) return;
    this.#accepted.push({ request, body: JSON.stringify(body) });
  }

  /** Any request of any time, sent again: the same answer, and nothing more in the books. */
  async #sendAgain(): Promise<void> {
    if (this.#accepted.length === 0) return;
    const { request, body } = this.#chance.pick(this.#accepted);
    const before = await this.#fingerprint();
    const answer = await this.#world.call(request);
    expectSame(`${request.path} again`, JSON.stringify(answer.body), body);
    expectSame(`${request.path} again`, await this.#fingerprint(), before);
  }

  async #sendOtherBody(): Promise<void> {
    const keyed = this.#accepted.filter(({ request }) => request.body !== undefined);
    if (keyed.length === 0) return;
    const { request } = this.#chance.pick(keyed);
    const body = { ...(request.body as object), ...otherContent(request.path) };
    const before = await this.#fingerprint();
    const answer = await this.#world.call({ ...request, body });
    const codes = (answer.body.rejections ?? []).map(({ code }) => code);
    expectSame(`${request.path} with other content`, codes, ['idempotency-key-reused']);
    expectSame(`${request.path} with other content`, await this.#fingerprint(), before);
  }

  async #restart(): Promise<void> {
    this.report.restarts += 1;
    this.story.push('restart');
    await this.#world.restart();
  }

  #fingerprint() {
    return readFingerprint(this.#world);
  }

  #tell({ name }: Planned, answer: Answer, fault: string): void {
    const struck = fault === '' ? '' : ` (${fault}, sent again)`;
    this.story.push(`${name} → ${isDone(answer) ? 'done' : rejectionsOf(answer)}${struck}`);
    if (this.story.length > storyLength) this.story.shift();
  }
}

/** What makes a body another one, wherever it goes. */
function otherContent(path: string): object {
  if (path === '/accounts') return { name: 'Otro nombre' };
  if (path === '/opening-balances') return { date: '2024-02-02', lines: [] };
  if (path === '/fiscal-years') return { name: 'Otro' };
  if (path === '/lock') return { lockedThrough: '2019-06-07' };
  return /\/(void|unpost|correct)$/.test(path)
    ? { reason: 'Otro motivo' }
    : { description: 'Otro contenido' };
}
