// Numbering without gaps (C03, C04): in each sequence the numbers are 1, 2, 3… up to what its counter says.
import { getCompany } from '../companies/companies.store.ts';
import type { ReadTx } from '../db/engine.ts';
import type { Findings } from '../ledger/findings.ts';
import { findProfile } from '../profiles/profile.ts';
import { sequenceSql } from '../vouchers/numbering.ts';

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
  const numbering = findProfile(company.profile)?.numbering ?? 'per-fiscal-year';
  const { type, scope } = sequenceSql(numbering);
  await verifyScopes(tx, companyId, scope, findings);
  // A draft that has a number may have another date by now: its scope is where the number was given.
  const sequences = await tx.query<SequenceState>(
    `SELECT ${type} AS type, v.number_scope AS scope, count(*) AS count, ` +
      'count(DISTINCT v.number) AS distinct_count, min(v.number) AS first, max(v.number) AS last ' +
      'FROM vouchers v WHERE v.company_id = ? AND v.number IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2',
    [companyId],
  );
  const counters = await readCounters(tx, companyId);
  const years = await readYears(tx, companyId);
  for (const sequence of sequences) {
    const name = nameSequence(sequence.type, sequence.scope, years);
    const key = `${sequence.type}|${sequence.scope}`;
    const counter = counters.get(key) ?? 0n;
    counters.delete(key);
    const { count, distinct_count: distinct, first, last } = sequence;
    if (counter !== last) {
      findings.add(`El contador ${name} dice ${counter} y el último número es ${last}`);
    }
    if (distinct !== count) findings.add(`En la numeración ${name} hay números repetidos`);
    if (first !== 1n || distinct !== last) {
      const gaps = await listGaps(tx, companyId, type, sequence);
      findings.add(`En la numeración ${name} faltan números: ${gaps}`);
    }
  }
  for (const [key, lastNumber] of counters) {
    if (lastNumber === 0n) continue;
    const [counterType = '', counterScope = ''] = key.split('|');
    const name = nameSequence(counterType, BigInt(counterScope), years);
    findings.add(`El contador ${name} dice ${lastNumber} y no hay comprobantes con número`);
  }
}

/** What stands posted has its number from the sequence that its own type, year or day say. */
async function verifyScopes(
  tx: ReadTx,
  companyId: number,
  scope: string,
  findings: Findings,
): Promise<void> {
  const rows = await tx.query<{ type: string; number: bigint; date: string }>(
    'SELECT v.type, v.number, v.date FROM vouchers v WHERE v.company_id = ? ' +
      `AND v.state <> 'draft' AND (v.number_scope IS NULL OR v.number_scope <> ${scope}) ` +
      'ORDER BY v.id LIMIT 10',
    [companyId],
  );
  for (const { type, number, date } of rows) {
    findings.add(`El comprobante ${type}-${number} del ${date} tiene el número de otra numeración`);
  }
}

/** `de CD`, `del ejercicio 2025`, `del 2025-03-31`. */
function nameSequence(type: string, scope: bigint, years: ReadonlyMap<bigint, string>): string {
  if (type !== '') return `de ${type}`;
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(String(scope));
  return day ? `del ${day[1]}-${day[2]}-${day[3]}` : `del ejercicio ${years.get(scope) ?? scope}`;
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
  typeSql: string,
  { type, scope }: SequenceState,
): Promise<string> {
  const rows = await tx.query<{ previous: bigint; number: bigint }>(
    'SELECT previous, number FROM (SELECT number, coalesce(lag(number) OVER (ORDER BY number), 0) AS previous ' +
      `FROM vouchers v WHERE company_id = ? AND ${typeSql} = ? AND number_scope = ? ` +
      'AND number IS NOT NULL) AS numbered ' +
      'WHERE number > previous + 1 ORDER BY number LIMIT 10',
    [companyId, type, scope],
  );
  return rows
    .map(({ previous, number }) =>
      number === previous + 2n ? `${previous + 1n}` : `${previous + 1n}–${number - 1n}`,
    )
    .join(', ');
}
