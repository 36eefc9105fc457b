// Numbering without gaps (C03, C04): in each sequence the numbers are 1, 2, 3… up to what its counter says.
import { getCompany } from '../companies/companies.store.ts';
import type { ReadTx } from '../db/engine.ts';
import type { Findings } from '../ledger/findings.ts';
import { findProfile } from '../profiles/profile.ts';

/** Which vouchers share a sequence, as SQL over the vouchers `v` (`PostingRun` gives the numbers). */
const perType = { type: 'v.type', scope: '0' };
const perFiscalYear = { type: "''", scope: 'v.fiscal_year_id' };

interface SequenceState {
  type: string;
  scope: bigint;
  count: bigint;
  distinct_count: bigint;
  first: bigint;
  last: bigint;
}

export async function verifyNumbering(
  tx: ReadTx,
  companyId: number,
  findings: Findings,
): Promise<void> {
  const company = await getCompany(tx, companyId);
  const isPerType = findProfile(company.profile)?.numbering === 'per-type-continuous';
  const { type, scope } = isPerType ? perType : perFiscalYear;
  const sequences = await tx.query<SequenceState>(
    `SELECT ${type} AS type, ${scope} AS scope, count(*) AS count, ` +
      'count(DISTINCT v.number) AS distinct_count, min(v.number) AS first, max(v.number) AS last ' +
      'FROM vouchers v WHERE v.company_id = ? AND v.number IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2',
    [companyId],
  );
  const counters = await readCounters(tx, companyId);
  const years = await readYears(tx, companyId);
  for (const sequence of sequences) {
    const name = isPerType
      ? `de ${sequence.type}`
      : `del ejercicio ${years.get(sequence.scope) ?? sequence.scope}`;
    const key = `${sequence.type}|${sequence.scope}`;
    const counter = counters.get(key) ?? 0n;
    counters.delete(key);
    const { count, distinct_count: distinct, first, last } = sequence;
    if (counter !== last) {
      findings.add(`El contador ${name} dice ${counter} y el último número es ${last}`);
    }
    if (distinct !== count) findings.add(`En la numeración ${name} hay números repetidos`);
    if (first !== 1n || distinct !== last) {
      const gaps = await listGaps(tx, companyId, isPerType, sequence);
      findings.add(`En la numeración ${name} faltan números: ${gaps}`);
    }
  }
  for (const [key, lastNumber] of counters) {
    if (lastNumber === 0n) continue;
    const [counterType, counterScope = ''] = key.split('|');
    const name = counterType || `del ejercicio ${years.get(BigInt(counterScope)) ?? counterScope}`;
    findings.add(`El contador ${name} dice ${lastNumber} y no hay comprobantes con número`);
  }
}

async function readCounters(tx: ReadTx, companyId: number): Promise<Map<string, bigint>> {
  const rows = await tx.query<{ type: string; scope: bigint; last_number: bigint }>(
    'SELECT type, scope, last_number FROM voucher_counters WHERE company_id = ?',
    [companyId],
  );
  return new Map(rows.map((row) => [`${row.type}|${row.scope}`, row.last_number]));
}

async function readYears(tx: ReadTx, companyId: number): Promise<Map<bigint, string>> {
  const rows = await tx.query<{ id: bigint; name: string }>(
    'SELECT id, name FROM fiscal_years WHERE company_id = ?',
    [companyId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** `3, 7–9`: the first gaps of a sequence. */
async function listGaps(
  tx: ReadTx,
  companyId: number,
  isPerType: boolean,
  { type, scope }: SequenceState,
): Promise<string> {
  const own = isPerType ? 'type = ?' : 'fiscal_year_id = ?';
  const rows = await tx.query<{ previous: bigint; number: bigint }>(
    'SELECT previous, number FROM (SELECT number, coalesce(lag(number) OVER (ORDER BY number), 0) AS previous ' +
      `FROM vouchers WHERE company_id = ? AND ${own} AND number IS NOT NULL) AS numbered ` +
      'WHERE number > previous + 1 ORDER BY number LIMIT 10',
    [companyId, isPerType ? type : scope],
  );
  return rows
    .map(({ previous, number }) =>
      number === previous + 2n ? `${previous + 1n}` : `${previous + 1n}–${number - 1n}`,
    )
    .join(', ');
}
