// Sheets after pasting, through real Office.js and the real server: what the form says of itself is
// what was read and what was posted, and checking makes it whole again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandOutcome } from './commands/commandOutcome.ts';
import { voucherWidths } from './sheets/voucherLayout.ts';
import {
  openWorkbook,
  signInTo,
  startTestServer,
  type TestServer,
  type WorkbookOptions,
} from './testing/testBench.ts';

let server: TestServer;
let bench: Awaited<ReturnType<typeof openWorkbook>>;

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  bench.close();
  await server.close();
});

async function open(company: string, options: WorkbookOptions = {}): Promise<void> {
  bench = await openWorkbook(server, options);
  await signInTo(bench, company);
}

type Cell = string | number | null;

async function paste(address: string, rows: Cell[][]): Promise<void> {
  bench.workbench.workbook.paste(address, rows);
  await bench.workbench.settled();
}

async function sums(address: string) {
  await bench.workbench.settled();
  return bench.workbench.workbook.getValues(address);
}
const errors = ({ problems }: CommandOutcome) =>
  problems.filter(({ severity }) => severity === 'error').map(({ code, cell }) => [code, cell]);

describe('the opening sheet', { timeout: 30_000 }, () => {
  it('B01 B03 its sums leave pasted totals out, and the line of the difference joins it', async () => {
    await open('NUEVA');
    const { addin, workbench } = bench;
    const { workbook } = workbench;
    await addin.commands.saldosIniciales();
    await paste('A8', [
      ["'57", 'Tesorería', 80_000, ''],
      ["'572", 'Bancos', 79_000, ''],
      ["'570", 'Caja', 1_000, ''],
      ["'100", 'Capital social', '', 79_860],
      ['', 'Total general', 80_000, 79_860],
    ]);
    const refused = await addin.commands.contabilizar();
    expect(refused.differenceOffer).toMatchObject({ account: '120', difference: '140,00' });
    expect(await sums('C3:D4')).toEqual([
      [80_000, 79_860],
      [140, 'No cuadra'],
    ]);
    const posted = await addin.commands.contabilizar({ differenceAccount: '120' });
    expect(posted.status).toBe('done');
    await workbench.settled();
    expect(await sums('C3:D4')).toEqual([
      [80_000, 80_000],
      [0, 'Cuadra'],
    ]);
    expect(workbook.getValues('A13:D13')).toEqual([['120', 'Remanente', '', 140]]);
    expect(workbook.getValues('A8:D12').flat()).toContain('Tesorería');
  });

  it('C01 numbers that Excel may have changed are asked about, marked, answered and remembered', async () => {
    await open('NUEVA');
    const { addin, workbench } = bench;
    const { workbook } = workbench;
    await addin.commands.saldosIniciales();
    // «2,500», «1,100.25» and «3,600.25», as a Spanish Excel takes them.
    await paste('A8', [
      ["'572", 'Bancos', '2,500', ''],
      ["'570", 'Caja', '1,100.25', ''],
      ["'100", 'Capital social', '', '3,600.25'],
    ]);
    expect(workbook.getValue('C8')).toBe(2.5);
    const refused = await addin.commands.contabilizar();
    expect(refused.status).toBe('refused');
    expect(errors(refused)).toEqual([['amounts-maybe-converted', 'C8']]);
    expect(workbook.getStyleName('C8')).toBe('Cuadre error');
    const [problem] = addin.store.getSnapshot().problems[0]?.problems ?? [];
    expect(problem?.question?.answers.map(({ label }) => label)).toEqual([
      'Son correctos: 2,50',
      'Excel los cambió: era 2.500,00',
    ]);
    if (!problem) throw new Error('no question');
    await addin.actions.answerQuestion(problem, 'changed');
    expect(addin.store.getSnapshot().lastOutcome).toMatchObject({ status: 'done' });
    expect(workbook.getStyleName('C8')).not.toBe('Cuadre error');
    expect(workbook.getValue('C8')).toBe(2.5);
    expect(await sums('C3:D3')).toEqual([[3_600.25, 3_600.25]]);
    const posted = await addin.commands.contabilizar();
    expect(posted.status).toBe('done');
    workbook.addSheet('Cifras');
    workbook.typeInto('Cifras!A1', '=SALDO("572";"2025")');
    await workbench.settled();
    expect(workbook.getValue('Cifras!A1')).toBe(2_500);
  });
});

describe('the voucher sheet', { timeout: 30_000 }, () => {
  const line = (account: string, debit: Cell, credit: Cell): Cell[] => [
    `'${account}`,
    null,
    '',
    '',
    'Apunte',
    debit,
    credit,
  ];

  it.each([14, 15, 16, 17, 18, 40])(
    'C01 %i pasted lines leave its sums, its names and its formats as they were',
    async (count) => {
      await open('ESPIGA');
      const { addin, workbench } = bench;
      const { workbook } = workbench;
      await addin.commands.nuevoComprobante();
      const rows = Array.from({ length: count }, (_, index) =>
        index % 2 === 0 ? line('5720000001', 10, '') : line('100', '', 10),
      );
      // With an empty «Nombre», as programs export it: the formulas of the form are pasted over.
      await paste(
        'A9',
        rows.map((row) => row.map((cell, column) => (column === 1 ? '' : cell))),
      );
      workbook.clear(`B9:B${8 + count}`);
      const validated = await addin.commands.validar();
      await workbench.settled();
      const debit = Math.ceil(count / 2) * 10;
      const credit = Math.floor(count / 2) * 10;
      expect(validated.status).toBe(debit === credit ? 'done' : 'refused');
      expect(await sums('E5:G5')).toEqual([['Totales', debit, credit]]);
      expect(workbook.getFormula('B9')).toContain('NOMBRE.CUENTA(A9)');
      expect(workbook.getValue(`B${8 + count}`)).not.toBe('');
      expect(workbook.getNumberFormat(`F${8 + count}`)).toBe('#,##0.00');
      expect(workbook.getNumberFormat(`A${8 + count}`)).toBe('@');
    },
  );

  it('C01 what stands below pasted totals is read, and totals are told', async () => {
    await open('ESPIGA');
    const { addin } = bench;
    await addin.commands.nuevoComprobante();
    await paste('A9', [
      line('5720000001', 10, ''),
      line('100', '', 10),
      ['', '', '', '', 'Totales', 10, 10],
      line('5720000001', 5, ''),
      line('100', '', 5),
    ]);
    const validated = await addin.commands.validar();
    expect(validated.sentence).toContain('15,00 en el debe');
    expect(validated.sentence).toContain('Se dejó fuera 1 fila de totales: la 11.');
    expect(await sums('F5:G6')).toEqual([
      [15, 15],
      [0, 'Cuadra'],
    ]);
  });

  it('C01 titles of another program pasted over the form, and sides in a column, are understood', async () => {
    await open('ESPIGA');
    const { addin } = bench;
    await addin.commands.nuevoComprobante();
    await paste('A8', [
      ['Cuenta', 'Descripción', 'D/H', 'Importe'],
      ["'5720000001", 'Ingreso', 'D', '1.250,00'],
      ["'100", 'Ingreso', 'H', '1.250,00'],
    ]);
    const posted = await addin.commands.contabilizar();
    expect(posted).toMatchObject({ status: 'done' });
    expect(await sums('F5:G5')).toEqual([[1_250, 1_250]]);
  });

  it('C01 a percentage is refused however often it is checked, since its format stays', async () => {
    await open('ESPIGA');
    const { addin, workbench } = bench;
    await addin.commands.nuevoComprobante();
    await paste('A9', [line('5720000001', '100%', ''), line('100', '', 1)]);
    await Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getActiveWorksheet().getRange('F9');
      cell.numberFormat = [['0%']];
      await context.sync();
    });
    expect(workbench.workbook.getValue('F9')).toBe(1);
    for (let press = 0; press < 2; press += 1) {
      expect(errors(await addin.commands.validar())).toEqual([['amount-percentage', 'F9']]);
    }
  });

  it('C01 errors of formulas in texts and in the header are refused in their cells', async () => {
    await open('ESPIGA');
    const { addin } = bench;
    await addin.commands.nuevoComprobante();
    bench.workbench.workbook.typeInto('B5', '#N/A');
    await paste('A9', [
      line('5720000001', 10, ''),
      ["'4300000001", '', '#N/A', '#¡REF!', '#VALUE!', '', 10],
    ]);
    const refused = await addin.commands.contabilizar();
    expect(errors(refused)).toEqual([
      ['text-error-value', 'B5'],
      ['text-error-value', 'C10'],
      ['text-error-value', 'D10'],
      ['text-error-value', 'E10'],
    ]);
  });

  it('T03 one third party however its NIF is written', async () => {
    await open('ESPIGA');
    const { addin } = bench;
    await addin.commands.nuevoComprobante();
    await paste('A9', [
      ["'4300000001", '', 'a58818501', '', 'Factura', 10, ''],
      ["'4300000001", '', 'A-58.818.501', '', 'Factura 2', 10, ''],
      line('100', '', 20),
    ]);
    const validated = await addin.commands.validar();
    expect(validated).toMatchObject({ status: 'done', problems: [] });
  });
});

describe('a workbook that counts its dates from 1904', { timeout: 30_000 }, () => {
  it('E06 writes and reads the day that people see', async () => {
    await open('ESPIGA', { dateSystem: 1904 });
    const { addin, workbench } = bench;
    const { workbook } = workbench;
    expect(addin.store.getSnapshot().dateSystem).toBe(1904);
    await addin.commands.nuevoComprobante();
    // 30/06/2025, the day of the server's clock.
    expect(workbook.getValue('B4')).toBe(45_838 - 1_462);
    await paste('A9', [
      ["'5720000001", '', '', '', 'Cobro', 5, ''],
      ["'100", '', '', '', 'Cobro', '', 5],
    ]);
    const posted = await addin.commands.contabilizar();
    expect(posted).toMatchObject({ status: 'done', posted: { date: '2025-06-30' } });
  });
});

describe('amounts of every country', { timeout: 30_000 }, () => {
  it('U03 are shown with the separators of the company, in the columns of its currency', async () => {
    await open('ESPIGA');
    const { addin, workbench } = bench;
    await addin.commands.nuevoComprobante();
    workbench.workbook.typeInto('F9', '1234567890123,45');
    await workbench.settled();
    expect(workbench.workbook.getText('F9')).toBe('1.234.567.890.123,45');
    expect(workbench.workbook.getText('F5')).toBe('1.234.567.890.123,45');
    const width = await Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getActiveWorksheet().getRange('F9');
      cell.load('format/columnWidth');
      await context.sync();
      return cell.format.columnWidth;
    });
    expect(width).toBe(voucherWidths('EUR')[5]);
  });

  it.each([
    ['EUR', '123.456.789,01'],
    ['COP', '1.234.567.890.123,45'],
    ['VES', '1.234.567.890.123,45'],
  ])('U03 those of %s fit as far as %s', (currency, amount) => {
    // A figure of Calibri 11 takes 5,3 points and a separator half of it.
    const separators = amount.replace(/\d/g, '').length;
    const needed = (amount.length - separators) * 5.3 + separators * 2.7 + 6;
    const [debit, credit] = voucherWidths(currency).slice(5);
    expect(debit).toBeGreaterThan(needed);
    expect(credit).toBeGreaterThan(needed);
  });
});
