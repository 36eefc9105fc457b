// Fiscal years in the database.
import { eq, sql } from 'drizzle-orm';
import type { LocalDate } from '../../shared/localDate.ts';
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
  return row;
}
