// A reference down to Excel's last row costs what the sheet holds, and means what it says.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHeadlessWorkbench, type HeadlessWorkbench } from '../headless.ts';

let workbench: HeadlessWorkbench;

beforeEach(async () => {
  workbench = await createHeadlessWorkbench();
});
afterEach(() => workbench.dispose());

it('sums down to the last row of Excel, also what is pasted below the last row of the sheet', async () => {
  const { workbook } = workbench;
  workbook.typeInto('A1', '=SUMA(A2:A1048576)');
  workbook.typeInto('A2', '5');
  await workbench.settled();
  expect(workbook.getValue('A1')).toBe(5);
  workbook.paste(
    'A3',
    Array.from({ length: 3_000 }, () => [1]),
  );
  await workbench.settled();
  expect(workbook.getValue('A1')).toBe(3_005);
});

it('has the size of the whole range, and blanks below the last row of the sheet', async () => {
  const { workbook } = workbench;
  workbook.typeInto('A2', '5');
  workbook.typeInto('B1', '=FILAS(A2:A1048576)');
  workbook.typeInto('B2', '=CONTAR.BLANCO(A2:A1048576)');
  workbook.typeInto('B3', '=INDICE(A2:A1048576;1000000)+1');
  workbook.typeInto('B4', '=MAX(A2:A1048576)');
  await workbench.settled();
  expect(workbook.getValues('B1:B4').flat()).toEqual([1_048_575, 1_048_574, 1, 5]);
});
