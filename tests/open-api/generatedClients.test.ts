// An integrator makes a client from the document, compiles it, and keeps books with it on a real server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type ListeningServer } from '../../server/http/httpServer.ts';
import { openSqliteForTest } from '../../server/testing/testEngines.ts';
import {
  ana,
  openTestServer,
  testPassword,
  type TestServer,
} from '../../server/testing/testServer.ts';
import { ClientFolder } from './generatedClients.ts';

/** With the types of openapi-typescript and the functions of openapi-fetch. */
const journeyByPath = `
import createClient from 'openapi-fetch';
import type { components, paths } from './contract.ts';

export async function run(baseUrl: string, email: string, password: string) {
  const open = createClient<paths>({ baseUrl });
  const entered = await open.POST('/v1/sessions', { body: { email, password } });
  if (!entered.data) throw new Error(entered.error.title);
  const headers = { authorization: 'Bearer ' + entered.data.token };
  const client = createClient<paths>({ baseUrl, headers });
  const path = { company: 'UNO' };

  const lines: components['schemas']['VoucherLineInput'][] = [
    { line: 1, account: '572', debit: '121.00' },
    { line: 2, account: '700', credit: '121.00' },
  ];
  const posted = await client.POST('/v1/companies/{company}/vouchers', {
    params: { path, header: { 'idempotency-key': 'cliente-por-rutas-1' } },
    body: { id: '0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a01', action: 'post', date: '2025-03-31', description: 'Venta', lines },
  });
  const balance = await client.GET('/v1/companies/{company}/trial-balance', {
    params: { path, query: { from: '2025-01-01', to: '2025-12-31', rows: 'leaves', level: 20 } },
  });
  const refused = await client.POST('/v1/companies/{company}/vouchers', {
    params: { path, header: { 'idempotency-key': 'cliente-por-rutas-2' } },
    body: { id: '0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a02', action: 'post', date: '2025-03-31', description: 'Venta', lines: lines.slice(0, 1) },
  });
  const feed = await client.GET('/v1/companies/{company}/changes', { params: { path }, parseAs: 'stream' });
  const reader = feed.response.ok && feed.data ? feed.data.getReader() : null;
  const first = reader ? new TextDecoder().decode((await reader.read()).value) : '';
  await reader?.cancel();
  const lock: string | undefined = (await client.GET('/v1/companies/{company}', { params: { path } })).data?.lock?.lockedThrough;
  return {
    label: posted.data?.voucher.label,
    location: posted.response.headers.get('location'),
    figures: balance.data?.rows.map(({ code, closing }) => code + ' ' + closing),
    codes: refused.error?.rejections.map(({ code }) => code),
    first,
    lock,
  };
}
`;

/** With the functions of @hey-api/openapi-ts, one per operation. */
const journeyByName = `
import { createVoucher, followChanges, queryBalances, readTrialBalance, signIn, type Voucher } from './client';
import { client } from './client/client.gen';

export async function run(baseUrl: string, email: string, password: string) {
  client.setConfig({ baseUrl });
  const { data: session } = await signIn({ body: { email, password }, throwOnError: true });
  client.setConfig({ auth: () => session.token });
  const path = { company: 'UNO' };
  const posted = await createVoucher({
    path,
    headers: { 'idempotency-key': 'cliente-por-nombres-1' },
    body: {
      id: '0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a11',
      action: 'post',
      date: '2025-04-30',
      description: 'Compra',
      lines: [
        { line: 1, account: '600', debit: '50.00' },
        { line: 2, account: '572', credit: '50.00' },
      ],
    },
    throwOnError: true,
  });
  const voucher: Voucher = posted.data.voucher;
  const balance = await readTrialBalance({ path, query: { from: '2025-04-01', to: '2025-04-30' }, throwOnError: true });
  const cells = await queryBalances({
    path,
    body: { accounts: ['600', '572'], periods: [{ from: '2025-04-01', to: '2025-04-30' }], measures: ['movement'], cells: [0, 0, 0, 1, 0, 0] },
    throwOnError: true,
  });
  const ended = new AbortController();
  const { stream } = await followChanges({ path, signal: ended.signal });
  let version: number | undefined;
  for await (const change of stream) {
    version = change.ledgerVersion;
    break;
  }
  ended.abort();
  const stranger = await readTrialBalance({ path: { company: 'NADIE' }, query: { from: '2025-04-01', to: '2025-04-30' } });
  return {
    state: voucher.state,
    total: balance.data.totals.debit,
    amounts: cells.data.amounts,
    isCurrent: version === posted.data.ledgerVersion,
    stranger: stranger.error?.rejections[0]?.code,
  };
}
`;

describe('clients generated from the document', () => {
  let server: TestServer;
  let listening: ListeningServer;
  let folder: ClientFolder;
  beforeAll(async () => {
    server = await openTestServer(openSqliteForTest);
    listening = await listen(server.app.fetch, { port: 0, host: '127.0.0.1', tls: null });
    folder = await ClientFolder.make();
    const document = await (await fetch(`${listening.url}/openapi.json`)).text();
    await folder.generateTypes(document);
    await folder.generateFunctions(document);
    await folder.write('byPath.ts', journeyByPath);
    await folder.write('byName.ts', journeyByName);
  });
  afterAll(async () => {
    await listening.close();
    await folder.remove();
    await server.remove();
  });

  it('types by path (openapi-typescript) compile, and keep books', async () => {
    expect(folder.compile('byPath.ts')).toEqual([]);
    const told = await folder.run('byPath.ts', listening.url, ana.email, testPassword);
    expect(told).toMatchObject({
      label: 'AS-1',
      location: '/v1/companies/UNO/vouchers/0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a01',
      figures: ['572 121.00', '700 -121.00'],
      codes: ['voucher-unbalanced'],
      first: 'event: change\ndata: {"ledgerVersion":2,"settingsVersion":1}\nid: 2.1\n\n',
      lock: undefined,
    });
  });

  it('functions by name (@hey-api/openapi-ts) compile, and keep books', async () => {
    expect(folder.compile('byName.ts')).toEqual([]);
    const told = await folder.run('byName.ts', listening.url, ana.email, testPassword);
    expect(told).toEqual({
      state: 'posted',
      total: '50.00',
      amounts: ['50.00', '-50.00'],
      isCurrent: true,
      stranger: 'company-unknown',
    });
  });

  it('a member that does not exist, or of another type, does not compile', async () => {
    await folder.write('wrongPath.ts', journeyByPath.replace('debit:', 'debe:'));
    expect(folder.compile('wrongPath.ts').join('\n')).toMatch(/'debe' does not exist/);
    await folder.write('wrongName.ts', journeyByName.replace("debit: '50.00'", 'debit: 50'));
    expect(folder.compile('wrongName.ts').join('\n')).toMatch(/'number' is not assignable/);
  });
});
