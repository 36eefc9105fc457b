// Points by key, each until its own end: what the limiter of sign-ins counts, for all processes on a database.
import { and, gt, inArray, lte, sql } from 'drizzle-orm';
import type { ReadTx, Tx } from '../db/engine.ts';

export interface AttemptPoints {
  key: string;
  points: number;
  expiresAt: string;
}

export async function findAttempts(
  tx: ReadTx,
  keys: readonly string[],
  now: string,
): Promise<Map<string, AttemptPoints>> {
  const { signInAttempts: t } = tx.tables;
  const rows = await tx.db
    .select()
    .from(t)
    .where(and(inArray(t.key, [...keys]), gt(t.expiresAt, now)));
  return new Map(rows.map((row) => [row.key, row]));
}

/** One more point, or the first of a new stretch; its end does not move. */
export async function addAttempt(
  tx: Tx,
  key: string,
  now: string,
  expiresAt: string,
): Promise<void> {
  const { signInAttempts: t } = tx.tables;
  const isOver = sql`${t.expiresAt} <= ${now}`;
  await tx.db
    .insert(t)
    .values({ key, points: 1, expiresAt })
    .onConflictDoUpdate({
      target: t.key,
      set: {
        points: sql`case when ${isOver} then 1 else ${t.points} + 1 end`,
        expiresAt: sql`case when ${isOver} then ${expiresAt} else ${t.expiresAt} end`,
      },
    });
}

/** A key that is known until a moment, whatever it was before. */
export async function setAttempt(tx: Tx, attempt: AttemptPoints): Promise<void> {
  const { signInAttempts: t } = tx.tables;
  const { points, expiresAt } = attempt;
  await tx.db
    .insert(t)
    .values(attempt)
    .onConflictDoUpdate({ target: t.key, set: { points, expiresAt } });
}

export async function deleteAttempts(tx: Tx, keys: readonly string[]): Promise<void> {
  const { signInAttempts: t } = tx.tables;
  await tx.db.delete(t).where(inArray(t.key, [...keys]));
}

export async function deleteEndedAttempts(tx: Tx, now: string): Promise<void> {
  const { signInAttempts: t } = tx.tables;
  await tx.db.delete(t).where(lte(t.expiresAt, now));
}
