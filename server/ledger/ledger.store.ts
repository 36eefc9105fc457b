// The posting log and its roll-ups in the database. Rows are only ever added to the log.
import { and, asc, eq, gt, gte, lte, sql } from 'drizzle-orm';
import type { Period } from '../../shared/period.ts';
import type { ReadTx, SqlValue, Tx } from '../db/engine.ts';
import { readHash, writeHash } from '../db/hashBytes.ts';
import { mapRows } from '../db/rowMapping.ts';
import { sqliteTables } from '../db/schema.ts';
import type { DayTotal } from './dayTotals.store.ts';
import type { GatheredTotals } from './gatheredTotals.ts';
import type { Posting, PostingBatch } from './posting.ts';

const postingMapping = mapRows(sqliteTables.postings);
const postingColumns = [
  'company_id', 'seq', 'voucher_id', 'entry', 'line', 'account_id', 'date', 'layer', 'book', 'debit',
  'credit', 'currency', 'currency_amount', 'dimension_set_id', 'origin', 'document_ref', 'description',
  'due_date', 'mirrors_seq',
]; // prettier-ignore
const postingsPerInsert = 2_000;
const batchColumns = [
  'company_id', 'first_seq', 'last_seq', 'voucher_id', 'kind', 'format_version', 'hash',
  'head_hash', 'recorded_by', 'recorded_at',
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
  const rowOf = (p: Posting): SqlValue[] => [
    companyId, p.seq, p.voucherId, p.entry, p.line, p.accountId, p.date, p.layer, p.book, p.debit,
    p.credit, p.currency, p.currencyAmount, p.dimensionSetId, p.origin, p.documentRef, p.description,
    p.dueDate, p.mirrorsSeq,
  ]; // prettier-ignore
  // Not all at once: a list of a hundred thousand rows beside the postings is as much again in memory.
  for (let first = 0; first < postings.length; first += postingsPerInsert) {
    const rows = postings.slice(first, first + postingsPerInsert).map(rowOf);
    await tx.insertRows('postings', postingColumns, rows);
  }
}

export async function insertBatches(
  tx: Tx,
  companyId: number,
  batches: readonly PostingBatch[],
): Promise<void> {
  const rows = batches.map((b): SqlValue[] => [
    companyId, b.firstSeq, b.lastSeq, b.voucherId, b.kind, b.formatVersion, writeHash(b.hash),
    writeHash(b.headHash), b.recordedBy, b.recordedAt,
  ]); // prettier-ignore
  await tx.insertRows('posting_batches', batchColumns, rows);
}

/** Adds to the totals of days, in the same transaction as the postings (invariant 7). */
export async function addToDayTotals(
  tx: Tx,
  companyId: number,
  { totals, dimensioned }: ReturnType<GatheredTotals['take']>,
): Promise<void> {
  const rowOf = (t: DayTotal): SqlValue[] => [
    companyId, t.accountId, t.date, t.layer, t.book, t.debit, t.credit,
  ]; // prettier-ignore
  await tx.insertRows('day_totals', dayColumns, totals.map(rowOf), addToDay);
  const rows = dimensioned.map((t) => [t.dimensionSetId, ...rowOf(t)]);
  await tx.insertRows('dimension_day_totals', dimensionColumns, rows, addToDimensionDay);
}

/**
 * The version at a moment: everything recorded by then. Batches are recorded in the order of the log
 * (`LedgerAppender`), so it is found by halving.
 */
export async function findVersionAt(
  tx: ReadTx,
  companyId: number,
  instant: string,
  lastSeq: number,
): Promise<number> {
  let [low, high] = [0, lastSeq];
  while (low < high) {
    const batch = await findBatchOf(tx, companyId, Math.ceil((low + high) / 2));
    if (!batch) break;
    if (batch.recordedAt <= instant) low = batch.lastSeq;
    else high = batch.firstSeq - 1;
  }
  return low;
}

export interface BatchPlace {
  firstSeq: number;
  lastSeq: number;
  hash: string;
  recordedAt: string;
}

/** The batch that a posting belongs to: the last one that begins at or before it. */
export async function findBatchOf(
  tx: ReadTx,
  companyId: number,
  seq: number,
): Promise<BatchPlace | null> {
  const [row] = await tx.query<RawBatchPlace>(
    'SELECT first_seq, last_seq, hash, recorded_at FROM posting_batches ' +
      'WHERE company_id = ? AND first_seq <= ? ORDER BY first_seq DESC LIMIT 1',
    [companyId, seq],
  );
  if (!row) return null;
  return {
    firstSeq: Number(row.first_seq),
    lastSeq: Number(row.last_seq),
    hash: readHash(row.hash),
    recordedAt: row.recorded_at,
  };
}

interface RawBatchPlace {
  first_seq: bigint;
  last_seq: bigint;
  hash: Uint8Array;
  recorded_at: string;
}

/** The end of the last whole batch at or before a version: the books never stood inside one. */
export async function findWholeVersion(
  tx: ReadTx,
  companyId: number,
  version: number,
): Promise<number> {
  const batch = await findBatchOf(tx, companyId, version);
  if (!batch) return 0;
  // Batches follow one another without gaps: the one before ends where this one begins.
  return batch.lastSeq <= version ? batch.lastSeq : batch.firstSeq - 1;
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
  const { postings: p, vouchers: v, postingBatches: b, companyPeople: u } = tx.tables;
  const firstSeqOfBatch = sql`(SELECT max(first_seq) FROM posting_batches AS own
    WHERE own.company_id = ${p.companyId} AND own.first_seq <= ${p.seq})`;
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
    .innerJoin(b, and(eq(b.companyId, p.companyId), eq(b.firstSeq, firstSeqOfBatch)))
    .leftJoin(u, and(eq(u.companyId, b.companyId), eq(u.id, b.recordedBy)))
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

function readPosting(raw: Record<string, unknown>): Posting {
  const { companyId: _company, ...posting } = postingMapping.read(raw);
  return posting as unknown as Posting;
}
