// Writing facts down: in the transaction that makes them, chained to those before (`facts.ts`). The stores that change a
// row do it themselves, so that no use case can forget.
import type { ReadTx, SqlValue, Tx } from '../db/engine.ts';
import { writeHash } from '../db/hashBytes.ts';
import {
  factKinds,
  genesisOfFacts,
  hashFacts,
  stateFact,
  type FactKind,
  type FactKindName,
} from './facts.ts';

export interface FactHead {
  /** Of the company, or of the installation. */
  uid: string;
  lastFactId: number;
  lastFactHash: string;
  /** Where the log of postings stood. */
  lastSeq: number;
}

/**
 * Where the facts of a company end; 0 is the installation.
 * @throws when there is no such company
 */
export async function readFactHead(tx: ReadTx, companyId: number, rowLock = ''): Promise<FactHead> {
  const [row] = await tx.query<{ uid: string; id: bigint; hash: string; seq: bigint }>(
    companyId === 0
      ? `SELECT uid, last_fact_id AS id, last_fact_hash AS hash, 0 AS seq FROM installation WHERE id = ? ${rowLock}`
      : `SELECT uid, last_fact_id AS id, last_fact_hash AS hash, last_seq AS seq FROM companies WHERE id = ? ${rowLock}`,
    [companyId === 0 ? 1 : companyId],
  );
  if (!row) throw new Error(`company ${companyId} does not exist`);
  const lastFactId = Number(row.id);
  const lastFactHash = lastFactId === 0 ? genesisOfFacts(row.uid) : row.hash;
  return { uid: row.uid, lastFactId, lastFactHash, lastSeq: Number(row.seq) };
}

/** Chains these lines; takes the company's row for that, like every other write to it. */
export async function recordFacts(
  tx: Tx,
  companyId: number,
  lines: readonly string[] | ((head: FactHead) => readonly string[]),
): Promise<void> {
  if (lines.length === 0) return;
  const head = await readFactHead(tx, companyId, tx.rowLock);
  const content = (typeof lines === 'function' ? lines(head) : lines).join('\n');
  const id = head.lastFactId + 1;
  const hash = hashFacts(head.lastFactHash, id, content);
  await tx.execute('INSERT INTO facts (company_id, id, content, hash) VALUES (?, ?, ?, ?)', [
    ...[companyId, id, content, writeHash(hash)],
  ]);
  await tx.execute(
    `UPDATE ${companyId === 0 ? 'installation' : 'companies'} SET last_fact_id = ?, last_fact_hash = ? WHERE id = ?`,
    [id, hash, companyId === 0 ? 1 : companyId],
  );
}

/** Writes down rows that were just made. */
export function recordRows(
  tx: Tx,
  companyId: number,
  name: FactKindName,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  return recordFacts(
    tx,
    companyId,
    rows.map((row) => stateFact(name, row)),
  );
}

/** Writes down what a row says now that it was changed. @param key left out where the company has only one */
export async function recordRow(
  tx: Tx,
  companyId: number,
  name: FactKindName,
  ...key: readonly SqlValue[]
): Promise<void> {
  const { columns, keyLength }: FactKind = factKinds[name];
  const conditions = columns.slice(0, keyLength).map((column) => `${column.name} = ?`);
  const [row] = await readFactRows(tx, companyId, name, conditions, key);
  if (!row) throw new Error(`there is no ${name} ${key.join()} to write down`);
  await recordFacts(tx, companyId, [stateFact(name, row)]);
}

/** Rows of a kind as they stand, by the names that code gives their columns. */
export function readFactRows(
  tx: ReadTx,
  companyId: number,
  name: FactKindName,
  conditions: readonly string[] = [],
  parameters: readonly SqlValue[] = [],
): Promise<Record<string, unknown>[]> {
  const { table, owner, columns, keyLength }: FactKind = factKinds[name];
  const isOwned = owner !== null;
  const all = [...(isOwned ? [`${owner} = ?`] : []), ...conditions];
  const order = columns.slice(0, keyLength).map((column) => column.name);
  return tx.query(
    `SELECT ${columns.map((column) => `${column.name} AS "${column.key}"`).join(', ')} FROM ${table} ` +
      (all.length > 0 ? `WHERE ${all.join(' AND ')} ` : '') +
      (order.length > 0 ? `ORDER BY ${order.join(', ')}` : ''),
    [...(isOwned ? [companyId] : []), ...parameters],
  );
}
