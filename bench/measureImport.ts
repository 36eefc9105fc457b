// Importing the whole journal through the product's command line, in one go, into a new database.
import { rmSync, statSync } from 'node:fs';
import type { JournalFiles } from './journalFiles.ts';
import type { ServerEntries } from './serverEntries.ts';
import { benchCompany, benchLogin, runCommand } from './serverProcess.ts';

export interface ImportTime {
  linesPerSecond: number;
  seconds: number;
  databaseMebibytes: number;
}

/** Leaves the database in place: everything else is measured on it. */
export function measureImport(
  entries: ServerEntries,
  databaseFile: string,
  journal: JournalFiles,
): ImportTime {
  for (const suffix of ['', '-wal', '-shm']) rmSync(databaseFile + suffix, { force: true });
  const run = (command: string, ...words: string[]): string =>
    runCommand(entries.cli(`${journal.vouchers}-${command}`), databaseFile, command, ...words);
  const { email, password } = benchLogin;
  run(
    'company',
    'create',
    '--code',
    benchCompany,
    '--name',
    'Empresa de prueba',
    '--profile',
    'ES',
  );
  const user = ['--email', email, '--password', password];
  run('user', 'create', ...user, '--company', benchCompany, '--role', 'administrador');
  const began = performance.now();
  const report = run('import-books', journal.neutral, '--company', benchCompany);
  const seconds = (performance.now() - began) / 1000;
  const wanted = `${journal.vouchers} comprobantes y ${journal.lines} líneas contabilizados`;
  if (!report.includes(wanted)) throw new Error(`the import says: ${report.slice(0, 1000)}`);
  const databaseMebibytes = statSync(databaseFile).size / 2 ** 20;
  return { linesPerSecond: journal.lines / seconds, seconds, databaseMebibytes };
}

/** @throws with what it found when the books do not prove */
export function verifyBooks(entries: ServerEntries, databaseFile: string): void {
  const report = runCommand(
    entries.cli('verify'),
    databaseFile,
    'verify',
    '--company',
    benchCompany,
  );
  if (!report.includes('Todo concuerda')) throw new Error(`verify says: ${report.slice(0, 1000)}`);
}
