// The roll-ups against the log, inside the database: how they differ, and how they are made anew (invariant 7).
import type { ReadTx, Tx } from '../db/engine.ts';
import type { DimensionDayTotal } from './dayTotals.store.ts';

interface TotalsTable {
  table: 'day_totals' | 'dimension_day_totals';
  /** What a row is the total of. */
  keys: string;
  /** Which postings count in it. */
  condition: string;
}

const dayKeys = 'account_id, date, layer, book';
const totalsTables: readonly TotalsTable[] = [
  { table: 'day_totals', keys: dayKeys, condition: '' },
  {
    table: 'dimension_day_totals',
    keys: `dimension_set_id, ${dayKeys}`,
    condition: 'AND dimension_set_id <> 0',
  },
];

/** What each posting adds to its day; a mirror takes away what it cancels (`contributionOf`). */
const debitAdded = 'CASE WHEN mirrors_seq IS NULL THEN debit ELSE -credit END';
const creditAdded = 'CASE WHEN mirrors_seq IS NULL THEN credit ELSE -debit END';

/** Roll-up minus the sum of the postings. */
export type TotalDifference = DimensionDayTotal;

/** Where a roll-up is not the sum of its postings. A row that is not there counts as zero. */
export async function listTotalDifferences(
  tx: ReadTx,
  companyId: number,
  limit: number,
): Promise<TotalDifference[]> {
  const differences: TotalDifference[] = [];
  for (const { table, keys, condition } of totalsTables) {
    const rows = await tx.query<Record<string, bigint | string>>(
      `SELECT ${keys}, SUM(debit) AS debit, SUM(credit) AS credit FROM (` +
        `SELECT ${keys}, debit, credit FROM ${table} WHERE company_id = ? UNION ALL ` +
        `SELECT ${keys}, -(${debitAdded}) AS debit, -(${creditAdded}) AS credit FROM postings ` +
        `WHERE company_id = ? ${condition}) AS both_sides ` +
        `GROUP BY ${keys} HAVING SUM(debit) <> 0 OR SUM(credit) <> 0 ORDER BY ${keys} LIMIT ?`,
      [companyId, companyId, limit - differences.length],
    );
    for (const row of rows) {
      differences.push({
        dimensionSetId: Number(row.dimension_set_id ?? 0),
        accountId: Number(row.account_id),
        date: String(row.date),
        layer: Number(row.layer),
        book: Number(row.book),
        debit: BigInt(row.debit!),
        credit: BigInt(row.credit!),
      });
    }
    if (differences.length >= limit) break;
  }
  return differences;
}

/** Throws the roll-ups of a company away and makes them from its postings. @returns rows made */
export async function rebuildTotals(tx: Tx, companyId: number): Promise<number> {
  let rows = 0;
  for (const { table, keys, condition } of totalsTables) {
    await tx.execute(`DELETE FROM ${table} WHERE company_id = ?`, [companyId]);
    await tx.execute(
      `INSERT INTO ${table} (company_id, ${keys}, debit, credit) ` +
        `SELECT company_id, ${keys}, SUM(${debitAdded}), SUM(${creditAdded}) FROM postings ` +
        `WHERE company_id = ? ${condition} GROUP BY company_id, ${keys}`,
      [companyId],
    );
    const [made] = await tx.query<{ rows: bigint }>(
      `SELECT count(*) AS rows FROM ${table} WHERE company_id = ?`,
      [companyId],
    );
    rows += Number(made?.rows ?? 0);
  }
  return rows;
}
