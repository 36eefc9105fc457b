// The raw limit of posting on this machine: the rows of a voucher of four lines in the product's own tables and
// indexes, made durable by SQLite itself, with nothing read, validated, chained or audited, without triggers and
// references, and nobody asking over HTTP.
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import type BetterSqlite from 'better-sqlite3';
import { createIdMaker } from '../../shared/timeOrderedId.ts';
import type { JournalVoucher } from '../generateJournal.ts';
import { SeededRandom } from '../random.ts';
import { openProductSchema, prepareInsert } from './rawInserts.ts';

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
const newId = createIdMaker(Date.now);
const companyHash = '0'.repeat(64);
const hash = Buffer.alloc(32);
const shortHash = Buffer.alloc(16);
/** As long as what the product keeps under a key. */
const answer = 'x'.repeat(400);

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
  readonly #insert: (voucher: JournalVoucher) => number;
  readonly #insertKey: BetterSqlite.Statement;
  readonly #advanceCompany: BetterSqlite.Statement;
  readonly #advanceCounter: BetterSqlite.Statement;
  readonly #random = new SeededRandom(7);
  #number = 0;

  constructor(file: string) {
    this.#file = file;
    this.#remove();
    this.#database = openProductSchema(file);
    this.#insert = prepareInsert(this.#database, 'all');
    this.#database.exec(
      'INSERT INTO companies (id, uid, code, name, profile, chart, currency, minor_digits, ' +
        "subaccount_length, result_account, last_hash, last_fact_hash, created_at) VALUES (1, '-', '-', '-', 'ES', " +
        "'pgc', 'EUR', 2, 10, '129', '', '', '')",
    );
    this.#insertKey = this.#database.prepare(
      "INSERT INTO idempotency_keys VALUES (1, ?, ?, 200, ?, '2026-01-01T00:00:00.000Z', ?)",
    );
    this.#advanceCompany = this.#database.prepare(
      'UPDATE companies SET last_seq = ?, last_hash = ?, last_voucher_id = ? WHERE id = 1',
    );
    this.#advanceCounter = this.#database.prepare(
      "INSERT INTO voucher_counters VALUES (1, 'AS', 1, ?) " +
        'ON CONFLICT DO UPDATE SET last_number = excluded.last_number',
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
    for (let voucher = 0; voucher < vouchers; voucher += 1) {
      this.#number += 1;
      this.#insert(this.#next());
      this.#insertKey.run(newId(), hash, answer, shortHash);
    }
    this.#advanceCompany.run(this.#number * linesPerVoucher, companyHash, this.#number);
    this.#advanceCounter.run(this.#number);
    this.#database.exec('COMMIT');
  }

  #next(): JournalVoucher {
    const lines = Array.from({ length: linesPerVoucher }, (_, line) => {
      const cents = 100 + this.#random.below(1_000_000);
      const sides = line % 2 === 0 ? [cents, 0] : [0, cents];
      return {
        account: this.#random.below(450),
        debitCents: sides[0]!,
        creditCents: sides[1]!,
      };
    });
    const date = `2025-12-${String(1 + this.#random.below(28)).padStart(2, '0')}`;
    return { number: this.#number, date, text: 'Factura emitida', lines };
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
