// Taking back what was posted: void, back to draft, correct. The log only grows, figures follow, and what
// was known before stays known.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BalanceChanges, TrialBalance } from '../../shared/contract/balances.ts';
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { readLedger } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

describeOnEngines('taking back a voucher', (open) => {
  let server: TestServer;
  let client: TestClient;
  let sale: VoucherResult;
  beforeEach(async () => {
    server = await openTestServer(open);
    client = await server.signIn();
    [, sale] = (await client.postLedger(`
      2025-01-02 Capital
        572  10.000,00
        100            10.000,00
      2025-03-10 Venta
        572   1.210,00
        700             1.210,00
    `)) as [VoucherResult, VoucherResult];
  });
  afterEach(async () => {
    const report = await server.engine.read((tx) =>
      verifyLedger(tx, server.companyIds.get('UNO')!),
    );
    expect(report.findings).toEqual([]);
    await server.remove();
  });

  const act = (action: string, body: unknown, key?: string) =>
    client.post<VoucherResult>(`/vouchers/${sale.voucher.id}/${action}`, body, key);
  const turnover = async () => {
    const { rows } = await client.trialBalance('2025-03-01', '2025-03-31', '&rows=leaves&zeros=si');
    const { debit, credit, closing } = rows.find(({ code }) => code === '572')!;
    return { debit, credit, closing };
  };

  it('C12 void keeps the number and the lines and leaves no turnover behind', async () => {
    const { status, body } = await act('void', { reason: 'Factura duplicada' });
    expect(status).toBe(200);
    expect(body.voucher).toMatchObject({ state: 'voided', label: sale.voucher.label, version: 2 });
    expect(body.voucher.lines).toHaveLength(2);
    expect(body.ledgerVersion).toBe(sale.ledgerVersion + 2);
    expect(await turnover()).toEqual({ debit: '0.00', credit: '0.00', closing: '10000.00' });
    const again = await act('void', { reason: 'otra vez' });
    expect([again.status, writeRejections(again.body as never)]).toEqual([
      409,
      'voucher-not-posted',
    ]);
  });

  it('C07 back to draft keeps the number; edited and posted again it is the same voucher', async () => {
    const { body: draft } = await act('unpost', { reason: 'Importe equivocado' });
    expect(draft.voucher).toMatchObject({ state: 'draft', label: sale.voucher.label });
    expect(await turnover()).toMatchObject({ debit: '0.00', closing: '10000.00' });
    const [edited] = readLedger(`
      2025-03-11 Venta
        572     605,00
        700               605,00
    `);
    const headers = { 'if-match': `"${draft.voucher.version}"` };
    const put = await client.call('PUT', `/vouchers/${sale.voucher.id}`, edited, headers);
    expect(put.status).toBe(200);
    const { status, body } = await client.post<VoucherResult>(`/vouchers/${sale.voucher.id}/post`);
    expect(status).toBe(200);
    expect(body.voucher).toMatchObject({ state: 'posted', label: sale.voucher.label });
    expect(await turnover()).toEqual({ debit: '605.00', credit: '0.00', closing: '10605.00' });
  });

  it('C07 a draft that has a number is neither deleted nor moved to another year', async () => {
    const { body: draft } = await act('unpost', { reason: 'Revisión' });
    const headers = { 'if-match': String(draft.voucher.version) };
    const path = `/vouchers/${sale.voucher.id}`;
    expect((await client.call('DELETE', path, undefined, headers)).status).toBe(409);
    const [moved] = readLedger(`
      2024-03-11 Venta
        572     605,00
        700               605,00
    `);
    await client.call('PUT', path, moved, headers);
    const posted = await client.post(`${path}/post`);
    expect([posted.status, writeRejections(posted.body)]).toEqual([
      422,
      'voucher-keeps-number date',
    ]);
  });

  it('a correction is one step: old out, new in, and both versions can be asked for', async () => {
    const [input] = readLedger(`
      2025-03-10 Venta corregida
        572   1.000,00
        700             1.000,00
    `);
    const { status, body } = await act('correct', { ...input, reason: 'IVA aparte' });
    expect(status).toBe(200);
    expect(body.voucher).toMatchObject({ state: 'posted', label: sale.voucher.label, version: 2 });
    expect(await turnover()).toEqual({ debit: '1000.00', credit: '0.00', closing: '11000.00' });
    const asOf = (version: number) =>
      client.get<TrialBalance>(`/trial-balance?from=2025-03-01&to=2025-03-31&asOf=${version}`);
    const { body: before } = await asOf(sale.ledgerVersion);
    expect(before.rows.find(({ code }) => code === '572')).toMatchObject({ closing: '11210.00' });
    // Inside the correction: the books never stood there, so the last whole version answers.
    const { body: inside } = await asOf(sale.ledgerVersion + 1);
    expect(inside).toEqual(before);
    const { body: changes } = await client.get<BalanceChanges>(
      `/balances/changes?account=57&from=2025-01-01&to=2025-12-31&sinceVersion=${sale.ledgerVersion}`,
    );
    expect(changes).toMatchObject({ before: '11210.00', after: '11000.00' });
    expect(
      changes.changes.map(({ amount, kind, recordedBy }) => [amount, kind, recordedBy]),
    ).toEqual([
      ['-1210.00', 'correct', 'Ana Ruiz'],
      ['1000.00', 'correct', 'Ana Ruiz'],
    ]);
  });

  it('the same key twice is one void; a missing reason and a locked date are refused', async () => {
    expect(writeRejections((await act('void', { reason: ' ' })).body as never)).toBe(
      'reason-missing',
    );
    const first = await act('void', { reason: 'Duplicada' }, 'clave-de-anular');
    const second = await act('void', { reason: 'Duplicada' }, 'clave-de-anular');
    expect(second.body).toEqual(first.body);
    await client.call('PUT', '/lock', { lockedThrough: '2025-06-30' });
    const locked = await client.post(`/vouchers/${sale.voucher.id}/unpost`, { reason: 'x' });
    expect(locked.status).toBe(409);
    const [capital] = (await client.get<{ vouchers: { id: string }[] }>('/vouchers?to=2025-01-31'))
      .body.vouchers;
    const refused = await client.post(`/vouchers/${capital!.id}/void`, { reason: 'x' });
    expect([refused.status, writeRejections(refused.body)]).toEqual([422, 'date-locked date']);
  });
});
