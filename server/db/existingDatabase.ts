// What is at the address before anything is made there: who only looks must find books of Cuadre, and nobody
// adds our tables to another program's file.
import { existsSync, statSync } from 'node:fs';
import type BetterSqlite from 'better-sqlite3';
import type pg from 'pg';

export interface OpenOptions {
  /** Refuses a database that is not there yet, and creates nothing. */
  mustExist?: boolean;
  /** Told where, when there was none. */
  onCreated?: (place: string) => void;
}

const remedy =
  '\n  → Diga cuál es con CUADRE_DATABASE_URL, o empiece una con «cuadre company create».';

/**
 * @returns whether there is a file with something in it
 * @throws an Error in Spanish: a folder, or nothing where there must be something
 */
export function findDatabaseFile(path: string, { mustExist }: OpenOptions): boolean {
  if (!existsSync(path)) {
    if (mustExist) throw new Error(`${path}: no hay ninguna base de datos ahí.${remedy}`);
    return false;
  }
  const found = statSync(path);
  if (found.isDirectory()) {
    throw new Error(`${path}: es una carpeta, y se espera el archivo de la base de datos.`);
  }
  if (found.size > 0) return true;
  if (mustExist) throw new Error(`${path}: está vacío, no es una base de datos.${remedy}`);
  return false;
}

/** Before anything is written in it. @throws an Error in Spanish when it is another program's */
export function assertCuadreFile(connection: BetterSqlite.Database, path: string): void {
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all() as string[];
  if (tables.length === 0 || tables.includes('schema_migrations')) return;
  throw new Error(`${path}: es una base de datos de otro programa, no de Cuadre.`);
}

/**
 * @returns whether a PostgreSQL database has our tables
 * @throws an Error in Spanish when it must have them
 */
export async function findCuadreTables(
  client: pg.ClientBase,
  { mustExist }: OpenOptions,
): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT to_regclass('schema_migrations') IS NOT NULL AS found",
  );
  const isFound = rows[0]?.found === true;
  if (!isFound && mustExist) {
    throw new Error(`Esa base de datos de PostgreSQL no tiene libros de Cuadre.${remedy}`);
  }
  return isFound;
}
