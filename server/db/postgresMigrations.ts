// Brings a PostgreSQL database up to date. Several processes may start at once: one migrates, the
// others wait for it and find nothing to do.
import type pg from 'pg';
import { listMigrations, pendingMigrations, type AppliedMigration } from './migrations.ts';

/** Any number, the same in every process. */
const migrationLock = 4_721_900_511;

/** @throws when the database was written by a newer version; nothing is changed then */
export async function migratePostgres(client: pg.ClientBase): Promise<void> {
  // Another process may be migrating a large ledger: wait for it as long as it takes.
  await client.query('BEGIN; SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)',
    );
    const { rows } = await client.query<AppliedMigration>(
      'SELECT name, checksum FROM schema_migrations',
    );
    for (const { name, checksum, sql } of pendingMigrations(listMigrations('postgres'), rows)) {
      await client.query(sql);
      await client.query('INSERT INTO schema_migrations VALUES ($1, $2)', [name, checksum]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
