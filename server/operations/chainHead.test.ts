// A chain head kept elsewhere proves that nothing before it changed, even when the whole chain is sealed again.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { genesisOfFacts, hashFacts } from '../audit/facts.ts';
import { writeHash } from '../db/hashBytes.ts';
import { genesisHash, hashBatch } from '../ledger/chain.ts';
import { listBatches, listPostings } from '../ledger/ledger.store.ts';
import { tamper, withoutGuards } from '../testing/tampering.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import { openTestServer, type TestServer } from '../testing/testServer.ts';
import { hashVoucher } from '../vouchers/hashVoucher.ts';
import { listVouchers } from '../vouchers/vouchers.store.ts';
import { assertChainTails } from './chainTail.ts';
import { checkChainHeads, exportChainHead, parseChainHeads, type ChainHead } from './chainHead.ts';
import { rebuildCompany } from './rebuildCompany.ts';
import { verifyCompany } from './verifyCompany.ts';

const sale = (day: string, amount: string) => `
  2025-01-${day} Venta
    572   ${amount.padStart(8)}
    700             ${amount.padStart(8)}
`;

let server: TestServer;
let companyId: number;

const exportHead = (): Promise<ChainHead> =>
  server.engine.read((tx) => exportChainHead(tx, server.clock, companyId));
const check = async (heads: ChainHead[]): Promise<string[]> => {
  const report = await server.engine.read((tx) => checkChainHeads(tx, heads[0]!.uid, heads));
  return report.heads.map(({ isPart, told }) => `${isPart ? '✓' : '✗'} ${told}`);
};

/** What somebody with the database in their hands would do: change an amount and seal everything again. */
async function forge(): Promise<void> {
  await tamper(
    server.engine,
    'UPDATE postings SET debit = debit + 100 WHERE seq = 1',
    'UPDATE postings SET credit = credit + 100 WHERE seq = 2',
    'UPDATE vouchers SET debit_total = debit_total + 100, credit_total = credit_total + 100 WHERE id = 1',
    "UPDATE day_totals SET debit = debit + 100 WHERE debit > 0 AND date = '2025-01-10'",
    "UPDATE day_totals SET credit = credit + 100 WHERE credit > 0 AND date = '2025-01-10'",
  );
  const batches = await server.engine.read((tx) => listBatches(tx, companyId, 0, 100));
  let previousHash = genesisHash((await exportHead()).uid);
  for (const { hash: _old, ...old } of batches) {
    const { postings, row } = await server.engine.read(async (tx) => ({
      postings: await listPostings(tx, companyId, old.firstSeq - 1, old.lastSeq),
      row: (await listVouchers(tx, companyId, {}, 100)).find(({ id }) => id === old.voucherId)!,
    }));
    const batch = { ...old, headHash: hashVoucher(row) };
    const hash = hashBatch(previousHash, batch, postings);
    await server.engine.write(async (tx) => {
      await withoutGuards(tx, server.engine.dialect);
      await tx.execute('UPDATE posting_batches SET hash = ?, head_hash = ? WHERE first_seq = ?', [
        ...[writeHash(hash), writeHash(batch.headHash), batch.firstSeq],
      ]);
    });
    previousHash = hash;
  }
  await server.execute(`UPDATE companies SET last_hash = '${previousHash}'`);
}

/** Chains the facts of the company anew, as they stand. */
async function sealFacts(count: number): Promise<void> {
  const rows = await server.query<{ id: bigint; content: string }>(
    'SELECT id, content FROM facts WHERE company_id = 1 ORDER BY id',
  );
  expect(rows).toHaveLength(count);
  let hash = genesisOfFacts((await exportHead()).uid);
  await server.engine.write(async (tx) => {
    await withoutGuards(tx, server.engine.dialect);
    for (const { id, content } of rows) {
      hash = hashFacts(hash, Number(id), content);
      await tx.execute('UPDATE facts SET hash = ? WHERE company_id = 1 AND id = ?', [
        ...[writeHash(hash), id],
      ]);
    }
    await tx.execute('UPDATE companies SET last_fact_hash = ?', [hash]);
  });
}

describeOnEngines('chain heads', (open) => {
  beforeEach(async () => {
    server = await openTestServer(open);
    companyId = server.companyIds.get('UNO')!;
  });
  afterEach(() => server.remove());

  it('stay part of the chain as it grows', async () => {
    const client = await server.signIn();
    const heads = [await exportHead()];
    for (const day of ['10', '11', '12']) {
      await client.postLedger(sale(day, '100,00'));
      heads.push(await exportHead());
    }
    const text = heads.map((head) => JSON.stringify(head)).join('\n');
    expect(await check(parseChainHeads(text))).toEqual(Array(4).fill('✓ es parte de la cadena'));
    expect(heads.at(-1)).toMatchObject({
      company: 'UNO',
      ledgerVersion: 6,
      recordedAt: expect.any(String),
    });
  });

  it('show a chain that was rewritten and sealed again, which verify alone can not see', async () => {
    const client = await server.signIn();
    await client.postLedger(sale('10', '100,00'));
    await client.postLedger(sale('11', '200,00'));
    const head = await exportHead();
    await forge();
    const { findings } = await server.engine.read((tx) => verifyCompany(tx, companyId));
    expect(findings).toEqual([]);
    expect(await check([head])).toEqual([
      '✗ la huella es otra: los apuntes hasta esa versión han cambiado',
    ]);
  });

  it('show postings that were taken off the end, and heads of other companies', async () => {
    await (await server.signIn()).postLedger(sale('10', '100,00'));
    const head = await exportHead();
    expect(await check([{ ...head, ledgerVersion: 8 }])).toEqual([
      '✗ el libro solo llega a la versión 2: faltan apuntes que ya existían',
    ]);
    expect(await check([{ ...head, ledgerVersion: 1 }])).toEqual([
      '✗ en la versión 1 ya no termina ningún comprobante',
    ]);
    expect(await check([{ ...head, uid: 'otra' }])).toEqual([
      '✗ esa empresa no está en esta base de datos',
    ]);
    expect(() => parseChainHeads('{"kind":"otra cosa"}')).toThrow(
      'No es una cabeza de cadena de Cuadre. «kind» de 0 no vale: llegó «otra cosa». Use cuadre-chain-head.',
    );
    expect(() => parseChainHeads('nada')).toThrow('El archivo no es JSON.');
  });

  it('show facts that were taken off the end, and a chart that was written anew with its chain', async () => {
    const client = await server.signIn();
    await client.postLedger(sale('10', '100,00'));
    await client.call('PUT', '/lock', { lockedThrough: '2024-12-31' });
    const head = await exportHead();
    // The lock never was: its facts, its event and its key go, and everything is sealed again.
    const { facts } = head;
    await tamper(
      server.engine,
      `DELETE FROM facts WHERE company_id = 1 AND id > ${facts - 3}`,
      'UPDATE companies SET locked_through = NULL, locked_by = NULL, locked_at = NULL, ' +
        `settings_version = settings_version - 1, last_fact_id = ${facts - 3}`,
      "DELETE FROM audit_events WHERE action = 'setLock'",
    );
    await sealFacts(facts - 3);
    const { findings } = await server.engine.read((tx) => verifyCompany(tx, companyId));
    expect(findings).toEqual([]);
    expect(await check([head])).toEqual([
      `✗ solo hay ${facts - 3} registros de hechos de los ${facts} que ya existían`,
    ]);
    const shorter = await exportHead();
    await tamper(
      server.engine,
      "UPDATE accounts SET name = 'Otra' WHERE code = '700'",
      'UPDATE facts SET content = replace(content, \'"700","Ventas de mercaderías"\', \'"700","Otra"\')',
    );
    await sealFacts(facts - 3);
    const again = await server.engine.read((tx) => verifyCompany(tx, companyId));
    expect(again.findings).toEqual([]);
    expect(await check([shorter])).toEqual([
      '✗ la huella de los hechos es otra: cuentas, ejercicios u otros datos de entonces han cambiado',
    ]);
  });

  it('a head is still part of the chains when so much else was changed that not all is told', async () => {
    const client = await server.signIn();
    await client.postLedger(sale('10', '100,00'));
    const head = await exportHead();
    await tamper(server.engine, "UPDATE accounts SET name = 'Otra'");
    expect(await check([head])).toEqual(['✓ es parte de la cadena']);
  });

  it('the end of the chain is checked at start, and a ledger that does not end well is not served', async () => {
    const client = await server.signIn();
    await client.postLedger(sale('10', '100,00'));
    await expect(assertChainTails(server.engine)).resolves.toBeUndefined();
    await tamper(server.engine, "UPDATE postings SET document_ref = 'otra' WHERE seq = 2");
    await expect(assertChainTails(server.engine)).rejects.toThrow(
      'Empresa UNO: los apuntes 1–2 no son los que se registraron.',
    );
    await tamper(server.engine, "UPDATE postings SET document_ref = '' WHERE seq = 2");
    await tamper(server.engine, 'UPDATE companies SET last_fact_id = last_fact_id + 1');
    await expect(assertChainTails(server.engine)).rejects.toThrow(
      /Empresa UNO: se escribieron \d+ registros de hechos y el último es el \d+\./,
    );
    await tamper(server.engine, 'DELETE FROM postings', 'DELETE FROM posting_batches');
    await expect(assertChainTails(server.engine)).rejects.toThrow(
      'Empresa UNO: ningún lote termina en su versión, la 2.',
    );
  });

  it('rebuild makes the roll-ups anew from the postings', async () => {
    const client = await server.signIn();
    await client.postLedger(`
      2025-01-10 Venta con IVA
        572     121,00
        700               100,00
        477                21,00 ; tercero=B64717838
    `);
    await server.execute('UPDATE day_totals SET debit = debit + 7');
    await server.execute('DELETE FROM dimension_day_totals');
    const verify = () => server.engine.read((tx) => verifyCompany(tx, companyId));
    expect((await verify()).findings).toHaveLength(4);
    const report = await rebuildCompany(server.engine, server.clock, companyId, 0);
    expect(report).toEqual({ ledgerVersion: 3, totals: 4, corrected: 4 });
    expect((await verify()).findings).toEqual([]);
    const [event] = await server.query<{ subject: string }>(
      "SELECT subject FROM audit_events WHERE action = 'rebuildTotals'",
    );
    expect(event?.subject).toBe('UNO');
  });
});
