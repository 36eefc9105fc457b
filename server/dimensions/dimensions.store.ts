// Third parties, cost centres, and the sets of dimensions that postings carry.
import { and, eq, inArray, sql } from 'drizzle-orm';
import { recordRow, recordRows } from '../audit/facts.store.ts';
import type { ReadTx, Tx } from '../db/engine.ts';

/** The dimensions of a line; empty text where it has none. */
export interface DimensionSet {
  party: string;
  costCenter: string;
}

const unusedDimensions = { project: '', section: '', branch: '', property: '', subledger: '' };
const codesPerQuery = 400;

/** Which of these third parties exist. */
export function findParties(tx: ReadTx, companyId: number, codes: readonly string[]) {
  return findCodes(tx, tx.tables.parties, companyId, codes);
}

/** Which of these cost centres exist. */
export function findCostCenters(tx: ReadTx, companyId: number, codes: readonly string[]) {
  return findCodes(tx, tx.tables.costCenters, companyId, codes);
}

/** Registers third parties and cost centres on their first use (T03); none of them is known yet. */
export async function registerCodes(
  tx: Tx,
  companyId: number,
  codes: { parties: readonly string[]; costCenters: readonly string[] },
  createdAt: string,
): Promise<void> {
  const rows = (list: readonly string[]) =>
    list.map((code) => ({ companyId, code, name: '', createdAt }));
  for (const [table, kind, list] of [
    [tx.tables.parties, 'party', codes.parties],
    [tx.tables.costCenters, 'costCenter', codes.costCenters],
  ] as const) {
    for (let start = 0; start < list.length; start += codesPerQuery) {
      const values = rows(list.slice(start, start + codesPerQuery));
      await tx.db.insert(table).values(values);
    }
    await recordRows(tx, companyId, kind, rows(list));
  }
}

/**
 * Registers codes with their names; those that are there without one take it.
 * @returns the codes that were not there
 */
export async function nameCodes(
  tx: Tx,
  companyId: number,
  kind: 'parties' | 'costCenters',
  named: readonly { code: string; name: string }[],
  createdAt: string,
): Promise<string[]> {
  const table = tx.tables[kind];
  const names = new Map(named.filter(({ code }) => code !== '').map((each) => [each.code, each]));
  const known = await findCodes(tx, table, companyId, [...names.keys()]);
  const rows = [...names.values()].filter(({ code }) => !known.has(code));
  for (let start = 0; start < rows.length; start += codesPerQuery) {
    const some = rows.slice(start, start + codesPerQuery);
    await tx.db.insert(table).values(some.map((row) => ({ ...row, companyId, createdAt })));
  }
  const fact = kind === 'parties' ? 'party' : 'costCenter';
  await recordRows(
    tx,
    companyId,
    fact,
    rows.map((row) => ({ ...row, createdAt })),
  );
  for (const code of known) {
    const { name } = names.get(code)!;
    const isNameless = and(
      eq(table.companyId, companyId),
      eq(table.code, code),
      eq(table.name, ''),
    );
    if (name === '') continue;
    await tx.db.update(table).set({ name }).where(isNameless);
    await recordRow(tx, companyId, fact, code);
  }
  return rows.map(({ code }) => code);
}

/** The id of each set of dimensions, created when new; 0 for the empty set. */
export async function ensureDimensionSets(
  tx: Tx,
  companyId: number,
  sets: readonly DimensionSet[],
): Promise<number[]> {
  const ids = new Map<string, number>();
  const result: number[] = [];
  for (const set of sets) {
    const key = JSON.stringify([set.party, set.costCenter]);
    let id = set.party === '' && set.costCenter === '' ? 0 : ids.get(key);
    if (id === undefined) {
      id = (await findSet(tx, companyId, set)) ?? (await insertSet(tx, companyId, set));
      ids.set(key, id);
    }
    result.push(id);
  }
  return result;
}

/** The sets of dimensions by id. */
export async function listDimensionSets(
  tx: ReadTx,
  companyId: number,
  ids: readonly number[],
): Promise<Map<number, DimensionSet>> {
  const { dimensionSets } = tx.tables;
  const found = new Map<number, DimensionSet>();
  for (let start = 0; start < ids.length; start += codesPerQuery) {
    const rows = await tx.db
      .select({
        id: dimensionSets.id,
        party: dimensionSets.party,
        costCenter: dimensionSets.costCenter,
      })
      .from(dimensionSets)
      .where(
        and(
          eq(dimensionSets.companyId, companyId),
          inArray(dimensionSets.id, ids.slice(start, start + codesPerQuery)),
        ),
      );
    for (const { id, ...set } of rows) found.set(id, set);
  }
  return found;
}

async function findCodes(
  tx: ReadTx,
  table: ReadTx['tables']['parties'] | ReadTx['tables']['costCenters'],
  companyId: number,
  codes: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (let start = 0; start < codes.length; start += codesPerQuery) {
    const some = codes.slice(start, start + codesPerQuery);
    const rows = await tx.db
      .select({ code: table.code })
      .from(table)
      .where(and(eq(table.companyId, companyId), inArray(table.code, some)));
    for (const { code } of rows) found.add(code);
  }
  return found;
}

async function findSet(tx: Tx, companyId: number, set: DimensionSet): Promise<number | undefined> {
  const [row] = await tx.query<{ id: bigint }>(
    'SELECT id FROM dimension_sets WHERE company_id = ? AND party = ? AND cost_center = ? ' +
      "AND project = '' AND section = '' AND branch = '' AND property = '' AND subledger = ''",
    [companyId, set.party, set.costCenter],
  );
  return row && Number(row.id);
}

async function insertSet(tx: Tx, companyId: number, set: DimensionSet): Promise<number> {
  const { dimensionSets } = tx.tables;
  const [last] = await tx.db
    .select({ id: sql<number>`coalesce(max(${dimensionSets.id}), 0)`.mapWith(Number) })
    .from(dimensionSets)
    .where(eq(dimensionSets.companyId, companyId));
  const id = (last?.id ?? 0) + 1;
  const row = { id, party: set.party, costCenter: set.costCenter, ...unusedDimensions };
  await tx.db.insert(dimensionSets).values({ companyId, ...row });
  await recordRows(tx, companyId, 'dimensionSet', [row]);
  return id;
}
