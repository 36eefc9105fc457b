// «Formato de importe» through real Office.js: which cells get the format, and which keep theirs.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customFunctions } from '../functions/functions.ts';
import { login, openWorkbook, startTestServer, type TestServer } from '../testing/testBench.ts';
import { amountFunctions } from './formatAmounts.ts';

it('every function is known to give amounts or texts', () => {
  const texts = ['NOMBRE.CUENTA'];
  expect([...amountFunctions, ...texts].toSorted()).toEqual(
    Object.keys(customFunctions).toSorted(),
  );
});

describe('the format of amounts', { timeout: 30_000 }, () => {
  let server: TestServer;
  let bench: Awaited<ReturnType<typeof openWorkbook>>;
  beforeEach(async () => {
    server = await startTestServer();
    bench = await openWorkbook(server);
    await bench.addin.actions.signIn(login.email, login.password);
    await bench.addin.actions.chooseCompany('ESPIGA');
  });
  afterEach(async () => {
    bench.close();
    await server.close();
  });

  const formatsOf = (address: string): Promise<string[][]> =>
    Excel.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().getRange(address);
      range.load('numberFormat');
      await context.sync();
      return range.numberFormat as string[][];
    });

  it('goes to balances without a format and to the numbers of a trial balance', async () => {
    const { workbook } = bench.workbench;
    workbook.typeInto('A1', '=SALDO("430";"2025")');
    workbook.typeInto('A2', '=SALDO("700";"2025")');
    workbook.typeInto('A3', '=SALDO("430";"2025")/SALDO("700";"2025")');
    workbook.typeInto('A4', '5');
    workbook.typeInto('A5', '=-SALDO("570";"2025")');
    workbook.typeInto('C1', '=BALANCE.COMPROBACION("2025";"2025";1)');
    await bench.workbench.settled();
    await Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A5').numberFormat = [['0']];
      await context.sync();
    });
    const outcome = await bench.addin.commands.darFormato();
    expect(outcome).toMatchObject({ command: 'darFormato', status: 'done' });
    expect((await formatsOf('A1:A5')).flat()).toEqual([
      '#,##0.00', '#,##0.00', 'General', 'General', '0',
    ]); // prettier-ignore
    const balance = await formatsOf('C1:H3');
    expect(balance.at(-1)).toEqual([
      'General', 'General', '#,##0.00', '#,##0.00', '#,##0.00', '#,##0.00',
    ]); // prettier-ignore
    expect(outcome.sentence).toMatch(/^Formato de importe en \d+ celdas de «.+»\.$/);
    // What shows is an amount; what counts is the same number.
    const [shown, value] = [workbook.getText('A1'), workbook.getValue('A1')];
    expect(shown).toMatch(/^-?[\d.]+,\d\d$/);
    expect(typeof value).toBe('number');

    const again = await bench.addin.commands.darFormato();
    expect(again.sentence).toContain('ya tienen un formato');
  });

  it('says so when there is nothing to format', async () => {
    bench.workbench.workbook.typeInto('A1', '=NOMBRE.CUENTA("430")');
    bench.workbench.workbook.typeInto('A2', '1234,5');
    await bench.workbench.settled();
    const outcome = await bench.addin.commands.darFormato();
    expect(outcome.sentence).toContain('no hay saldos de Cuadre');
    expect((await formatsOf('A1:A2')).flat()).toEqual(['General', 'General']);
  });
});
