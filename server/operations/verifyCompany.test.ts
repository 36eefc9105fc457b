// Whatever is changed behind the server's back is found and named: voucher, account and day.
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { openEngine } from '../db/openEngine.ts';
import { sqlitePathOf } from '../db/sqliteFile.ts';
import { Findings } from '../ledger/findings.ts';
import { LedgerNames } from '../ledger/ledgerNames.ts';
import { tamper } from '../testing/tampering.ts';
import { describeOnEngines, openSqliteForTest, type TestEngine } from '../testing/testEngines.ts';
import { openTestServer, type TestServer } from '../testing/testServer.ts';
import { verifyCompany } from './verifyCompany.ts';
import { verifyIndex } from './verifyIndex.ts';

const ledger = `
  2025-01-10 Venta al contado
    572   1.210,00
    700             1.000,00
    477               210,00 ; tercero=B64717838
  2025-02-03 Compra a crédito
    600     300,00
    472      63,00 ; tercero=A28000001
    4000              363,00 ; tercero=A28000001
  2025-03-01 Nóminas
    640   2.000,00
    465             2.000,00 ; tercero=EMPLEADO
`;

let server: TestServer;

async function openBooks(open: () => Promise<TestEngine>): Promise<TestServer> {
  server = await openTestServer(open);
  const client = await server.signIn();
  const [first, , third] = await client.postLedger(ledger);
  // A history to follow: one taken back and posted again, one voided.
  const id = third!.voucher.id;
  await client.post(`/vouchers/${id}/unpost`, { reason: 'importe equivocado' });
  await client.post(`/vouchers/${id}/post`);
  await client.post(`/vouchers/${first!.voucher.id}/void`, { reason: 'duplicada' });
  await client.postLedger(`
    2025-03-02 Venta al contado
      572     121,00
      700               100,00
      477                21,00 ; tercero=B64717838
  `);
  return server;
}

async function listFindings(): Promise<string[]> {
  const companyId = server.companyIds.get('UNO')!;
  const { findings } = await server.engine.read((tx) => verifyCompany(tx, companyId));
  return findings.map(({ finding }) => finding);
}

describeOnEngines('verify', (open) => {
  afterEach(() => server.remove());

  it('finds nothing in books that were only written by Cuadre', async () => {
    await openBooks(open);
    expect(await listFindings()).toEqual([]);
    const { vouchers, postings } = await server.engine.read((tx) =>
      verifyCompany(tx, server.companyIds.get('UNO')!),
    );
    expect({ vouchers, postings }).toEqual({ vouchers: 4, postings: 3 + 3 + 2 + 2 + 2 + 3 + 3 });
  });

  it('names voucher, accounts and day of a posting that was changed', async () => {
    await openBooks(open);
    await tamper(server.engine, 'UPDATE postings SET debit = 30001 WHERE seq = 4');
    const findings = await listFindings();
    expect(findings).toContain(
      'Apuntes 4–6 (comprobante AS-2 del 2025-02-03, cuentas 600, 472, 4000): su contenido no es el que se registró',
    );
    expect(findings).toContain(
      'Apuntes 4–6 (comprobante AS-2 del 2025-02-03, cuentas 600, 472, 4000): la partida 1 no cuadra',
    );
    expect(findings).toContain(
      'Comprobante AS-2 del 2025-02-03: dice debe 363,00 y haber 363,00, y sus líneas suman 363,01 y 363,00',
    );
    expect(findings).toContain(
      'El total del día 2025-02-03 de la cuenta 600 no es la suma de sus apuntes (le sobran debe −0,01, haber 0,00)',
    );
  });

  it('finds postings that are gone, and a chain that was cut at its end', async () => {
    await openBooks(open);
    await tamper(server.engine, 'DELETE FROM postings WHERE seq = 5');
    expect((await listFindings()).join('\n')).toContain('el lote dice 3 apuntes y hay 2');
    await tamper(
      server.engine,
      'DELETE FROM postings WHERE seq > 15',
      'DELETE FROM posting_batches WHERE first_seq > 15',
    );
    const findings = (await listFindings()).join('\n');
    expect(findings).toContain('La empresa dice versión 18 y el libro llega a la 15');
    expect(findings).toContain('La cabeza de la cadena no es la que guarda la empresa');
    expect(findings).toContain(
      'Comprobante AS-4 del 2025-03-02: dice 3 líneas y en el libro hay 0',
    );
  });

  it('C04 finds gaps and counters that do not agree with the numbers given', async () => {
    await openBooks(open);
    await server.execute('UPDATE vouchers SET number = 9 WHERE id = 2');
    const findings = (await listFindings()).join('\n');
    expect(findings).toContain('faltan números: 2, 5–8');
    expect(findings).toContain('El contador del ejercicio 2025 dice 4 y el último número es 9');
  });

  it('finds vouchers whose totals or lines are not what was posted', async () => {
    await openBooks(open);
    await server.execute(
      'UPDATE vouchers SET debit_total = 1, credit_total = 1, line_count = 4, last_seq = 7 WHERE id = 2',
    );
    await server.execute("UPDATE vouchers SET date = '2025-03-03' WHERE id = 4");
    const findings = (await listFindings()).join('\n');
    expect(findings).toContain(
      'Comprobante AS-2 del 2025-02-03: dice debe 0,01 y haber 0,01, y sus líneas suman 363,00 y 363,00',
    );
    expect(findings).toContain(
      'Comprobante AS-2 del 2025-02-03: dice 4 líneas y en el libro hay 3',
    );
    expect(findings).toContain('en el libro la fecha es 2025-03-02 y en el comprobante 2025-03-03');
  });

  it('finds roll-ups by account and by dimensions that are not the sum of their postings', async () => {
    await openBooks(open);
    await server.execute("UPDATE day_totals SET credit = credit + 5 WHERE date = '2025-03-02'");
    await server.execute("DELETE FROM dimension_day_totals WHERE date = '2025-02-03'");
    const findings = await listFindings();
    expect(findings.filter((finding) => finding.includes('2025-03-02'))).toHaveLength(3);
    expect(findings.join('\n')).toMatch(
      /2025-02-03 de la cuenta 4000 con las dimensiones n\.º \d+/,
    );
  });

  it('finds what was posted on days that were locked, whatever the lock says now', async () => {
    await openBooks(open);
    const client = await server.signIn();
    const lock = (lockedThrough: string | null) => client.call('PUT', '/lock', { lockedThrough });
    await lock('2024-06-30');
    await lock('2024-12-31');
    const late = (day: string) => `
      ${day} Apunte atrasado
        600      10,00
        572                10,00
    `;
    await lock('2024-06-30');
    await client.postLedger(late('2024-07-01'));
    expect(await listFindings()).toEqual([]);
    await lock('2024-12-31');
    await server.execute('UPDATE companies SET locked_through = NULL');
    await client.postLedger(late('2024-12-31'));
    await server.execute("UPDATE companies SET locked_through = '2024-12-31'");
    const findings = await listFindings();
    expect(findings).toHaveLength(2);
    expect(findings[0]).toMatch(
      /^Apunte \d+ \(comprobante AS-\d+, cuenta 600, 2024-12-31\): se registró cuando todo estaba bloqueado hasta el 2024-12-31$/,
    );
  });

  it('compares the balances that a server keeps in memory with the roll-ups', async () => {
    await openBooks(open);
    const companyId = server.companyIds.get('UNO')!;
    const client = await server.signIn();
    await client.balances('2025-12-31');
    await client.postLedger(`
      2025-01-05 Anterior a todo lo demás
        600      10,00
        572                10,00
    `);
    const look = () =>
      server.engine.read(async (tx) => {
        const findings = new Findings();
        const index = await server.services.balances.get(tx, companyId);
        await verifyIndex(tx, companyId, index, findings, await LedgerNames.read(tx, companyId));
        return findings.all.map(({ finding }) => finding);
      });
    expect(await look()).toEqual([]);
    await server.execute("UPDATE day_totals SET debit = debit + 1 WHERE date = '2025-02-03'");
    expect((await look())[0]).toContain('El saldo en memoria de la cuenta');
  });
});

it('finds a byte that was changed in the file, and names its voucher', async () => {
  const opened = await openBooks(openSqliteForTest);
  const path = sqlitePathOf(opened.url)!;
  await opened.engine.close();
  const bytes = readFileSync(path);
  // Each place where a day is written: in postings, lines, indexes, recorded answers.
  const needle = Buffer.from('2025-02-03');
  const told: string[] = [];
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
    const copy = Buffer.from(bytes);
    copy[at + 9] = '4'.charCodeAt(0);
    writeFileSync(path, copy);
    const engine = await openEngine(opened.url);
    const { findings } = await engine.read((tx) => verifyCompany(tx, 1));
    await engine.close();
    told.push(findings.map(({ finding }) => finding).join('\n'));
  }
  const inPosting = told.find((each) => each.includes('su contenido no es el que se registró'));
  expect(inPosting).toContain('Apuntes 4–6 (comprobante AS-2 del 2025-02-0');
  expect(inPosting).toMatch(
    /cuenta \d+\): línea \d: en el libro la fecha es 2025-02-04 y en el comprobante 2025-02-03/,
  );
  writeFileSync(path, bytes);
  const again = await openEngine(opened.url);
  expect((await again.read((tx) => verifyCompany(tx, 1))).findings).toEqual([]);
  await again.close();
});
