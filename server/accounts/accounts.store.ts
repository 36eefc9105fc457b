// The chart of accounts in the database.
import { and, eq, exists, inArray, sql } from 'drizzle-orm';
import type { AccountKind, AccountNature } from '../../shared/account.ts';
import { recordRow, recordRows } from '../audit/facts.store.ts';
import type { ReadTx, SqlValue, Tx } from '../db/engine.ts';

export interface AccountRow {
  id: number;
  code: string;
  name: string;
  kind: AccountKind;
  nature: AccountNature;
  isActive: boolean;
  requiresParty: boolean;
  requiresCostCenter: boolean;
  /** The equity account that takes its balance at the year end; null: the one of the account above, if any. */
  closesInto: string | null;
  /** Its balance never enters the result of the year, nor that of the accounts below. */
  closesApart: boolean;
}
export type NewAccountRow = Omit<AccountRow, 'id' | 'isActive'>;

const accountColumns = [
  'company_id', 'id', 'code', 'name', 'kind', 'nature', 'is_active', 'requires_party',
  'requires_cost_center', 'closes_into', 'closes_apart',
]; // prettier-ignore

/** All accounts of a company by code. */
export async function listAccounts(tx: ReadTx, companyId: number): Promise<AccountRow[]> {
  const { accounts } = tx.tables;
  const rows = await tx.db
    .select()
    .from(accounts)
    .where(eq(accounts.companyId, companyId))
    .orderBy(accounts.code);
  return rows as AccountRow[];
}

export async function insertAccounts(
  tx: Tx,
  companyId: number,
  rows: readonly NewAccountRow[],
): Promise<void> {
  const { accounts } = tx.tables;
  const [last] = await tx.db
    .select({ id: sql<number>`coalesce(max(${accounts.id}), 0)`.mapWith(Number) })
    .from(accounts)
    .where(eq(accounts.companyId, companyId));
  const firstId = (last?.id ?? 0) + 1;
  const values = rows.map((row, index) => ({
    ...row,
    companyId,
    id: firstId + index,
    isActive: true,
  }));
  const written = values.map((row): SqlValue[] => [
    companyId, row.id, row.code, row.name, row.kind, row.nature, 1, Number(row.requiresParty),
    Number(row.requiresCostCenter), row.closesInto, Number(row.closesApart),
  ]); // prettier-ignore
  await tx.insertRows('accounts', accountColumns, written);
  await recordRows(tx, companyId, 'account', values);
}

/** Books being imported say what an account of theirs is called and what it is. */
export async function redefineAccount(
  tx: Tx,
  companyId: number,
  id: number,
  definition: Pick<AccountRow, 'name' | 'kind' | 'nature' | 'requiresParty' | 'requiresCostCenter'>,
): Promise<void> {
  const { accounts } = tx.tables;
  await tx.db
    .update(accounts)
    .set(definition)
    .where(and(eq(accounts.companyId, companyId), eq(accounts.id, id)));
  await recordRow(tx, companyId, 'account', id);
}

/** Says where an account closes at the year end. */
export async function updateClosing(
  tx: Tx,
  companyId: number,
  id: number,
  closing: Pick<AccountRow, 'closesInto' | 'closesApart'>,
): Promise<void> {
  const { accounts } = tx.tables;
  await tx.db
    .update(accounts)
    .set(closing)
    .where(and(eq(accounts.companyId, companyId), eq(accounts.id, id)));
  await recordRow(tx, companyId, 'account', id);
}

/** Which of these accounts have postings, also when they cancel each other: days that are back at zero stay. */
export async function findAccountsWithPostings(
  tx: ReadTx,
  companyId: number,
  ids: readonly number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const { accounts, dayTotals: t } = tx.tables;
  const days = tx.db
    .select({ date: t.date })
    .from(t)
    .where(and(eq(t.companyId, accounts.companyId), eq(t.accountId, accounts.id)));
  const rows = await tx.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.companyId, companyId), inArray(accounts.id, [...ids]), exists(days)));
  return new Set(rows.map(({ id }) => id));
}
