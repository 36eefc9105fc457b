// The newcomer's journey without a screen, through real Office.js, the real server application and a
// real database; and what each command sent on the way.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  login,
  openWorkbook,
  signInTo,
  startTestServer,
  until,
  type TestServer,
} from './testing/testBench.ts';

let server: TestServer;
let bench: Awaited<ReturnType<typeof openWorkbook>>;

beforeEach(async () => {
  server = await startTestServer();
  bench = await openWorkbook(server);
});
afterEach(async () => {
  bench.close();
  await server.close();
});

async function signIn(company: string): Promise<void> {
  await signInTo(bench, company);
}

function hasNotes(): boolean {
  return Office.context.requirements.isSetSupported('ExcelApi', '1.18');
}

/** Round trips and bytes of what a command says to the workbook, and its requests to the server. */
async function measure<T>(command: () => Promise<T>) {
  const { workbench, network } = bench;
  await workbench.settled();
  workbench.traffic.reset();
  network.requests.length = 0;
  const outcome = await command();
  const { requests: syncs, bytesSent, bytesReceived } = workbench.traffic;
  const posts = network.requests.filter(({ line }) => line.startsWith('POST'));
  return { outcome, syncs, bytesSent, bytesReceived, posts: posts.map(({ line }) => line) };
}

/** Lines from row 9 of a new voucher sheet: account, party, concept, debit, credit. */
function typeLine(
  row: number,
  account: string,
  party: string,
  debit: string,
  credit: string,
): void {
  const { workbook } = bench.workbench;
  if (account) workbook.typeInto(`A${row}`, account);
  if (party) workbook.typeInto(`C${row}`, party);
  workbook.typeInto(`E${row}`, 'Venta');
  if (debit) workbook.typeInto(`F${row}`, debit);
  if (credit) workbook.typeInto(`G${row}`, credit);
}

describe('a voucher', { timeout: 30_000 }, () => {
  it('C01 C03 is typed with errors, validated, corrected and posted; figures follow by themselves', async () => {
    const { workbench, addin } = bench;
    const { workbook } = workbench;
    await signIn('ESPIGA');
    workbook.typeInto('Hoja1!A1', '=SALDO("430";"hoy")');
    workbook.typeInto('Hoja1!A2', '=NOMBRE.CUENTA("430")');
    workbook.typeInto('Hoja1!D1', '=BALANCE.COMPROBACION("2025";"2025")');
    await workbench.settled();
    const before = workbook.getValue('Hoja1!A1') as number;
    expect(before, workbook.getErrorMessage('Hoja1!A1') ?? '').toEqual(expect.any(Number));
    expect(workbook.getValue('Hoja1!A2')).toBe('Clientes');
    expect(workbook.getValues('Hoja1!D1:I1')[0]).toEqual([
      'Cuenta',
      'Nombre',
      'Inicial',
      'Debe',
      'Haber',
      'Final',
    ]);

    const created = await measure(addin.commands.nuevoComprobante);
    expect(created.outcome).toMatchObject({ status: 'done', sheet: { name: 'Asiento 1' } });
    expect(created.syncs).toBeLessThanOrEqual(3);
    expect(created.bytesSent).toBeLessThan(60_000);

    typeLine(9, '4300000001', 'A58818501', '1.210,00', '');
    typeLine(10, '700', '', '', '1000');
    typeLine(11, '477', '', 'abc', '');
    await workbench.settled();
    expect(workbook.getValue('B9')).toBe('Hotel Miramar, S.A.');

    const validated = await measure(addin.commands.validar);
    expect(validated.syncs).toBeLessThanOrEqual(3);
    expect(validated.posts).toEqual(['POST /v1/companies/ESPIGA/vouchers/validate']);
    expect(validated.outcome.status).toBe('refused');
    expect(validated.outcome.problems.map(({ cell, code }) => [cell, code])).toContainEqual([
      'F11',
      'amount-not-a-number',
    ]);
    expect(workbook.getStyleName('F11')).toBe('Cuadre error');
    // An Excel without notes for add-ins shows the cell marked, and the pane says why.
    if (hasNotes()) expect(workbook.getNote('F11')).toContain('«abc» no es un importe.');
    expect(workbook.getValue('F11')).toBe('abc');
    expect(addin.store.getSnapshot().problems).toHaveLength(1);

    workbook.clear('F11');
    workbook.typeInto('C11', 'A58818501');
    workbook.typeInto('G11', '210');
    await until(() => addin.store.getSnapshot().problems.length === 0);
    await workbench.settled();
    expect(workbook.getStyleName('F11')).toBe('Cuadre dato');
    expect(workbook.getNote('F11')).toBeUndefined();

    const posted = await measure(addin.commands.contabilizar);
    expect(posted.outcome).toMatchObject({ status: 'done', problems: [] });
    expect(posted.syncs).toBeLessThanOrEqual(3);
    const label = posted.outcome.posted?.label ?? '';
    expect(label).not.toBe('');
    expect(workbook.getValue('E3')).toBe(label);
    expect(workbook.getValue('E4')).toBe('Contabilizado');
    expect(workbook.getStyleName('A9')).toBe('Cuadre calculado');
    expect(workbook.getFormula('B9')).toBeUndefined();
    expect(workbook.getValue('B9')).toBe('Hotel Miramar, S.A.');

    await until(() => workbook.getValue('Hoja1!A1') === before + 1210);
    expect(addin.store.getSnapshot()).toMatchObject({
      drafts: [],
      activeSheet: { kind: 'voucher', state: 'posted', voucherLabel: label },
    });

    const again = await measure(addin.commands.contabilizar);
    expect(again.outcome.status).toBe('told');
    expect(again.outcome.sentence).toContain(label);
    expect(again.posts).toEqual([]);
  });

  it('is also begun and checked from the ribbon, and nothing secret is written into the workbook', async () => {
    await signIn('ESPIGA');
    const { workbench, addin, storage } = bench;
    await workbench.runCommand('nuevoComprobante');
    expect(workbench.workbook.activeSheet).toBe('Asiento 1');
    await workbench.runCommand('validar');
    expect(addin.store.getSnapshot().lastOutcome).toMatchObject({
      command: 'validar',
      status: 'refused',
      problems: [{ code: 'voucher-empty', cell: 'A9' }],
    });
    expect(workbench.isTaskpaneShown).toBe(true);
    const { token } = JSON.parse(storage.get('cuadre.session') ?? '{}') as { token: string };
    expect(token.length).toBeGreaterThan(20);
    expect(JSON.stringify(workbench.save())).not.toContain(token);
  });
});

describe('opening balances', { timeout: 30_000 }, () => {
  /** As pasted from another program: its own titles, a blank row, texts for amounts and totals. */
  const pasted = [
    ['Código', 'Descripción', 'Sumas debe', 'Sumas haber', 'Saldo deudor', 'Saldo acreedor'],
    [572, 'Bancos', 30_000, 5_000, '25.000,00', ''],
    [4300, 'Clientes', 20_000, 5_000, '15.000,00', ''],
    ['', '', '', '', '', ''],
    ['Código', 'Descripción', 'Sumas debe', 'Sumas haber', 'Saldo deudor', 'Saldo acreedor'],
    ["'4000", 'Proveedores', 0, 10_000, '', '10.000,00'],
    ['', 'TOTALES', 50_000, 20_000, '40.000,00', '10.000,00'],
  ];

  it('B01 B03 a pasted trial balance is refused unbalanced, the account offered, and loaded on request', async () => {
    const { workbench, addin } = bench;
    const { workbook } = workbench;
    await signIn('NUEVA');
    const created = await measure(addin.commands.saldosIniciales);
    expect(created.outcome).toMatchObject({ status: 'done', sheet: { name: 'Saldos iniciales' } });
    expect(created.syncs).toBeLessThanOrEqual(4);
    workbook.paste('A8', pasted);
    await workbench.settled();

    const refused = await measure(() => addin.commands.contabilizar());
    expect(refused.outcome.status).toBe('refused');
    expect(refused.outcome.differenceOffer).toMatchObject({
      account: '120',
      difference: '30.000,00',
    });
    expect(refused.outcome.sentence).toContain('No se ha contabilizado nada');
    expect(workbook.getValue('B5')).toBe('Borrador');
    expect(addin.store.getSnapshot().drafts).toMatchObject([{ kind: 'opening', state: 'draft' }]);

    const account = refused.outcome.differenceOffer?.account ?? '';
    const posted = await measure(() => addin.commands.contabilizar({ differenceAccount: account }));
    expect(posted.outcome).toMatchObject({ status: 'done' });
    expect(posted.outcome.sentence).toContain('Se dejó fuera 1 fila de totales: la 14.');
    expect(posted.syncs).toBeLessThanOrEqual(3);
    expect(workbook.getValue('B5')).toBe('Contabilizado');
    expect(workbook.getValue('B4')).toBe(posted.outcome.posted?.label);

    workbook.addSheet('Cifras');
    workbook.typeInto('Cifras!A1', '=SALDO("572;430;400";"2025")');
    workbook.typeInto('Cifras!A2', `=SALDO("${account}";"2025")`);
    await workbench.settled();
    expect(workbook.getValue('Cifras!A1')).toBe(30_000);
    expect(workbook.getValue('Cifras!A2')).toBe(-30_000);

    // The sheet stays whole: what was pasted is as it was.
    expect(workbook.getValue("'Saldos iniciales'!E9")).toBe('25.000,00');
    expect((await addin.queries.listVouchers({})).ok).toBe(true);
  });

  it('B01 rows hidden by a filter are loaded like the others, and named', async () => {
    await signIn('NUEVA');
    const { workbench, addin } = bench;
    await addin.commands.saldosIniciales();
    workbench.workbook.paste('A8', [
      ["'572", 'Bancos', 100, ''],
      ["'4300", 'Clientes', 50, ''],
      ["'570", 'Caja', 25, ''],
      ["'100", 'Capital social', '', 175],
    ]);
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('9:10').rowHidden = true;
      await context.sync();
    });
    const validated = await measure(addin.commands.validar);
    expect(validated.outcome.status).toBe('done');
    expect(validated.outcome.sentence).toContain('4 cuentas');
    expect(validated.outcome.sentence).toContain('2 filas que están ocultas: 9–10.');
    expect(validated.syncs).toBeLessThanOrEqual(4);
  });

  it('B01 a second opening is asked about', async () => {
    await signIn('NUEVA');
    const { commands } = bench.addin;
    const balances = [
      ["'572", 'Bancos', 100, ''],
      ["'100", 'Capital social', '', 100],
    ];
    await commands.saldosIniciales();
    bench.workbench.workbook.paste('A8', balances);
    expect(await commands.contabilizar()).toMatchObject({ status: 'done' });
    await commands.saldosIniciales();
    bench.workbench.workbook.paste('A8', balances);
    const warned = await commands.contabilizar();
    expect(warned.status).toBe('asked');
    expect(warned.question?.consequences[0]).toContain('Los libros ya tienen saldos al 01/01/');
    // Pressing again asks again: only the answer goes on.
    expect(await commands.contabilizar()).toMatchObject({ status: 'asked' });
    const answered = await commands.contabilizar(warned.question?.options);
    expect(answered).toMatchObject({ status: 'done' });
  });

  it('B01 a long sheet is read in blocks and its errors point at their rows', async () => {
    await signIn('NUEVA');
    const { workbench, addin } = bench;
    await addin.commands.saldosIniciales();
    const rows = Array.from({ length: 1_500 }, (_, index) =>
      index === 1_200 ? ["'no-existe", '', 5, ''] : ["'572", `Banco ${index}`, 1, ''],
    );
    workbench.workbook.paste('A8', rows);
    const validated = await measure(addin.commands.validar);
    expect(validated.syncs).toBe(3);
    expect(validated.outcome.problems).toContainEqual(
      expect.objectContaining({ code: 'account-unknown', cell: 'A1208' }),
    );
    expect(workbench.workbook.getStyleName('A1208')).toBe('Cuadre error');
  });

  it('returns to the opening that is not sent yet instead of making another', async () => {
    await signIn('NUEVA');
    const { workbook } = bench.workbench;
    await bench.addin.commands.saldosIniciales();
    workbook.activateSheet('Hoja1');
    const again = await bench.addin.commands.saldosIniciales();
    expect(again.sentence).toContain('sigue sin contabilizar');
    expect(workbook.activeSheet).toBe('Saldos iniciales');
  });
});

describe('a bad day', { timeout: 30_000 }, () => {
  async function typeBalancedVoucher(): Promise<void> {
    await bench.addin.commands.nuevoComprobante();
    const { workbook } = bench.workbench;
    workbook.typeInto('B4', '15/06/2025');
    typeLine(9, '5720000001', '', '500', '');
    typeLine(10, '100', '', '', '500');
    await bench.workbench.settled();
  }
  const countVouchers = async () => {
    const list = await bench.addin.queries.listVouchers({ limit: 500 });
    return list.ok ? list.value.vouchers.length : Number.NaN;
  };

  it('C03 the answer is lost after posting: the sheet says so, and the retry finds one voucher', async () => {
    await signIn('ESPIGA');
    await typeBalancedVoucher();
    const { workbench, addin, network } = bench;
    const before = await countVouchers();
    network.faultOn = 'POST /v1/companies/ESPIGA/vouchers';
    network.fault = 'lostAnswer';
    const lost = await addin.commands.contabilizar();
    expect(lost.status).toBe('pending');
    expect(workbench.workbook.getValue('E4')).toBe('Pendiente de confirmar');
    expect(addin.store.getSnapshot().drafts).toMatchObject([{ state: 'pending' }]);

    network.fault = 'none';
    // The feed tells of the posting: the sheet finds its voucher by itself.
    await until(() => workbench.workbook.getValue('E4') === 'Contabilizado');
    const found = await addin.commands.contabilizar();
    expect(found).toMatchObject({ status: 'told', posted: { date: '2025-06-15' } });
    expect(await countVouchers()).toBe(before + 1);
  });

  it('C03 the answer is lost and the sheet edited: the ledger keeps one voucher and the sheet is told', async () => {
    await signIn('ESPIGA');
    await typeBalancedVoucher();
    const { workbench, addin, network } = bench;
    const before = await countVouchers();
    network.faultOn = 'POST /v1/companies/ESPIGA/vouchers';
    network.fault = 'lostAnswer';
    await addin.commands.contabilizar();
    network.fault = 'none';
    workbench.workbook.typeInto('F9', '700');
    workbench.workbook.typeInto('G10', '700');
    await workbench.settled();
    await until(() => String(workbench.workbook.getValue('E4')).startsWith('Contabilizado'));
    const found = await addin.commands.contabilizar();
    expect(found.sentence).toContain('la hoja ya no dice lo mismo');
    expect(found.problems.map(({ cell }) => cell)).toEqual(['F9', 'G10']);
    expect(await countVouchers()).toBe(before + 1);
  });

  it('C03 known to be offline, nothing is sent and the sentence says so', async () => {
    await signIn('ESPIGA');
    await typeBalancedVoucher();
    const { addin, network } = bench;
    const before = await countVouchers();
    network.cutFeeds();
    network.faultOn = '';
    network.fault = 'cut';
    await until(() => addin.store.getSnapshot().connection.state === 'offline');
    const refused = await addin.commands.contabilizar();
    expect(refused).toMatchObject({ status: 'offline' });
    expect(refused.sentence).toContain('no se ha enviado');
    expect(bench.workbench.workbook.getValue('E4')).toBe('Borrador');
    network.fault = 'none';
    await until(() => addin.store.getSnapshot().connection.state === 'online');
    expect(await addin.commands.contabilizar()).toMatchObject({ status: 'done' });
    expect(await countVouchers()).toBe(before + 1);
  });

  it('the connection is cut before anything arrives: nothing is posted until the retry', async () => {
    await signIn('ESPIGA');
    await typeBalancedVoucher();
    const before = await countVouchers();
    bench.network.faultOn = '/vouchers';
    bench.network.fault = 'cut';
    expect(await bench.addin.commands.contabilizar()).toMatchObject({ status: 'pending' });
    expect(await bench.addin.commands.validar()).toMatchObject({ status: 'offline' });
    bench.network.fault = 'none';
    expect(await countVouchers()).toBe(before);
    expect(await bench.addin.commands.contabilizar()).toMatchObject({ status: 'done' });
    expect(await countVouchers()).toBe(before + 1);
  });

  it('the session expires: a sentence, the sheet whole, and the same voucher after signing in again', async () => {
    await signIn('ESPIGA');
    await typeBalancedVoucher();
    const { addin, workbench } = bench;
    server.clock.set('2025-09-30T10:00:00Z');
    const refused = await addin.commands.contabilizar();
    expect(refused.status).toBe('signed-out');
    expect(refused.sentence).toContain('La sesión ha terminado');
    expect(workbench.workbook.getValue('F9')).toBe(500);
    expect(workbench.workbook.getValue('E4')).toBe('Borrador');
    expect(addin.store.getSnapshot().session).toMatchObject({
      kind: 'expired',
      email: login.email,
    });
    expect(await addin.actions.signIn(login.email, login.password)).toMatchObject({ ok: true });
    // «Repetir» in the pane: the same command, with the same answers.
    expect(await refused.repeat?.()).toMatchObject({ command: 'contabilizar', status: 'done' });
  });

  it('a copied sheet is a voucher of its own', async () => {
    await signIn('ESPIGA');
    await typeBalancedVoucher();
    const { addin, workbench } = bench;
    const first = await addin.commands.contabilizar();
    await Excel.run(async (context) => {
      const copy = context.workbook.worksheets.getActiveWorksheet().copy('End');
      copy.activate();
      await context.sync();
    });
    const second = await addin.commands.contabilizar();
    expect(second).toMatchObject({ status: 'done' });
    expect(second.posted?.label).not.toBe(first.posted?.label);
    expect(workbench.workbook.getValue('E3')).toBe(second.posted?.label);
  });

  it('a copied draft is a draft of its own, and the original stays what it was', async () => {
    await signIn('ESPIGA');
    await typeBalancedVoucher();
    const { addin, workbench } = bench;
    const copy = await workbench.workbook.copySheet('Asiento 1');
    expect(copy).toBe('Asiento 1 (2)');
    workbench.workbook.activateSheet(copy);
    expect(await addin.commands.validar()).toMatchObject({ status: 'done' });
    await workbench.settled();
    expect(addin.store.getSnapshot().drafts).toHaveLength(2);
    const labels: unknown[] = [];
    for (const sheet of [copy, 'Asiento 1']) {
      workbench.workbook.activateSheet(sheet);
      const { posted } = await addin.commands.contabilizar();
      expect(workbench.workbook.getValue(`'${sheet}'!E3`)).toBe(posted?.label);
      labels.push(posted?.label);
    }
    expect(new Set(labels).size).toBe(2);
    expect(labels).not.toContain(undefined);
  });

  it('a sheet that is not of Cuadre and a lost table of lines are said in words', async () => {
    await signIn('ESPIGA');
    const { addin, workbench } = bench;
    workbench.workbook.activateSheet('Hoja1');
    expect((await addin.commands.validar()).sentence).toBe(
      'La hoja «Hoja1» no es un asiento de Cuadre.',
    );
    await typeBalancedVoucher();
    workbench.workbook.clear('A8:G8');
    expect((await addin.commands.contabilizar()).sentence).toContain('tabla de líneas');
  });

  it('more lines than the form has blank rows are read, and its sums count them', async () => {
    await signIn('ESPIGA');
    await bench.addin.commands.nuevoComprobante();
    const { workbook } = bench.workbench;
    const lines = Array.from({ length: 30 }, (_, index) =>
      index % 2 === 0
        ? ['5720000001', '', '', '', `Apunte ${index}`, 10, '']
        : ['100', '', '', '', `Apunte ${index}`, '', 10],
    );
    workbook.paste('A9', lines);
    await bench.workbench.settled();
    expect(await bench.addin.commands.validar()).toMatchObject({ status: 'done' });
    await bench.workbench.settled();
    expect(workbook.getValues('E5:G6')).toEqual([
      ['Totales', 150, 150],
      ['Diferencia (debe − haber)', 0, 'Cuadra'],
    ]);
  });

  it('ledger text that looks like a formula is written as text', async () => {
    await signIn('ESPIGA');
    const { addin, workbench } = bench;
    const name = '=HYPERLINK("http://mal.example";"Pulse")';
    await addAccount('7050000001', name);
    await addin.commands.nuevoComprobante();
    typeLine(9, '5720000001', '', '5', '');
    typeLine(10, '7050000001', '', '', '5');
    await workbench.settled();
    expect(await addin.commands.contabilizar()).toMatchObject({ status: 'done' });
    expect(workbench.workbook.getFormula('B10')).toBeUndefined();
    expect(workbench.workbook.getValue('B10')).toBe(name);
  });

  async function addAccount(code: string, name: string): Promise<void> {
    const session = JSON.parse(bench.storage.get('cuadre.session') ?? '{}') as { token: string };
    const response = await bench.network.fetch(
      'http://localhost:3000/v1/companies/ESPIGA/accounts',
      {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${session.token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': crypto.randomUUID(),
        },
        body: JSON.stringify({ code, name }),
      },
    );
    expect(response.status).toBe(201);
  }
});

describe('live figures', { timeout: 30_000 }, () => {
  it('before signing in say what to do, and arrive by themselves afterwards', async () => {
    const { workbook } = bench.workbench;
    workbook.typeInto('Hoja1!A1', '=SALDO("572";"2025")');
    await bench.workbench.settled();
    expect(workbook.getValue('Hoja1!A1')).toBe('#N/A');
    expect(workbook.getErrorMessage('Hoja1!A1')).toContain('Inicie sesión en Cuadre');
    await signIn('ESPIGA');
    await until(() => typeof workbook.getValue('Hoja1!A1') === 'number');
  });

  it('stay when the server goes away, also after reopening, and follow when it is back', async () => {
    await signIn('ESPIGA');
    const { workbook } = bench.workbench;
    workbook.typeInto('Hoja1!A1', '=SALDO("572";"2025")');
    await until(() => typeof workbook.getValue('Hoja1!A1') === 'number');
    const figure = workbook.getValue('Hoja1!A1');

    bench.network.fault = 'cut';
    bench.network.cutFeeds();
    await until(() => bench.addin.store.getSnapshot().connection.state === 'offline');
    expect(bench.addin.store.getSnapshot().figures.staleSince).toBeInstanceOf(Date);
    expect(workbook.getValue('Hoja1!A1')).toBe(figure);

    const file = bench.workbench.save();
    const { storage } = bench;
    bench.close();
    bench = await openWorkbook(server, { storage, file });
    expect(bench.workbench.workbook.getValue('Hoja1!A1')).toBe(figure);
    expect(bench.addin.store.getSnapshot()).toMatchObject({
      session: { kind: 'signed-in' },
      companyCode: 'ESPIGA',
      connection: { state: 'offline' },
    });
    bench.workbench.workbook.typeInto('Hoja1!A2', '=SALDO("100";"2025")');
    await bench.workbench.settled();
    expect(bench.workbench.workbook.getErrorMessage('Hoja1!A2')).toContain('No hay conexión');

    bench.network.fault = 'none';
    await until(() => bench.addin.store.getSnapshot().connection.state === 'online');
    await until(() => typeof bench.workbench.workbook.getValue('Hoja1!A2') === 'number');
    await until(() => bench.addin.store.getSnapshot().figures.staleSince === null);
  });

  it('S01 of a burst travel in one request, and again in one for each new version', async () => {
    await signIn('ESPIGA');
    const { workbench, network, addin } = bench;
    const { workbook } = workbench;
    const codes = ['100', '213', '400', '430', '472', '477', '572', '600', '640', '700'];
    await workbench.settled();
    network.requests.length = 0;
    workbook.paste(
      'Hoja1!A1',
      codes.map((code) => [`'${code}`, `=SALDO("${code}";"2025")`, `=SALDO("${code}";"06/2025")`]),
    );
    workbook.typeInto('Hoja1!E1', '=SALDO(A1:A10;"2025")');
    await workbench.settled();
    const questions = () => network.requests.filter(({ line }) => line.includes('/balances/'));
    expect(questions().map(({ line }) => line)).toEqual([
      'POST /v1/companies/ESPIGA/balances/cell-sets',
    ]);
    expect(workbook.getValues('Hoja1!E1:E10')).toEqual(workbook.getValues('Hoja1!B1:B10'));

    await addin.commands.nuevoComprobante();
    typeLine(9, '5720000001', '', '1', '');
    typeLine(10, '100', '', '', '1');
    await workbench.settled();
    network.requests.length = 0;
    workbench.traffic.reset();
    const before = workbook.getValue('Hoja1!B7') as number;
    await addin.commands.contabilizar();
    await until(() => workbook.getValue('Hoja1!B7') === before + 1);
    await workbench.settled();
    // What changed since, and nothing is sent but the name of the set.
    expect(questions()).toEqual([
      {
        line: expect.stringMatching(/^GET .*\/balances\/cell-sets\/[\w-]{22}$/) as string,
        bytes: 0,
      },
    ]);
    expect(workbook.getValues('Hoja1!E1:E10')).toEqual(workbook.getValues('Hoja1!B1:B10'));
  });

  it('explain wrong arguments and unknown accounts', async () => {
    await signIn('ESPIGA');
    const { workbook } = bench.workbench;
    workbook.typeInto('Hoja1!A1', '=SALDO("430:";"2025")');
    workbook.typeInto('Hoja1!A2', '=SALDO("430";"13/2025")');
    workbook.typeInto('Hoja1!A3', '=SALDO("999999";"2025")');
    workbook.typeInto('Hoja1!A4', '=SALDO("430";"2025";"tercero=A58818501")');
    workbook.typeInto('Hoja1!A5', '=NOMBRE.CUENTA("999999")');
    workbook.typeInto('Hoja1!A6', '=BALANCE.COMPROBACION("2025";"2024")');
    await bench.workbench.settled();
    const values = workbook.getValues('Hoja1!A1:A6').flat();
    expect(values).toEqual(['#VALUE!', '#VALUE!', '#N/A', '#VALUE!', '#N/A', '#VALUE!']);
    const message = (cell: string) => workbook.getErrorMessage(`Hoja1!${cell}`);
    expect(message('A1')).toContain('no es una cuenta');
    expect(message('A2')).toContain('no es una fecha ni un período');
    expect(message('A4')).toContain('todavía no está disponible');
    expect(message('A5')).toContain('no existe en el plan');
  });
});
