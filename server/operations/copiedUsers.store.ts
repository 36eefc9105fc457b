// Who may come in, in another installation: users are the same when their e-mail is, whatever their number. The people
// that the books name go with the books (`company_people`).
import type { ReadTx, Tx } from '../db/engine.ts';
import { findUserByEmail, insertUser } from '../auth/users.store.ts';

export interface CopiedUser {
  email: string;
  name: string;
  fromId: number;
  toId: number;
  isNew: boolean;
}

/** The users that have a role in a company. */
export async function listUsersWithRole(
  tx: ReadTx,
  companyId: number,
): Promise<{ id: number; email: string; name: string }[]> {
  const rows = await tx.query<{ id: bigint; email: string; name: string }>(
    'SELECT id, email, name FROM users ' +
      'WHERE id IN (SELECT user_id FROM company_roles WHERE company_id = ?) ORDER BY id',
    [companyId],
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
