// Finds the migrations of a dialect and decides which are missing. Applied ones never change.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '../projectRoot.ts';

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

export interface AppliedMigration {
  name: string;
  checksum: string;
}

/** The migrations that ship with this version, in order. */
export function listMigrations(dialect: 'sqlite' | 'postgres'): Migration[] {
  const folder = join(migrationsFolder, dialect);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * The migrations still to run.
 * @throws when the database was written by a newer version, or by one whose migrations differ.
 */
export function pendingMigrations(
  shipped: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const byName = new Map(shipped.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const known = byName.get(name);
    if (!known) {
      throw new Error(
        `La base de datos es de una versión más nueva de Cuadre (tiene la migración ${name}). Actualice el programa; no se ha cambiado nada.`,
      );
    }
    if (known.checksum !== checksum) {
      throw new Error(
        `La migración ${name} no es la que hizo esta base de datos; no se ha cambiado nada.`,
      );
    }
  }
  const done = new Set(applied.map((migration) => migration.name));
  return shipped.filter((migration) => !done.has(migration.name));
}
