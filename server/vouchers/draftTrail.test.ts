// Y06: of drafts, which the log does not know, the audit trail says who did what, and how they were when they went.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';

let server: TestServer;
let client: TestClient;
beforeAll(async () => {
  server = await openTestServer(openSqliteForTest);
  client = await server.signIn();
});
afterAll(() => server.remove());

async function readTrail(from: number): Promise<string[]> {
  const events = await server.query<{ action: string; subject: string; detail: string }>(
    `SELECT action, subject, detail FROM audit_events WHERE company_id = 1 AND id > ${from} ORDER BY id`,
  );
  return events.map(({ action, subject, detail }) => `${action} ${subject} ${detail}`);
}

it('Y06 a draft is saved, edited and deleted, each version with its event', async () => {
  const from = (await readTrail(0)).length;
  const lines = [{ line: 1, account: '572', debit: '5' }];
  const saved = await client.save<VoucherResult>({ date: 'mañana', lines }, 'draft');
  const { id } = saved.body.voucher;
  const edited = {
    type: 'AS',
    date: '2025-02-01',
    description: 'Luz',
    reference: 'F-1',
    lines: [],
  };
  await client.call('PUT', `/vouchers/${id}`, edited, { 'if-match': '"1"' });
  await client.call('DELETE', `/vouchers/${id}`, undefined, { 'if-match': '"2"' });
  const head = '"type":"AS","date":"2025-02-01","description":"Luz","reference":"F-1","lines":0';
  expect(await readTrail(from)).toEqual([
    `saveDraft ${id} {"version":1,"type":"","date":"mañana","description":"","reference":"","lines":1}`,
    `editDraft ${id} {"version":2,${head}}`,
    `deleteDraft ${id} {"version":2,${head}}`,
  ]);
});

it('Y06 a draft that keeps its number is told by it', async () => {
  const [posted] = await client.postLedger(`
    2025-03-10 Venta
      572   10,00
      700             10,00
  `);
  const { id, label } = posted!.voucher;
  await client.post(`/vouchers/${id}/unpost`, { reason: 'Concepto' });
  const from = (await readTrail(0)).length;
  await client.call('PUT', `/vouchers/${id}`, { lines: [] }, { 'if-match': '"2"' });
  expect(await readTrail(from)).toEqual([
    `editDraft ${label} {"version":3,"type":"AS","date":"","description":"","reference":"","lines":0}`,
  ]);
});

it('Y06 what is refused leaves no trail', async () => {
  const before = await readTrail(0);
  const { body } = await client.save<VoucherResult>({ lines: [] }, 'draft');
  const after = await readTrail(0);
  expect(after).toHaveLength(before.length + 1);
  const path = `/vouchers/${body.voucher.id}`;
  await client.call('PUT', path, { lines: [] }, { 'if-match': '"7"' });
  await client.call('DELETE', path, undefined, { 'if-match': '"7"' });
  await client.post(`${path}/post`);
  expect(await readTrail(0)).toEqual(after);
});
