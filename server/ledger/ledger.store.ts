// The posting log and its roll-ups in the database. Rows are only ever added to the log.
import { and, asc, eq, gt, gte, lte, sql } from 'drizzle-orm';
import type { Period } from '../../shared/period.ts';
import type { ReadTx, SqlValue, Tx } from '../db/engine.ts';
import { mapRows } from '../db/rowMapping.ts';
import { sqliteTables } from '../db/schema.ts';
import { contributionOf, type Posting, type PostingBatch } from './posting.ts';

const postingMapping = mapRows(sqliteTables.postings);
const postingColumns = [
  'company_id', 'seq', 'voucher_id', 'entry', 'line', 'account_id', 'date', 'layer', 'book', 'debit',
  'credit', 'currency', 'currency_amount', 'dimension_set_id', 'origin', 'document_ref', 'due_date',
  'mirrors_seq',
]; // prettier-ignore
const batchColumns = [
  'company_id', 'first_seq', 'last_seq', 'voucher_id', 'kind', 'format_version', 'previous_hash',
  'hash', 'recorded_by', 'recorded_at',
]; // prettier-ignore
const dayColumns = ['company_id', 'account_id', 'date', 'layer', 'book', 'debit', 'credit'];
const addToDay =
  'ON CONFLICT (company_id, account_id, date, layer, book) DO UPDATE SET ' +
  'debit = day_totals.debit + excluded.debit, credit = day_totals.credit + excluded.credit';
const dimensionColumns = ['dimension_set_id', ...dayColumns];
const addToDimensionDay =
  'ON CONFLICT (company_id, dimension_set_id, account_id, date, layer, book) DO UPDATE SET ' +
  'debit = dimension_day_totals.debit + excluded.debit, ' +
  'credit = dimension_day_totals.credit + excluded.credit';

export async function insertPostings(
  tx: Tx,
  companyId: number,
  postings: readonly Posting[],
): Promise<void> {
  const rows = postings.map((p): SqlValue[] => [
    companyId, p.seq, p.voucherId, p.entry, p.line, p.accountId, p.date, p.layer, p.book, p.debit,
    p.credit, p.currency, p.currencyAmount, p.dimensionSetId, p.origin, p.documentRef, p.dueDate,
    p.mirrorsSeq,
  ]); // prettier-ignore
  await tx.insertRows('postings', postingColumns, rows);
}

export async function insertBatches(
  tx: Tx,
  companyId: number,
  batches: readonly PostingBatch[],
): Promise<void> {
  const rows = batches.map((b): SqlValue[] => [
    companyId, b.firstSeq, b.lastSeq, b.voucherId, b.kind, b.formatVersion, b.previousHash, b.hash,
    b.recordedBy, b.recordedAt,
  ]); // prettier-ignore
  await tx.insertRows('posting_batches', batchColumns, rows);
}

/** Adds the postings to the totals of their days, in the same transaction (invariant 7). */
export async function addToDayTotals(
  tx: Tx,
  companyId: number,
  postings: readonly Posting[],
): Promise<void> {
  const totals = foldPostings(postings, (p) => `${p.accountId}|${p.date}|${p.layer}|${p.book}`);
  const rowOf = (t: DayTotal): SqlValue[] => [
    companyId, t.accountId, t.date, t.layer, t.book, t.debit, t.credit,
  ]; // prettier-ignore
  await tx.insertRows('day_totals', dayColumns, totals.map(rowOf), addToDay);
  const dimensioned = foldPostings(
    postings.filter((p) => p.dimensionSetId !== 0),
    (p) => `${p.dimensionSetId}|${p.accountId}|${p.date}|${p.layer}|${p.book}`,
  );
  const rows = dimensioned.map((t) => [t.dimensionSetId, ...rowOf(t)]);
  await tx.insertRows('dimension_day_totals', dimensionColumns, rows, addToDimensionDay);
}

export interface DayTotal {
  accountId: number;
  date: string;
  layer: number;
  book: number;
  debit: bigint;
  credit: bigint;
}

/** Accounts whose days are read at once: a large company's roll-ups are never all in memory as rows. */
const accountsPerRead = 32;

/** All roll-ups of a company, by account and day, some accounts at a time. */
export async function* readDayTotals(tx: ReadTx, companyId: number): AsyncGenerator<DayTotal[]> {
  const [range] = await tx.query<{ last: bigint | null }>(
    'SELECT max(account_id) AS last FROM day_totals WHERE company_id = ?',
    [companyId],
  );
  for (let first = 0; first <= Number(range?.last ?? -1); first += accountsPerRead) {
    const rows = await tx.query<RawDayTotal>(
      'SELECT account_id, date, layer, book, debit, credit FROM day_totals ' +
        'WHERE company_id = ? AND account_id >= ? AND account_id < ? ' +
        'ORDER BY account_id, date, layer, book',
      [companyId, first, first + accountsPerRead],
    );
    yield rows.map((row) => ({
      accountId: Number(row.account_id),
      date: row.date,
      layer: Number(row.layer),
      book: Number(row.book),
      debit: row.debit,
      credit: row.credit,
    }));
  }
}

interface RawDayTotal {
  account_id: bigint;
  date: string;
  layer: bigint;
  book: bigint;
  debit: bigint;
  credit: bigint;
}

/** Totals by account, day, layer and book of the postings between two versions. */
async function sumPostings(
  tx: ReadTx,
  companyId: number,
  afterSeq: number,
  throughSeq: number,
): Promise<DayTotal[]> {
  const { postings: t } = tx.tables;
  // A mirror takes away what it cancels (`contributionOf`).
  const debit = sql<bigint>`sum(case when ${t.mirrorsSeq} is null then ${t.debit} else -${t.credit} end)`;
  const credit = sql<bigint>`sum(case when ${t.mirrorsSeq} is null then ${t.credit} else -${t.debit} end)`;
  return tx.db
    .select({
      accountId: t.accountId,
      date: t.date,
      layer: t.layer,
      book: t.book,
      debit: debit.mapWith(t.debit),
      credit: credit.mapWith(t.credit),
    })
    .from(t)
    .where(and(eq(t.companyId, companyId), gt(t.seq, afterSeq), lte(t.seq, throughSeq)))
    .groupBy(t.accountId, t.date, t.layer, t.book)
    .orderBy(asc(t.accountId), asc(t.date), asc(t.layer), asc(t.book));
}

/** The version at a moment: everything recorded by then. */
export async function findVersionAt(
  tx: ReadTx,
  companyId: number,
  instant: string,
): Promise<number> {
  const [row] = await tx.query<{ last_seq: bigint | null }>(
    'SELECT max(last_seq) AS last_seq FROM posting_batches WHERE company_id = ? AND recorded_at <= ?',
    [companyId, instant],
  );
  return Number(row?.last_seq ?? 0);
}

/** The end of the last whole batch at or before a version: the books never stood inside one. */
export async function findWholeVersion(
  tx: ReadTx,
  companyId: number,
  version: number,
): Promise<number> {
  const [row] = await tx.query<{ first_seq: bigint; last_seq: bigint }>(
    'SELECT first_seq, last_seq FROM posting_batches WHERE company_id = ? AND first_seq <= ? ' +
      'ORDER BY first_seq DESC LIMIT 1',
    [companyId, version],
  );
  if (!row) return 0;
  // Batches follow one another without gaps: the one before ends where this one begins.
  return Number(row.last_seq <= BigInt(version) ? row.last_seq : row.first_seq - 1n);
}

/**
 * The roll-ups as they were at a version: today's less what was posted since, or the sum of what had been
 * posted, whichever reads less.
 */
export async function listDayTotalsAsOf(
  tx: ReadTx,
  companyId: number,
  version: number,
  lastSeq: number,
): Promise<DayTotal[]> {
  if (version <= lastSeq - version) return sumPostings(tx, companyId, 0, version);
  const later = await sumPostings(tx, companyId, version, lastSeq);
  const keyOf = (t: DayTotal) => `${t.accountId}|${t.date}|${t.layer}|${t.book}`;
  const laterByKey = new Map(later.map((total) => [keyOf(total), total]));
  const totals: DayTotal[] = [];
  for await (const some of readDayTotals(tx, companyId)) {
    for (const total of some) {
      const since = laterByKey.get(keyOf(total));
      const [debit, credit] = [since?.debit ?? 0n, since?.credit ?? 0n];
      totals.push({ ...total, debit: total.debit - debit, credit: total.credit - credit });
    }
  }
  return totals;
}

export interface PostingWithVoucher {
  posting: Posting;
  uid: string;
  type: string;
  number: number | null;
  kind: string;
  recordedAt: string;
  recordedBy: string;
}

/** Postings between two versions and two days, each with its voucher and who recorded it. */
export async function listPostingsWithVouchers(
  tx: ReadTx,
  companyId: number,
  afterSeq: number,
  throughSeq: number,
  { from, to }: Period,
): Promise<PostingWithVoucher[]> {
  const { postings: p, vouchers: v, postingBatches: b, users: u } = tx.tables;
  const rows = await tx.db
    .select({
      posting: p,
      uid: v.uid,
      type: v.type,
      number: v.number,
      kind: b.kind,
      recordedAt: b.recordedAt,
      recordedBy: u.name,
    })
    .from(p)
    .innerJoin(v, and(eq(v.companyId, p.companyId), eq(v.id, p.voucherId)))
    .innerJoin(
      b,
      and(
        eq(b.companyId, p.companyId),
        eq(b.voucherId, p.voucherId),
        lte(b.firstSeq, p.seq),
        gte(b.lastSeq, p.seq),
      ),
    )
    .leftJoin(u, eq(u.id, b.recordedBy))
    .where(
      and(
        eq(p.companyId, companyId),
        gt(p.seq, afterSeq),
        lte(p.seq, throughSeq),
        gte(p.date, from),
        lte(p.date, to),
      ),
    )
    .orderBy(asc(p.seq));
  return rows.map(({ posting: { companyId: _company, ...posting }, recordedBy, ...rest }) => ({
    ...rest,
    posting: posting as unknown as Posting,
    recordedBy: recordedBy ?? 'Cuadre',
  }));
}

/** Postings after one version, up to and including another, in order. */
export async function listPostings(
  tx: ReadTx,
  companyId: number,
  afterSeq: number,
  throughSeq: number,
): Promise<Posting[]> {
  const raw = await tx.query<Record<string, unknown>>(
    `SELECT ${postingMapping.columns} FROM postings WHERE company_id = ? AND seq > ? AND seq <= ? ORDER BY seq`,
    [companyId, afterSeq, throughSeq],
  );
  return raw.map((each) => readPosting(each));
}

/** Batches after a sequence number, oldest first. */
export async function listBatches(
  tx: ReadTx,
  companyId: number,
  afterSeq: number,
  limit: number,
): Promise<PostingBatch[]> {
  const { postingBatches: t } = tx.tables;
  const rows = await tx.db
    .select()
    .from(t)
    .where(and(eq(t.companyId, companyId), gt(t.firstSeq, afterSeq)))
    .orderBy(asc(t.firstSeq))
    .limit(limit);
  return rows.map(({ companyId: _company, ...batch }) => batch as PostingBatch);
}

function foldPostings<K extends Posting>(postings: readonly K[], keyOf: (posting: K) => string) {
  const totals = new Map<string, DayTotal & { dimensionSetId: number }>();
  for (const posting of postings) {
    const key = keyOf(posting);
    const { debit, credit } = contributionOf(posting);
    const total = totals.get(key);
    if (total) {
      total.debit += debit;
      total.credit += credit;
    } else {
      const { accountId, date, layer, book, dimensionSetId } = posting;
      totals.set(key, { accountId, date, layer, book, debit, credit, dimensionSetId });
    }
  }
  return [...totals.values()];
}

/** What a voucher has posted and not taken back: the postings that a mirror would cancel. */
export async function listStandingPostings(
  tx: ReadTx,
  companyId: number,
  voucherId: number,
): Promise<Posting[]> {
  const raw = await tx.query<Record<string, unknown>>(
    `SELECT ${postingMapping.columns.replace(/\w+/g, 'p.$&')} FROM posting_batches b ` +
      'JOIN postings p ON p.company_id = b.company_id AND p.seq BETWEEN b.first_seq AND b.last_seq ' +
      'WHERE b.company_id = ? AND b.voucher_id = ? ORDER BY p.seq',
    [companyId, voucherId],
  );
  const postings = raw.map((each) => readPosting(each));
  const cancelled = new Set(postings.map(({ mirrorsSeq }) => mirrorsSeq));
  return postings.filter(({ seq, mirrorsSeq }) => mirrorsSeq === null && !cancelled.has(seq));
}

function readPosting(raw: Record<string, unknown>): Posting {
  const { companyId: _company, ...posting } = postingMapping.read(raw);
  return posting as unknown as Posting;
}
