// Books from other programs: what real exports hold, on books of our own (B01–B03, E02, P02, P05).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCompany } from '../companies/companies.store.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { readLedger, tidyTable } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import { ana, openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';
import { importBooks } from './importBooks.ts';
import type { ImportChoices, ImportReport } from './importReport.ts';
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

  const actor = { userId: 0, name: 'Sistema', role: 'administrador' } as const;
  const importInto = (company: string, books: NeutralBooks, choices: ImportChoices = {}) =>
    importBooks(
      server.services,
      { companyId: server.companyIds.get(company)!, actor, ...choices },
      books,
    );
  const accepting = { acceptRefused: true };
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
      accepting,
    );
    expect(refusedOf(report)).toEqual([
      'cuenta niño: account-code-invalid',
      'cuenta 1-2: account-code-unsafe',
      'cuenta 5.7E5: account-code-unsafe',
    ]);
    expect(report.refused[1]!.rejections[0]!.message).toContain('Excel lo toma por una fecha');
    expect(report.refused.map(({ pointer }) => pointer)).toEqual([
      '/accounts/3',
      '/accounts/2',
      '/accounts/1',
    ]);
    expect(report).toMatchObject({ vouchers: 2 });
    expect(report.createdAccounts).toEqual([
      { code: '4300000001', name: 'Cliente uno', kind: 'asset', isGuessed: false },
    ]);
    expect(await client.in('G').balances('2023-12-31')).toBe(
      tidyTable(`
        4300000001  142,00
        700        -142,00
      `),
    );
  });

  it('E02 P02 creates accounts, years, types and the opening, and posts every voucher', async () => {
    expect(await importInto('A', good)).toEqual({
      ...{ outcome: 'imported', id: 1, source: '', opening: 'posted', openingLines: 2 },
      createdAccounts: [
        { code: '5001', name: 'Caja de la oficina', kind: 'asset', isGuessed: false },
        { code: '6001', name: 'Alquiler', kind: 'expense', isGuessed: false },
        { code: '7001', name: 'Ventas al detalle', kind: 'income', isGuessed: false },
      ],
      ...{ redefinedAccounts: [], keptAccounts: [], misplacedAccounts: [] },
      ...{ createdYears: ['2023'], createdTypes: ['VENTAS', '7'] },
      ...{ createdParties: [], createdCostCenters: [] },
      ...{ vouchers: 2, lines: 4, turnedLines: [], ledgerVersion: 6 },
      zeroLines: [
        { what: 'apertura', lines: [3] },
        { what: 'comprobante VENTAS-1 del 2023-02-01', lines: [3] },
      ],
      ...{ skipped: [], absent: [], repeatedNumbers: [], notices: [], unread: [] },
      ...{ refused: [], checked: [] },
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
        ...{ actor, confirm: ['opening-over-balances', 'import-voucher-renamed'] },
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

  it('the same books twice post nothing, however the file is spaced', async () => {
    const again = booksOf(JSON.parse(JSON.stringify(good)) as object);
    const report = await importInto('A', again);
    expect(report).toMatchObject({
      outcome: 'nothing-new',
      id: null,
      vouchers: 0,
      opening: 'same',
    });
    expect(report.skipped.map(({ what, voucher }) => `${what} · ${voucher}`)).toEqual([
      'apertura · SI-1',
      'comprobante VENTAS-1 del 2023-02-01 · VENTAS-2',
      'comprobante 7-2 del 2023-03-01 · 7-3',
    ]);
    const { body } = await client.get<{ ledgerVersion: number }>('');
    expect(body.ledgerVersion).toBe(6);
  });

  describe('B03 an opening that does not balance', () => {
    const books = booksOf({ ...good, opening: [{ code: '5001', amount: '500.00' }] });

    it('stops everything and offers a named account', async () => {
      const before = await server.query('SELECT count(*) AS n FROM accounts');
      for (const choices of [{}, accepting]) {
        const report = await importInto('B', books, choices);
        expect(report).toMatchObject({ outcome: 'refused', id: null });
        expect(report.refused).toMatchObject([
          {
            ...{ what: 'apertura', pointer: '/opening' },
            rejections: [
              { code: 'opening-unbalanced', params: { account: '120', difference: '500.00' } },
            ],
          },
        ]);
      }
      expect(await server.query('SELECT count(*) AS n FROM accounts')).toEqual(before);
      const company = await server.engine.read((tx) =>
        findCompany(tx, server.companyIds.get('B')!),
      );
      expect(company).toMatchObject({ lastSeq: 0, lastVoucherId: 0, settingsVersion: 1 });
    });

    it('goes in with the difference on the account that was named', async () => {
      const report = await importInto('B', books, { differenceAccount: '120' });
      expect(report).toMatchObject({ openingLines: 2, vouchers: 2, refused: [] });
      expect(await client.in('B').figure('120', '2023-01-01')).toBe('-500.00');
    });
  });

  it('one refusal stops all of it; when it was asked for, the good ones are posted', async () => {
    const books = booksOf({
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
    });
    const stopped = await importInto('C', books);
    expect(stopped).toMatchObject({ outcome: 'refused', id: null, ledgerVersion: 0 });
    const report = await importInto('C', books, accepting);
    expect(refusedOf(stopped)).toEqual(refusedOf(report));
    expect(refusedOf(report)).toEqual([
      'ejercicio del 180501 al 2018-12-31: date-invalid',
      'ejercicio del 2023-06-01 al 2024-05-31: fiscal-year-overlap',
      'comprobante V-2 del 180501: date-invalid',
      'comprobante V-3 del 2023-02-03: voucher-unbalanced',
      'comprobante V-4 del 2031-01-01: date-outside-fiscal-years',
      'comprobante V-5 del 2023-02-04: account-not-postable',
      'comprobante V-6 del 2023-02-05: voucher-empty',
      'comprobante V-1 del 2023-02-06: voucher-empty',
    ]);
    expect(report).toMatchObject({ vouchers: 3, zeroLines: [], repeatedNumbers: ['V-1'] });
    expect(report.refused[2]).toMatchObject({ pointer: '/vouchers/1' });
    expect(report.refused[5]!.rejections[0]).toMatchObject({
      ...{ line: 1, pointer: '/vouchers/4/lines/0/code' },
    });
    for (const { message, remedy } of report.refused.flatMap(({ rejections }) => rejections)) {
      expect(message).toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
  });

  it('an account that only a line names is refused; what a declared one is, is said or told', async () => {
    const books = {
      fiscal_years: years,
      opening: [
        { code: 'CAPITAL', amount: '-10.00' },
        { code: '5720', amount: '10.00' },
      ],
      vouchers: vouchersOf(`
        2023-02-01 Códigos que no declara nadie
          CAJA     5,00
          7000000001      5,00
        2023-02-02 Con dos puntos
          Assets:C 5,00
          700               5,00
      `),
    };
    const refused = await importInto('D', booksOf(books));
    expect(refusedOf(refused)).toEqual([
      'apertura: account-unknown, account-unknown',
      'comprobante 1 del 2023-02-01: account-unknown, account-unknown',
      'comprobante 2 del 2023-02-02: account-unknown',
    ]);
    expect(refused.refused[0]!.rejections.map(({ line, pointer }) => `${line} ${pointer}`)).toEqual(
      ['1 /opening/0/code', '2 /opening/1/code'],
    );
    expect(refused.refused[2]!.rejections[0]!.remedy).toContain('Un código no lleva «:»');
    const report = await importInto(
      'D',
      booksOf({
        ...books,
        accounts: ['CAPITAL', 'CAJA', '5720', '7000000001'].map((code) => ({ code, name: code })),
        vouchers: books.vouchers.slice(0, 1),
      }),
    );
    expect(report).toMatchObject({ outcome: 'imported', refused: [] });
    expect(
      report.createdAccounts.map(({ code, kind, isGuessed }) => `${code} ${kind} ${isGuessed}`),
    ).toEqual([
      '5720 asset false',
      'CAJA asset true',
      'CAPITAL asset true',
      '7000000001 income false',
    ]);
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
      accepting,
    );
    expect(refusedOf(report)).toEqual(['comprobante N-2 del 2023-02-01: line-negative-amount']);
    expect(report.turnedLines).toEqual([{ what: 'comprobante N-1 del 2023-02-01', lines: [1, 2] }]);
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
    expect(report).toMatchObject({ vouchers: 0, ledgerVersion: 0, refused: [] });
    expect(refusedOf({ ...report, refused: report.checked })).toEqual([
      'comprobante 1 del 2023-02-01: voucher-unbalanced',
      'comprobante 2 del 2023-02-01: refused-voucher-is-correct',
    ]);
  });

  it('under a lock nothing is imported that the lock covers', async () => {
    await client.in('F').call('PUT', '/lock', { lockedThrough: '2023-02-15' });
    const report = await importInto('F', booksOf({ ...good, opening: [] }), accepting);
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
