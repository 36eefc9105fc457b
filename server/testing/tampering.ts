// Changing the books behind Cuadre's back, as somebody with the database in their hands could: its guards taken away
// first.
import type { Engine, Tx } from '../db/engine.ts';

/** Runs SQL that the triggers of the database would refuse. */
export async function tamper(engine: Engine, ...statements: string[]): Promise<void> {
  await engine.write(async (tx) => {
    await withoutGuards(tx, engine.dialect);
    for (const statement of statements) await tx.execute(statement, []);
  });
}

const undone = new Error('undone');

/**
 * Changes the books without their guards and looks at them, in a transaction that is undone.
 * @returns what `work` saw
 */
export async function tamperAndUndo<T>(engine: Engine, work: (tx: Tx) => Promise<T>): Promise<T> {
  let seen: { value: T } | undefined;
  const tampering = engine.write(async (tx) => {
    await withoutGuards(tx, engine.dialect);
    seen = { value: await work(tx) };
    throw undone;
  });
  await tampering.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return seen!.value;
}

/** Takes the guards away: in SQLite for good, in PostgreSQL until the end of the transaction. */
export async function withoutGuards(tx: Tx, dialect: Engine['dialect']): Promise<void> {
  if (dialect === 'postgres') {
    await tx.execute('SET LOCAL session_replication_role = replica', []);
    return;
  }
  const triggers = await tx.query<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
    [],
  );
  for (const { name } of triggers) await tx.execute(`DROP TRIGGER ${name}`, []);
  await tx.execute('PRAGMA defer_foreign_keys = ON', []);
}
