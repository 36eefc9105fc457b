// The company's own row: who it is, its ledger version and its lock.
import { eq, sql } from 'drizzle-orm';
import type { Change } from '../../shared/contract/changes.ts';
import { stateFact, stateLocked } from '../audit/facts.ts';
import { recordFacts, recordRow, recordRows } from '../audit/facts.store.ts';
import type { ReadTx, Tx } from '../db/engine.ts';
import { mapRows } from '../db/rowMapping.ts';
import { sqliteTables, type Tables } from '../db/schema.ts';

export type CompanyRow = Tables['companies']['$inferSelect'];

const rows = mapRows(sqliteTables.companies);

export async function findCompany(tx: ReadTx, id: number): Promise<CompanyRow | undefined> {
  const [raw] = await tx.query<Record<string, unknown>>(
    `SELECT ${rows.columns} FROM companies WHERE id = ?`,
    [id],
  );
  return raw && rows.read(raw);
}

/** The same, for a company that is known to exist. */
export async function getCompany(tx: ReadTx, id: number): Promise<CompanyRow> {
  const row = await findCompany(tx, id);
  if (!row) throw new Error(`company ${id} does not exist`);
  return row;
}

export async function findCompanyByCode(tx: ReadTx, code: string): Promise<CompanyRow | undefined> {
  const { companies } = tx.tables;
  const [row] = await tx.db.select().from(companies).where(eq(companies.code, code));
  return row;
}

export async function listCompanies(tx: ReadTx): Promise<CompanyRow[]> {
  return tx.db.select().from(tx.tables.companies).orderBy(tx.tables.companies.code);
}

/** The caller holds the name `companies` (`Tx.holdName`). */
export async function insertCompany(
  tx: Tx,
  company: Omit<CompanyRow, 'id' | 'lastFactId' | 'lastFactHash'>,
): Promise<number> {
  const { companies } = tx.tables;
  const [last] = await tx.db
    .select({ id: sql<number>`coalesce(max(${companies.id}), 0)`.mapWith(Number) })
    .from(companies);
  const id = (last?.id ?? 0) + 1;
  const row = { ...company, id, lastFactId: 0, lastFactHash: '' };
  await tx.db.insert(companies).values(row);
  await recordFacts(
    tx,
    id,
    (['company', 'settings', 'lock'] as const).map((name) => stateFact(name, row)),
  );
  await recordRows(tx, 0, 'books', [row]);
  return id;
}

/**
 * Takes the company's row for writing: from here to the end of the transaction no other posting,
 * numbering or lock of this company can come between (architecture.md «Balances»).
 */
export async function holdCompany(tx: Tx, id: number): Promise<CompanyRow> {
  const [raw] = await tx.query<Record<string, unknown>>(
    `SELECT ${rows.columns} FROM companies WHERE id = ? ${tx.rowLock}`,
    [id],
  );
  if (!raw) throw new Error(`company ${id} does not exist`);
  // Who holds a company changes it: the one place that every write passes.
  tx.notify(id);
  return rows.read(raw);
}

/** The versions that whatever is read of a company follows from. */
export async function readVersions(tx: ReadTx, id: number): Promise<Change> {
  const { lastSeq, settingsVersion } = await getCompany(tx, id);
  return { ledgerVersion: lastSeq, settingsVersion };
}

/** Where the log of a company ends. */
export type LedgerHead = Pick<
  CompanyRow,
  'id' | 'lastSeq' | 'lastHash' | 'lastRecordedAt' | 'lastVoucherId'
>;

export async function advanceLedger(tx: Tx, head: LedgerHead): Promise<void> {
  await tx.execute(
    'UPDATE companies SET last_seq = ?, last_hash = ?, last_recorded_at = ?, last_voucher_id = ? WHERE id = ?',
    [head.lastSeq, head.lastHash, head.lastRecordedAt, head.lastVoucherId, head.id],
  );
}

export async function setLastVoucherId(tx: Tx, id: number, lastVoucherId: number): Promise<void> {
  const { companies } = tx.tables;
  await tx.db.update(companies).set({ lastVoucherId }).where(eq(companies.id, id));
}

/** Anything cached about chart, years, types or lock is stale from here on. */
export async function advanceSettings(tx: Tx, id: number): Promise<number> {
  const { companies } = tx.tables;
  const [row] = await tx.db
    .update(companies)
    .set({ settingsVersion: sql`${companies.settingsVersion} + 1` })
    .where(eq(companies.id, id))
    .returning({ settingsVersion: companies.settingsVersion });
  await recordRow(tx, id, 'settings');
  return row?.settingsVersion ?? 0;
}

export async function updateLock(
  tx: Tx,
  id: number,
  lock: Pick<CompanyRow, 'lockedThrough' | 'lockedBy' | 'lockedAt'>,
): Promise<void> {
  const { companies } = tx.tables;
  await tx.db.update(companies).set(lock).where(eq(companies.id, id));
  await recordFacts(tx, id, ({ lastSeq }) => [
    stateFact('lock', lock),
    stateLocked(lock.lockedThrough, lastSeq),
  ]);
}
