// What a posted sheet says beside what the ledger says: asked for on «Validar», «Contabilizar»,
// «Actualizar», after edits and by the feed; and the ways out, «Corregir» and «Volver a lo contabilizado».
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Voucher } from '../shared/contract/vouchers.ts';
import {
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
  await signInTo(bench, 'ESPIGA');
});
afterEach(async () => {
  bench.close();
  await server.close();
});

const sheet = () => bench.workbench.workbook;
const state = () => sheet().getValue('E4');

/** 570 D 12,34 / 700 H 12,34, posted from the sheet in front. */
async function postSmallVoucher(): Promise<string> {
  const { commands } = bench.addin;
  await commands.nuevoComprobante();
  sheet().typeInto('B6', 'Venta al contado');
  sheet().typeInto('A9', '570');
  sheet().typeInto('F9', '12,34');
  sheet().typeInto('A10', '700');
  sheet().typeInto('G10', '12,34');
  await bench.workbench.settled();
  const outcome = await commands.contabilizar();
  expect(outcome).toMatchObject({ status: 'done' });
  return outcome.posted!.label;
}

async function voucherOfSheet(): Promise<Voucher> {
  const { voucherId } = bench.addin.store.getSnapshot().activeSheet!;
  const answer = await bench.addin.queries.getVoucher(voucherId!);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

const cellsOf = ({ problems }: { problems: { cell: string | null; message: string }[] }) =>
  problems.map(({ cell, message }) => `${cell}: ${message}`);

describe('a posted sheet', { timeout: 60_000 }, () => {
  it('a second press is information, and sends nothing', async () => {
    const label = await postSmallVoucher();
    bench.network.requests.length = 0;
    const again = await bench.addin.commands.contabilizar();
    expect(again).toMatchObject({ status: 'told', problems: [] });
    expect(again.sentence).toContain(`ya está contabilizado: es el ${label}`);
    expect(bench.network.requests.filter(({ line }) => line.startsWith('POST'))).toEqual([]);
  });

  it('edited: the cell that differs is told and marked by itself, and by every command', async () => {
    const label = await postSmallVoucher();
    const { addin } = bench;
    sheet().typeInto('F9', '99');
    await until(() => addin.store.getSnapshot().problems.length === 1);
    await bench.workbench.settled();
    const difference = `F9: La hoja dice «99,00» y en el libro ${label} dice «12,34».`;
    for (const command of [addin.commands.validar, addin.commands.contabilizar]) {
      const outcome = await command();
      expect(outcome.status).toBe('refused');
      expect(outcome.sentence).toContain(
        `${label} está contabilizado y la hoja ya no dice lo mismo`,
      );
      expect(cellsOf(outcome)).toEqual([difference]);
    }
    expect(sheet().getStyleName('F9')).toBe('Cuadre error');
    expect(sheet().getNote('F9')).toContain('«12,34»');
    expect(state()).toBe('Contabilizado; la hoja difiere');
    expect(sheet().getValue('F9')).toBe(99);

    sheet().typeInto('F9', '12,34');
    await until(() => addin.store.getSnapshot().problems.length === 0);
    await bench.workbench.settled();
    expect(state()).toBe('Contabilizado');
    expect(sheet().getStyleName('F9')).toBe('Cuadre calculado');
  });

  it('«Volver a lo contabilizado» puts back cells, deleted lines and takes away added ones', async () => {
    await postSmallVoucher();
    const { commands } = bench.addin;
    sheet().typeInto('A11', '629');
    sheet().typeInto('F11', '5');
    sheet().typeInto('B6', 'Otro concepto');
    sheet().clear('A10:G10');
    await bench.workbench.settled();
    const restored = await commands.volverALoContabilizado();
    expect(restored, restored.sentence).toMatchObject({ status: 'done' });
    expect(state()).toBe('Contabilizado');
    expect(sheet().getValue('B6')).toBe('Venta al contado');
    const lines = sheet()
      .getValues('A9:G12')
      .map((row) => [row[0], row[5], row[6]]);
    expect(lines.filter(([account]) => account !== '')).toEqual([
      ['570', 12.34, ''],
      ['700', '', 12.34],
    ]);
    expect(await commands.validar()).toMatchObject({ status: 'told' });
  });

  it('sorted, the sheet says the same; an account typed short is the same account', async () => {
    await postSmallVoucher();
    sheet().paste('A9', [
      ['700', 'Ventas de mercaderías', '', '', '', '', 12.34],
      ['57.0', 'Caja, euros', '', '', '', 12.34, ''],
    ]);
    await bench.workbench.settled();
    const outcome = await bench.addin.commands.validar();
    expect(cellsOf(outcome).filter((text) => !text.startsWith('A10'))).toEqual([]);
  });

  it('«Corregir» takes the sheet to the ledger with a reason, keeping the number', async () => {
    const label = await postSmallVoucher();
    const { commands } = bench.addin;
    sheet().typeInto('F9', '20');
    sheet().typeInto('G10', '20');
    await bench.workbench.settled();
    expect((await commands.corregir('')).sentence).toContain('Falta el motivo');
    const corrected = await commands.corregir('Importe mal copiado');
    expect(corrected, corrected.sentence).toMatchObject({ status: 'done', posted: { label } });
    expect(await voucherOfSheet()).toMatchObject({ label, version: 2, totals: { debit: '20.00' } });
    expect(state()).toBe('Contabilizado');
    expect(await commands.validar()).toMatchObject({ status: 'told' });

    sheet().typeInto('F9', 'mil');
    await bench.workbench.settled();
    const refused = await commands.corregir('Otra vez');
    expect(refused.status).toBe('refused');
    expect(refused.problems.map(({ cell, code }) => `${cell} ${code}`)).toContain(
      'F9 amount-not-a-number',
    );
    expect(await voucherOfSheet()).toMatchObject({ version: 2 });
  });

  it('voided elsewhere shows as such by itself, and is not sent again', async () => {
    const label = await postSmallVoucher();
    const { addin } = bench;
    const voucher = await voucherOfSheet();
    const done = await addin.operations.voidVoucher(voucher, 'Duplicado');
    expect(done.ok).toBe(true);
    await until(() => state() === 'Anulado');
    await until(() => addin.store.getSnapshot().activeSheet?.state === 'voided');
    const refused = await addin.commands.contabilizar();
    expect(refused.sentence).toContain(`${label} está anulado: `);
    expect(refused.remedy).toContain('Nuevo asiento');
  });

  it('taken back elsewhere becomes a draft again with its number, and is posted from its sheet', async () => {
    const label = await postSmallVoucher();
    const { addin } = bench;
    await addin.operations.unpostVoucher(await voucherOfSheet(), 'Falta un apunte');
    await until(() => state() === 'Devuelto a borrador');
    expect(sheet().getValue('E3')).toBe(label);
    expect(sheet().getStyleName('F9')).toBe('Cuadre dato');
    await until(() => addin.store.getSnapshot().drafts.length === 1);
    sheet().typeInto('F9', '15');
    sheet().typeInto('G10', '15');
    await bench.workbench.settled();
    const posted = await addin.commands.contabilizar();
    expect(posted, posted.sentence).toMatchObject({ status: 'done', posted: { label } });
    expect(await voucherOfSheet()).toMatchObject({ state: 'posted', totals: { debit: '15.00' } });
    expect(state()).toBe('Contabilizado');
  });

  it('corrected elsewhere: the sheet says so, cannot overwrite it, and follows on request', async () => {
    const label = await postSmallVoucher();
    const { addin } = bench;
    const voucher = await voucherOfSheet();
    await correctElsewhere(voucher, '30.00');
    await until(() => state() === 'Corregido en el libro; la hoja difiere');
    const validated = await addin.commands.validar();
    expect(validated.sentence).toContain(`${label} se corrigió en el libro`);
    expect(cellsOf(validated)).toHaveLength(2);
    const refused = await addin.commands.corregir('Sin mirar');
    expect(refused.status).toBe('refused');
    expect(refused.sentence).toContain('cambió este asiento');
    expect(await addin.commands.volverALoContabilizado()).toMatchObject({ status: 'done' });
    expect(sheet().getValue('F9')).toBe(30);
  });

  it('undoing the number and the word of the state does no harm: they are put right', async () => {
    const label = await postSmallVoucher();
    sheet().typeInto('E3', '');
    sheet().typeInto('E4', 'Borrador');
    await until(() => state() === 'Contabilizado');
    expect(sheet().getValue('E3')).toBe(label);
    expect(await bench.addin.commands.contabilizar()).toMatchObject({ status: 'told' });
  });

  it('«Actualizar» compares every sheet, also those changed while nobody looked', async () => {
    await postSmallVoucher();
    const name = sheet().activeSheet;
    sheet().activateSheet('Hoja1');
    await Excel.run(async (context) => {
      context.runtime.enableEvents = false;
      context.workbook.worksheets.getItem(name).getRange('F9').values = [[77]];
      await context.sync();
      context.runtime.enableEvents = true;
      await context.sync();
    });
    await bench.addin.commands.actualizar();
    expect(bench.addin.store.getSnapshot().problems).toMatchObject([
      { sheet: { name }, problems: [{ code: 'sheet-differs', cell: 'F9' }] },
    ]);
    expect(sheet().activeSheet).toBe('Hoja1');
    await until(() => bench.addin.store.getSnapshot().activeSheet?.sheet.name === 'Hoja1');
  });
});

describe('drafts and vouchers of the ledger', { timeout: 60_000 }, () => {
  it('«Guardar borrador» keeps the sheet on the server, again after changes, and posting uses it', async () => {
    const { commands, store, queries } = bench.addin;
    await commands.nuevoComprobante();
    sheet().typeInto('A9', '570');
    sheet().typeInto('F9', '10');
    await bench.workbench.settled();
    expect(await commands.guardarBorrador()).toMatchObject({ status: 'done' });
    expect(state()).toBe('Borrador guardado');
    expect(store.getSnapshot().activeSheet).toMatchObject({ state: 'draft', isSaved: true });
    sheet().typeInto('A10', '700');
    sheet().typeInto('G10', '10');
    await bench.workbench.settled();
    expect(await commands.guardarBorrador()).toMatchObject({ status: 'done' });
    const saved = await voucherOfSheet();
    expect(saved).toMatchObject({ state: 'draft', version: 2, lineCount: 2 });
    const posted = await commands.contabilizar();
    expect(posted, posted.sentence).toMatchObject({ status: 'done' });
    const list = await queries.listVouchers({ state: 'draft' });
    expect(list.ok && list.value.vouchers.filter(({ id }) => id === saved.id)).toEqual([]);
  });

  it('a voucher of the ledger opens in a sheet with its lines, and again in that very sheet', async () => {
    const { commands, queries, store } = bench.addin;
    const list = await queries.listVouchers({ state: 'posted', limit: 500 });
    if (!list.ok) throw new Error(list.message);
    const long = list.value.vouchers.reduce((a, b) => (b.lineCount > a.lineCount ? b : a));
    const opened = await commands.abrirEnHoja(long.id);
    expect(opened, opened.sentence).toMatchObject({ status: 'done', sheet: { name: long.label } });
    expect(state()).toBe('Contabilizado');
    expect(sheet().getValue('E3')).toBe(long.label);
    expect(await commands.validar()).toMatchObject({ status: 'told' });
    sheet().activateSheet('Hoja1');
    await until(() => store.getSnapshot().activeSheet?.kind === 'other');
    expect((await commands.abrirEnHoja(long.id)).sentence).toContain('es la suya');
    expect(sheet().activeSheet).toBe(long.label);
  });

  it('a voucher longer than the form opens whole', async () => {
    const { commands, store } = bench.addin;
    await commands.nuevoComprobante();
    const lines = Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0
        ? ['570', '', '', '', `Apunte ${index}`, 10 + index, '']
        : ['700', '', '', '', `Apunte ${index}`, '', 9 + index],
    );
    sheet().paste('A9', lines);
    await bench.workbench.settled();
    const posted = await commands.contabilizar();
    expect(posted, posted.sentence).toMatchObject({ status: 'done' });
    await Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().delete();
      await context.sync();
    });
    await until(() => store.getSnapshot().documents.length === 0);
    const opened = await commands.abrirEnHoja(posted.posted!.id);
    expect(opened, opened.sentence).toMatchObject({ status: 'done' });
    expect(sheet().getValues('A9:A48').flat()).toEqual(lines.map(([account]) => account));
    // The sums stand above the table and count all of it.
    expect(sheet().getValues('F5:G5')[0]).toEqual([580, 580]);
    expect(await commands.validar()).toMatchObject({ status: 'told' });
  });

  it('N32 a copy without properties is a draft of its own, and its original stays as it was', async () => {
    const label = await postSmallVoucher();
    const original = sheet().activeSheet;
    await Excel.run(async (context) => {
      const copy = context.workbook.worksheets.getActiveWorksheet().copy('End');
      copy.activate();
      await context.sync();
      copy.customProperties.add('cuadre.documento', '');
      await context.sync();
    });
    const validated = await bench.addin.commands.validar();
    expect(validated.status).toBe('done');
    expect(state()).toBe('Borrador');
    expect(sheet().getValue('E3')).toBe('');
    const second = await bench.addin.commands.contabilizar();
    expect(second).toMatchObject({ status: 'done' });
    expect(second.posted?.label).not.toBe(label);
    expect(sheet().getValue(`'${original}'!E3`)).toBe(label);
  });
});

describe('sheets of several companies in one workbook', { timeout: 60_000 }, () => {
  it('are never taken for one another: problems, drafts and openings are of their company', async () => {
    const { commands, actions, store } = bench.addin;
    await commands.saldosIniciales();
    await commands.validar();
    const own = store.getSnapshot();
    expect(own.problems).toMatchObject([{ company: 'ESPIGA' }]);
    await actions.chooseCompany('NUEVA');
    await until(() => store.getSnapshot().company?.code === 'NUEVA');
    expect(store.getSnapshot()).toMatchObject({
      activeSheet: { company: 'ESPIGA' },
      drafts: [{ company: 'ESPIGA' }],
      problems: [{ company: 'ESPIGA' }],
    });
    expect((await commands.contabilizar()).sentence).toContain('es de la empresa ESPIGA');
    const opening = await commands.saldosIniciales();
    expect(opening.sheet?.name).toBe('Saldos iniciales 2');
    expect(store.getSnapshot().activeSheet).toMatchObject({ company: 'NUEVA' });
  });
});

describe('unknown accounts', { timeout: 60_000 }, () => {
  it('P28 two thousand are one problem, created with one press and the names of the sheet', async () => {
    const { commands, queries, actions, store } = bench.addin;
    await actions.chooseCompany('NUEVA');
    await commands.saldosIniciales();
    const rows = Array.from({ length: 2_000 }, (_, index) => [
      `'43000${String(10_001 + index)}`,
      `Cliente ${index + 1}`,
      1,
      '',
    ]);
    sheet().paste('A8', [...rows, ["'100", 'Capital social', '', 2_000]]);
    await bench.workbench.settled();
    const validated = await commands.validar();
    expect(validated.problems.map(({ code }) => code)).toEqual(['accounts-unknown']);
    expect(validated.sentence).toContain('Hay 1 problema que corregir');
    expect(validated.problems[0]?.message).toContain('2.000 cuentas que no están en el plan');
    const proposed = await queries.proposeAccounts(validated.sheet!);
    if (!proposed.ok) throw new Error(proposed.message);
    expect(proposed.value).toHaveLength(2_000);
    expect(proposed.value[0]).toMatchObject({ code: '4300010001', name: 'Cliente 1' });
    expect(proposed.value[0]?.parent).toMatch(/^430/);
    const created = await commands.crearCuentas(validated.sheet!, proposed.value);
    expect(created, created.sentence).toMatchObject({ status: 'done', problems: [] });
    expect(created.sentence).toBe('Creadas 2.000 cuentas en el plan.');
    expect(store.getSnapshot().problems).toEqual([]);
    expect(await commands.contabilizar()).toMatchObject({ status: 'done' });
  });
});

/** Somebody else, in another program. */
async function correctElsewhere(voucher: Voucher, amount: string): Promise<void> {
  const { token } = JSON.parse(bench.storage.get('cuadre.session') ?? '{}') as { token: string };
  const { type, date, description } = voucher;
  const lines = [
    { line: 1, account: '570', debit: amount },
    { line: 2, account: '700', credit: amount },
  ];
  const response = await bench.network.fetch(
    `http://localhost:3000/v1/companies/ESPIGA/vouchers/${voucher.id}/correct`,
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
      },
      body: JSON.stringify({ type, date, description, lines, reason: 'Desde otro sitio' }),
    },
  );
  expect(response.status).toBe(200);
}
