// The raw limit of posting on this machine: four postings and four day totals per voucher, made
// durable by SQLite itself, with nothing validated, chained or audited, and nobody asking over HTTP.
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import BetterSqlite from 'better-sqlite3';
import { SeededRandom } from '../random.ts';

export interface RawCommitRates {
  singlePerSecond: number;
  /** Thirty-two vouchers in each commit. */
  groupedPerSecond: number;
  /** The same behind a bare HTTP server: what arrives together shares a commit. */
  groupedHttpPerSecond: number;
  singleHttpPerSecond: number;
  /** Processor time for each voucher, in microseconds. */
  cpuMicroseconds: { single: number; grouped: number };
}

const linesPerVoucher = 4;

export async function measureRawCommits(
  databaseFile: string,
  seconds: number,
  connections: number,
): Promise<RawCommitRates> {
  const books = new RawBooks(databaseFile);
  try {
    const single = books.commitFor(seconds, 1);
    const grouped = books.commitFor(seconds, connections);
    return {
      singlePerSecond: single.perSecond,
      groupedPerSecond: grouped.perSecond,
      cpuMicroseconds: { single: single.cpuMicroseconds, grouped: grouped.cpuMicroseconds },
      singleHttpPerSecond: await serveFor(books, seconds, 1),
      groupedHttpPerSecond: await serveFor(books, seconds, connections),
    };
  } finally {
    books.close();
  }
}

class RawBooks {
  readonly #file: string;
  readonly #database: BetterSqlite.Database;
  readonly #insert: BetterSqlite.Statement;
  readonly #addToDay: BetterSqlite.Statement;
  readonly #random = new SeededRandom(7);
  #seq = 0;

  constructor(file: string) {
    this.#file = file;
    this.#remove();
    this.#database = new BetterSqlite(file);
    this.#database.pragma('journal_mode = WAL');
    this.#database.pragma('synchronous = FULL');
    this.#database.exec(`
      CREATE TABLE postings (company INTEGER, seq INTEGER, account INTEGER, date TEXT, debit INTEGER,
        credit INTEGER, PRIMARY KEY (company, seq)) STRICT, WITHOUT ROWID;
      CREATE INDEX postings_by_account ON postings (company, account, date);
      CREATE TABLE day_totals (company INTEGER, account INTEGER, date TEXT, debit INTEGER,
        credit INTEGER, PRIMARY KEY (company, account, date)) STRICT, WITHOUT ROWID;`);
    this.#insert = this.#database.prepare('INSERT INTO postings VALUES (1, ?, ?, ?, ?, ?)');
    this.#addToDay = this.#database.prepare(
      'INSERT INTO day_totals VALUES (1, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ' +
        'debit = debit + excluded.debit, credit = credit + excluded.credit',
    );
  }

  commitFor(
    seconds: number,
    vouchersPerCommit: number,
  ): { perSecond: number; cpuMicroseconds: number } {
    const cpuBefore = process.cpuUsage();
    const began = performance.now();
    let vouchers = 0;
    while (performance.now() - began < seconds * 1000) {
      this.commit(vouchersPerCommit);
      vouchers += vouchersPerCommit;
    }
    const perSecond = vouchers / ((performance.now() - began) / 1000);
    const { user, system } = process.cpuUsage(cpuBefore);
    return { perSecond, cpuMicroseconds: (user + system) / vouchers };
  }

  commit(vouchers: number): void {
    this.#database.exec('BEGIN IMMEDIATE');
    for (let line = 0; line < vouchers * linesPerVoucher; line += 1) {
      const account = this.#random.below(450);
      const day = String(1 + this.#random.below(28)).padStart(2, '0');
      const date = `2025-12-${day}`;
      const cents = 100 + this.#random.below(1_000_000);
      const [debit, credit] = line % 2 === 0 ? [cents, 0] : [0, cents];
      this.#seq += 1;
      this.#insert.run(this.#seq, account, date, debit, credit);
      this.#addToDay.run(account, date, debit, credit);
    }
    this.#database.exec('COMMIT');
  }

  close(): void {
    this.#database.close();
    this.#remove();
  }

  #remove(): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#file + suffix, { force: true });
  }
}

/** Served from the bench's own process; the load comes from a thread of its own. */
async function serveFor(books: RawBooks, seconds: number, connections: number): Promise<number> {
  let waiting: (() => void)[] = [];
  const commitAll = (): void => {
    const group = waiting;
    waiting = [];
    books.commit(group.length);
    for (const answer of group) answer();
  };
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    incoming.on('end', () => {
      if (waiting.length === 0) setImmediate(commitAll);
      waiting.push(() => {
        outgoing.setHeader('content-type', 'application/json');
        outgoing.end('{"ok":true}');
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const began = performance.now();
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    workers: 1,
    method: 'POST',
    body: JSON.stringify({ lines: Array.from({ length: 4 }, () => ({ account: '4300000001' })) }),
  });
  const rate = result['2xx'] / ((performance.now() - began) / 1000);
  await new Promise((resolve) => server.close(resolve));
  return rate;
}
