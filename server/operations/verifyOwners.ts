// Every row belongs to a company that is there (invariant 6): what is left of one that was taken away, or was put where
// nobody looks, shows.
import type { ReadTx } from '../db/engine.ts';
import { listColumns, nameTable } from '../db/rowMapping.ts';
import { sqliteTables } from '../db/schema.ts';
import type { Findings } from '../ledger/findings.ts';

/** Where the installation has rows of its own, as company 0. */
const installationTables = new Set(['facts', 'audit_events']);

export async function verifyOwners(tx: ReadTx, findings: Findings): Promise<void> {
  const rows = await tx.query<{ id: bigint }>('SELECT id FROM companies ORDER BY id', []);
  const companies = rows.map(({ id }) => id);
  for (const table of Object.values(sqliteTables)) {
    if (!listColumns(table).some((column) => column.name === 'company_id')) continue;
    const name = nameTable(table);
    const known = installationTables.has(name) ? [0n, ...companies] : companies;
    const stray = await findStray(tx, name, known);
    if (stray === null) continue;
    findings.add(`En la tabla ${name} hay filas de la empresa n.º ${stray}, que no existe`);
  }
}

/** Looks between the companies that are there, so that no table is read whole. */
async function findStray(
  tx: ReadTx,
  table: string,
  known: readonly bigint[],
): Promise<bigint | null> {
  const edges: (bigint | null)[] = [null, ...known, null];
  for (let index = 1; index < edges.length; index += 1) {
    const [below = null, above = null] = [edges[index - 1], edges[index]];
    if (below !== null && above !== null && above - below <= 1n) continue;
    const [row] = await tx.query<{ company_id: bigint }>(
      `SELECT company_id FROM ${table} WHERE ${below === null ? 'true' : 'company_id > ?'} ` +
        `AND ${above === null ? 'true' : 'company_id < ?'} ORDER BY company_id LIMIT 1`,
      [below, above].filter((edge) => edge !== null),
    );
    if (row) return row.company_id;
  }
  return null;
}
