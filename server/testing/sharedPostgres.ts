// One PostgreSQL for all tests of a run: the first worker that needs it starts it, the others wait for
// it, and the run stops it at its end (vitest.config.ts). CUADRE_TEST_POSTGRES_URL names another one,
// whose user may create databases.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openEngine } from '../db/openEngine.ts';
import { runOnServer } from '../db/postgresServer.ts';
import { clusterIn, startPostgresCluster } from './postgresCluster.ts';

export interface SharedPostgres {
  urlOf(database: string): string;
  /** A database that is migrated and has no rows, to copy from. */
  template: string;
}

const template = 'cuadre_template';
const namePrefix = 'cuadre-postgres-';
const startMilliseconds = 60_000;

/** Where a run of this process keeps its cluster: in memory when there is room, else on disk. */
export function clusterFolderOf(pid: number): string {
  return join(roomyFolder(), `${namePrefix}${pid}`);
}

/** The cluster in a folder, started now if nobody did. */
export async function sharePostgres(folder: string): Promise<SharedPostgres> {
  const existing = process.env.CUADRE_TEST_POSTGRES_URL;
  if (existing) return { urlOf: (name) => withDatabase(existing, name), template: 'template0' };
  const ready = join(folder, 'ready');
  const failed = join(folder, 'failed');
  if (isFirst(folder)) {
    try {
      const { urlOf } = await startPostgresCluster(folder);
      await runOnServer(urlOf('postgres'), `CREATE DATABASE ${template}`);
      await (await openEngine(urlOf(template))).close();
      writeFileSync(ready, '');
    } catch (error) {
      writeFileSync(failed, '');
      throw error;
    }
  }
  const deadline = Date.now() + startMilliseconds;
  while (!existsSync(ready)) {
    if (existsSync(failed)) throw new Error('PostgreSQL did not start in another test file');
    if (Date.now() > deadline) throw new Error('PostgreSQL did not start in time');
    await delay(25);
  }
  return { urlOf: clusterIn(folder).urlOf, template };
}

/** Stops the clusters of runs that were killed before they could. */
export async function sweepClusters(): Promise<void> {
  const folder = roomyFolder();
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(namePrefix) ? Number(basename(name).slice(namePrefix.length)) : NaN;
    if (Number.isInteger(pid) && !isRunning(pid)) await clusterIn(join(folder, name)).stop();
  }
}

/** Making the folder is the lock: one process succeeds. */
function isFirst(folder: string): boolean {
  mkdirSync(dirname(folder), { recursive: true });
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function roomyFolder(): string {
  const memory = '/dev/shm';
  const wantedBytes = 2 ** 31;
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize >= wantedBytes) return memory;
  } catch {
    // None on this system, or not ours to write in.
  }
  return tmpdir();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
