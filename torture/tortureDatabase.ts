// Databases to torture outside the tests: a file, or a PostgreSQL of its own whose processes may be killed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOnServer } from '../server/db/postgresServer.ts';
import { startPostgresCluster, type PostgresCluster } from '../server/testing/postgresCluster.ts';

export type Dialect = 'sqlite' | 'postgres';

/** Makes fresh, empty databases of one kind. */
export interface DatabaseMaker {
  readonly dialect: Dialect;
  create(): Promise<{ url: string; remove(): Promise<void> }>;
  /** Ends the database's own process that serves somebody, as a crash would; where there is one. */
  crash?(url: string): void;
  close(): Promise<void>;
}

export function sqliteMaker(): DatabaseMaker {
  return {
    dialect: 'sqlite',
    create: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'cuadre-torture-'));
      const remove = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });
      return { url: `sqlite:${join(folder, 'cuadre.db')}`, remove };
    },
    close: async () => undefined,
  };
}

/** Starts a cluster of its own. */
export async function postgresMaker(): Promise<DatabaseMaker> {
  const folder = join(tmpdir(), `cuadre-torture-postgres-${process.pid}`);
  const cluster = await startPostgresCluster(folder);
  let count = 0;
  return {
    dialect: 'postgres',
    create: async () => {
      const name = `torture_${(count += 1)}`;
      await runOnServer(cluster.urlOf('postgres'), `CREATE DATABASE ${name}`);
      return { url: cluster.urlOf(name), remove: () => dropDatabase(cluster, name) };
    },
    crash: (url) => crashBackend(folder, new URL(url).pathname.slice(1)),
    close: () => cluster.stop(),
  };
}

async function dropDatabase(cluster: PostgresCluster, name: string): Promise<void> {
  const drop = `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`;
  await runOnServer(cluster.urlOf('postgres'), drop);
}

/**
 * `kill -9` of a process that serves this database: PostgreSQL takes its shared memory for damaged, ends
 * every other process at once and recovers from its log, as after a crash of the machine's memory.
 */
function crashBackend(folder: string, database: string): void {
  const processes = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' });
  const rows = processes.split('\n').map((line) => line.trim().split(/\s+/));
  const postmaster = rows.find((row) => row.slice(2).join(' ').includes(`${folder}/data`))?.[0];
  const backend = rows.find(
    ([, parent, ...command]) =>
      parent === postmaster && command.join(' ').includes(` ${database} `),
  );
  if (postmaster !== undefined && backend?.[0]) process.kill(Number(backend[0]), 'SIGKILL');
}
