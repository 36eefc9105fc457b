// Voucher types and their counters.
import { eq } from 'drizzle-orm';
import { recordRows } from '../audit/facts.store.ts';
import type { ReadTx, Tx } from '../db/engine.ts';

export interface VoucherTypeRow {
  code: string;
  name: string;
  purpose: 'ordinary' | 'opening';
}

export async function listVoucherTypes(tx: ReadTx, companyId: number): Promise<VoucherTypeRow[]> {
  const { voucherTypes: t } = tx.tables;
  const rows = await tx.db
    .select({ code: t.code, name: t.name, purpose: t.purpose })
    .from(t)
    .where(eq(t.companyId, companyId))
    .orderBy(t.sortOrder, t.code);
  return rows as VoucherTypeRow[];
}

export async function insertVoucherTypes(
  tx: Tx,
  companyId: number,
  types: readonly VoucherTypeRow[],
  firstSortOrder = 1,
): Promise<void> {
  if (types.length === 0) return;
  const rows = types.map((type, index) => ({
    ...type,
    ...{ companyId, sortOrder: firstSortOrder + index },
  }));
  await tx.db.insert(tx.tables.voucherTypes).values(rows);
  await recordRows(tx, companyId, 'voucherType', rows);
}

export interface NumberSequence {
  type: string;
  /** What the numbers begin anew with (`numbering.ts`). */
  scope: number;
}

/** The last number given. Safe to build on only while the company is held. */
export async function readLastNumber(
  tx: ReadTx,
  companyId: number,
  { type, scope }: NumberSequence,
): Promise<number> {
  const [row] = await tx.query<{ last_number: bigint }>(
    'SELECT last_number FROM voucher_counters WHERE company_id = ? AND type = ? AND scope = ?',
    [companyId, type, scope],
  );
  return Number(row?.last_number ?? 0);
}

export async function writeLastNumbers(
  tx: Tx,
  companyId: number,
  counters: readonly (NumberSequence & { lastNumber: number })[],
): Promise<void> {
  await tx.insertRows(
    'voucher_counters',
    ['company_id', 'type', 'scope', 'last_number'],
    counters.map(({ type, scope, lastNumber }) => [companyId, type, scope, lastNumber]),
    'ON CONFLICT (company_id, type, scope) DO UPDATE SET last_number = excluded.last_number',
  );
}
