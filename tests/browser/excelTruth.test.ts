// What a person types into the page becomes what a Spanish Excel makes of it, and stays it: edited again,
// copied with its sheet, and after loading the page anew.
import { expect, it } from 'vitest';
import { prepareJourney } from './journey.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const journey = prepareJourney();

/** Typed, and shown; the tables are in cellInput.test.ts. */
const typed = [
  ['A1', '03/2025', 'mar-25'],
  ['A2', '12:30', '12:30'],
  ['A3', '5 €', '5 €'],
  ['A4', '(5)', '-5'],
  ['A5', '#N/D', '#N/D'],
  ['A6', "'03/2025", '03/2025'],
  ['A7', '=TEXTO(A1;"dd/mm/aaaa")', '01/03/2025'],
  ['A8', '=SECUENCIA(2)*A4', '-5'],
] as const;

it(
  'keeps what was typed through editing, copying and reloading',
  { timeout: 240_000 },
  async () => {
    const workbench = await WorkbenchPage.open(journey.browser, journey.server.url);
    await workbench.pane.getByLabel('Correo electrónico').waitFor();
    for (const [cell, text] of typed) await workbench.type(cell, text);
    await expect.poll(() => workbench.text('Hoja1', 'A9'), { timeout: 60_000 }).toBe('-10');
    for (const cell of ['A1', 'A2', 'A5']) {
      await workbench.goTo(cell);
      await workbench.page.keyboard.press('F2');
      await workbench.page.keyboard.press('Enter');
    }
    for (const [cell, , shown] of typed) expect(await workbench.text('Hoja1', cell)).toBe(shown);
    expect(await workbench.number('Hoja1', 'A1')).toBe(45_717);

    await workbench.page.getByText('Hoja1', { exact: true }).first().click({ button: 'right' });
    await workbench.page.getByText('Copiar', { exact: false }).first().click();
    await workbench.page.getByText('Hoja1 (2)', { exact: true }).first().waitFor();
    await expect.poll(() => workbench.text('Hoja1 (2)', 'A9'), { timeout: 60_000 }).toBe('-10');

    // The page keeps its workbook a moment after the last change.
    await workbench.page.waitForTimeout(2500);
    await workbench.page.reload();
    await workbench.pane.getByLabel('Correo electrónico').waitFor();
    expect(await workbench.text('Hoja1', 'A9')).toBe('-10');
    expect(await workbench.text('Hoja1 (2)', 'A1')).toBe('mar-25');
    expect(workbench.errors).toEqual([]);
    await workbench.close();
  },
);
