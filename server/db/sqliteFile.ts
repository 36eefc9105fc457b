// A database file as a whole: copying it while somebody writes, and checking it page by page.
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import BetterSqlite from 'better-sqlite3';

/** The path in a database address; null when it is not a file. */
export function sqlitePathOf(url: string): string | null {
  return /^sqlite:(.+)$/.exec(url)?.[1] ?? null;
}

/** The database with what SQLite keeps beside it. */
export function listSqliteFiles(path: string): string[] {
  return [path, `${path}-wal`, `${path}-shm`, `${path}-journal`].filter((file) => existsSync(file));
}

/**
 * Copies a database that others may be writing: what was committed when it began, whole.
 * The copy appears under its name only when it is complete and on the disk.
 * @throws an Error in Spanish when the copy would overwrite something
 */
export async function copySqliteFile(from: string, to: string): Promise<{ bytes: number }> {
  if (!existsSync(from)) throw new Error(`${from}: no existe.`);
  const [existing] = listSqliteFiles(to);
  if (existing !== undefined) throw new Error(`${existing}: ya existe y no se sobrescribe.`);
  if (!existsSync(dirname(resolve(to)))) throw new Error(`${dirname(to)}: la carpeta no existe.`);
  const partial = `${to}.incompleta`;
  rmSync(partial, { force: true });
  try {
    await copyPages(from, partial);
    const bytes = statSync(partial).size;
    moveDurably(partial, to);
    return { bytes };
  } catch (error) {
    for (const file of listSqliteFiles(partial)) rmSync(file, { force: true });
    throw error;
  }
}

/** Renames so that a power cut leaves either the old name or the new one, complete. */
export function moveDurably(from: string, to: string): void {
  syncToDisk(from);
  renameSync(from, to);
  syncToDisk(dirname(resolve(to)));
}

async function copyPages(from: string, to: string): Promise<void> {
  const source = new BetterSqlite(from, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    // A snapshot held open: writers go on, and the copy does not start again at each of their commits.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(to, { progress: () => 5_000 });
    source.exec('COMMIT');
  } finally {
    source.close();
  }
  const copy = new BetterSqlite(to);
  try {
    // A single file that can be read from anywhere, also from a disk that can't be written.
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** Adds to a file, so that a power cut leaves it without the addition or with it. */
export function appendDurably(path: string, text: string): void {
  const isNew = !existsSync(path);
  appendFileSync(path, text);
  syncToDisk(path);
  if (isNew) syncToDisk(dirname(resolve(path)));
}

function syncToDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Plain JavaScript: it runs in a thread of its own, where nothing translates TypeScript. */
const checkSource = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.driver);
  try {
    const file = new Database(workerData.path, { readonly: true, fileMustExist: true, timeout: 10000 });
    parentPort.postMessage(file.pragma(workerData.check, { simple: false }).map((row) => Object.values(row)[0]));
    file.close();
  } catch (error) {
    parentPort.postMessage([String(error.message)]);
  }
`;

/**
 * Reads every page, without stopping this thread.
 * @param depth `quick` leaves out comparing indexes with their tables
 * @returns what SQLite says is wrong, nothing when the file is sound
 */
export async function checkSqliteFile(path: string, depth: 'quick' | 'full'): Promise<string[]> {
  const check = depth === 'quick' ? 'quick_check(20)' : 'integrity_check(20)';
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  const worker = new Worker(checkSource, { eval: true, workerData: { driver, path, check } });
  const rows = await new Promise<string[]>((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
    worker.once('exit', () => fail(new Error(`${path}: la comprobación se interrumpió.`)));
  });
  return rows.filter((row) => row !== 'ok');
}

/** Larger files are checked while the server already works (`checkSqliteFile`). */
const largestCheckedAtOpening = 32 * 2 ** 20;

export function isCheckedAtOpening(path: string): boolean {
  return statSync(path).size <= largestCheckedAtOpening;
}

/** @throws an Error in Spanish when a small file is damaged */
export function assertSoundFile(connection: BetterSqlite.Database, path: string): void {
  if (!isCheckedAtOpening(path)) return;
  const answers = connection.pragma('quick_check(5)') as { quick_check: string }[];
  const damages = answers.map((row) => row.quick_check).filter((text) => text !== 'ok');
  if (damages.length === 0) return;
  throw new Error(
    `${path}: está dañado; no se abre para no empeorarlo. Restaure una copia con «cuadre restore».\n` +
      damages.map((text) => `  ${text}`).join('\n'),
  );
}
