// Opening balances over books that hold balances already: a question first, whatever the way in (B01, B02, B03).
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type { Company } from '../../shared/contract/companies.ts';
import type { OpeningInput, Validation, VoucherResult } from '../../shared/contract/vouchers.ts';
import { importBooks } from '../imports/importBooks.ts';
import { neutralBooksSchema } from '../imports/neutralBooks.ts';
import { tidyTable } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  nextUuid,
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

const confirm = ['opening-over-balances'];
const lines = [
  { line: 11, account: '572', debit: '500.00' },
  { line: 12, account: '100', credit: '500.00' },
];

describeOnEngines('opening balances over others', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeEach(async () => {
    server = await openTestServer(open);
    client = await server.signIn();
  });
  afterEach(() => server.remove());

  const load = async (input: Partial<OpeningInput>) => {
    const { status, body } = await client.post<VoucherResult & Problem>('/opening-balances', {
      ...{ id: nextUuid(), lines },
      ...input,
    });
    return status === 201 ? body.voucher.label : writeRejections(body);
  };
  const validate = async (input: Partial<OpeningInput>) =>
    (await client.post<Validation>('/opening-balances/validate', { lines, ...input })).body;

  it('B02 the first one asks nothing, nor does one before everything that was posted', async () => {
    await client.postLedger(`
      2025-05-01 Venta
        570     100,00
        700               100,00
    `);
    expect(await load({ date: '2025-04-30' })).toBe('SI-2');
  });

  it.each([
    ['later in the same year', '2024-05-01'],
    ['in the next year, over what carries', '2025-01-01'],
    ['on the very day', '2024-03-01'],
  ])(
    'asks %s, says how much there is, and posts nothing until it is confirmed',
    async (_name, date) => {
      expect(await load({ date: '2024-01-01' })).toBe('SI-1');
      await client.postLedger(`
      2024-03-01 Compra
        600      80,50
        572                80,50
    `);
      const before = await client.balances('2025-12-31');
      const { ok, rejections } = await validate({ date });
      expect(ok).toBe(false);
      expect(rejections).toMatchObject([
        {
          code: 'opening-over-balances',
          confirm: 'opening-over-balances',
          field: 'date',
          params: { date, accounts: 3, total: '500.00' },
        },
      ]);
      for (const answer of [{}, { confirm: [] }, { confirm: ['opening-exists'] }]) {
        expect(await load({ date, ...answer })).toBe('opening-over-balances date');
      }
      expect(await client.balances('2025-12-31')).toBe(before);
      const confirmed = await validate({ date, confirm });
      expect([confirmed.ok, confirmed.rejections]).toEqual([true, []]);
      expect(await load({ date, confirm })).toMatch(/^SI-\d$/);
      expect(await client.figure('572', '2025-12-31')).toBe('919.50');
    },
  );

  it('asks of a year before one that was loaded already: what is loaded carries into it', async () => {
    expect(await load({ date: '2025-01-01' })).toBe('SI-1');
    expect(await load({ date: '2024-01-01' })).toBe('opening-over-balances date');
    const { rejections } = await validate({ date: '2024-01-01' });
    expect(rejections[0]?.params).toEqual({ date: '2025-01-01', accounts: 2, total: '500.00' });
    expect(await load({ date: '2024-01-01', confirm })).toBe('SI-1');
    expect(await client.figure('572', '2025-12-31')).toBe('1000.00');
  });

  it('asks nothing of a year before an opening that was voided', async () => {
    const { body } = await client.post<VoucherResult>('/opening-balances', {
      ...{ id: nextUuid(), lines, date: '2025-01-01' },
    });
    await client.post(`/vouchers/${body.voucher.id}/void`, { reason: 'Era el ejercicio anterior' });
    expect(await load({ date: '2024-01-01' })).toBe('SI-1');
  });

  it('a result that carries is a balance too', async () => {
    await client.postLedger(`
      2024-03-01 Compra
        600      80,00
        600                80,00
      2024-03-02 Venta
        570      10,00
        700                10,00
    `);
    const { rejections } = await validate({ date: '2025-01-01' });
    expect(rejections[0]?.params).toMatchObject({ accounts: 2, total: '10.00' });
    expect(rejections[0]?.message).toContain('2 cuentas, 10,00 en saldos deudores');
  });

  it('what was taken back holds nothing: the corrected opening is loaded without a question', async () => {
    const { body } = await client.post<VoucherResult>('/opening-balances', {
      ...{ id: nextUuid(), lines, date: '2024-01-01' },
    });
    expect(await load({ date: '2024-01-01' })).toBe('opening-over-balances date');
    await client.post(`/vouchers/${body.voucher.id}/void`, { reason: 'Cargados dos veces' });
    expect(await load({ date: '2024-01-01' })).toBe('SI-2');
  });

  it('asks once everything else is right: a difference is accepted first, and both stand', async () => {
    await load({ date: '2024-01-01' });
    const date = '2025-01-01';
    const unknown = [lines[0]!, { ...lines[1]!, account: '9999' }];
    expect(await load({ date, lines: unknown })).toBe('account-unknown 12 account');
    const short = { date, lines: [lines[0]!] };
    expect(await load(short)).toBe('opening-unbalanced');
    const accepted = { ...short, differenceAccount: '120' };
    expect(await load(accepted)).toBe('opening-over-balances date');
    expect(await load({ ...accepted, confirm })).toBe('SI-1');
    expect(await client.figure('120', '2025-12-31')).toBe('-500.00');
  });

  it('an import asks too, before anything of it is kept', async () => {
    await load({ date: '2024-01-01' });
    const books = neutralBooksSchema.parse({
      fiscal_years: [{ from: '2025-01-01', to: '2025-12-31' }],
      opening: [
        { code: '572', amount: '500.00' },
        { code: '100', amount: '-500.00' },
      ],
      vouchers: [
        {
          date: '2025-02-01',
          lines: [
            { code: '570', debit: '1.00' },
            { code: '700', credit: '1.00' },
          ],
        },
      ],
    });
    const send = (answer?: string[]) =>
      importBooks(
        server.services,
        {
          companyId: server.companyIds.get('UNO')!,
          actor: { userId: 0, name: 'Sistema', role: 'administrador' },
          confirm: answer,
        },
        books,
      );
    const asked = await send();
    expect(asked.outcome).toBe('refused');
    expect(asked.refused.flatMap(({ rejections }) => rejections)).toMatchObject([
      { code: 'opening-over-balances', params: { accounts: 2, total: '500.00' } },
    ]);
    expect(await client.figure('570', '2025-12-31')).toBe('0.00');
    expect(await send(confirm)).toMatchObject({ openingLines: 2, vouchers: 1 });
    expect(await client.figure('572', '2025-12-31')).toBe('1000.00');
  });

  it('B03 the account offered is one of the equity, whatever books made of the usual one', async () => {
    const accounts = [
      { code: '120', name: 'Maquinaria', type: 'asset' },
      { code: '129', name: 'Inventario', type: 'asset' },
    ];
    await importBooks(
      server.services,
      {
        companyId: server.companyIds.get('UNO')!,
        actor: { userId: 0, name: 'Sistema', role: 'administrador' },
      },
      neutralBooksSchema.parse({ accounts }),
    );
    const offered = async (line: OpeningInput['lines'][number]) =>
      (await validate({ date: '2024-01-01', lines: [line] })).rejections[0]?.params.account;
    expect(await offered(lines[0]!)).toBe('100');
    expect(await offered(lines[1]!)).toBe('121');
    const { body } = await client.get<Company>('');
    expect(body.openingDifferenceAccount?.code).toBe('100');
    expect(await client.balances('2025-12-31')).toBe(tidyTable(''));
  });
});
