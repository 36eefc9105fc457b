// Backing up the embedded database while the server works, and opening a copy in the place of a lost one.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { openEngine } from '../db/openEngine.ts';
import {
  checkSqliteFile,
  copySqliteFile,
  listSqliteFiles,
  moveDurably,
  sqlitePathOf,
} from '../db/sqliteFile.ts';
import { listCompanies } from '../companies/companies.store.ts';
import { verifyCompany, type CompanyReport } from './verifyCompany.ts';

export interface BackupReport {
  bytes: number;
}

/** @throws an Error in Spanish: not a file database, nothing to copy, or something in the way */
export async function backupDatabase(databaseUrl: string, file: string): Promise<BackupReport> {
  const path = requirePath(
    databaseUrl,
    'Las copias de PostgreSQL se hacen con sus herramientas: pg_dump para una copia suelta, o ' +
      'pg_basebackup con archivado del WAL para volver a cualquier momento.',
  );
  const { bytes } = await copySqliteFile(path, file);
  const damages = await checkSqliteFile(file, 'full');
  if (damages.length > 0) {
    rmSync(file);
    throw new Error(
      `La copia está dañada y se ha borrado; compruebe el original con «cuadre verify --all»:\n` +
        damages.map((text) => `  ${text}`).join('\n'),
    );
  }
  return { bytes };
}

export interface RestoreReport {
  companies: CompanyReport[];
  /** What is wrong with the file; when there is anything, nothing was restored. */
  damages: string[];
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
    const companies = damages.length > 0 ? [] : await verifyAll(`sqlite:${candidate}`);
    const isRestored =
      damages.length === 0 && companies.every((each) => each.findings.length === 0);
    if (isRestored) moveDurably(candidate, path);
    return { companies, damages, isRestored };
  } finally {
    removeFiles(candidate);
  }
}

async function verifyAll(url: string): Promise<CompanyReport[]> {
  const engine = await openEngine(url);
  try {
    return await engine.read(async (tx) => {
      const reports: CompanyReport[] = [];
      for (const { id } of await listCompanies(tx)) reports.push(await verifyCompany(tx, id));
      return reports;
    });
  } finally {
    await engine.close();
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
