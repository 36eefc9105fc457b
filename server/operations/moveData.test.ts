// Backups made while the server writes, restoring them, and moving a company between databases.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUser, grantRole } from '../auth/users.ts';
import { openEngine } from '../db/openEngine.ts';
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
