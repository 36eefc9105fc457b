// A lock raced with everything that writes under it, through two doors of one database (two engines in one
// process, or two server processes): what is under the lock when it was acknowledged is what stays there.
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../../server/db/engine.ts';
import { verifyCompany } from '../../server/operations/verifyCompany.ts';
import { isDone, rejectionsOf, type Answer, type Call } from '../call.ts';
import type { Chance } from '../chance.ts';

export interface RaceSetting {
  chance: Chance;
  races: number;
  companyId: number;
  accounts: readonly string[];
  /** Where requests come in. */
  doors: readonly Call[];
  /** Looks at the database from aside. */
  observer: Engine;
  deadlineMilliseconds?: number;
}

export interface RaceReport {
  races: number;
  /** Writes under the lock that came before it, and that it refused. */
  before: number;
  refused: number;
}

interface Race {
  through: string;
  /** A posted voucher and a draft under the lock that is coming, to be taken back and posted. */
  posted: string[];
  drafts: string[];
}

/** In Venezuela a number belongs to its day: a correction that moves it is refused, lock or no lock. */
const refusals = ['date-locked', 'voucher-keeps-date'];

/** @throws when anything landed under an acknowledged lock */
export async function runLockRaces(setting: RaceSetting): Promise<RaceReport> {
  const { races, deadlineMilliseconds = Infinity } = setting;
  const report: RaceReport = { races: 0, before: 0, refused: 0 };
  const started = performance.now();
  while (report.races < races && performance.now() - started < deadlineMilliseconds) {
    await new LockRace(setting).run(report);
    report.races += 1;
  }
  const { findings } = await setting.observer.read((tx) => verifyCompany(tx, setting.companyId));
  if (findings.length > 0) throw new Error(findings.map(({ finding }) => finding).join('\n'));
  return report;
}

class LockRace {
  readonly #setting: RaceSetting;
  readonly #chance: Chance;

  constructor(setting: RaceSetting) {
    this.#setting = setting;
    this.#chance = setting.chance;
  }

  async run(report: RaceReport): Promise<void> {
    const race = await this.#prepare();
    const rivals = this.#planRivals(race);
    const running = rivals.map((rival) => this.#startLater(rival));
    const [locking] = this.#chance.happens(50) ? this.#setting.doors : [...this.#setting.doors].reverse();
    await this.#wait();
    const locked = await this.#lock(locking!, race);
    if (!isDone(locked)) throw new Error(`lock: ${rejectionsOf(locked)}`);
    // The lock is acknowledged: from this moment nothing may change under it.
    const atLock = await this.#readUnder(race.through);
    for (const answer of await Promise.all(running)) {
      if (isDone(answer)) report.before += 1;
      else report.refused += this.#checkRefusal(answer);
    }
    const late = await Promise.all(rivals.map((rival) => rival(this.#door())));
    for (const answer of late) {
      // What was done before the lock is answered again by its key; nothing else gets through.
      if (!isDone(answer)) this.#checkRefusal(answer);
    }
    const afterwards = await this.#readUnder(race.through);
    if (afterwards !== atLock) {
      throw new Error(`something was written under the lock through ${race.through}`);
    }
    await this.#door()(this.#lockRequest(null));
  } // prettier-ignore

  /** A voucher that was taken back just before is posted again first: the lock does not strand its number. */
  async #lock(door: Call, { through, posted }: Race): Promise<Answer> {
    const answer = await door(this.#lockRequest(through));
    if (isDone(answer) || !rejectionsOf(answer).includes('lock-leaves-numbered')) return answer;
    await door({ ...post(`/vouchers/${posted[0]}/post`), key: this.#chance.uuid() });
    return door(this.#lockRequest(through));
  }

  /** Vouchers under the coming lock, to be changed while it comes. */
  async #prepare(): Promise<Race> {
    const month = String(this.#chance.between(1, 11)).padStart(2, '0');
    const race: Race = { through: `2024-${month}-28`, posted: [], drafts: [] };
    for (const [list, action] of [
      [race.posted, 'post'],
      [race.posted, 'post'],
      [race.drafts, 'draft'],
    ] as const) {
      const id = this.#chance.uuid();
      const body = { id, action, ...this.#content(race.through) };
      const answer = await this.#door()({ ...post('/vouchers', body), key: this.#chance.uuid() });
      if (!isDone(answer)) throw new Error(`prepare: ${rejectionsOf(answer)}`);
      list.push(id);
    }
    return race;
  }

  #planRivals({ through, posted, drafts }: Race): ((door: Call) => Promise<Answer>)[] {
    const reason = 'Carrera';
    const requests = [
      ...Array.from({ length: this.#chance.between(1, 4) }, () =>
        post('/vouchers', { id: this.#chance.uuid(), action: 'post', ...this.#content(through) }),
      ),
      post(`/vouchers/${drafts[0]}/post`),
      post(`/vouchers/${posted[0]}/${this.#chance.pick(['void', 'unpost'])}`, { reason }),
      post(`/vouchers/${posted[1]}/correct`, { reason, ...this.#content(through) }),
      post('/opening-balances', {
        ...{ id: this.#chance.uuid(), confirm: ['opening-over-balances'] },
        ...this.#content(through),
      }),
    ];
    return requests.map((request) => {
      const keyed = { ...request, key: this.#chance.uuid() };
      return (door) => door(keyed);
    });
  }

  async #startLater(rival: (door: Call) => Promise<Answer>): Promise<Answer> {
    const door = this.#door();
    await this.#wait();
    return rival(door);
  }

  /** Not at all, a turn of the loop, or a few milliseconds. */
  async #wait(): Promise<void> {
    const turns = this.#chance.between(0, 3);
    const milliseconds = this.#chance.happens(60) ? this.#chance.between(0, 6) : 0;
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
    if (milliseconds > 0) await delay(milliseconds);
  }

  #door(): Call {
    return this.#chance.pick(this.#setting.doors);
  }

  #content(through: string) {
    const amount = `${this.#chance.between(1, 9_999)}.00`;
    const date = `${through.slice(0, 8)}${String(this.#chance.between(1, 28)).padStart(2, '0')}`;
    const [debit, credit] = [0, 1].map(() => this.#chance.pick(this.#setting.accounts));
    const lines = [
      { line: 1, account: debit, debit: amount },
      { line: 2, account: credit, credit: amount },
    ];
    return { date, lines };
  }

  #checkRefusal(answer: Answer): number {
    const codes = (answer.body.rejections ?? []).map(({ code }) => code);
    if (answer.status < 500 && codes.length > 0 && codes.every((code) => refusals.includes(code))) {
      return 1;
    }
    throw new Error(`refused for another reason: ${rejectionsOf(answer)}`);
  }

  /** Every byte under the lock. */
  async #readUnder(through: string): Promise<string> {
    const rows = await this.#setting.observer.read(async (tx) => [
      await tx.query('SELECT * FROM postings WHERE date <= ? ORDER BY seq', [through]),
      await tx.query(
        "SELECT * FROM vouchers WHERE date <= ? AND state <> 'draft' ORDER BY id",
        [through],
      ),
      await tx.query(
        'SELECT * FROM day_totals WHERE date <= ? ORDER BY account_id, date, layer, book',
        [through],
      ),
    ]); // prettier-ignore
    return JSON.stringify(rows, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  }

  #lockRequest(lockedThrough: string | null) {
    const body = { lockedThrough, confirm: ['lock-leaves-drafts'] };
    return { method: 'PUT', path: '/lock', body, key: this.#chance.uuid() };
  }
}

function post(path: string, body?: unknown) {
  return { method: 'POST', path, ...(body === undefined ? {} : { body }) };
}
