// Who did what, in another installation: people are the same when their e-mail is, whatever their number.
import type { ReadTx, Tx } from '../db/engine.ts';
import { findUserByEmail, insertUser } from '../auth/users.store.ts';

export interface CopiedUser {
  email: string;
  name: string;
  fromId: number;
  toId: number;
  isNew: boolean;
}

/** Where a company's rows name a user. */
const userColumns: readonly [table: string, column: string][] = [
  ['company_roles', 'user_id'],
  ['vouchers', 'changed_by'],
  ['posting_batches', 'recorded_by'],
  ['audit_events', 'user_id'],
];

/** The users that a company's rows name; user 0 is the installation itself and no row. */
export async function listNamedUsers(
  tx: ReadTx,
  companyId: number,
): Promise<{ id: number; email: string; name: string }[]> {
  const named = userColumns
    .map(([table, column]) => `SELECT ${column} FROM ${table} WHERE company_id = ?`)
    .join(' UNION ');
  const rows = await tx.query<{ id: bigint; email: string; name: string }>(
    `SELECT id, email, name FROM users WHERE id IN (${named}) ORDER BY id`,
    userColumns.map(() => companyId),
  );
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/**
 * Finds each user by e-mail, and creates those who are missing with a password that nobody knows:
 * the administrator gives them one when they are to come in.
 */
export async function ensureUsers(
  tx: Tx,
  users: readonly { id: number; email: string; name: string }[],
  unusablePasswordHash: string,
  createdAt: string,
): Promise<CopiedUser[]> {
  await tx.holdName('users');
  const copied: CopiedUser[] = [];
  for (const { id: fromId, email, name } of users) {
    const known = await findUserByEmail(tx, email);
    const toId =
      known?.id ??
      (await insertUser(tx, {
        ...{ email, name, createdAt },
        passwordHash: unusablePasswordHash,
        isOperator: false,
      }));
    copied.push({ email, name, fromId, toId, isNew: known === undefined });
  }
  return copied;
}
