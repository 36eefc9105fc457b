// The schema, and the migrations of both dialects, say the same: tables, columns, keys and indexes.
import { getTableColumns, getTableName } from 'drizzle-orm';
import { expect, it } from 'vitest';
import {
  describeOnEngines,
  openPostgresForTest,
  openSqliteForTest,
  postgresObstacle,
} from '../testing/testEngines.ts';
import type { Engine } from './engine.ts';
import { sqliteTables } from './schema.ts';

interface Column {
  table: string;
  name: string;
  required: bigint | boolean;
}

const columnQueries = {
  sqlite:
    'SELECT m.name AS "table", c.name, c."notnull" OR c.pk AS required FROM sqlite_schema m, ' +
    "pragma_table_info(m.name) c WHERE m.type = 'table'",
  postgres:
    "SELECT table_name AS table, column_name AS name, (is_nullable = 'NO')::int AS required " +
    "FROM information_schema.columns WHERE table_schema = 'public'",
};
const indexQueries = {
  sqlite:
    'SELECT m.name AS "table", i."unique", i.partial, group_concat(c.name) AS columns FROM sqlite_schema m, ' +
    'pragma_index_list(m.name) i, pragma_index_info(i.name) c ' +
    "WHERE m.type = 'table' GROUP BY m.name, i.name",
  postgres:
    'SELECT c.relname AS table, i.indisunique::int AS "unique", (i.indpred IS NOT NULL)::int AS partial, ' +
    "string_agg(a.attname, ',' ORDER BY k.place) AS columns FROM pg_index i " +
    'JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace ' +
    'CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attribute, place) ' +
    'JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attribute ' +
    "WHERE n.nspname = 'public' GROUP BY c.relname, i.indexrelid, i.indisunique, i.indpred IS NOT NULL",
};

async function listLines<Row>(
  engine: Engine,
  queries: Record<Engine['dialect'], string>,
  write: (row: Row) => string,
): Promise<string[]> {
  const rows = await engine.read((tx) =>
    tx.query<Row & { table: string }>(queries[engine.dialect], []),
  );
  return rows
    .filter(({ table }) => table !== 'schema_migrations')
    .map(write)
    .sort();
}

const listIndexes = (engine: Engine): Promise<string[]> =>
  listLines<{ table: string; unique: bigint; partial: bigint; columns: string }>(
    engine,
    indexQueries,
    ({ table, unique, partial, columns }) =>
      `${table} (${columns}) ${unique ? 'unique' : ''} ${partial ? 'partial' : ''}`,
  );

describeOnEngines('schema', (open) => {
  it('has the tables and columns that the migrations make', async () => {
    const { engine, remove } = await open();
    const found = await listLines<Column>(
      engine,
      columnQueries,
      ({ table, name, required }) => `${table}.${name}${required ? ' required' : ''}`,
    );
    const expected = Object.values(sqliteTables).flatMap((table) =>
      Object.values(getTableColumns(table)).map(
        ({ name, notNull }) => `${getTableName(table)}.${name}${notNull ? ' required' : ''}`,
      ),
    );
    await remove();
    expect(found).toEqual(expected.sort());
  });
});

it.skipIf(postgresObstacle !== null)(
  'both dialects have the same keys and indexes',
  async () => {
    const [sqlite, postgres] = [await openSqliteForTest(), await openPostgresForTest()];
    const indexes = [await listIndexes(sqlite.engine), await listIndexes(postgres.engine)];
    await Promise.all([sqlite.remove(), postgres.remove()]);
    // SQLite needs no index where an integer is the row's own key.
    const own = ['companies', 'users', 'installation', 'storage_probes'].map(
      (table) => `${table} (id) unique `,
    );
    expect(indexes[1]!.filter((index) => !own.includes(index))).toEqual(indexes[0]);
    expect(indexes[0]!.length).toBeGreaterThan(20);
  },
  60_000,
);
