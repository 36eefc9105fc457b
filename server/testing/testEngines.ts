// Real engines for tests: every test of the ledger runs on each of them, on a database of its own.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, inject } from 'vitest';
import type { Engine } from '../db/engine.ts';
import { openEngine } from '../db/openEngine.ts';
import { runOnServer } from '../db/postgresServer.ts';
import { whyPostgresCannotRun } from './postgresCluster.ts';
import { sharePostgres } from './sharedPostgres.ts';

export interface TestEngine {
  engine: Engine;
  /** Address that another process, or a second engine, can open. */
  url: string;
  remove(): Promise<void>;
}

/** A database without tables, for tests of opening and migrating. */
export interface TestDatabase {
  url: string;
  remove(): Promise<void>;
}

/** A fresh embedded database in a temporary folder. */
export async function openSqliteForTest(): Promise<TestEngine> {
  return withEngine(createSqliteDatabase());
}

/** A fresh database on the PostgreSQL of this run. */
export async function openPostgresForTest(): Promise<TestEngine> {
  const { template } = await sharePostgres(inject('postgresFolder'));
  return withEngine(await createPostgresDatabase(template));
}

export function createSqliteDatabase(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'cuadre-'));
  const remove = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });
  return { url: `sqlite:${join(folder, 'cuadre.db')}`, remove };
}

export async function createPostgresDatabase(template = 'template0'): Promise<TestDatabase> {
  const { urlOf } = await sharePostgres(inject('postgresFolder'));
  const name = `cuadre_test_${randomUUID().replaceAll('-', '')}`;
  await runOnServer(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const remove = (): Promise<void> =>
    runOnServer(urlOf('postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { url: urlOf(name), remove };
}

/** What keeps PostgreSQL from running here; null: its tests run. */
export const postgresObstacle = process.env.CUADRE_TEST_POSTGRES_URL
  ? null
  : await whyPostgresCannotRun();

/** Declares the same tests for every engine. */
export function describeOnEngines(
  name: string,
  tests: (open: () => Promise<TestEngine>) => void,
): void {
  describe(`${name} (SQLite)`, { timeout: 60_000 }, () => tests(openSqliteForTest));
  describeOnPostgres(name, tests);
}

/** Declares tests of what only PostgreSQL has. */
export function describeOnPostgres(
  name: string,
  tests: (open: () => Promise<TestEngine>) => void,
): void {
  if (postgresObstacle === null) {
    // The first test of a run also starts the server.
    describe(`${name} (PostgreSQL)`, { timeout: 60_000 }, () => tests(openPostgresForTest));
  } else {
    describe.skip(`${name} (PostgreSQL can't run here: ${postgresObstacle})`, () =>
      tests(openPostgresForTest));
  }
}

async function withEngine({ url, remove }: TestDatabase): Promise<TestEngine> {
  const engine = await openEngine(url);
  return {
    engine,
    url,
    remove: async () => {
      await engine.close();
      await remove();
    },
  };
}
