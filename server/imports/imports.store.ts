// Imports in the database: each file that came in, and what its vouchers were known by where they came from.
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { recordRow, recordRows } from '../audit/facts.store.ts';
import type { ReadTx, SqlValue, Tx } from '../db/engine.ts';
import type { Tables } from '../db/schema.ts';
import { voucherLabel } from '../vouchers/voucherDetails.ts';

export type ImportBatch = Omit<Tables['importBatches']['$inferSelect'], 'companyId'>;

/** How a voucher is known: what stands for it in the file. */
export interface Identity {
  isOpening: boolean;
  series: string;
  number: string;
  date: string;
  contentHash: string;
}

/** A voucher that came in, and what became of it. */
export interface KnownVoucher extends Identity {
  voucherId: number;
  batchId: number;
  /** What its import was called by. */
  source: string;
  uid: string;
  state: 'draft' | 'posted' | 'voided';
  /** As people call it: `AS-12`. */
  label: string;
}

export type ImportedRow = Identity & { voucherId: number };

/** The company must be held. */
export async function nextImportId(tx: ReadTx, companyId: number): Promise<number> {
  const { importBatches: t } = tx.tables;
  const [last] = await tx.db
    .select({ id: sql<number>`coalesce(max(${t.id}), 0)`.mapWith(Number) })
    .from(t)
    .where(eq(t.companyId, companyId));
  return (last?.id ?? 0) + 1;
}

export async function insertImport(tx: Tx, companyId: number, batch: ImportBatch): Promise<void> {
  await tx.db.insert(tx.tables.importBatches).values({ companyId, ...batch });
  await recordRows(tx, companyId, 'importBatch', [batch]);
}

const importedColumns = [
  'company_id', 'voucher_id', 'batch_id', 'is_opening', 'series', 'number', 'date', 'content_hash',
]; // prettier-ignore

export async function insertImportedVouchers(
  tx: Tx,
  companyId: number,
  batchId: number,
  rows: readonly ImportedRow[],
): Promise<void> {
  const values = rows.map((row): SqlValue[] => [
    companyId, row.voucherId, batchId, Number(row.isOpening), row.series, row.number, row.date, row.contentHash,
  ]); // prettier-ignore
  await tx.insertRows('imported_vouchers', importedColumns, values);
  const facts = rows.map((row) => ({ ...row, batchId }));
  await recordRows(tx, companyId, 'importedVoucher', facts);
}

/** What came in, in the order in which it was posted: with one import, or with all that were not undone. */
export async function listKnownVouchers(
  tx: ReadTx,
  companyId: number,
  batchId?: number,
): Promise<KnownVoucher[]> {
  const { importedVouchers: i, importBatches: b, vouchers: v } = tx.tables;
  const isWanted = batchId === undefined ? isNull(b.undoneAt) : eq(i.batchId, batchId);
  const rows = await tx.db
    .select({
      ...{ voucherId: i.voucherId, batchId: i.batchId, source: b.source, isOpening: i.isOpening },
      ...{ series: i.series, number: i.number, date: i.date, contentHash: i.contentHash },
      ...{ uid: v.uid, state: v.state, type: v.type, ownNumber: v.number },
    })
    .from(i)
    .innerJoin(b, and(eq(b.companyId, i.companyId), eq(b.id, i.batchId)))
    .innerJoin(v, and(eq(v.companyId, i.companyId), eq(v.id, i.voucherId)))
    .where(and(eq(i.companyId, companyId), isWanted))
    .orderBy(i.voucherId);
  return rows.map(({ type, ownNumber, state, ...row }) => ({
    ...row,
    state: state as KnownVoucher['state'],
    label: voucherLabel({ type, number: ownNumber }) ?? '',
  }));
}

/** Newest first. */
export async function listImportBatches(tx: ReadTx, companyId: number): Promise<ImportBatch[]> {
  const { importBatches: t } = tx.tables;
  const rows = await tx.db.select().from(t).where(eq(t.companyId, companyId)).orderBy(desc(t.id));
  return rows.map(({ companyId: _company, ...batch }) => batch);
}

export async function findImport(
  tx: ReadTx,
  companyId: number,
  id: number,
): Promise<ImportBatch | undefined> {
  const { importBatches: t } = tx.tables;
  const [row] = await tx.db
    .select()
    .from(t)
    .where(and(eq(t.companyId, companyId), eq(t.id, id)));
  return row;
}

export async function markUndone(
  tx: Tx,
  companyId: number,
  id: number,
  undoneAt: string,
): Promise<void> {
  const { importBatches: t } = tx.tables;
  await tx.db
    .update(t)
    .set({ undoneAt })
    .where(and(eq(t.companyId, companyId), eq(t.id, id)));
  await recordRow(tx, companyId, 'importBatch', id);
}

/** Vouchers of each import that are posted today. */
export async function countStanding(tx: ReadTx, companyId: number): Promise<Map<number, number>> {
  const { importedVouchers: i, vouchers: v } = tx.tables;
  const rows = await tx.db
    .select({ batchId: i.batchId, count: sql<number>`count(*)`.mapWith(Number) })
    .from(i)
    .innerJoin(v, and(eq(v.companyId, i.companyId), eq(v.id, i.voucherId)))
    .where(and(eq(i.companyId, companyId), eq(v.state, 'posted')))
    .groupBy(i.batchId);
  return new Map(rows.map(({ batchId, count }) => [batchId, count]));
}
