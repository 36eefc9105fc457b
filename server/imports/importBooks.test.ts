// Books from other programs: what real exports hold, on books of our own (B01–B03, E02, P02, P05).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCompany } from '../companies/companies.store.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { Refusal } from '../refusal.ts';
import { readLedger, tidyTable } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import { ana, openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';
import { importBooks, type ImportReport } from './importBooks.ts';
import { neutralBooksSchema, type NeutralBooks } from './neutralBooks.ts';

/** Vouchers of the neutral form from a ledger text; the number follows the order. */
const vouchersOf = (text: string): NeutralBooks['vouchers'] =>
  readLedger(text).map(({ date = '', description = '', type = '', lines }, index) => ({
    series: type,
    number: String(index + 1),
    date,
    text: description,
    lines: lines.map(({ account = '', debit = '0', credit = '0' }) => ({
      ...{ code: account, debit, credit, text: '' },
    })),
  }));

const booksOf = (books: object): NeutralBooks => neutralBooksSchema.parse(books);

const accounts = [
  { code: '5001', name: 'Caja de la oficina', type: 'asset' },
  { code: '7001', name: 'Ventas al detalle', type: 'income' },
  { code: '6001', name: 'Alquiler', type: 'expense' },
];
const years = [{ from: '2023-01-01', to: '2023-12-31' }];

describeOnEngines('importing books', (open) => {
  let server: TestServer;
  let client: TestClient;
  const codes = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
  beforeAll(async () => {
    const roles = Object.fromEntries(codes.map((code) => [code, 'administrador' as const]));
    server = await openTestServer(open, {
      companies: codes.map((code) => ({ code })),
      users: [{ ...ana, roles }],
    });
    client = await server.signIn(ana, 'A');
  });
  afterAll(() => server.remove());

  const importInto = (company: string, books: NeutralBooks, differenceAccount?: string) =>
    importBooks(
      server.services,
      {
        companyId: server.companyIds.get(company)!,
        actor: { userId: 0, name: 'Sistema', role: 'administrador' },
        differenceAccount,
      },
      books,
    );
  const refusalOf = async (work: Promise<unknown>): Promise<Refusal> => {
    const error: unknown = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof Refusal)) throw new Error('it was not refused', { cause: error });
    return error;
  };
  const refusedOf = ({ refused }: ImportReport) =>
    refused.map(
      ({ what, rejections }) => `${what}: ${rejections.map(({ code }) => code).join(', ')}`,
    );

  const good = booksOf({
    accounts,
    fiscal_years: years,
    opening: [
      { code: '5001', amount: '500.00' },
      { code: '100', amount: '-500.00' },
      { code: '570', amount: '-0.00' },
    ],
    vouchers: vouchersOf(`
      2023-02-01 [VENTAS] Venta
        5001    121,00
        7001              121,00
        6001      0,00
      2023-03-01 [7] Alquiler
        6001     50,00
        5001               50,00
    `),
  });

  it('P02 P04 codes are read as everywhere, and those that Excel would change are refused', async () => {
    const report = await importInto(
      'G',
      booksOf({
        accounts: [
          { code: '430.1', name: 'Cliente uno', type: 'asset' },
          { code: '5.7E5', name: 'Caja', type: 'asset' },
          { code: '1-2', name: 'Reservas', type: 'equity' },
          { code: 'niño', name: 'Nada', type: 'asset' },
        ],
        fiscal_years: years,
        vouchers: vouchersOf(`
          2023-02-01 [V] Venta
            430.1   121,00
            700               121,00
          2023-02-02 [V] Otra
            4300000001   21,00
            700                21,00
        `),
      }),
    );
    expect(refusedOf(report)).toEqual([
      'cuentas y ejercicios: account-code-invalid, account-code-unsafe, account-code-unsafe',
    ]);
    expect(report.refused[0]!.rejections[1]!.message).toContain('Excel lo toma por una fecha');
    expect(report).toMatchObject({ vouchers: 2, createdAccounts: 1 });
    expect(await client.in('G').balances('2023-12-31')).toBe(
      tidyTable(`
        4300000001  142,00
        700        -142,00
      `),
    );
  });

  it('E02 P02 creates accounts, years, types and the opening, and posts every voucher', async () => {
    expect(await importInto('A', good)).toEqual({
      createdAccounts: 3,
      redefinedAccounts: 0,
      unclassifiedAccounts: [],
      createdYears: ['2023'],
      openingLines: 2,
      vouchers: 2,
      lines: 4,
      zeroLines: 1,
      refused: [],
      ledgerVersion: 6,
    });
    expect(await client.balances('2023-12-31')).toBe(
      tidyTable(`
        100   -500,00
        5001   571,00
        6001    50,00
        7001  -121,00
      `),
    );
    const { body } = await client.get<{ vouchers: { label: string; reference: string }[] }>(
      '/vouchers',
    );
    expect(body.vouchers.map(({ label, reference }) => `${label} ${reference}`)).toEqual([
      '7-3 7-2',
      'VENTAS-2 VENTAS-1',
      'SI-1 ',
    ]);
  });

  it.each([
    ['written voucher by voucher', { lines: 1 }],
    ['with its day totals too', { lines: 1, dayTotals: 0 }],
    ['in uneven parts', { lines: 3, dayTotals: 1 }],
  ])('an import is the same however little is held in memory: %s', async (name, bounds) => {
    const company = server.companyIds.get('H')!;
    const before = await client
      .in('H')
      .figure('5001', '2023-12-31')
      .catch(() => '0.00');
    const report = await importBooks(
      server.services,
      {
        companyId: company,
        actor: { userId: 0, name: 'Sistema', role: 'administrador' },
        confirm: ['opening-over-balances'],
      },
      { ...good, company: name },
      bounds,
    );
    expect(report).toMatchObject({ openingLines: 2, vouchers: 2, lines: 4, refused: [] });
    const after = await client.in('H').figure('5001', '2023-12-31');
    expect(Number(after) - (Number(before) || 0)).toBe(571);
    const { findings } = await server.engine.read((tx) => verifyLedger(tx, company));
    expect(findings).toEqual([]);
  });

  it('the same books twice are refused, whoever writes the file and however it is spaced', async () => {
    const again = booksOf(JSON.parse(JSON.stringify(good)) as object);
    const refusal = await refusalOf(importInto('A', again));
    expect(refusal.reason).toBe('conflict');
    expect(refusal.rejections).toMatchObject([
      { code: 'books-already-imported', params: { importedAt: '2025-06-30T10:00:00.000Z' } },
    ]);
    const { body } = await client.get<{ ledgerVersion: number }>('');
    expect(body.ledgerVersion).toBe(6);
  });

  describe('B03 an opening that does not balance', () => {
    const books = booksOf({ ...good, opening: [{ code: '5001', amount: '500.00' }] });

    it('stops everything and offers a named account', async () => {
      const before = await server.query('SELECT count(*) AS n FROM accounts');
      const refusal = await refusalOf(importInto('B', books));
      expect(refusal.rejections).toMatchObject([
        { code: 'opening-unbalanced', params: { account: '120', difference: '500.00' } },
      ]);
      expect(await server.query('SELECT count(*) AS n FROM accounts')).toEqual(before);
      const company = await server.engine.read((tx) =>
        findCompany(tx, server.companyIds.get('B')!),
      );
      expect(company).toMatchObject({ lastSeq: 0, lastVoucherId: 0, settingsVersion: 1 });
    });

    it('goes in with the difference on the account that was named', async () => {
      const report = await importInto('B', books, '120');
      expect(report).toMatchObject({ openingLines: 2, vouchers: 2, refused: [] });
      expect(await client.in('B').figure('120', '2023-01-01')).toBe('-500.00');
    });
  });

  it('refuses voucher by voucher, with reasons; the good ones are posted', async () => {
    const report = await importInto(
      'C',
      booksOf({
        accounts: [...accounts, { code: '60', name: 'Total', type: 'expense' }],
        fiscal_years: [
          ...years,
          { from: '180501', to: '2018-12-31' },
          { from: '2023-06-01', to: '2024-05-31' },
        ],
        vouchers: [
          ...vouchersOf(`
            2023-02-01 [V] Bien
              5001    10,00
              7001             10,00
            180501 [V] Fecha de otro programa
              5001    10,00
              7001             10,00
            2023-02-03 [V] No cuadra
              5001    10,00
              7001              9,99
            2031-01-01 [V] Sin ejercicio
              5001    10,00
              7001             10,00
            2023-02-04 [V] Cuenta de total
              60      10,00
              5001             10,00
            2023-02-05 [V] Solo ceros
              5001     0,00
              7001              0,00
          `),
          { series: 'V', number: '1', date: '2023-02-06', text: 'Vacío', lines: [] },
          {
            series: 'V',
            number: '1',
            date: '2023-02-07',
            text: 'Número repetido',
            lines: good.vouchers[1]!.lines,
          },
          {
            series: '',
            number: '',
            date: '2023-02-08',
            text: 'Sin número',
            lines: good.vouchers[1]!.lines,
          },
        ],
      }),
    );
    expect(refusedOf(report)).toEqual([
      'cuentas y ejercicios: date-invalid, fiscal-year-overlap',
      'comprobante V-2 del 180501: date-invalid',
      'comprobante V-3 del 2023-02-03: voucher-unbalanced',
      'comprobante V-4 del 2031-01-01: date-outside-fiscal-years',
      'comprobante V-5 del 2023-02-04: account-not-postable',
      'comprobante V-6 del 2023-02-05: voucher-empty',
      'comprobante V-1 del 2023-02-06: voucher-empty',
    ]);
    expect(report).toMatchObject({ vouchers: 3, zeroLines: 2 });
    for (const { message, remedy } of report.refused.flatMap(({ rejections }) => rejections)) {
      expect(message).toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
  });

  it('creates undeclared accounts, and says which it could not classify', async () => {
    const report = await importInto(
      'D',
      booksOf({
        fiscal_years: years,
        opening: [
          { code: 'CAPITAL', amount: '-10.00' },
          { code: '5720', amount: '10.00' },
        ],
        vouchers: vouchersOf(`
          2023-02-01 Códigos que no declara nadie
            CAJA     5,00
            7000000001      5,00
        `),
      }),
    );
    expect(report).toMatchObject({ createdAccounts: 4, refused: [] });
    expect(report.unclassifiedAccounts.sort()).toEqual(['CAJA', 'CAPITAL']);
    const { body } = await client
      .in('D')
      .get<{ accounts: { code: string; kind: string }[] }>('/accounts');
    const kindOf = (code: string) => body.accounts.find((each) => each.code === code)?.kind;
    expect(['5720', '7000000001', 'CAJA'].map(kindOf)).toEqual(['asset', 'income', 'asset']);
  });

  it('takes a negative amount on one side for the other, and never loses one of two', async () => {
    const report = await importInto(
      'E',
      booksOf({
        accounts,
        fiscal_years: years,
        vouchers: [
          {
            ...{ series: 'N', number: '1', date: '2023-02-01', text: 'Abono' },
            lines: [
              { code: '5001', debit: '-30.00', credit: '0.00' },
              { code: '7001', debit: '0.00', credit: '-30.00' },
            ],
          },
          {
            ...{ series: 'N', number: '2', date: '2023-02-01', text: 'Ambos lados' },
            lines: [
              { code: '5001', debit: '-5.00', credit: '3.00' },
              { code: '7001', debit: '3.00', credit: '0.00' },
            ],
          },
        ],
      }),
    );
    expect(refusedOf(report)).toEqual(['comprobante N-2 del 2023-02-01: line-negative-amount']);
    expect(await client.in('E').balances('2023-12-31')).toBe(
      tidyTable(`
        5001  -30,00
        7001   30,00
      `),
    );
  });

  it('what must be rejected is checked and never posted', async () => {
    const report = await importInto(
      'F',
      booksOf({
        accounts,
        fiscal_years: years,
        rejected: vouchersOf(`
          2023-02-01 Desbalanceado
            5001   100,00
            7001             50,00
          2023-02-01 Correcto
            5001   100,00
            7001            100,00
        `),
      }),
    );
    expect(report).toMatchObject({ vouchers: 0, ledgerVersion: 0 });
    expect(refusedOf(report)).toEqual([
      'comprobante 1 del 2023-02-01: voucher-unbalanced',
      'comprobante 2 del 2023-02-01: refused-voucher-is-correct',
    ]);
  });

  it('under a lock nothing is imported that the lock covers', async () => {
    await client.in('F').call('PUT', '/lock', { lockedThrough: '2023-02-15' });
    const report = await importInto('F', booksOf({ ...good, opening: [] }));
    expect(refusedOf(report)).toEqual(['comprobante VENTAS-1 del 2023-02-01: date-locked']);
    expect(report.vouchers).toBe(1);
  });

  it('every company imported verifies', async () => {
    for (const id of server.companyIds.values()) {
      expect((await server.engine.read((tx) => verifyLedger(tx, id))).findings).toEqual([]);
    }
  });
});

describe('the neutral form', () => {
  it.each<[string, object]>([
    ['an amount with comma', { opening: [{ code: '1', amount: '1,5' }] }],
    ['an amount as number', { opening: [{ code: '1', amount: 1.5 }] }],
    ['a voucher without date', { vouchers: [{ lines: [] }] }],
    ['an account without name', { accounts: [{ code: '1' }] }],
  ])('refuses %s', (_name, books) => {
    expect(neutralBooksSchema.safeParse(books).success).toBe(false);
  });
});
