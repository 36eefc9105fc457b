// A disk that is full, busy, closed to writing or damaged: refused with a sentence, nothing lost, and the server goes on.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import { openEngine } from '../db/openEngine.ts';
import { sqlitePathOf } from '../db/sqliteFile.ts';
import { describeStorageError } from '../db/storageError.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';
import { Readiness } from './readiness.ts';
import { verifyCompany } from './verifyCompany.ts';

let server: TestServer;
let client: TestClient;

const sale = (lines: number) => ({
  date: '2025-03-01',
  description: 'Venta',
  lines: Array.from({ length: lines }, (_each, index) => ({
    line: index + 1,
    account: index % 2 === 0 ? '572' : '700',
    description: `concepto ${index}`.padEnd(100, '·'),
    ...(index % 2 === 0 ? { debit: '10.00' } : { credit: '10.00' }),
  })),
});

/** As the client sends it, but an answer of 5xx is what is being looked at. */
async function post(
  lines: number,
  key: string,
): Promise<{ status: number; retry: string | null; body: Problem }> {
  const response = await server.app.request('/v1/companies/UNO/vouchers', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${client.token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({ id: crypto.randomUUID(), action: 'post', ...sale(lines) }),
  });
  const body = (await response.json()) as Problem;
  return { status: response.status, retry: response.headers.get('retry-after'), body };
}

const pragma = (sql: string) =>
  server.engine.write((tx) => tx.query<Record<string, bigint>>(sql, []));

async function expectWhole(vouchers: number): Promise<void> {
  const report = await server.engine.read((tx) => verifyCompany(tx, 1));
  expect(report.findings).toEqual([]);
  expect(report.vouchers).toBe(vouchers);
}

describe('while it works (SQLite)', () => {
  beforeEach(async () => {
    server = await openTestServer(openSqliteForTest);
    client = await server.signIn();
    expect((await post(2, 'la-primera')).status).toBe(201);
  });
  afterEach(() => server.remove());

  it('a full disk is 507 with a sentence, nothing of the voucher stays, and it goes on with room', async () => {
    const [size] = await pragma('PRAGMA page_count');
    await pragma(`PRAGMA max_page_count = ${size!.page_count! + 4n}`);
    const { status, body } = await post(800, 'la-grande');
    expect(status).toBe(507);
    expect(body.title).toBe('No queda espacio');
    expect(body.detail).toBe(
      'No se ha registrado nada: no queda espacio en el disco de la base de datos. Lo ya contabilizado ' +
        'sigue como estaba. Avise al administrador para que libere espacio y vuelva a intentarlo.',
    );
    await expectWhole(1);
    await pragma('PRAGMA max_page_count = 1000000');
    expect((await post(800, 'la-grande')).status).toBe(201);
    await expectWhole(2);
  });

  it('of vouchers that arrive together, those that fit are posted and the others told', async () => {
    const [size] = await pragma('PRAGMA page_count');
    await pragma(`PRAGMA max_page_count = ${size!.page_count! + 8n}`);
    const answers = await Promise.all([
      post(2, 'breve-uno'),
      post(900, 'larga-uno'),
      post(2, 'breve-dos'),
      post(900, 'larga-dos'),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 507)).toEqual([]);
    expect([statuses[1], statuses[3]]).toEqual([507, 507]);
    await pragma('PRAGMA max_page_count = 1000000');
    await expectWhole(1 + statuses.filter((status) => status === 201).length);
  });

  it('says on /readyz that it can not write while the disk is full, and is ready again with room', async () => {
    const readiness = new Readiness(server.engine, 0);
    expect(await readiness.check()).toMatchObject({ ok: true, checks: { storage: 'ok' } });
    const [size] = await pragma('PRAGMA page_count');
    await pragma(`PRAGMA max_page_count = ${size!.page_count!}`);
    // What is free inside the file is used up first, by vouchers as by anything else.
    for (let count = 0; (await post(40, `hasta-llenar-${count}`)).status === 201; count += 1);
    const { ok, checks } = await readiness.check();
    expect([ok, checks.storage]).toEqual([
      false,
      'no queda espacio en el disco de la base de datos',
    ]);
    await pragma('PRAGMA max_page_count = 1000000');
    expect((await readiness.check()).ok).toBe(true);
    await server.execute('PRAGMA query_only = 1');
    expect((await readiness.check()).checks.storage).toBe('la base de datos es de solo lectura');
  });

  it('the disk is not written for every question whether it is ready', async () => {
    let commits = 0;
    server.engine.onCommit((works) => (commits += works));
    const readiness = new Readiness(server.engine, 60_000);
    for (let count = 0; count < 5; count += 1) expect((await readiness.check()).ok).toBe(true);
    expect(commits).toBe(1);
  });

  it('a database that was closed to writing is 503 and still answers questions', async () => {
    await server.execute('PRAGMA query_only = 1');
    const { status, body } = await post(2, 'no-cabe-ya');
    expect(status).toBe(503);
    expect(body.detail).toContain('la base de datos es de solo lectura');
    expect(await client.figure('572', '2025-12-31')).toBe('10.00');
  });
});

describe('when it is opened (SQLite)', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cuadre-dañado-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('a damaged file is refused with its damage, and left as it was', async () => {
    const path = join(folder, 'cuadre.db');
    const url = `sqlite:${path}`;
    server = await openTestServer(openSqliteForTest);
    const source = sqlitePathOf(server.url)!;
    await server.engine.close();
    const bytes = readFileSync(source);
    await server.remove();
    // From its fourth page on, twenty pages of noise.
    bytes.fill(0xa5, 4096 * 3, 4096 * 23);
    writeFileSync(path, bytes);
    await expect(openEngine(url)).rejects.toThrow(/está dañado/);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    writeFileSync(path, 'una hoja de cálculo'.repeat(1_000));
    await expect(openEngine(url)).rejects.toThrow(
      'no es una base de datos de Cuadre, o está dañado',
    );
    expect(readFileSync(path, 'utf8')).toBe('una hoja de cálculo'.repeat(1_000));
  });

  it('a place where nothing can be created is told', async () => {
    const path = join(folder, 'archivo');
    writeFileSync(path, '');
    await expect(openEngine(`sqlite:${path}/cuadre.db`)).rejects.toThrow(
      'no se puede abrir ni crear',
    );
  });
});

it('errors of both engines are told apart by what can be done about them', () => {
  const kindOf = (code: string) =>
    describeStorageError(Object.assign(new Error('x'), { code }))?.kind ?? null;
  expect(
    [
      'SQLITE_FULL',
      '53100',
      'SQLITE_BUSY',
      '55P03',
      'SQLITE_IOERR_WRITE',
      '57P01',
      'ECONNREFUSED',
    ].map(kindOf),
  ).toEqual(['full', 'full', 'busy', 'busy', 'unreachable', 'unreachable', 'unreachable']);
  expect(['SQLITE_CORRUPT', 'XX001', 'SQLITE_READONLY', '25006'].map(kindOf)).toEqual([
    'damaged', 'damaged', 'read-only', 'read-only',
  ]); // prettier-ignore
  expect(['SQLITE_CONSTRAINT_TRIGGER', '23505', 'SQLITE_ERROR', ''].map(kindOf)).toEqual([
    null,
    null,
    null,
    null,
  ]);
  const wrapped = new Error('query failed', {
    cause: Object.assign(new Error('x'), { code: 'SQLITE_FULL' }),
  });
  expect(describeStorageError(wrapped)?.kind).toBe('full');
});
