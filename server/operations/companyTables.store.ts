// Everything a company has in the database, table by table, in the order in which it can be written.
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Engine, ReadTx, SqlValue, Tx } from '../db/engine.ts';

export interface CompanyTable {
  name: string;
  columns: readonly string[];
  /** The primary key without the company: what rows are paged by. */
  key: readonly string[];
}

export type Row = Record<string, SqlValue>;

const rowsPerRead = 2_000;

/** Every table with a company in it; the schema lists what is referred to before what refers to it. */
export async function listCompanyTables(
  tx: ReadTx,
  dialect: Engine['dialect'],
): Promise<CompanyTable[]> {
  const tables: CompanyTable[] = [];
  for (const table of Object.values(tx.tables) as SQLiteTable[]) {
    const columns = Object.values(getTableColumns(table)).map((column) => column.name);
    if (!columns.includes('company_id')) continue;
    const name = getTableName(table);
    const key = await listKeyColumns(tx, dialect, name);
    tables.push({ name, columns, key: key.filter((column) => column !== 'company_id') });
  }
  return tables;
}

async function listKeyColumns(
  tx: ReadTx,
  dialect: Engine['dialect'],
  table: string,
): Promise<string[]> {
  const sql =
    dialect === 'sqlite'
      ? 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk'
      : 'SELECT a.attname AS name FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k(attnum, place) ' +
        'JOIN pg_attribute a ON true WHERE i.indrelid = CAST(? AS regclass) AND i.indisprimary ' +
        'AND a.attrelid = i.indrelid AND a.attnum = k.attnum ORDER BY k.place';
  const rows = await tx.query<{ name: string }>(sql, [table]);
  return rows.map(({ name }) => name);
}

/** The rows of a company, a few thousand at a time. */
export async function* readCompanyRows(
  tx: ReadTx,
  { name, columns, key }: CompanyTable,
  companyId: number,
): AsyncGenerator<Row[]> {
  const order = key.join(', ');
  const after = `AND (${order}) > (${key.map(() => '?').join(', ')})`;
  for (let last: Row | undefined; ;) {
    const rows: Row[] = await tx.query<Row>(
      `SELECT ${columns.join(', ')} FROM ${name} WHERE company_id = ? ${last ? after : ''} ` +
        `ORDER BY ${order} LIMIT ${rowsPerRead}`,
      [companyId, ...(last ? key.map((column) => last![column]!) : [])],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < rowsPerRead) return;
    last = rows.at(-1)!;
  }
}

export async function writeCompanyRows(
  tx: Tx,
  { name, columns }: CompanyTable,
  rows: readonly Row[],
): Promise<void> {
  const values = rows.map((row) => columns.map((column) => row[column] ?? null));
  await tx.insertRows(name, columns, values);
}

/** The whole row of a company, as the database has it. */
export async function readCompanyRow(tx: ReadTx, companyId: number): Promise<Row> {
  const [row] = await tx.query<Row>('SELECT * FROM companies WHERE id = ?', [companyId]);
  if (!row) throw new Error(`company ${companyId} does not exist`);
  return row;
}
