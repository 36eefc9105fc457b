// Everything the server can be asked, against the oracle, at random days and random earlier versions.
import type {
  BalanceAnswer,
  BalanceChanges,
  BalanceQuery,
  CellSet,
  CellSetAnswer,
  MonthlyBalances,
  TrialBalance,
} from '../../shared/contract/balances.ts';
import { verifyCompany } from '../../server/operations/verifyCompany.ts';
import { isDone, rejectionsOf } from '../call.ts';
import type { Chance } from '../chance.ts';
import type { Measure, NaiveBooks } from './naiveBooks.ts';
import type { World } from './world.ts';

const measures = ['closing', 'opening', 'debit', 'credit', 'movement'] as const satisfies Measure[];

export class Checks {
  readonly #world: World;
  readonly #books: NaiveBooks;
  readonly #chance: Chance;
  #cellSet: {
    name: string;
    query: BalanceQuery;
    amounts: (string | null)[];
    since: number;
  } | null = null;
  #locked: { through: string; content: string } | null = null;

  constructor(world: World, books: NaiveBooks, chance: Chance) {
    this.#world = world;
    this.#books = books;
    this.#chance = chance;
  }

  async run(): Promise<void> {
    await this.#checkTrialBalance(null);
    await this.#checkTrialBalance(this.#pastVersion());
    await this.#checkCells(this.#chance.happens(50) ? null : this.#pastMoment());
    await this.checkCellSet();
    await this.#checkChanges();
    await this.#checkMonths();
  }

  /** The whole of the books, as `cuadre verify` reads them, and each voucher. */
  async verify(): Promise<void> {
    const { findings } = await this.#world.engine.read((tx) =>
      verifyCompany(tx, this.#world.books.companyId),
    );
    expectSame(
      'verify',
      findings.map(({ finding }) => finding),
      [],
    );
    const stored = await this.#world.query<{ uid: string; story: string }>(
      "SELECT uid, state || ' ' || coalesce(number, 0) || ' v' || version AS story FROM vouchers " +
        'WHERE origin <> 4 ORDER BY uid',
    );
    const wanted = [...this.#books.vouchers.values()]
      .filter(({ id }) => !id.startsWith('import'))
      .map(({ id, state, number, version }) => `${id} ${state} ${number ?? 0} v${version}`);
    expectSame('vouchers', stored.map(({ uid, story }) => `${uid} ${story}`).sort(), wanted.sort());
  }

  /** What is under the lock is, byte for byte, what it was when it was locked. */
  async checkLocked(): Promise<void> {
    const through = this.#books.lockedThrough;
    const content = through === null ? '' : await this.#readThrough(through);
    const before = this.#locked;
    this.#locked = through === null ? null : { through, content };
    if (before === null || through === null) return;
    if (before.through === through) expectSame('locked period', content, before.content);
  }

  /** A reading that fails leaves nothing behind. */
  async failReading(): Promise<void> {
    const { engine, call } = this.#world;
    const statement = this.#chance.between(1, 6);
    engine.arm({ kind: 'reading', statement, code: 'SQLITE_IOERR_READ' });
    const answer = await call({ method: 'GET', path: `/trial-balance?${this.#period()}` });
    await engine.disarm();
    if (!isDone(answer) && answer.status < 500) throw new Error(rejectionsOf(answer));
  }

  async #checkTrialBalance(asOf: number | null): Promise<void> {
    const period = this.#period();
    const [from = '', to = ''] = period.split('&').map((part) => part.split('=')[1]);
    const path = `/trial-balance?${period}${asOf === null ? '' : `&asOf=${asOf}`}`;
    const answer = await this.#get<TrialBalance>(path);
    const figures = this.#books.figures(this.#books.wholeVersion(asOf ?? this.#books.version));
    const moved = new Set(figures.listMoved());
    const wanted: string[] = [];
    for (const { code } of this.#books.accounts) {
      const leaves = this.#books.leavesOf(code).filter((leaf) => moved.has(leaf));
      const row = (['opening', 'debit', 'credit', 'closing'] as const).map((measure) =>
        leaves.length === 0 ? 0n : figures.measure(leaves, from, to, measure),
      );
      if (row.some((amount) => amount !== 0n)) wanted.push(`${code} ${row.map(write).join(' ')}`);
    }
    const found = answer.rows.map(({ code, opening, debit, credit, closing }) =>
      [code, opening, debit, credit, closing].join(' '),
    );
    expectSame(path, found.sort(), wanted.sort());
    const { opening, debit, credit, closing } = answer.totals;
    // Double entry: what every lesson of accounting begins with.
    expectSame(`${path} totals`, [opening, closing, debit], ['0.00', '0.00', credit]);
  }

  async #checkCells(asOf: string | null): Promise<void> {
    const query = this.#query(40);
    const body = asOf === null ? query : { ...query, asOf };
    const answer = await this.#post<BalanceAnswer>('/balances/query', body);
    const version = asOf === null ? this.#books.version : this.#books.versionAt(asOf);
    expectSame(`cells as of ${asOf}`, answer.amounts, this.#naiveAmounts(query, version));
  }

  /** A set that is kept up by what the server says has changed equals the same cells asked anew. */
  async checkCellSet(): Promise<void> {
    if (!this.#cellSet || this.#chance.happens(8)) return this.#registerCellSet();
    const kept = this.#cellSet;
    const path = `/balances/cell-sets/${kept.name}?since=${kept.since}`;
    const answer = await this.#world.call<CellSetAnswer>({ method: 'GET', path });
    // After a restart the server knows of no set: the client registers it again.
    if (answer.status === 404) return this.#registerCellSet(kept.query);
    if (!isDone(answer)) throw new Error(`${path}: ${rejectionsOf(answer)}`);
    const { ledgerVersion, amounts, changes = [] } = answer.body;
    if (amounts) kept.amounts = [...amounts];
    for (const [cell, amount] of changes) kept.amounts[cell] = amount;
    kept.since = ledgerVersion;
    const wanted = this.#naiveAmounts(kept.query, this.#books.version);
    expectSame(`${path} (${amounts ? 'all' : 'changes'})`, kept.amounts, wanted);
  }

  async #registerCellSet(query = this.#query(60)): Promise<void> {
    const answer = await this.#post<CellSet>('/balances/cell-sets', query);
    const { cellSet: name, amounts, ledgerVersion: since } = answer;
    expectSame('a new cell set', amounts, this.#naiveAmounts(query, this.#books.version));
    this.#cellSet = { name, query, amounts: [...amounts], since };
  }

  /** Why a figure changed: the postings between two versions add up to the difference. */
  async #checkChanges(): Promise<void> {
    const account = this.#account();
    const period = this.#period();
    const [from = '', to = ''] = period.split('&').map((part) => part.split('=')[1]);
    const since = this.#chance.between(0, this.#books.version);
    const until = this.#chance.between(0, this.#books.version);
    const versions = `sinceVersion=${since}&untilVersion=${until}`;
    const path = `/balances/changes?account=${account}&${period}&${versions}`;
    const { before, after, changes } = await this.#get<BalanceChanges>(path);
    const moved = (version: number): bigint =>
      this.#books
        .figures(this.#books.wholeVersion(version))
        .measure(this.#books.leavesOf(account), from, to, 'movement');
    expectSame(path, [before, after], [write(moved(since)), write(moved(until))]);
    const sum = changes.reduce((total, { amount }) => total + read(amount), 0n);
    expectSame(`${path} sum`, write(sum), write(moved(until) - moved(since)));
  }

  async #checkMonths(): Promise<void> {
    const year = this.#chance.pick(this.#books.years).name;
    const measure = this.#chance.pick(measures);
    const path = `/monthly-balances?from=${year}-02-10&to=${year}-09-20&measure=${measure}`;
    const { months, rows } = await this.#get<MonthlyBalances>(path);
    const figures = this.#books.figures(this.#books.version);
    for (let sample = 0; sample < 5 && rows.length > 0; sample += 1) {
      const { code, amounts } = this.#chance.pick(rows);
      const leaves = this.#books.leavesOf(code);
      const wanted = months.map(({ from, to }) =>
        write(figures.measure(leaves, from, to, measure)),
      );
      expectSame(`${path} ${code}`, amounts, wanted);
    }
  }

  #naiveAmounts(query: BalanceQuery, version: number): (string | null)[] {
    const figures = this.#books.figures(version);
    const amounts: (string | null)[] = [];
    for (let at = 0; at < query.cells.length; at += 3) {
      const text = query.accounts[query.cells[at]!]!;
      const { from, to } = query.periods[query.cells[at + 1]!]!;
      const measure = query.measures[query.cells[at + 2]!]!;
      const codes = text.split(';');
      const leaves = new Set(codes.flatMap((code) => this.#books.leavesOf(code)));
      // One code that does not exist makes the sum unknown.
      if (!codes.every((code) => this.#books.isKnown(code))) amounts.push(null);
      else amounts.push(write(figures.measure([...leaves], from, to, measure)));
    }
    return amounts;
  }

  #query(cellCount: number): BalanceQuery {
    const list = <T>(length: number, make: () => T): T[] => Array.from({ length }, make);
    // Some are asked for before they are in the chart.
    const one = (): string => (this.#chance.happens(15) ? this.#futureAccount() : this.#account());
    const accounts = list(10, () => (this.#chance.happens(20) ? `${one()};${one()}` : one()));
    const periods = list(5, () => {
      const [from = '', to = ''] = this.#period()
        .split('&')
        .map((part) => part.split('=')[1]);
      return { from, to } as BalanceQuery['periods'][number];
    });
    const cells = list(cellCount, () => [
      this.#chance.below(accounts.length),
      this.#chance.below(periods.length),
      this.#chance.below(measures.length),
    ]).flat();
    return { accounts, periods, measures: [...measures], cells };
  }

  /** One in use, or one above it. */
  #account(): string {
    let code = this.#chance.pick(this.#world.books.accounts);
    while (this.#chance.happens(30)) {
      const parent = this.#books.accounts.find((account) => account.code === code)?.parentCode;
      if (parent == null) break;
      code = parent;
    }
    return code;
  }

  #futureAccount(): string {
    const parent = this.#chance.pick(this.#world.books.accounts);
    return `${parent}${parent.includes('.') ? '.' : ''}0${this.#chance.between(1, 3)}`;
  }

  #period(): string {
    const { years } = this.#books;
    const day = (): string => {
      const year = Number(this.#chance.pick(years).name) + (this.#chance.happens(10) ? 1 : 0);
      const month = String(this.#chance.between(1, 12)).padStart(2, '0');
      return `${year}-${month}-${this.#chance.pick(['01', '15', '28'])}`;
    };
    const [from, to] = [day(), day()].sort();
    return `from=${from}&to=${to}`;
  }

  #pastVersion(): number {
    const { moments, version } = this.#books;
    const isAny = moments.length === 0 || this.#chance.happens(20);
    return isAny ? this.#chance.between(0, version) : this.#chance.pick(moments).version;
  }

  #pastMoment(): string | null {
    const { moments } = this.#books;
    return moments.length === 0 ? null : this.#chance.pick(moments).instant;
  }

  async #readThrough(through: string): Promise<string> {
    const rows = await Promise.all([
      this.#world.query(`SELECT * FROM postings WHERE date <= '${through}' ORDER BY seq`),
      this.#world.query(
        `SELECT * FROM vouchers WHERE date <= '${through}' AND state <> 'draft' ORDER BY id`,
      ),
      this.#world.query(
        `SELECT * FROM day_totals WHERE date <= '${through}' ORDER BY account_id, date, layer, book`,
      ),
    ]);
    return JSON.stringify(rows, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  }

  async #get<T>(path: string): Promise<T> {
    const answer = await this.#world.call<T>({ method: 'GET', path });
    if (!isDone(answer)) throw new Error(`${path}: ${rejectionsOf(answer)}`);
    return answer.body;
  }

  async #post<T>(path: string, body: unknown): Promise<T> {
    const answer = await this.#world.call<T>({ method: 'POST', path, body });
    if (!isDone(answer)) throw new Error(`${path}: ${rejectionsOf(answer)}`);
    return answer.body;
  }
}

/** @throws with the first differences */
export function expectSame(what: string, found: unknown, wanted: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (one === other) return;
  if (!Array.isArray(found) || !Array.isArray(wanted)) {
    throw new Error(`${what}:\n  found  ${one.slice(0, 2_000)}\n  wanted ${other.slice(0, 2_000)}`);
  }
  const tell = (list: unknown[], from: unknown[]): string =>
    JSON.stringify(list.filter((each, at) => each !== from[at]).slice(0, 8));
  throw new Error(`${what}:\n  found  ${tell(found, wanted)}\n  wanted ${tell(wanted, found)}`);
}

function write(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function read(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}
