// Vouchers in the database. Their lines are what they posted: they are in the log.
import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { LocalDate } from '../../shared/localDate.ts';
import { endFact, stateDraft } from '../audit/facts.ts';
import { recordFacts } from '../audit/facts.store.ts';
import type { ReadTx, SqlValue, Tx } from '../db/engine.ts';
import { mapRows } from '../db/rowMapping.ts';
import { sqliteTables, type Tables } from '../db/schema.ts';
import { hashVoucher } from './hashVoucher.ts';

export type VoucherRow = Omit<Tables['vouchers']['$inferSelect'], 'companyId'>;

const voucherMapping = mapRows(sqliteTables.vouchers);
const voucherColumns = [
  'company_id', 'id', 'uid', 'state', 'type', 'number', 'number_scope', 'fiscal_year_id', 'date', 'description',
  'reference', 'origin', 'debit_total', 'credit_total', 'line_count', 'version', 'draft',
  'first_seq', 'last_seq', 'changed_by', 'changed_at', 'posted_at',
]; // prettier-ignore

export async function insertVouchers(
  tx: Tx,
  companyId: number,
  rows: readonly VoucherRow[],
): Promise<void> {
  const values = rows.map((row) => valuesOf(companyId, row));
  await tx.insertRows('vouchers', voucherColumns, values);
  await recordDrafts(tx, companyId, rows);
}

/** In the order of their columns. */
const valuesOf = (companyId: number, row: VoucherRow): SqlValue[] => [
  companyId, row.id, row.uid, row.state, row.type, row.number, row.numberScope, row.fiscalYearId, row.date,
  row.description, row.reference, row.origin, row.debitTotal, row.creditTotal, row.lineCount,
  row.version, row.draft, row.firstSeq, row.lastSeq, row.changedBy, row.changedAt, row.postedAt,
]; // prettier-ignore

/** A posted voucher is sealed by its batch; what a draft says, by a fact. */
async function recordDrafts(tx: Tx, companyId: number, rows: readonly VoucherRow[]): Promise<void> {
  const drafts = rows.filter(({ state }) => state === 'draft');
  if (drafts.length === 0) return;
  await recordFacts(tx, companyId, ({ lastSeq }) =>
    drafts.map((row) => stateDraft(row.id, lastSeq, hashVoucher(row))),
  );
}

/** Prepared once: an import that is undone does this for each of its vouchers. */
const updateSql = `UPDATE vouchers SET ${voucherColumns
  .slice(2)
  .map((column) => `${column} = ?`)
  .join(', ')} WHERE company_id = ? AND id = ?`;

export async function updateVoucher(tx: Tx, companyId: number, row: VoucherRow): Promise<void> {
  const [company, id, ...values] = valuesOf(companyId, row);
  await tx.execute(updateSql, [...values, company!, id!]);
  await recordDrafts(tx, companyId, [row]);
}

/** Drafts only: the database refuses anything else. */
export async function deleteVoucher(tx: Tx, companyId: number, id: number): Promise<void> {
  const { vouchers } = tx.tables;
  await tx.db.delete(vouchers).where(and(eq(vouchers.companyId, companyId), eq(vouchers.id, id)));
  await recordFacts(tx, companyId, [endFact('draft', id)]);
}

export async function findVoucher(
  tx: ReadTx,
  companyId: number,
  uid: string,
): Promise<VoucherRow | undefined> {
  const [raw] = await tx.query<Record<string, unknown>>(
    `SELECT ${voucherMapping.columns} FROM vouchers WHERE company_id = ? AND uid = ?`,
    [companyId, uid],
  );
  return raw && voucherMapping.read(raw);
}

export interface VoucherFilter {
  state?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** These ones, by the identity that clients gave them. */
  uids?: readonly string[] | undefined;
  /** One of each year at most. */
  label?: { type: string; number: number } | undefined;
  /** Continue after this voucher, newest first. */
  after?: { date: string; id: number } | undefined;
}

/** Newest first, by date and then in the order they were made. */
export async function listVouchers(
  tx: ReadTx,
  companyId: number,
  filter: VoucherFilter,
  limit: number,
): Promise<VoucherRow[]> {
  const { vouchers: t } = tx.tables;
  const conditions: (SQL | undefined)[] = [eq(t.companyId, companyId)];
  if (filter.state === 'draft') conditions.push(sql`${t.state} = 'draft'`);
  else if (filter.state) conditions.push(eq(t.state, filter.state));
  if (filter.from) conditions.push(gte(t.date, filter.from));
  if (filter.to) conditions.push(lte(t.date, filter.to));
  if (filter.uids) conditions.push(inArray(t.uid, [...filter.uids]));
  if (filter.label) {
    const { type, number } = filter.label;
    conditions.push(eq(t.type, type), eq(t.number, number));
  }
  if (filter.after) {
    const { date, id } = filter.after;
    conditions.push(or(lt(t.date, date), and(eq(t.date, date), lt(t.id, id))));
  }
  return tx.db
    .select()
    .from(t)
    .where(and(...conditions))
    .orderBy(desc(t.date), desc(t.id))
    .limit(limit);
}

export interface LineText {
  voucherId: number;
  accountId: number;
  dimensionSetId: number;
  description: string;
  documentRef: string;
  debit: bigint;
  credit: bigint;
}

/** What the lines of these vouchers say, as they stand in the log. */
export async function listLineTexts(
  tx: ReadTx,
  companyId: number,
  voucherIds: readonly number[],
): Promise<LineText[]> {
  if (voucherIds.length === 0) return [];
  const { vouchers: v, postings: p } = tx.tables;
  const isOwn = and(
    eq(p.companyId, v.companyId),
    gte(p.seq, sql`${v.firstSeq}`),
    lte(p.seq, sql`${v.lastSeq}`),
  );
  return tx.db
    .select({
      voucherId: v.id,
      accountId: p.accountId,
      dimensionSetId: p.dimensionSetId,
      description: p.description,
      documentRef: p.documentRef,
      debit: p.debit,
      credit: p.credit,
    })
    .from(v)
    .innerJoin(p, isOwn)
    .where(and(eq(v.companyId, companyId), inArray(v.id, [...voucherIds])));
}

export async function countDrafts(tx: ReadTx, companyId: number): Promise<number> {
  const { vouchers: t } = tx.tables;
  const [row] = await tx.db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(t)
    // Written out: the index of drafts holds for this very condition.
    .where(and(eq(t.companyId, companyId), sql`${t.state} = 'draft'`));
  return row?.count ?? 0;
}

/** The voucher whose postings are the last of the log. */
export async function findLastPosted(
  tx: ReadTx,
  companyId: number,
): Promise<VoucherRow | undefined> {
  const { vouchers: t, postingBatches: b } = tx.tables;
  const [row] = await tx.db
    .select({ voucher: t })
    .from(b)
    .innerJoin(t, and(eq(t.companyId, b.companyId), eq(t.id, b.voucherId)))
    .where(eq(b.companyId, companyId))
    .orderBy(desc(b.firstSeq))
    .limit(1);
  return row?.voucher;
}

/** Where an opening voucher is looked for: in a fiscal year, or dated after a day. */
export type OpeningPlace = { fiscalYearId: number } | { after: LocalDate };

/** The first opening voucher that is already posted there, if any. */
export async function findOpening(
  tx: ReadTx,
  companyId: number,
  types: readonly string[],
  place: OpeningPlace,
): Promise<VoucherRow | undefined> {
  const { vouchers: t } = tx.tables;
  const [row] = await tx.db
    .select()
    .from(t)
    .where(
      and(
        eq(t.companyId, companyId),
        inArray(t.type, types),
        'after' in place ? gt(t.date, place.after) : eq(t.fiscalYearId, place.fiscalYearId),
        eq(t.state, 'posted'),
      ),
    )
    .orderBy(asc(t.date), asc(t.id))
    .limit(1);
  return row;
}
