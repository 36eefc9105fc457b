// Backups made while the server writes, restoring them, and moving a company between databases.
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUser, grantRole } from '../auth/users.ts';
import { openEngine } from '../db/openEngine.ts';
import { listSqliteFiles, sqlitePathOf } from '../db/sqliteFile.ts';
import {
  describeOnEngines,
  openPostgresForTest,
  openSqliteForTest,
  postgresObstacle,
  type TestEngine,
} from '../testing/testEngines.ts';
import { openTestServer, testPassword, type TestServer } from '../testing/testServer.ts';
import { backupDatabase, restoreDatabase } from './backupDatabase.ts';
import { copyCompany } from './copyCompany.ts';
import { distinctHeads, readKeptHeads } from './keptHeads.ts';
import { verifyAll } from './verifyAll.ts';
import { verifyCompany } from './verifyCompany.ts';

const ledger = `
  2024-12-30 Venta del año anterior
    572     100,00
    700               100,00
  2025-01-10 Venta con IVA
    572     121,00
    700               100,00
    477                21,00 ; tercero=B64717838 ; cc=01
  2025-02-10 Otra
    572      50,00
    700                50,00
`;

let server: TestServer;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuadre-copias-'));
});
afterEach(async () => {
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('backup and restore (SQLite)', () => {
  beforeEach(async () => {
    server = await openTestServer(openSqliteForTest);
  });

  it('a backup made while vouchers are posted is whole, and restores into a ledger that verifies', async () => {
    const client = await server.signIn();
    await client.postLedger(ledger);
    let isDone = false;
    const posting = (async () => {
      let count = 3;
      for (; !isDone || count < 20; count += 1) {
        await client.postLedger('2025-03-01 Más\n  572       1,00\n  700                 1,00');
      }
      return count;
    })();
    const file = join(folder, 'copia.db');
    await backupDatabase(server.url, file, server.clock);
    isDone = true;
    const total = await posting;
    const target = `sqlite:${join(folder, 'nueva', 'cuadre.db')}`;
    const { proof, isRestored } = await restoreDatabase(file, target);
    const companies = proof!.companies;
    expect(isRestored).toBe(true);
    expect(companies[0]?.findings).toEqual([]);
    expect(companies[0]!.vouchers).toBeGreaterThanOrEqual(3);
    expect(companies[0]!.vouchers).toBeLessThanOrEqual(total);
    const engine = await openEngine(target);
    expect((await engine.read((tx) => verifyCompany(tx, 1))).chainHead).toBe(
      companies[0]!.chainHead,
    );
    await engine.close();
  });

  it('nothing that exists is overwritten', async () => {
    const file = join(folder, 'copia.db');
    await backupDatabase(server.url, file, server.clock);
    const bytes = readFileSync(file);
    await expect(backupDatabase(server.url, file, server.clock)).rejects.toThrow(
      'ya existe y no se sobrescribe',
    );
    await expect(restoreDatabase(file, server.url)).rejects.toThrow('ya hay una base de datos');
    // What is left of a database, without which the restored one would be mixed with it.
    const target = join(folder, 'cuadre.db');
    writeFileSync(`${target}-wal`, 'resto');
    await expect(restoreDatabase(file, `sqlite:${target}`)).rejects.toThrow(
      'ya hay una base de datos',
    );
    expect(existsSync(target)).toBe(false);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('a damaged or foreign copy is refused, and nothing appears in its place', async () => {
    await (await server.signIn()).postLedger(ledger);
    const file = join(folder, 'copia.db');
    await backupDatabase(server.url, file, server.clock);
    const bytes = readFileSync(file);
    bytes.fill(0, 8192, 8192 + 4096 * 12);
    const damaged = join(folder, 'dañada.db');
    writeFileSync(damaged, bytes);
    const target = join(folder, 'cuadre.db');
    const report = await restoreDatabase(damaged, `sqlite:${target}`);
    expect(report.isRestored).toBe(false);
    expect(report.damages).not.toEqual([]);
    const foreign = join(folder, 'foto.db');
    writeFileSync(
      foreign,
      'esto no es una base de datos, aunque lo parezca por el nombre'.repeat(50),
    );
    await expect(restoreDatabase(foreign, `sqlite:${target}`)).rejects.toThrow();
    await expect(restoreDatabase(join(folder, 'nada.db'), `sqlite:${target}`)).rejects.toThrow(
      'no existe',
    );
    expect(existsSync(target)).toBe(false);
    expect(existsSync(`${target}.restaurando`)).toBe(false);
  });

  /** Changes a closed file as somebody without Cuadre could. */
  function edit(file: string, ...statements: string[]): void {
    const edited = new BetterSqlite(file);
    const triggers = edited
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .pluck()
      .all();
    for (const name of triggers) edited.exec(`DROP TRIGGER ${String(name)}`);
    for (const statement of statements) edited.exec(statement);
    edited.close();
  }

  it('the heads of a copy stand beside it and in a list beside the database', async () => {
    await (await server.signIn()).postLedger(ledger);
    const file = join(folder, 'copia.db');
    const { headsFile, headsList } = await backupDatabase(server.url, file, server.clock);
    expect(headsFile).toBe(`${file}.heads.json`);
    const heads = readKeptHeads(headsFile);
    expect(heads.map(({ company, ledgerVersion }) => [company, ledgerVersion])).toEqual([
      ['', 0],
      ['UNO', 7],
    ]);
    expect(readKeptHeads(headsList)).toEqual(heads);
    await backupDatabase(server.url, join(folder, 'otra.db'), server.clock);
    expect(readKeptHeads(headsList)).toHaveLength(4);
    expect(distinctHeads(readKeptHeads(headsList))).toHaveLength(2);
  });

  it('a copy whose accounts have changed places is not restored, nor is its guardless database', async () => {
    await (await server.signIn()).postLedger(ledger);
    const file = join(folder, 'copia.db');
    await backupDatabase(server.url, file, server.clock);
    edit(
      file,
      "UPDATE accounts SET code = 'x' WHERE code = '572'",
      "UPDATE accounts SET code = '572' WHERE code = '700'",
      "UPDATE accounts SET code = '700' WHERE code = 'x'",
    );
    const target = join(folder, 'cuadre.db');
    const { proof, isRestored } = await restoreDatabase(file, `sqlite:${target}`);
    expect(isRestored).toBe(false);
    expect(existsSync(target)).toBe(false);
    expect(proof!.companies[0]!.findings.map(({ finding }) => finding)).toEqual([
      'La cuenta 572: el código dice «700» y se registró «572»',
      'La cuenta 700: el código dice «572» y se registró «700»',
    ]);
    expect(proof!.installation.findings.map(({ finding }) => finding)).toContain(
      'En la base de datos falta el disparador postings_no_update',
    );
  });

  it('a copy that lacks its end is refused by the heads beside it, which nothing else shows', async () => {
    const client = await server.signIn();
    await client.postLedger(ledger);
    const older = join(folder, 'vieja.db');
    const newer = join(folder, 'nueva.db');
    await backupDatabase(server.url, older, server.clock);
    await client.postLedger('2025-03-01 Más\n  572       1,00\n  700                 1,00');
    const { headsFile } = await backupDatabase(server.url, newer, server.clock);
    copyFileSync(older, newer);
    const target = `sqlite:${join(folder, 'cuadre.db')}`;
    const { proof, isRestored } = await restoreDatabase(newer, target);
    expect(isRestored).toBe(false);
    expect(proof!.companies[0]!.findings).toEqual([]);
    expect(proof!.lostHeads.map(({ told }) => told)).toEqual([
      'el libro solo llega a la versión 7: faltan apuntes que ya existían',
    ]);
    // Without them it is whole, and older.
    rmSync(headsFile);
    expect((await restoreDatabase(newer, target)).isRestored).toBe(true);
  });

  it('an older copy in the place of a newer database is told by the list, which is then set aside', async () => {
    const client = await server.signIn();
    await client.postLedger(ledger);
    const older = join(folder, 'vieja.db');
    await backupDatabase(server.url, older, server.clock);
    await client.postLedger('2025-03-01 Más\n  572       1,00\n  700                 1,00');
    await backupDatabase(server.url, join(folder, 'nueva.db'), server.clock);
    const path = sqlitePathOf(server.url)!;
    const list = `${path}.heads.jsonl`;
    await server.engine.close();
    for (const name of listSqliteFiles(path)) rmSync(name);
    const { isRestored, newerHeads } = await restoreDatabase(older, server.url);
    expect(isRestored).toBe(true);
    expect(newerHeads.map(({ told }) => told)).toEqual([
      'el libro solo llega a la versión 7: faltan apuntes que ya existían',
    ]);
    expect(readKeptHeads(`${list}.anterior-1`)).toHaveLength(4);
    const again = await openEngine(server.url);
    const { isClean } = await verifyAll(again, readKeptHeads(list));
    expect([isClean, readKeptHeads(list).length]).toEqual([true, 2]);
    await again.close();
  });

  it('a log file that was deleted after a crash loses postings, and a kept head shows it', async () => {
    const client = await server.signIn();
    await client.postLedger(ledger);
    const path = sqlitePathOf(server.url)!;
    await backupDatabase(server.url, join(folder, 'copia.db'), server.clock);
    // As after a cut: the file and its log, but nobody who would have put the log into it.
    const crashed = join(folder, 'tras-el-corte.db');
    copyFileSync(path, crashed);
    const heads = readKeptHeads(`${path}.heads.jsonl`);
    const engine = await openEngine(`sqlite:${crashed}`);
    const { isClean, companies, lostHeads } = await verifyAll(engine, heads);
    await engine.close();
    expect(isClean).toBe(false);
    expect(companies.flatMap(({ findings }) => findings)).toEqual([]);
    expect(lostHeads.length).toBeGreaterThan(0);
  });

  it('PostgreSQL is told how its copies are made', async () => {
    const url = 'postgres://cuadre@localhost/cuadre';
    await expect(backupDatabase(url, join(folder, 'x'), server.clock)).rejects.toThrow('pg_dump');
    await expect(restoreDatabase(join(folder, 'x'), url)).rejects.toThrow('pg_restore');
  });
});

const targets: [string, () => Promise<TestEngine>][] = [['SQLite', openSqliteForTest]];
if (postgresObstacle === null) targets.push(['PostgreSQL', openPostgresForTest]);

describeOnEngines('copying a company', (open) => {
  for (const [name, openTarget] of targets) {
    it(`moves its whole history to ${name}, locked as it was, with the same chain`, async () => {
      server = await openTestServer(open);
      const companyId = server.companyIds.get('UNO')!;
      const client = await server.signIn();
      const posted = await client.postLedger(ledger);
      await client.post(`/vouchers/${posted[2]!.voucher.id}/void`, { reason: 'de más' });
      await client.save({ date: '2025-03-01', description: 'a medias', lines: [] }, 'draft');
      await client.call('PUT', '/lock', { lockedThrough: '2024-12-31' });
      const target = await openTarget();
      try {
        // The same number is somebody else there.
        const luis = { email: 'luis@ejemplo.es', name: 'Luis', password: testPassword };
        await createUser(target.engine, server.clock, luis);
        const { verification, users } = await copyCompany(
          server.engine,
          target.engine,
          server.clock,
          'UNO',
        );
        const original = await server.engine.read((tx) => verifyCompany(tx, companyId));
        expect(verification).toEqual(original);
        expect(users).toEqual([
          { email: 'ana@ejemplo.es', name: 'Ana Ruiz', fromId: 1, toId: 2, isNew: true },
        ]);
        const [company] = await target.engine.read((tx) =>
          tx.query('SELECT code, uid, locked_through FROM companies', []),
        );
        const [expected] = await server.query('SELECT code, uid, locked_through FROM companies');
        expect(company).toEqual(expected);
        const again = copyCompany(server.engine, target.engine, server.clock, 'UNO');
        await expect(again).rejects.toThrow('company-duplicate');
        // Under the lock nothing enters, there as here.
        await grantRole(target.engine, 1, luis.email, 'contador');
        // Who wrote is named by the number that the books gave them, whoever has it as a user there.
        const people = await target.engine.read((tx) =>
          tx.query(
            'SELECT p.id, p.name, r.user_id FROM company_people p JOIN company_roles r ON r.person_id = p.id ORDER BY p.id',
            [],
          ),
        );
        expect(people).toEqual([
          { id: 1n, name: 'Ana Ruiz', user_id: 2n },
          { id: 2n, name: 'Luis', user_id: 1n },
        ]);
        expect((await verifyAll(target.engine, [])).isClean).toBe(true);
        const insert = target.engine.write((tx) =>
          tx.execute(
            'INSERT INTO postings SELECT company_id, seq + 1000, voucher_id, entry, line, account_id, date, layer, ' +
              'book, debit, credit, currency, currency_amount, dimension_set_id, origin, document_ref, description, ' +
              'due_date, mirrors_seq FROM postings WHERE seq = 1',
            [],
          ),
        );
        await expect(insert).rejects.toThrow('locked');
      } finally {
        await target.remove();
      }
    });
  }

  it('leaves nothing at the target when the copy does not verify', async () => {
    server = await openTestServer(open);
    await (await server.signIn()).postLedger(ledger);
    await server.execute('UPDATE day_totals SET debit = debit + 1');
    const target = await openSqliteForTest();
    try {
      const copying = copyCompany(server.engine, target.engine, server.clock, 'UNO');
      await expect(copying).rejects.toThrow('La copia no se comprueba; no se ha copiado nada');
      const [count] = await target.engine.read((tx) =>
        tx.query<{ rows: bigint }>('SELECT count(*) AS rows FROM companies', []),
      );
      expect(count?.rows).toBe(0n);
    } finally {
      await target.remove();
    }
  });
});
