// Functions that depend on the language of the computer, calculated by the grid.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHeadlessWorkbench, type HeadlessWorkbench } from '../headless.ts';

let workbench: HeadlessWorkbench;

beforeAll(async () => {
  workbench = await createHeadlessWorkbench({ clock: () => new Date(2026, 10, 26, 12) });
  const { workbook } = workbench;
  workbook.paste('B1', [['31/03/2025'], ["'03/04/2025"], ['1.234,5'], ['#N/D'], ['VERDADERO']]);
  workbook.paste('C1', [[1], [2], [4], [8], [16]]);
});
afterAll(() => workbench.dispose());

describe('functions in a Spanish Excel', { timeout: 30_000 }, () => {
  it.each([
    ['TEXTO(45657;"dd/mm/aaaa")', '31/12/2024'],
    ['TEXTO(B1;"mmmm aaaa")', 'marzo 2025'],
    ['TEXTO(B1;"dddd")', 'lunes'],
    ['TEXTO(B1;"yyyy")', 'yyyy'],
    ['TEXTO(B3;"#.##0,00 ""€""")', '1.234,50 €'],
    ['TEXTO(0,125;"0,0%")', '12,5%'],
    ['TEXTO("31/03/2025";"mm-aa")', '03-25'],
    ['TEXTO(VERDADERO;"0")', 'VERDADERO'],
    ['TEXTO(B4;"0")', '#N/A'],
    ['MES(B2)', 4],
    ['MES("03/04/2025")', 4],
    ['AÑO("15-nov-26")', 2026],
    ['FECHANUMERO("03/04/2025")', 45_750],
    ['VALOR("1.234,5")', 1234.5],
    ['VALOR("1,234.5")', '#VALUE!'],
    ['VALOR("5%")', 0.05],
    ['HORANUMERO("12:00")', 0.5],
    ['B3&""', '1234,5'],
    ['"IVA "&0,21', 'IVA 0,21'],
    ['B5&"x"', 'VERDADEROx'],
    ['CONCATENAR(1,5;"-";2)', '1,5-2'],
    ['SUMAR.SI(B1:B3;">=31/03/2025";C1:C3)', 1],
    ['SUMAR.SI(B1:B3;"1234,5";C1:C3)', 4],
    ['CONTAR.SI(B1:B3;B1)', 1],
    ['SI(1=1;"1/2";"")', '1/2'],
    ['"5"+1', 6],
    ['"1,5"+1', 2.5],
    ['"31/03/2025"+1', 45_748],
    ['ESERROR(B4)', true],
    ['TIPO.DE.ERROR(B4)', 7],
  ])('%s gives %s', async (formula, expected) => {
    workbench.workbook.typeInto('A1', `=${formula}`);
    await workbench.settled();
    expect(workbench.workbook.getValue('A1')).toBe(expected);
  });
});
