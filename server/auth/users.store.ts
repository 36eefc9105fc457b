// Users, their roles per company and their sessions.
import { and, eq, lt, or, sql } from 'drizzle-orm';
import type { Role } from '../../shared/contract/sessions.ts';
import { recordRow, recordRows } from '../audit/facts.store.ts';
import type { ReadTx, Tx } from '../db/engine.ts';
import { ensurePerson } from './people.store.ts';

export interface UserRow {
  id: number;
  email: string;
  name: string;
  passwordHash: string;
  isDisabled: boolean;
  isOperator: boolean;
}

export interface SessionRow {
  tokenHash: string;
  userId: number;
  createdAt: string;
  lastSeenAt: string;
  idleExpiresAt: string;
  absoluteExpiresAt: string;
}

export interface CompanyAccess {
  companyId: number;
  /** The number by which the company's books name the user. */
  personId: number;
  code: string;
  name: string;
  profile: string;
  currency: string;
  role: Role;
}

export async function findUserByEmail(tx: ReadTx, email: string): Promise<UserRow | undefined> {
  const { users } = tx.tables;
  const [row] = await tx.db.select().from(users).where(eq(users.email, email));
  return row;
}

export async function findUser(tx: ReadTx, id: number): Promise<UserRow | undefined> {
  const { users } = tx.tables;
  const [row] = await tx.db.select().from(users).where(eq(users.id, id));
  return row;
}

export async function countUsers(tx: ReadTx): Promise<number> {
  const [row] = await tx.db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(tx.tables.users);
  return row?.count ?? 0;
}

/** The caller holds the name `users` (`Tx.holdName`). */
export async function insertUser(
  tx: Tx,
  user: Omit<UserRow, 'id' | 'isDisabled'> & { createdAt: string },
): Promise<number> {
  const { users } = tx.tables;
  const [last] = await tx.db
    .select({ id: sql<number>`coalesce(max(${users.id}), 0)`.mapWith(Number) })
    .from(users);
  const id = (last?.id ?? 0) + 1;
  const row = { ...user, id, isDisabled: false };
  await tx.db.insert(users).values(row);
  await recordRows(tx, 0, 'user', [row]);
  return id;
}

export async function updatePassword(tx: Tx, userId: number, passwordHash: string): Promise<void> {
  const { users, sessions } = tx.tables;
  await tx.db.update(users).set({ passwordHash }).where(eq(users.id, userId));
  await tx.db.delete(sessions).where(eq(sessions.userId, userId));
  await recordRow(tx, 0, 'user', userId);
}

/** The same password hashed anew: sessions stay. Nothing happens when it was changed meanwhile. */
export async function replacePasswordHash(
  tx: Tx,
  user: Pick<UserRow, 'id' | 'passwordHash'>,
  passwordHash: string,
): Promise<void> {
  const { users } = tx.tables;
  const isSame = and(eq(users.id, user.id), eq(users.passwordHash, user.passwordHash));
  await tx.db.update(users).set({ passwordHash }).where(isSame);
  await recordRow(tx, 0, 'user', user.id);
}

/** Gives a role, or changes the one there is. */
export async function setRole(
  tx: Tx,
  companyId: number,
  user: Pick<UserRow, 'id' | 'email' | 'name'>,
  role: Role,
): Promise<void> {
  const { companyRoles } = tx.tables;
  const personId = await ensurePerson(tx, companyId, user);
  await tx.db
    .insert(companyRoles)
    .values({ companyId, userId: user.id, personId, role })
    .onConflictDoUpdate({
      target: [companyRoles.companyId, companyRoles.userId],
      set: { role },
    });
  await recordRows(tx, companyId, 'role', [{ personId, role }]);
}

export async function listAccess(tx: ReadTx, userId: number): Promise<CompanyAccess[]> {
  const { companies, companyRoles } = tx.tables;
  const rows = await tx.db
    .select({
      companyId: companies.id,
      personId: companyRoles.personId,
      code: companies.code,
      name: companies.name,
      profile: companies.profile,
      currency: companies.currency,
      role: companyRoles.role,
    })
    .from(companyRoles)
    .innerJoin(companies, eq(companies.id, companyRoles.companyId))
    .where(eq(companyRoles.userId, userId))
    .orderBy(companies.name);
  return rows as CompanyAccess[];
}

export async function insertSession(tx: Tx, session: SessionRow): Promise<void> {
  await tx.db.insert(tx.tables.sessions).values(session);
}

export async function findSession(tx: ReadTx, tokenHash: string): Promise<SessionRow | undefined> {
  const { sessions } = tx.tables;
  const [row] = await tx.db.select().from(sessions).where(eq(sessions.tokenHash, tokenHash));
  return row;
}

export async function renewSession(
  tx: Tx,
  tokenHash: string,
  lastSeenAt: string,
  idleExpiresAt: string,
): Promise<void> {
  const { sessions } = tx.tables;
  await tx.db
    .update(sessions)
    .set({ lastSeenAt, idleExpiresAt })
    .where(eq(sessions.tokenHash, tokenHash));
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  const { sessions } = tx.tables;
  await tx.db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

/** Sessions that can no longer be used go when somebody signs in. */
export async function deleteExpiredSessions(tx: Tx, now: string, userId: number): Promise<void> {
  const { sessions } = tx.tables;
  const expired = or(lt(sessions.idleExpiresAt, now), lt(sessions.absoluteExpiresAt, now));
  await tx.db.delete(sessions).where(and(eq(sessions.userId, userId), expired));
}
