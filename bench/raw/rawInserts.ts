// The raw limit of importing: the journal's rows into the product's own tables and indexes, in one
// transaction, with nothing validated, chained or audited, and without its triggers and references.
import { rmSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { listMigrations } from '../../server/db/migrations.ts';
import { generateJournal, type JournalShape, type JournalVoucher } from '../generateJournal.ts';

/** `postings`: the log alone. `all`: vouchers, log, batches and day totals, as an import writes. */
export type RawTables = 'postings' | 'all';

const vouchersPerPiece = 5_000;

/** @returns lines per second; generating them is left out */
export function measureRawInserts(file: string, shape: JournalShape, tables: RawTables): number {
  const remove = (): void => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  };
  remove();
  const database = openProductSchema(file);
  const insert = prepareInsert(database, tables);
  let lines = 0;
  let milliseconds = 0;
  const timed = (work: () => void): void => {
    const began = performance.now();
    work();
    milliseconds += performance.now() - began;
  };
  timed(() => database.exec('BEGIN IMMEDIATE'));
  for (const piece of pieces(shape)) {
    timed(() => {
      for (const voucher of piece) lines += insert(voucher);
    });
  }
  timed(() => database.exec('COMMIT'));
  database.close();
  remove();
  return (lines * 1000) / milliseconds;
}

/** The product's tables and indexes, without triggers and references. */
export function openProductSchema(file: string): BetterSqlite.Database {
  const database = new BetterSqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = OFF');
  database.pragma('cache_size = -65536');
  for (const { sql } of listMigrations('sqlite')) database.exec(sql);
  const triggers = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .pluck()
    .all() as string[];
  for (const trigger of triggers) database.exec(`DROP TRIGGER ${trigger}`);
  return database;
}

/** Inserts one voucher. @returns its lines */
export type Insert = (voucher: JournalVoucher) => number;

const instant = '2026-01-01T00:00:00.000Z';
const hash = Buffer.alloc(32);
const shortHash = Buffer.alloc(16);

export function prepareInsert(database: BetterSqlite.Database, tables: RawTables): Insert {
  const prepare = (table: string, columns: string, conflict = ''): BetterSqlite.Statement => {
    const marks = columns.split(',').map(() => '?');
    return database.prepare(
      `INSERT INTO ${table} (${columns}) VALUES (${marks.join(',')}) ${conflict}`,
    );
  };
  const posting = prepare(
    'postings',
    'company_id,seq,voucher_id,entry,line,account_id,date,layer,book,debit,credit,currency,' +
      'currency_amount,dimension_set_id,origin,document_ref,description,due_date,mirrors_seq',
  );
  let seq = 0;
  const insertPostings: Insert = ({ number, date, lines }) => {
    lines.forEach(({ account, debitCents: debit, creditCents: credit }, index) => {
      seq += 1;
      const amounts = [debit, credit, 'EUR', debit - credit] as const;
      posting.run(1, seq, number, 1, index + 1, account, date, 0, 0, ...amounts, 0, 4, '', '', null, null); // prettier-ignore
    });
    return lines.length;
  };
  if (tables === 'postings') return insertPostings;
  const voucherRow = prepare(
    'vouchers',
    'company_id,id,uid,state,type,number,fiscal_year_id,date,description,reference,origin,' +
      'debit_total,credit_total,line_count,version,draft,first_seq,last_seq,changed_by,changed_at,posted_at',
  );
  const batch = prepare(
    'posting_batches',
    'company_id,first_seq,last_seq,voucher_id,kind,format_version,hash,head_hash,recorded_by,recorded_at',
  );
  const day = prepare(
    'day_totals',
    'company_id,account_id,date,layer,book,debit,credit',
    'ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit',
  );
  return (voucher) => {
    const { number, date, text, lines } = voucher;
    const total = lines.reduce((sum, { debitCents }) => sum + debitCents, 0);
    const uid = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    voucherRow.run(1, number, uid, 'posted', 'AS', number, 1, date, text, '', 4, total, total, lines.length, 1, null, seq + 1, seq + lines.length, 1, instant, instant); // prettier-ignore
    batch.run(1, seq + 1, seq + lines.length, number, 'post', 1, hash, shortHash, 1, instant);
    for (const { account, debitCents, creditCents } of lines) {
      day.run(1, account, date, 0, 0, debitCents, creditCents);
    }
    return insertPostings(voucher);
  };
}

function* pieces(shape: JournalShape): Generator<JournalVoucher[]> {
  let piece: JournalVoucher[] = [];
  for (const voucher of generateJournal(shape)) {
    piece.push(voucher);
    if (piece.length < vouchersPerPiece) continue;
    yield piece;
    piece = [];
  }
  yield piece;
}
