// Whether a database still has the tables, indexes, triggers and functions that its migrations made: what guards the
// books is worth nothing once somebody has taken it away. Compared with a schema made anew from the same migrations.
import BetterSqlite from 'better-sqlite3';
import { listMigrations } from './migrations.ts';
import { withConnection } from './postgresServer.ts';

export interface SchemaObject {
  kind: string;
  name: string;
  text: string;
}

const nouns: Record<string, string> = {
  table: 'la tabla',
  column: 'la columna',
  constraint: 'la restricción',
  index: 'el índice',
  trigger: 'el disparador',
  function: 'la función',
  view: 'la vista',
  rule: 'la regla',
  policy: 'la política de filas',
  setting: 'el ajuste',
};

/** @returns Spanish: what is missing, is not as it was made, or was added */
export function compareSchemas(
  expected: readonly SchemaObject[],
  actual: readonly SchemaObject[],
): string[] {
  const found = new Map(actual.map((object) => [keyOf(object), object]));
  const faults: string[] = [];
  for (const object of expected) {
    const own = found.get(keyOf(object));
    found.delete(keyOf(object));
    if (!own) faults.push(`En la base de datos falta ${say(object)}`);
    else if (own.text !== object.text) {
      faults.push(`En la base de datos ${say(object)} no es como se hizo`);
    }
  }
  for (const object of found.values()) {
    faults.push(`En la base de datos hay algo que Cuadre no hizo: ${say(object)}`);
  }
  return faults;
}

const keyOf = ({ kind, name }: SchemaObject): string => `${kind} ${name}`;
const say = ({ kind, name }: SchemaObject): string => `${nouns[kind] ?? kind} ${name}`;

const sqliteObjects =
  "SELECT type AS kind, name, coalesce(sql, '') AS text FROM sqlite_schema " +
  "WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name <> 'schema_migrations' ORDER BY type, name";

/** @param query reads from the database that is looked at */
export async function findSqliteSchemaFaults(
  query: (sql: string) => Promise<SchemaObject[]>,
): Promise<string[]> {
  const fresh = new BetterSqlite(':memory:');
  try {
    for (const { sql } of listMigrations('sqlite')) fresh.exec(sql);
    const expected = fresh.prepare(sqliteObjects).all() as SchemaObject[];
    return compareSchemas(expected, await query(sqliteObjects));
  } finally {
    fresh.close();
  }
}

/** Of one schema, written without its name; triggers of the system keep foreign keys, and can be switched off too. */
const postgresObjects = `
  SELECT kind, name, replace(text, $1 || '.', '') AS text FROM (
    SELECT 'trigger' AS kind, t.tgname || ' de ' || c.relname AS name,
      pg_get_triggerdef(t.oid) || t.tgenabled::text AS text
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE c.relnamespace = $1::regnamespace AND NOT t.tgisinternal
    UNION ALL
    SELECT 'trigger', k.conname || ' de ' || c.relname || ' n.º ' || t.tgtype, t.tgenabled::text
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_constraint k ON k.oid = t.tgconstraint
      WHERE c.relnamespace = $1::regnamespace AND t.tgisinternal
    UNION ALL
    SELECT 'index', c.relname, pg_get_indexdef(i.indexrelid) || i.indisvalid::text
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = $1::regnamespace
    UNION ALL
    SELECT 'constraint', k.conname || ' de ' || c.relname, pg_get_constraintdef(k.oid) || k.convalidated::text
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = $1::regnamespace
    UNION ALL
    SELECT 'function', p.proname, concat_ws(' ', l.lanname, p.provolatile, p.prosecdef, p.proconfig, p.prosrc)
      FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.pronamespace = $1::regnamespace
    UNION ALL
    SELECT 'table', c.relname, concat_ws(' ', c.relkind, c.relpersistence, c.relrowsecurity,
        (SELECT string_agg(i.inhrelid::regclass::text, ',') FROM pg_inherits i WHERE i.inhparent = c.oid))
      FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind NOT IN ('i', 'I')
    UNION ALL
    SELECT 'rule', r.rulename || ' de ' || c.relname, pg_get_ruledef(r.oid)
      FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = $1::regnamespace
    UNION ALL
    SELECT 'policy', p.polname || ' de ' || c.relname, p.polcmd::text
      FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = $1::regnamespace
    UNION ALL
    -- What switches triggers off for every session; a schema made anew has none.
    SELECT 'setting', setting, '' FROM pg_db_role_setting s, unnest(s.setconfig) AS setting
      WHERE $1::regnamespace = 'public'::regnamespace AND setting LIKE 'session_replication_role=%' AND setting NOT LIKE '%=origin'
        AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    UNION ALL
    SELECT 'column', c.relname || '.' || a.attname,
      format_type(a.atttypid, a.atttypmod) || a.attnotnull::text || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE c.relnamespace = $1::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
  ) AS objects WHERE name NOT LIKE '%schema_migrations%' ORDER BY kind, name`;

const freshSchema = 'cuadre_expected';

/** Makes the schema anew in a transaction that is undone: nothing of it is ever seen. */
export async function findPostgresSchemaFaults(url: string): Promise<string[]> {
  return withConnection(url, async (client) => {
    const list = async (schema: string): Promise<SchemaObject[]> =>
      (await client.query<SchemaObject>(postgresObjects, [schema])).rows;
    const actual = await list('public');
    await client.query('BEGIN');
    try {
      await client.query(`CREATE SCHEMA ${freshSchema}; SET LOCAL search_path = ${freshSchema}`);
      for (const { sql } of listMigrations('postgres')) await client.query(sql);
      return compareSchemas(await list(freshSchema), actual);
    } finally {
      await client.query('ROLLBACK');
    }
  });
}
