// Backing up the embedded database while the server works, and opening a copy in the place of a lost one.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../clock.ts';
import { openEngine } from '../db/openEngine.ts';
import { readSqliteFile } from '../db/sqliteEngine.ts';
import {
  checkSqliteFile,
  copySqliteFile,
  listSqliteFiles,
  moveDurably,
  sqlitePathOf,
} from '../db/sqliteFile.ts';
import { checkAllHeads, exportAllHeads, type ChainHead, type HeadReport } from './chainHead.ts';
import { distinctHeads, headsFileOf, headsListOf, keepHeads, readKeptHeads } from './keptHeads.ts';
import { verifyAll, type ProofReport } from './verifyAll.ts';

export interface BackupReport {
  bytes: number;
  /** The heads of everything in it, which stand beside it. */
  headsFile: string;
  /** Where those of every copy are added. */
  headsList: string;
}

/** @throws an Error in Spanish: not a file database, nothing to copy, or something in the way */
export async function backupDatabase(
  databaseUrl: string,
  file: string,
  clock: Clock,
): Promise<BackupReport> {
  const path = requirePath(
    databaseUrl,
    'Las copias de PostgreSQL se hacen con sus herramientas: pg_dump para una copia suelta, o ' +
      'pg_basebackup con archivado del WAL para volver a cualquier momento.',
  );
  const [headsFile, headsList] = [headsFileOf(file), headsListOf(path)];
  if (existsSync(headsFile)) throw new Error(`${headsFile}: ya existe y no se sobrescribe.`);
  const { bytes } = await copySqliteFile(path, file);
  const damages = await checkSqliteFile(file, 'full');
  if (damages.length > 0) {
    rmSync(file);
    throw new Error(
      `La copia está dañada y se ha borrado; compruebe el original con «cuadre verify --all»:\n` +
        damages.map((text) => `  ${text}`).join('\n'),
    );
  }
  const heads = await readSqliteFile(file, (tx) => exportAllHeads(tx, clock));
  keepHeads(headsFile, heads);
  keepHeads(headsList, heads);
  return { bytes, headsFile, headsList };
}

export interface RestoreReport {
  /** What was proved; null when the file is damaged and nothing in it was looked at. */
  proof: ProofReport | null;
  /** What is wrong with the file; when there is anything, nothing was restored. */
  damages: string[];
  /** The heads that stood beside the copy and were compared with it. */
  headCount: number;
  /** Heads beside the place it went to that it does not reach: it is older than what was there before. */
  newerHeads: HeadReport[];
  isRestored: boolean;
}

/**
 * Puts a copy in the place that the address names, which must be empty, once everything in it proves right.
 * @throws an Error in Spanish when there is a database already, or the copy can't be read
 */
export async function restoreDatabase(file: string, databaseUrl: string): Promise<RestoreReport> {
  const path = requirePath(
    databaseUrl,
    'Una base PostgreSQL se restaura con sus herramientas: pg_restore, o la copia base y su WAL.',
  );
  const [existing] = listSqliteFiles(path);
  if (existing !== undefined) {
    throw new Error(
      `${existing}: ya hay una base de datos y no se sobrescribe. Apártela antes, o restaure en otro ` +
        'sitio con CUADRE_DATABASE_URL.',
    );
  }
  if (!existsSync(file)) throw new Error(`${file}: no existe.`);
  mkdirSync(dirname(path), { recursive: true });
  const candidate = `${path}.restaurando`;
  removeFiles(candidate);
  try {
    await copySqliteFile(file, candidate);
    const damages = await checkSqliteFile(candidate, 'full');
    const heads = readKeptHeads(headsFileOf(file));
    const proof = damages.length > 0 ? null : await prove(candidate, heads);
    const isRestored = proof?.isClean === true;
    const newerHeads = isRestored ? await compareWithList(candidate, path) : [];
    if (isRestored) {
      moveDurably(candidate, path);
      if (heads.length > 0 && !existsSync(headsListOf(path))) keepHeads(headsListOf(path), heads);
    }
    return { proof, damages, headCount: heads.length, newerHeads, isRestored };
  } finally {
    removeFiles(candidate);
  }
}

async function prove(candidate: string, heads: readonly ChainHead[]): Promise<ProofReport> {
  const engine = await openEngine(`sqlite:${candidate}`);
  try {
    return await verifyAll(engine, heads);
  } finally {
    await engine.close();
  }
}

/**
 * The list beside the place may know of more than an older copy holds: that is told, and the list is set aside, since
 * what comes now goes on from the copy.
 */
async function compareWithList(candidate: string, path: string): Promise<HeadReport[]> {
  const list = headsListOf(path);
  const kept = distinctHeads(readKeptHeads(list));
  if (kept.length === 0) return [];
  const engine = await openEngine(`sqlite:${candidate}`);
  try {
    const reports = await engine.read((tx) => checkAllHeads(tx, kept));
    const newer = reports.flatMap((report) => report.heads).filter(({ isPart }) => !isPart);
    if (newer.length > 0) moveDurably(list, freeNameFor(list));
    return newer;
  } finally {
    await engine.close();
  }
}

function freeNameFor(list: string): string {
  for (let count = 1; ; count += 1) {
    const name = `${list}.anterior-${count}`;
    if (!existsSync(name)) return name;
  }
}

function requirePath(databaseUrl: string, otherwise: string): string {
  const path = sqlitePathOf(databaseUrl);
  if (path === null) throw new Error(otherwise);
  return path;
}

function removeFiles(path: string): void {
  for (const file of listSqliteFiles(path)) rmSync(file, { force: true });
}
