// Text that no book should keep: what cannot be seen, and what is not Unicode. It is refused where it stands, on
// either engine, before anything is written.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FiscalYear } from '../../shared/contract/companies.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  nextKey,
  nextUuid,
  openTestServer,
  type TestServer,
  type TestClient,
} from '../testing/testServer.ts';

const hostile: [name: string, text: string][] = [
  ['a null character', 'a\u0000b'],
  ['a bell', 'a\u0007'],
  ['an escape', '\u001b[31m'],
  ['a carriage return', 'a\rb'],
  ['a control of Latin-1', 'a\u0085b'],
  ['the first half of a character', 'a\ud83d'],
  ['the second half of a character', '\ude00a'],
  ['the halves the wrong way round', '\ude00\ud83d'],
];

const line = { line: 4, account: '572', debit: '1' };
const voucher = (change: object) => ({ id: nextUuid(), action: 'draft', lines: [], ...change });
const opening = (change: object) => ({ id: nextUuid(), lines: [line], ...change });
const year = (change: object) => ({ startsOn: '2026-01-01', endsOn: '2026-12-31', ...change });

type Make = (text: string) => object;

const places: [where: string, pointer: string, make: Make][] = [
  ['POST /vouchers', '/description', (text) => voucher({ description: text })],
  ['POST /vouchers', '/reference', (text) => voucher({ reference: text })],
  ['POST /vouchers', '/date', (text) => voucher({ date: text })],
  ['POST /vouchers', '/type', (text) => voucher({ type: text })],
  ...['account', 'party', 'costCenter', 'description', 'reference'].map(
    (name): [string, string, Make] => [
      'POST /vouchers',
      `/lines/0/${name}`,
      (text) => voucher({ lines: [{ ...line, [name]: text }] }),
    ],
  ),
  ['POST /vouchers/validate', '/lines/0/party', (text) => ({ lines: [{ ...line, party: text }] })],
  ['POST /opening-balances', '/date', (text) => opening({ date: text })],
  ['POST /opening-balances', '/differenceAccount', (text) => opening({ differenceAccount: text })],
  ['POST /accounts', '/name', (text) => ({ code: '57299', name: text })],
  ['POST /accounts/bulk', '/accounts/0/name', (text) => ({ accounts: [{ code: '57299', name: text }] })],
  ['POST /fiscal-years', '/name', (text) => year({ name: text })],
]; // prettier-ignore

describeOnEngines('text that no book keeps', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(open);
    client = await server.signIn();
  });
  afterAll(() => server.remove());

  it.each(places)('%s %s', async (where, pointer, make) => {
    const [method = '', path = ''] = where.split(' ');
    for (const [name, text] of hostile) {
      const { status, body } = await client.call(method, path, make(text), {
        'idempotency-key': nextKey(),
      });
      const told = body.rejections?.map((each) => [each.code, each.pointer]);
      expect([name, status, told]).toEqual([name, 400, [['value-malformed', pointer]]]);
    }
  });

  it('nor does the name of a year that is changed, or a search', async () => {
    const { body } = await client.get<{ fiscalYears: FiscalYear[] }>('/fiscal-years');
    const [first] = body.fiscalYears;
    for (const [name, text] of hostile) {
      const changed = await client.call('PUT', `/fiscal-years/${first!.id}`, { ...year({ name: text }) });
      expect([name, changed.status, changed.body.rejections?.[0]?.pointer]).toEqual([name, 400, '/name']);
      // Half a character cannot be written in an address.
      if (!text.isWellFormed()) continue;
      const searched = await client.get(`/vouchers?text=${encodeURIComponent(text)}`);
      expect([name, searched.status, searched.body.rejections?.[0]?.parameter]).toEqual([name, 400, 'text']);
    }
  }); // prettier-ignore

  it('afterwards there is nothing of it', async () => {
    expect((await client.get<{ vouchers: unknown[] }>('/vouchers')).body.vouchers).toEqual([]);
    const { body } = await client.get<{ fiscalYears: FiscalYear[] }>('/fiscal-years');
    expect(body.fiscalYears.map(({ name }) => name)).toEqual(['2024', '2025']);
  });

  it('tabs, line breaks, accents, other scripts and pictures are text', async () => {
    const description = 'á\tñ\n漢字 مرحبا 🧾👩‍👩‍👧 \u00a0\u200b';
    const { status, body } = await client.save({ description, lines: [] }, 'draft');
    expect([status, body.voucher.description]).toEqual([201, description]);
  });
});
