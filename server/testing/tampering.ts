// Changing the log behind Cuadre's back, as somebody with the database in their hands could: triggers dropped first.
import type { Engine } from '../db/engine.ts';

const guarded = ['postings', 'posting_batches'];

/** Runs SQL that the triggers of the log would refuse. */
export async function tamper(engine: Engine, ...statements: string[]): Promise<void> {
  await engine.write(async (tx) => {
    for (const table of guarded) {
      const on = engine.dialect === 'postgres' ? ` ON ${table}` : '';
      await tx.execute(`DROP TRIGGER IF EXISTS ${table}_no_update${on}`, []);
      await tx.execute(`DROP TRIGGER IF EXISTS ${table}_no_delete${on}`, []);
    }
    for (const statement of statements) await tx.execute(statement, []);
  });
}
