// The sums of a draft are those of its lines, in every answer that shows it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Voucher, VoucherLineInput, VoucherResult } from '../../shared/contract/vouchers.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';

describe('the totals of a draft', () => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(openSqliteForTest, {
      companies: [{ code: 'UNO' }, { code: 'COP', profile: 'CO' }],
      users: [
        { email: 'ana@ejemplo.es', name: 'Ana', roles: { UNO: 'contador', COP: 'contador' } },
      ],
    });
    client = await server.signIn();
  });
  afterAll(() => server.remove());

  it.each<[string, Partial<VoucherLineInput>[], string, string]>([
    ['no lines', [], '0.00', '0.00'],
    ['both sides', [{ debit: '100.5' }, { debit: '20.5' }, { credit: '121' }], '121.00', '121.00'],
    ['one side only', [{ debit: '0.01' }], '0.01', '0.00'],
    ['accounts that do not exist', [{ account: 'x', credit: '7' }], '0.00', '7.00'],
    [
      'amounts that no posting takes',
      [{ debit: '1.005' }, { debit: '-3' }, { debit: '2' }],
      '2.00',
      '0.00',
    ],
    [
      'more than a number holds exactly',
      [{ debit: '90071992547409.91' }, { debit: '90071992547409.91' }],
      '180143985094819.82',
      '0.00',
    ],
  ])('%s', async (_name, parts, debit, credit) => {
    const lines = parts.map((part, index) => ({ line: index + 1, account: '572', ...part }));
    const saved = await client.save({ date: '2025-03-01', lines }, 'draft');
    const totals = { debit, credit };
    expect(saved.body.voucher.totals).toEqual(totals);
    const { id } = saved.body.voucher;
    expect((await client.get<Voucher>(`/vouchers/${id}`)).body.totals).toEqual(totals);
    const list = await client.get<{ vouchers: Voucher[] }>(`/vouchers?ids=${id}`);
    expect(list.body.vouchers.map((each) => each.totals)).toEqual([totals]);
    const validated = await client.validate({ date: '2025-03-01', lines });
    expect(validated.body.totals).toMatchObject(totals);
  });

  it('follows an edit, and a voucher that becomes a draft again', async () => {
    const lines = [
      { line: 1, account: '572', debit: '50' },
      { line: 2, account: '700', credit: '50' },
    ];
    const posted = await client.save({ date: '2025-03-01', description: 'Venta', lines });
    const { id, version } = posted.body.voucher;
    const taken = await client.post<VoucherResult>(`/vouchers/${id}/unpost`, { reason: 'prueba' });
    expect(taken.body.voucher.totals).toEqual({ debit: '50.00', credit: '50.00' });
    const edited = await client.call<VoucherResult>(
      'PUT',
      `/vouchers/${id}`,
      { lines: lines.slice(0, 1) },
      { 'if-match': `"${version + 1}"` },
    );
    expect(edited.body.voucher.totals).toEqual({ debit: '50.00', credit: '0.00' });
  });

  it('with the decimals of the company', async () => {
    const lines = [{ line: 1, account: '110505', debit: '1500.5' }];
    const saved = await client.in('COP').save({ date: '2025-03-01', lines }, 'draft');
    expect(saved.body.voucher.totals).toEqual({ debit: '1500.50', credit: '0.00' });
  });
});
