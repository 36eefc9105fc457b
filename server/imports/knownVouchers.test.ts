// What came in before (features.md section 3, decision 9): known again whatever became of it, taken back whole, carried by
// a copy and proved by a verification; and the rules under which it came in stay with it.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { copyCompany } from '../operations/copyCompany.ts';
import { verifyCompany } from '../operations/verifyCompany.ts';
import { Refusal } from '../refusal.ts';
import { describeOnEngines, openSqliteForTest } from '../testing/testEngines.ts';
import { ana, openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';
import { importBooks } from './importBooks.ts';
import type { ImportChoices, ImportReport } from './importReport.ts';
import { listImports } from './listImports.ts';
import { neutralBooksSchema } from './neutralBooks.ts';
import { undoImport } from './undoImport.ts';

const companies = [...'ABCDEFGHIJKLMNOPQR'];
const actor = { userId: 0, name: 'Sistema', role: 'administrador' } as const;

/** `A-1 2025-02-01 10.00`: 570 debe, 700 haber; the number may be missing. */
const vouchersOf = (...texts: string[]) =>
  texts.map((text) => {
    const [, series, number = '', date, amount] =
      /^([A-Za-z])(?:-(\d+))? (\S+) (\S+)$/.exec(text) ?? [];
    const lines = [
      { code: '570', debit: amount },
      { code: '700', credit: amount },
    ];
    return { series, number, date, text: 'Venta', lines };
  });

describeOnEngines('vouchers that came in before', (open) => {
  let server: TestServer;
  let client: TestClient;
  let next = 0;
  let code = '';
  beforeAll(async () => {
    const roles = Object.fromEntries(companies.map((each) => [each, 'administrador' as const]));
    server = await openTestServer(open, {
      companies: companies.map((each) => ({ code: each })),
      users: [{ ...ana, roles }],
    });
    client = await server.signIn(ana, 'A');
  });
  afterAll(() => server.remove());
  beforeEach(() => {
    code = companies[next]!;
    client = client.in(code);
    next += 1;
  });

  const companyId = () => server.companyIds.get(code)!;
  const send = (vouchers: string[], choices: ImportChoices = {}, more: object = {}) =>
    importBooks(
      server.services,
      { companyId: companyId(), actor, source: 'otro', ...choices },
      neutralBooksSchema.parse({ vouchers: vouchersOf(...vouchers), ...more }),
    );
  const told = ({ vouchers, skipped, refused, absent }: ImportReport) =>
    [
      `+${vouchers}`,
      ...skipped.map(({ voucher, state }) => `=${voucher} ${state}`),
      ...refused.map(({ rejections }) => `!${rejections.map((each) => each.code).join(' ')}`),
      ...absent.map((each) => `-${each.split(',')[0]}`),
    ].join(' ');
  const sales = async () => (await client.figure('700', '2025-12-31')).replace('-', '');
  const undo = (id: number) => undoImport(server.services, { companyId: companyId(), actor, id });
  const refusalOf = async (work: Promise<unknown>): Promise<string> => {
    const error: unknown = await work.then(
      () => 'done',
      (thrown: unknown) => thrown,
    );
    return error instanceof Refusal
      ? error.rejections.map((each) => each.code).join(' ')
      : String(error);
  };
  const uidOf = async (label: string): Promise<string> => {
    const { body } = await client.get<{ vouchers: { id: string; label: string }[] }>('/vouchers');
    return body.vouchers.find((each) => each.label === label)!.id;
  };
  const findings = async () =>
    (await server.engine.read((tx) => verifyCompany(tx, companyId()))).findings;

  it('by number, by content and by how many are equal', async () => {
    const first = ['A-1 2025-02-01 10.00', 'B 2025-02-02 5.00', 'B 2025-02-02 5.00'];
    expect(told(await send(first))).toBe('+3');
    expect(told(await send(first))).toBe('+0 =A-1 posted =B-2 posted =B-3 posted');
    // A third equal one is new; the same amount with more zeros is not.
    const third = await send(['A-1 2025-02-01 010.000', ...first.slice(1), 'B 2025-02-02 5.0']);
    expect(told(third)).toBe('+1 =A-1 posted =B-2 posted =B-3 posted');
    // The next month of the same source, and the next year, where the numbers begin anew.
    expect(told(await send(['A-2 2025-03-01 1.00']))).toBe('+1');
    expect(told(await send(['A-1 2024-02-01 1.00']))).toBe('+1');
    expect(told(await send(['A-1 2025-02-03 10.00']))).toBe('+0 !import-voucher-changed');
    expect(told(await send(['B 2025-02-02 6.00']))).toBe('+0 !import-voucher-changed -B-3 -B-4');
    expect(told(await send(['B 2025-02-09 6.00']))).toBe('+1');
    expect(told(await send(['A-1 2025-02-03 10.00'], { source: 'de otra parte' }))).toBe('+1');
    expect(await sales()).toBe('42.00');
    expect(await findings()).toEqual([]);
  });

  it('a source that counts anew every day is known by number and day', async () => {
    const january = ['A-1 2025-01-01 1.00', 'A-2 2025-01-01 2.00', 'A-1 2025-01-02 3.00'];
    expect(told(await send(january))).toBe('+3');
    expect(told(await send(['A-1 2025-02-01 4.00', 'A-1 2025-02-02 5.00']))).toBe('+2');
    expect(told(await send(['A-1 2025-01-02 9.00', 'A-1 2025-01-03 1.00']))).toBe(
      '+1 !import-voucher-changed',
    );
    const shorter = await send([january[0]!, january[2]!, 'A-1 2025-01-03 7.00']);
    expect(told(shorter)).toBe('+1 =A-1 posted =A-3 posted -A-2');
  });

  it.each<[what: string, again: string[], choices: ImportChoices, said: string]>([
    ['a source in other letters', ['A-1 2025-02-01 10.00'], { source: ' OTRO ' }, '=A-1 posted'],
    ['a series in other letters', ['a-1 2025-02-01 10.00'], {}, '=A-1 posted'],
    ['numbers with zeros', ['A-001 2025-02-01 10.00'], {}, '=A-1 posted'],
    [
      'the same number with zeros, another amount',
      ['A-01 2025-02-01 11.00'],
      {},
      '!import-voucher-changed',
    ],
    ['a series renamed', ['V-1 2025-02-01 10.00'], {}, '!import-voucher-renamed -A-1'],
    [
      'all but the last renumbered',
      ['A-1 2025-02-01 5.00', 'A-2 2025-02-01 10.00', 'A-3 2025-02-02 20.00'],
      { acceptRefused: true },
      '!import-voucher-changed !import-voucher-changed !import-voucher-renamed',
    ],
    ['another source', ['A-2 2025-02-02 20.00'], { source: 'gestoría' }, '!import-voucher-renamed'],
    [
      'another source, another number',
      ['A-3 2025-02-02 20.00'],
      { source: 'gestoría', rehearse: true },
      '+1',
    ],
    [
      'renamed, and said to be another',
      ['V-1 2025-02-01 10.00'],
      { confirm: ['import-voucher-renamed'], rehearse: true },
      '+1 -A-1',
    ],
  ])('nothing comes in twice unasked: %s', async (_what, again, choices, said) => {
    await send(['A-1 2025-02-01 10.00', 'A-2 2025-02-02 20.00']);
    expect(told(await send(again, choices))).toBe(said.startsWith('+') ? said : `+0 ${said}`);
    expect(await sales()).toBe('30.00');
  });

  it('an opening is of the first year of the file, wherever the file has it', async () => {
    const years = [2026, 2025].map((year) => ({ from: `${year}-01-01`, to: `${year}-12-31` }));
    const opening = [
      { code: '570', amount: '7.00' },
      { code: '100', amount: '-7.00' },
    ];
    await send([], {}, { fiscal_years: years, opening });
    expect(await client.figure('570', '2025-01-01')).toBe('7.00');
  });

  it('what became of it in Cuadre is told, and a correction that says the same is no change', async () => {
    await send(['A-1 2025-02-01 10.00', 'A-2 2025-02-01 20.00', 'A-3 2025-02-01 30.00']);
    await client.post(`/vouchers/${await uidOf('A-2')}/void`, { reason: 'no era' });
    const again = ['A-1 2025-02-01 10.00', 'A-2 2025-02-01 20.00', 'A-3 2025-02-01 30.00'];
    expect(told(await send(again))).toBe('+0 =A-1 posted =A-2 voided =A-3 posted');
    // Its number may come in again with other content: nothing of it stands.
    expect(told(await send(['A-2 2025-02-01 25.00']))).toBe('+1 -A-1 -A-3');
    const lines = [
      { line: 1, account: '570', debit: '35.00' },
      { line: 2, account: '700', credit: '35.00' },
    ];
    const correction = { type: 'A', date: '2025-02-01', lines, reason: 'importe' };
    const corrected = await client.call(
      'POST',
      `/vouchers/${await uidOf('A-3')}/correct`,
      correction,
    );
    expect(corrected.status).toBe(200);
    expect(told(await send(['A-3 2025-02-01 36.00']))).toBe('+0 !import-voucher-changed -A-1 -A-4');
    expect(told(await send(['A-3 2025-02-01 35.00']))).toBe('+0 =A-3 posted -A-1 -A-4');
    expect(await refusalOf(undo(1))).toBe('import-worked-on');
  });

  it('N26 undone whole or not at all: not under a lock, and what was voided is left', async () => {
    const opening = [
      { code: '572', amount: '100.00' },
      { code: '100', amount: '-100.00' },
    ];
    const years = { fiscal_years: [{ from: '2025-01-01', to: '2025-12-31' }], opening };
    await send(['A-1 2025-02-01 10.00', 'A-2 2025-05-01 20.00'], {}, years);
    await client.call('PUT', '/lock', { lockedThrough: '2025-03-31' });
    expect(await refusalOf(undo(1))).toBe('import-date-closed');
    expect(await sales()).toBe('30.00');
    await client.call('PUT', '/lock', { lockedThrough: null });
    await client.post(`/vouchers/${await uidOf('A-2')}/void`, { reason: 'no era' });
    expect(await undo(1)).toMatchObject({ vouchers: ['SI-1', 'A-3'], voided: ['A-2'] });
    expect(await client.balances('2025-12-31')).toBe('');
    expect((await undo(1)).wasUndone).toBe(true);
    expect(await refusalOf(undo(7))).toBe('import-unknown');
    const again = await send(['A-1 2025-02-01 10.00', 'A-2 2025-05-01 20.00'], {}, years);
    expect(again).toMatchObject({ vouchers: 2, opening: 'posted', skipped: [] });
    const list = await server.engine.read((tx) => listImports(tx, companyId()));
    expect(
      list.map(({ id, vouchers, standing, undoneAt }) => [id, vouchers, standing, !!undoneAt]),
    ).toEqual([
      [2, 3, 3, false],
      [1, 3, 0, true],
    ]);
    expect(await findings()).toEqual([]);
  });

  it('a voucher that was let in without its third party is let in again after it was a draft', async () => {
    const accounts = [{ code: '4300000009', name: 'Cliente', requires_party: true }];
    const vouchers = vouchersOf('A-1 2025-02-01 10.00');
    vouchers[0]!.lines[0]!.code = '4300000009';
    await send([], {}, { accounts, vouchers });
    const uid = await uidOf('A-1');
    expect((await client.post(`/vouchers/${uid}/unpost`, { reason: 'texto' })).status).toBe(200);
    expect((await client.call('POST', `/vouchers/${uid}/post`)).status).toBe(200);
    expect(await sales()).toBe('10.00');
  });

  it('third parties, cost centres, papers and due dates go to the log and come back', async () => {
    const [line, other] = [
      { code: '570', debit: '10.00', party: 'B-64717838', document: 'F-1', due_date: '2025-04-01' },
      { code: '700', credit: '10.00', cost_center: 'TIENDA' },
    ];
    const vouchers = [{ type: 'AS', date: '2025-02-01', text: 'Venta', lines: [line, other] }];
    const parties = [{ code: 'B64717838', name: 'Cítricos' }];
    const report = await send([], {}, { vouchers, parties });
    expect([report.createdParties, report.createdCostCenters]).toEqual([['B64717838'], ['TIENDA']]);
    const { body } = await client.get<{ lines: object[] }>(`/vouchers/${await uidOf('AS-1')}`);
    expect(body.lines).toMatchObject([
      { party: 'B64717838', reference: 'F-1', dueDate: '2025-04-01' },
      { costCenter: 'TIENDA', dueDate: null },
    ]);
    expect(
      await server.query(`SELECT name FROM parties WHERE company_id = ${companyId()}`),
    ).toEqual([{ name: 'Cítricos' }]);
    const wrong = { ...line, due_date: '30/02/2025' };
    const refused = await send([], {}, { vouchers: [{ ...vouchers[0], lines: [wrong, other] }] });
    expect(refused.refused[0]!.rejections[0]).toMatchObject({
      ...{ code: 'date-invalid', pointer: '/vouchers/0/lines/0/due_date' },
    });
  });

  it('a copy of the company knows the same vouchers', async () => {
    await send(['A-1 2025-02-01 10.00', 'A-2 2025-05-01 20.00']);
    const target = await openSqliteForTest();
    const { verification, rows } = await copyCompany(
      server.engine,
      target.engine,
      server.clock,
      code,
    );
    expect(verification.findings).toEqual([]);
    expect(rows).toMatchObject({ import_batches: 1, imported_vouchers: 2 });
    await target.remove();
  });

  it('a verification sees imports that do not agree with the vouchers', async () => {
    await send(['A-1 2025-02-01 10.00']);
    await server.execute(
      'INSERT INTO imported_vouchers (company_id, voucher_id, batch_id, is_opening, series, number, date, content_hash) ' +
        `VALUES (${companyId()}, 77, 1, 0, 'A', '9', '2025-02-01', 'x'), ` +
        `(${companyId()}, 78, 5, 0, 'A', '9', '2025-02-01', 'x')`,
    );
    expect((await findings()).map(({ finding }) => finding)).toEqual([
      'Lo que se sabe del comprobante importado n.º 77 está y nunca se registró',
      'Lo que se sabe del comprobante importado n.º 78 está y nunca se registró',
      'Importación n.º 1: dice 1 comprobantes y se conocen 2',
      'Importación n.º 1: 1 de sus comprobantes no existen',
      'El comprobante n.º 78 vino de una importación que no existe',
    ]);
    for (const sql of [
      'DELETE FROM imported_vouchers',
      "UPDATE imported_vouchers SET series = 'Z'",
      'DELETE FROM import_batches',
      "UPDATE import_batches SET file = 'otro.json'",
    ]) {
      await expect(server.execute(sql)).rejects.toThrow('cuadre:');
    }
  });
});
