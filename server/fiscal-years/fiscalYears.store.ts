// Fiscal years in the database.
import { and, eq, gte, lte, or, sql, gt, lt } from 'drizzle-orm';
import type { LocalDate } from '../../shared/localDate.ts';
import { endFact } from '../audit/facts.ts';
import { recordFacts, recordRow, recordRows } from '../audit/facts.store.ts';
import type { ReadTx, Tx } from '../db/engine.ts';

export interface FiscalYearRow {
  id: number;
  name: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  state: 'open' | 'closed';
}

/** The years of a company, oldest first. */
export async function listFiscalYears(tx: ReadTx, companyId: number): Promise<FiscalYearRow[]> {
  const { fiscalYears } = tx.tables;
  const rows = await tx.db
    .select()
    .from(fiscalYears)
    .where(eq(fiscalYears.companyId, companyId))
    .orderBy(fiscalYears.startsOn);
  return rows.map(({ companyId: _company, ...year }) => year as FiscalYearRow);
}

export async function insertFiscalYear(
  tx: Tx,
  companyId: number,
  year: Omit<FiscalYearRow, 'id' | 'state'>,
): Promise<FiscalYearRow> {
  const { fiscalYears } = tx.tables;
  const [last] = await tx.db
    .select({ id: sql<number>`coalesce(max(${fiscalYears.id}), 0)`.mapWith(Number) })
    .from(fiscalYears)
    .where(eq(fiscalYears.companyId, companyId));
  const row: FiscalYearRow = { ...year, id: (last?.id ?? 0) + 1, state: 'open' };
  await tx.db.insert(fiscalYears).values({ ...row, companyId });
  await recordRows(tx, companyId, 'fiscalYear', [{ ...row }]);
  return row;
}

export async function updateFiscalYear(
  tx: Tx,
  companyId: number,
  { id, name, startsOn, endsOn }: FiscalYearRow,
): Promise<void> {
  const { fiscalYears: t } = tx.tables;
  await tx.db
    .update(t)
    .set({ name, startsOn, endsOn })
    .where(and(eq(t.companyId, companyId), eq(t.id, id)));
  await recordRow(tx, companyId, 'fiscalYear', id);
}

export async function deleteFiscalYear(tx: Tx, companyId: number, id: number): Promise<void> {
  const { fiscalYears: t } = tx.tables;
  await tx.db.delete(t).where(and(eq(t.companyId, companyId), eq(t.id, id)));
  await recordFacts(tx, companyId, [endFact('fiscalYear', id)]);
}

/** Vouchers numbered in a year, and drafts dated in it. */
export async function countVouchersOfYear(
  tx: ReadTx,
  companyId: number,
  { id, startsOn, endsOn }: FiscalYearRow,
): Promise<number> {
  const { vouchers: t } = tx.tables;
  const isDatedInside = and(gte(t.date, startsOn), lte(t.date, endsOn));
  const [row] = await tx.db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(t)
    .where(and(eq(t.companyId, companyId), or(eq(t.fiscalYearId, id), isDatedInside)));
  return row?.count ?? 0;
}

/** The first voucher of a year that these dates would leave outside. */
export async function findVoucherOutside(
  tx: ReadTx,
  companyId: number,
  yearId: number,
  startsOn: LocalDate,
  endsOn: LocalDate,
): Promise<{ label: string; date: string } | undefined> {
  const { vouchers: t } = tx.tables;
  const isOutside = or(lt(t.date, startsOn), gt(t.date, endsOn));
  const [row] = await tx.db
    .select({ type: t.type, number: t.number, date: t.date })
    .from(t)
    .where(and(eq(t.companyId, companyId), eq(t.fiscalYearId, yearId), isOutside))
    .orderBy(t.date, t.id)
    .limit(1);
  return row && { label: `${row.type}-${row.number}`, date: row.date };
}

/** Drafts dated after `from` and up to `through`, oldest first. What is no day yet belongs to none. */
export async function listDraftsWithin(
  tx: ReadTx,
  companyId: number,
  from: LocalDate | null,
  through: LocalDate,
): Promise<{ label: string | null; date: string; description: string }[]> {
  const { vouchers: t } = tx.tables;
  const isInside = and(
    gt(t.date, from ?? '1'),
    lte(t.date, through),
    eq(sql`length(${t.date})`, through.length),
  );
  const rows = await tx.db
    .select({ type: t.type, number: t.number, date: t.date, description: t.description })
    .from(t)
    .where(and(eq(t.companyId, companyId), sql`${t.state} = 'draft'`, isInside))
    .orderBy(t.date, t.id);
  return rows.map(({ type, number, date, description }) => ({
    label: number === null ? null : `${type}-${number}`,
    date,
    description,
  }));
}
