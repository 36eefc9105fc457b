// Reads whole rows with prepared SQL, with the same column types as the schema: for hot paths.
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

interface MappedColumn {
  key: string;
  name: string;
  read(value: unknown): unknown;
}

export interface RowMapping<Row> {
  /** The columns, for SELECT or RETURNING. */
  columns: string;
  read(raw: Record<string, unknown>): Row;
}

/** The columns of a table as code and as SQL call them, in the order of the schema. */
export function listColumns(table: SQLiteTable): { key: string; name: string }[] {
  const columns = Object.entries(getTableColumns(table));
  return columns.map(([key, column]) => ({ key, name: column.name }));
}

export function nameTable(table: SQLiteTable): string {
  return getTableName(table);
}

/** How rows of a table are selected and read. */
export function mapRows<T extends SQLiteTable>(table: T): RowMapping<T['$inferSelect']> {
  const mapped: MappedColumn[] = Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: column.name,
    read: (value) => (value === null ? null : column.mapFromDriverValue(value)),
  }));
  return {
    columns: mapped.map(({ name }) => name).join(', '),
    read: (raw) => Object.fromEntries(mapped.map(({ key, name, read }) => [key, read(raw[name])])),
  };
}
