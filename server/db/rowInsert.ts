// Many-row INSERT statements in a few fixed sizes, so that each is prepared once.
import type { SqlValue } from './engine.ts';

const chunkSizes = [64, 16, 4, 2, 1];

export interface RowInsert {
  sql: string;
  parameters: SqlValue[];
}

/** Splits rows into INSERT statements with `?` placeholders. */
export function* planRowInserts(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
  conflict = '',
): Generator<RowInsert> {
  let next = 0;
  for (const size of chunkSizes) {
    const sql = insertStatement(table, columns, size, conflict);
    for (; rows.length - next >= size; next += size) {
      const parameters: SqlValue[] = [];
      for (let at = next; at < next + size; at += 1) parameters.push(...rows[at]!);
      yield { sql, parameters };
    }
  }
}

const statements = new Map<string, string>();

/** An INSERT of so many rows, with `?` placeholders. */
export function insertStatement(
  table: string,
  columns: readonly string[],
  size: number,
  conflict = '',
): string {
  const key = `${table}|${columns.length}|${size}|${conflict}`;
  let sql = statements.get(key);
  if (sql === undefined) {
    const row = `(${columns.map(() => '?').join(',')})`;
    sql = `INSERT INTO ${table} (${columns.join(',')}) VALUES ${Array(size).fill(row).join(',')} ${conflict}`;
    statements.set(key, sql);
  }
  return sql;
}
