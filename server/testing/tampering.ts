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
