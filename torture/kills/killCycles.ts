// kill -9, again and again: a server on a real database is killed while clients post, void, correct and import;
// after each death everything acknowledged is there exactly once, and what was in doubt is settled by a retry.
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../server/clock.ts';
import type { Engine } from '../../server/db/engine.ts';
import { openEngine } from '../../server/db/openEngine.ts';
import { callServer } from '../call.ts';
import { Chance } from '../chance.ts';
import { companyCode, openTortureBooks, type Country, type TortureBooks } from '../tortureBooks.ts';
import type { DatabaseMaker } from '../tortureDatabase.ts';
import type { ServerBundle } from './bundleServer.ts';
import { compareBooks } from './compareBooks.ts';
import { CrowdClient } from './crowdClient.ts';
import { writeMinor, type KnownImport, type KnownLine } from './knownVoucher.ts';
import { CommandProcess, ServerProcess } from './serverProcess.ts';

export interface KillOptions {
  seed: number;
  cycles: number;
  maker: DatabaseMaker;
  bundle: ServerBundle;
  /** Stops early, after a whole cycle. */
  deadlineMilliseconds?: number;
  onCycle?(cycle: number, report: KillReport): void;
}

export interface KillReport {
  cycles: number;
  acknowledged: number;
  /** Requests that were in flight when the server died. */
  inDoubt: number;
  imports: number;
  crashes: number;
}

const clientCount = 6;
/** Books grow with every life, and so does comparing them: then new ones are opened. */
const livesPerDatabase = 12;

/** @throws at the first thing that is wrong, with the seed; the database is then kept and named */
export async function runKillCycles(options: KillOptions): Promise<KillReport> {
  const { seed, cycles, maker, bundle, deadlineMilliseconds = Infinity } = options;
  const chance = new Chance(seed);
  const started = performance.now();
  const report: KillReport = { cycles: 0, acknowledged: 0, inDoubt: 0, imports: 0, crashes: 0 };
  const isOver = (): boolean =>
    report.cycles >= cycles || performance.now() - started > deadlineMilliseconds;
  while (!isOver()) {
    const database = await maker.create();
    const lives = new Lives(database.url, maker, bundle, chance.fork(), report);
    try {
      await lives.begin();
      for (let life = 0; life < livesPerDatabase && !isOver(); life += 1) {
        await lives.liveAndDie();
        report.cycles += 1;
        options.onCycle?.(report.cycles, report);
      }
      await lives.end();
    } catch (error) {
      await lives.abandon();
      throw new Error(
        `SEED=${seed}, cycle ${report.cycles + 1} on ${maker.dialect}, database kept: ${database.url}`,
        { cause: error },
      );
    }
    await database.remove();
  }
  return report;
}

/** The lives of the server of one database. */
class Lives {
  readonly #url: string;
  readonly #maker: DatabaseMaker;
  readonly #bundle: ServerBundle;
  readonly #chance: Chance;
  readonly #report: KillReport;
  readonly #imports: KnownImport[] = [];
  #clients: CrowdClient[] = [];
  #books!: TortureBooks;
  #engine!: Engine;
  #server: ServerProcess | null = null;
  #importing: CommandProcess | null = null;

  constructor(
    url: string,
    maker: DatabaseMaker,
    bundle: ServerBundle,
    chance: Chance,
    report: KillReport,
  ) {
    this.#url = url;
    this.#maker = maker;
    this.#bundle = bundle;
    this.#chance = chance;
    this.#report = report;
  }

  async begin(): Promise<void> {
    const country = this.#chance.pick<Country>(['ES', 'CO', 'VE']);
    const engine = await openEngine(this.#url);
    this.#books = await openTortureBooks(engine, systemClock, country);
    await engine.close();
    const { token, accounts } = this.#books;
    this.#clients = Array.from({ length: clientCount }, () => {
      const call = callServer(() => this.#server?.url ?? '', token);
      return new CrowdClient(call, this.#chance.fork(), accounts, country === 'VE');
    });
    this.#server = await ServerProcess.start(this.#bundle.server, this.#url);
  }

  /** From the retries of the last death to the next one, and what it left behind. */
  async liveAndDie(): Promise<void> {
    const before = this.#acknowledged();
    let isDying = false;
    const isOver = (): boolean => isDying;
    const work = Promise.all(this.#clients.map((client) => client.work(isOver)));
    // A failure of a client is told when the life is over.
    work.catch(() => undefined);
    const importing = this.#chance.happens(35) ? this.#startImport() : null;
    await this.#untilDeath(before, importing !== null);
    if (this.#maker.crash && this.#chance.happens(30)) {
      this.#maker.crash(this.#url);
      this.#report.crashes += 1;
      await delay(this.#chance.between(0, 20));
    }
    const deaths = [this.#server, this.#importing].map((process) => process?.kill());
    isDying = true;
    for (const death of deaths) await death;
    await work;
    await importing;
    this.#importing = null;
    this.#report.acknowledged += this.#acknowledged() - before;
    this.#report.inDoubt += this.#clients.filter(({ inDoubt }) => inDoubt !== null).length;
    await this.#riseAgain();
  }

  /** Some die young, some in the middle of an import, most after a number of answers. */
  async #untilDeath(acknowledgedBefore: number, isImporting: boolean): Promise<void> {
    const milliseconds = this.#chance.between(5, isImporting ? 900 : 250);
    const answers = this.#chance.between(0, 80);
    await delay(milliseconds);
    if (this.#chance.happens(30)) return;
    const latest = performance.now() + 400;
    while (this.#acknowledged() - acknowledgedBefore < answers && performance.now() < latest) {
      await delay(1);
    }
  }

  async end(): Promise<void> {
    for (const each of this.#imports) await this.#finishImport(each);
    await this.#compare('at the end');
    await this.#server?.kill();
  }

  async abandon(): Promise<void> {
    await this.#server?.kill();
    await this.#importing?.kill();
  }

  async #riseAgain(): Promise<void> {
    const rising = this.#rise();
    rising.catch(() => undefined);
    // While it rises nobody writes: what is there now is what the death left.
    await this.#compare('after the death');
    this.#server = await rising;
    await Promise.all(this.#clients.map((client) => client.settle()));
    await this.#compare('after the retries');
  }

  /** A database that crashed itself refuses everybody for a moment. */
  async #rise(): Promise<ServerProcess> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ServerProcess.start(this.#bundle.server, this.#url);
      } catch (error) {
        if (!this.#maker.crash || attempt >= 20) throw error;
        await delay(100);
      }
    }
  }

  async #compare(when: string): Promise<void> {
    const vouchers = new Map(this.#clients.flatMap((client) => [...client.vouchers]));
    const inDoubt = this.#clients.flatMap((client) => (client.inDoubt ? [client.inDoubt] : []));
    const expected = { vouchers, inDoubt, imports: this.#imports };
    const wrong = await this.#withEngine((engine) =>
      compareBooks(engine, this.#books.companyId, expected),
    );
    if (wrong.length > 0) throw new Error(`${when}:\n${wrong.slice(0, 20).join('\n')}`);
  }

  async #withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.#engine = await openEngine(this.#url);
        break;
      } catch (error) {
        if (!this.#maker.crash || attempt >= 100) throw error;
        await delay(50);
      }
    }
    try {
      return await work(this.#engine);
    } finally {
      await this.#engine.close();
    }
  }

  #acknowledged(): number {
    return this.#clients.reduce((sum, client) => sum + client.acknowledged, 0);
  }

  async #startImport(): Promise<void> {
    const name = `import ${this.#imports.length + 1}`;
    const vouchers = Array.from({ length: this.#chance.between(20, 600) }, () => this.#lines());
    const file = join(tmpdir(), `cuadre-torture-${process.pid}-${this.#imports.length}.json`);
    writeFileSync(file, JSON.stringify(neutralBooks(name, vouchers)));
    const known: KnownImport = { name, file, isDone: false, isInDoubt: true, vouchers };
    this.#imports.push(known);
    this.#importing = this.#import(file);
    if ((await this.#importing.ended) === 0) known.isDone = true;
    this.#report.imports += 1;
  }

  #import(file: string): CommandProcess {
    const words = ['import-books', file, '--company', companyCode];
    return new CommandProcess(this.#bundle.commandLine, words, this.#url);
  }

  /** Sent again, an import is made now or was made before; it is never made twice. */
  async #finishImport(known: KnownImport): Promise<void> {
    const command = this.#import(known.file);
    const code = await command.ended;
    if (code !== 0) throw new Error(`${known.name}: ${code} ${command.printed}`);
    const isKnown = command.printed.includes('ya se import');
    if (known.isDone && !isKnown) throw new Error(`${known.name} was imported twice`);
    known.isDone = true;
    rmSync(known.file);
  }

  #lines(): KnownLine[] {
    const amount = this.#chance.between(1, 900_000);
    const part = this.#chance.between(1, amount);
    const pick = (): string => this.#chance.pick(this.#books.accounts);
    const lines = [
      { account: pick(), amount },
      { account: pick(), amount: -part },
    ];
    return part === amount ? lines : [...lines, { account: pick(), amount: part - amount }];
  }
}

function neutralBooks(name: string, vouchers: readonly (readonly KnownLine[])[]) {
  return {
    company: name,
    vouchers: vouchers.map((lines, index) => ({
      number: index + 1,
      date: `2024-${String((index % 12) + 1).padStart(2, '0')}-15`,
      text: name,
      lines: lines.map(({ account, amount }) => ({
        code: account,
        ...(amount > 0 ? { debit: writeMinor(amount) } : { credit: writeMinor(-amount) }),
      })),
    })),
  };
}
