// Opening a database that can't be used: one plain Spanish sentence, and nothing of it is changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { createRawCompany, RawLedger } from '../testing/rawLedger.ts';
import {
  createPostgresDatabase,
  createSqliteDatabase,
  describeOnEngines,
  describeOnPostgres,
  type TestDatabase,
} from '../testing/testEngines.ts';
import { openEngine } from './openEngine.ts';
import { listMigrations, pendingMigrations } from './migrations.ts';
import { runOnServer } from './postgresServer.ts';

const made: TestDatabase[] = [];
const sqlite = (): TestDatabase => remember(createSqliteDatabase());
const postgres = async (): Promise<TestDatabase> => remember(await createPostgresDatabase());
function remember(database: TestDatabase): TestDatabase {
  made.push(database);
  return database;
}
afterEach(async () => {
  for (const { remove } of made.splice(0)) await remove();
});
const pathOf = (url: string): string => url.slice('sqlite:'.length);
const digest = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

describeOnEngines('opening', (open) => {
  it('refuses a database of a newer version and leaves it alone', async () => {
    const { engine, url, remove } = await open();
    await engine.write((tx) =>
      tx.execute("INSERT INTO schema_migrations VALUES ('9999_future.sql', 'x')", []),
    );
    await expect(openEngine(url)).rejects.toThrow(/versión más nueva.*9999_future\.sql/);
    const rows = await engine.read((tx) => tx.query('SELECT name FROM schema_migrations', []));
    expect(rows.length).toBe(listMigrations(engine.dialect).length + 1);
    await remove();
  });

  it('refuses a database that was made with other migrations', async () => {
    const { engine, url, remove } = await open();
    await engine.write((tx) => tx.execute("UPDATE schema_migrations SET checksum = 'otra'", []));
    await expect(openEngine(url)).rejects.toThrow(/no es la que hizo esta base de datos/);
    await remove();
  });

  it('finds everything again after closing and opening', async () => {
    const { engine, url, remove } = await open();
    const companyId = await createRawCompany(engine);
    await new RawLedger(engine, companyId).post('2024-02-02', '3.00', 'uno');
    const again = await openEngine(url);
    const report = await again.read((tx) => verifyLedger(tx, companyId));
    expect(report).toMatchObject({ findings: [], ledgerVersion: 2 });
    await again.close();
    await remove();
  });
});

it('runs only the migrations that are missing, in order', () => {
  const shipped = ['1', '2', '3'].map((name) => ({ name, sql: '', checksum: name }));
  expect(pendingMigrations(shipped, [shipped[0]!]).map(({ name }) => name)).toEqual(['2', '3']);
});

describe('opening a file', () => {
  it('refuses what is no database', async () => {
    const { url } = sqlite();
    writeFileSync(pathOf(url), 'Esto es una carta, no una base de datos. '.repeat(200));
    const before = digest(pathOf(url));
    await expect(openEngine(url)).rejects.toThrow(
      /no es una base de datos de Cuadre, o está dañado/,
    );
    expect(digest(pathOf(url))).toBe(before);
  });

  it('refuses a file whose pages are damaged', async () => {
    const { url } = sqlite();
    await (await openEngine(url)).close();
    const file = openSync(pathOf(url), 'r+');
    // Past the header, so that the file still says it is a database.
    writeSync(file, Buffer.alloc(16_000, 0x5a), 0, 16_000, 100);
    closeSync(file);
    const before = digest(pathOf(url));
    await expect(openEngine(url)).rejects.toThrow(/está dañado: restaure una copia/);
    expect(digest(pathOf(url))).toBe(before);
  });

  it('refuses a file that is read-only', async () => {
    const { url } = sqlite();
    await (await openEngine(url)).close();
    const before = digest(pathOf(url));
    chmodSync(pathOf(url), 0o444);
    chmodSync(dirname(pathOf(url)), 0o555);
    // Root may write anything, so another user opens it.
    const code = `import(${JSON.stringify(new URL('openEngine.ts', import.meta.url).href)})
      .then(({ openEngine }) => openEngine(${JSON.stringify(url)}))
      .then(() => console.log('opened'), (error) => console.log(error.message))`;
    const someone = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const args = ['--import', import.meta.resolve('tsx'), '--eval', code];
    const { stdout } = await promisify(execFile)(process.execPath, args, someone);
    chmodSync(dirname(pathOf(url)), 0o755);
    expect(stdout).toBe(`${pathOf(url)}: es de solo lectura.\n`);
    expect(digest(pathOf(url))).toBe(before);
  });

  it('refuses a folder where nothing can be made, and an address it does not know', async () => {
    const { url } = sqlite();
    writeFileSync(pathOf(url), 'un archivo, no una carpeta');
    await expect(openEngine(`${url}/cuadre.db`)).rejects.toThrow(/no se puede abrir ni crear/);
    await expect(openEngine('mysql://servidor/base')).rejects.toThrow(/no mysql:/);
  });
});

describeOnPostgres('opening a server', () => {
  it('migrates once when several processes start at the same moment', async () => {
    const { url } = await postgres();
    const engines = await Promise.all([1, 2, 3, 4].map(() => openEngine(url)));
    const rows = await engines[0]!.read((tx) => tx.query('SELECT name FROM schema_migrations', []));
    expect(rows.length).toBe(listMigrations('postgres').length);
    await Promise.all(engines.map((engine) => engine.close()));
  });

  it('says which server does not answer, never the password', async () => {
    const opening = openEngine('postgres://cuadre:secreto@127.0.0.1:1/libro');
    await expect(opening).rejects.toThrow(
      /^No se pudo abrir PostgreSQL en 127\.0\.0\.1:1\/libro: nadie responde en esa dirección/,
    );
    await expect(opening).rejects.not.toThrow(/secreto/);
  });

  it('says that the database does not exist', async () => {
    const { url } = await postgres();
    const missing = url.replace(/cuadre_test_\w+/, 'cuadre_no_existe');
    await expect(openEngine(missing)).rejects.toThrow(/la base de datos no existe/);
  });

  it('refuses a server that answers before the disk has it', async () => {
    const { url } = await postgres();
    const name = /cuadre_test_\w+/.exec(url)![0];
    await runOnServer(url, `ALTER DATABASE ${name} SET synchronous_commit = off`);
    await expect(openEngine(url)).rejects.toThrow(/synchronous_commit=off/);
  });

  it('leaves no table behind when a migration can not be finished', async () => {
    const { url } = await postgres();
    // Something of the same name is in the way half-way through.
    await runOnServer(url, 'CREATE VIEW day_totals AS SELECT 1 AS one');
    await expect(openEngine(url)).rejects.toThrow(/day_totals/);
    await runOnServer(url, 'DROP VIEW day_totals');
    await expect(runOnServer(url, 'SELECT 1 FROM companies')).rejects.toThrow(/companies/);
    await (await openEngine(url)).close();
  });
});
