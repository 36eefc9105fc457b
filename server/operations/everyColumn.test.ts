// Whatever is changed in the database is found: one row of every table, column by column, taken away, and made twice; with
// nothing chosen by hand, so that a column that is added tomorrow is sealed or said here to be none of the books.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listCompanies } from '../companies/companies.store.ts';
import type { SqlValue, Tx } from '../db/engine.ts';
import { listColumns, nameTable } from '../db/rowMapping.ts';
import { sqliteTables } from '../db/schema.ts';
import { importBooks } from '../imports/importBooks.ts';
import { neutralBooksSchema } from '../imports/neutralBooks.ts';
import { undoImport } from '../imports/undoImport.ts';
import { tamperAndUndo } from '../testing/tampering.ts';
import { describeOnEngines, type TestEngine } from '../testing/testEngines.ts';
import { ana, openTestServer, type TestServer } from '../testing/testServer.ts';
import { verifyAll } from './verifyAll.ts';

const ledger = `
  2025-01-10 Venta al contado
    572   1.210,00
    700             1.000,00
    477               210,00 ; tercero=B64717838
  2025-02-03 Compra a crédito
    600     300,00 ; cc=01
    472      63,00 ; tercero=A28000001
    4000              363,00 ; tercero=A28000001
  2025-03-01 Nóminas
    640   2.000,00
    465             2.000,00 ; tercero=EMPLEADO
`;
const imported = neutralBooksSchema.parse({
  vouchers: [
    {
      ...{ series: '1', number: '1', date: '2025-05-01', text: 'Alquiler' },
      lines: [
        { code: '621', debit: '50', credit: '0', text: '' },
        { code: '572', debit: '0', credit: '50', text: '' },
      ],
    },
  ],
});

async function openBooks(open: () => Promise<TestEngine>): Promise<TestServer> {
  const roles = { UNO: 'administrador', DOS: 'contador' } as const;
  const users = [
    { ...ana, roles },
    { email: 'luis@ejemplo.es', name: 'Luis Gil', roles: { UNO: 'auditor' as const } },
  ];
  const companies = [{ code: 'UNO' }, { code: 'DOS' }];
  const server = await openTestServer(open, { companies, users });
  const client = await server.signIn();
  const [first, , third] = await client.postLedger(ledger);
  await client.post(`/vouchers/${first!.voucher.id}/void`, { reason: 'duplicada' });
  await client.post(`/vouchers/${third!.voucher.id}/unpost`, { reason: 'importe equivocado' });
  await client.save({ date: '2025-04-01', description: 'a medias', lines: [] }, 'draft');
  await client.in('DOS').postLedger(ledger);
  const companyId = server.companyIds.get('UNO')!;
  const actor = { userId: 1, name: 'Ana Ruiz', role: 'administrador' } as const;
  for (const source of ['uno.json', 'dos.json']) {
    await importBooks(server.services, { companyId, actor, file: source, source }, imported);
  }
  await undoImport(server.services, { companyId, actor, id: 1 });
  await client.call('PUT', '/lock', { lockedThrough: '2024-12-31' });
  return server;
}

type Row = Record<string, SqlValue>;

/** Who is signed in, and how often somebody tried, is none of the books. */
const passing = ['sessions', 'sign_in_attempts', 'storage_probes'];
/**
 * An answer is proved to be the one that was given, not that it is there still: a key that is forgotten may be used again,
 * and what it made keeps its own identity.
 */
const notProved: Record<string, string[]> = {
  idempotency_keys: ['taken away'],
};

const tables = Object.values(sqliteTables)
  .map((table): [string, string[]] => [
    nameTable(table),
    listColumns(table).map((column) => column.name),
  ])
  .filter(([name]) => !passing.includes(name));

describeOnEngines('every column', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openBooks(open);
  });
  afterAll(() => server.remove());

  /**
   * What is found after a change, which is undone; null: the database itself refused it.
   * @param companyId whose books are looked at; left out: all
   */
  async function findAfter(
    change: (tx: Tx) => Promise<void>,
    companyId?: SqlValue,
  ): Promise<string | null> {
    const looking = tamperAndUndo(server.engine, async (tx) => {
      const all = await listCompanies(tx);
      await change(tx);
      const snapshot = {
        read: <T>(look: (tx: Tx) => Promise<T>) => look(tx),
        findSchemaFaults: () => Promise.resolve([]),
      };
      const { installation, companies } = await verifyAll(
        snapshot,
        [],
        companyId === undefined ? undefined : all.filter(({ id }) => id === Number(companyId)),
      );
      const findings = [installation, ...companies].flatMap((report) => report.findings);
      return findings.map(({ finding }) => finding).join('\n');
    });
    return looking.catch(() => null);
  }

  it('nothing is found before', async () => {
    expect(await findAfter(() => Promise.resolve())).toBe('');
  });

  it.each(tables)('%s: every column, a row taken away, a row put in', async (name, columns) => {
    const row = await readLastRow(name, columns);
    const values = columns.map((column) => row[column]!);
    const where = columns.map((column) => `${column} IS NOT DISTINCT FROM ?`).join(' AND ');
    const unseen: string[] = [];
    const attempt = async (done: string, work: (tx: Tx) => Promise<void>): Promise<boolean> => {
      const told = await findAfter(work, row.company_id);
      if (told === '') unseen.push(done);
      return told !== null;
    };
    for (const column of columns) {
      const sql = `UPDATE ${name} SET ${column} = ? WHERE ${where}`;
      for (const [kind, ...others] of changesOf(row[column]!)) {
        for (const other of others) {
          const done = `${column} ${kind}`;
          if (await attempt(done, (tx) => tx.execute(sql, [other, ...values]))) break;
        }
      }
    }
    await attempt('taken away', (tx) => tx.execute(`DELETE FROM ${name} WHERE ${where}`, values));
    for (const key of ['company_id', 'id', 'seq', 'code', 'key', 'voucher_id', 'first_seq']) {
      if (!columns.includes(key)) continue;
      const other = key === 'company_id' ? 99n : changesOf(row[key]!)[0]![1]!;
      const copy = columns.map((column) => (column === key ? other : row[column]!));
      await attempt(`put in, ${key}`, (tx) => tx.insertRows(name, columns, [copy]));
    }
    expect(unseen).toEqual(notProved[name] ?? []);
  });

  async function readLastRow(name: string, columns: readonly string[]): Promise<Row> {
    const order = columns.slice(0, 2).map((column) => `${column} DESC`);
    const sql = `SELECT ${columns.join(', ')} FROM ${name} ORDER BY ${order.join(', ')} LIMIT 1`;
    const [row] = await server.query<Row>(sql);
    if (!row) throw new Error(`there is nothing in ${name}`);
    return row;
  }
});

/** Kinds of change, each with values to try until the database takes one. */
function changesOf(value: SqlValue): [kind: string, ...others: SqlValue[]][] {
  if (value === null) return [['changed', 1, '2020-01-01'], ['emptied', '']]; // prettier-ignore
  if (typeof value === 'bigint' || typeof value === 'number') {
    return [['changed', BigInt(value) + 1n, 99n, BigInt(value) - 1n], ['emptied', null]]; // prettier-ignore
  }
  if (typeof value !== 'string') return [['changed', Uint8Array.from(value, (byte) => byte ^ 1)]];
  const words = ['draft', 'posted', 'voided', 'asset', 'debit', 'credit', 'consulta', 'closed'];
  const others = [`${value}x`, ...words.filter((word) => word !== value)];
  return [
    ['changed', ...others],
    ['emptied', ...(value === '' ? [] : [''])],
  ];
}
