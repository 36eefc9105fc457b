// What the pane does in a real Chromium: menus over it, voiding and correcting, years and the lock, by
// keyboard and in both themes; and the workbench around it (F6, «Libro nuevo», two tabs).
import { describe, expect, it } from 'vitest';
import { listFaults, paneFrame, prepareJourney, scratchPicture } from './journey.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const journey = prepareJourney();

async function shoot(workbench: WorkbenchPage, name: string): Promise<void> {
  await workbench.page.locator('.workbench-side').screenshot({ path: scratchPicture(name) });
}

async function postVoucher(workbench: WorkbenchPage): Promise<string> {
  await workbench.pressCommand('Nuevo comprobante');
  await workbench.waitForOutcome(/está lista para escribir/);
  await workbench.type('B6', 'Venta al contado');
  await workbench.type('A9', '570');
  await workbench.type('F9', '12,34');
  await workbench.type('A10', '700');
  await workbench.type('G10', '12,34');
  await workbench.pressCommand('Contabilizar');
  const said = await workbench.waitForOutcome(/Contabilizado como AS-\d+/);
  return /AS-\d+/.exec(said)![0];
}

describe('the pane', { timeout: 240_000 }, () => {
  it('an open menu covers only what it needs, and the pane stays as it was', async () => {
    const workbench = await journey.signIn();
    await workbench.setPaneWidth(320);
    const frame = paneFrame(workbench);
    await workbench.pane.getByRole('button', { name: /^Usuario/ }).click();
    await workbench.pane.getByRole('menuitem', { name: 'Cerrar sesión' }).waitFor();
    const covered = await frame.evaluate(() => {
      const portals = [...document.body.children].filter(({ id }) => id !== 'pane');
      const height = Math.max(...portals.map((each) => each.getBoundingClientRect().height));
      const below = document.elementFromPoint(40, window.innerHeight - 40);
      const isPane = document.getElementById('pane')?.contains(below) ?? false;
      return { height, isPane };
    });
    expect(covered.height).toBeLessThan(300);
    expect(covered.isPane).toBe(true);
    await shoot(workbench, 'menu-320');
    expect(await listFaults(frame)).toEqual([]);
    await workbench.close();
  });

  it('a posted sheet that was edited is told, corrected with a reason, and voided from its card', async () => {
    const workbench = await journey.signIn();
    await workbench.setPaneWidth(320);
    const { pane } = workbench;
    const frame = paneFrame(workbench);
    const label = await postVoucher(workbench);
    await workbench.type('F9', '99');
    await pane
      .getByText(/La hoja dice «99,00» y en el libro/)
      .first()
      .waitFor();
    await shoot(workbench, 'differs-320');
    expect(await listFaults(frame)).toEqual([]);
    await workbench.type('G10', '99');
    await pane.getByRole('button', { name: 'Corregir…' }).click();
    await pane.getByRole('button', { name: `Corregir ${label}` }).click();
    await pane.getByText('Escriba por qué se hace.').waitFor();
    await shoot(workbench, 'correct-320');
    expect(await listFaults(frame)).toEqual([]);
    await pane.getByLabel('Motivo').fill('Importe mal copiado');
    await pane.getByRole('button', { name: `Corregir ${label}` }).click();
    await workbench.waitForOutcome(new RegExp(`${label} corregido`));

    await pane.getByRole('button', { name: 'Ver, devolver o anular' }).click();
    await workbench.pressCommand('Tema oscuro');
    await workbench.setPaneWidth(450);
    await pane.getByRole('button', { name: 'Anular…' }).click();
    await shoot(workbench, 'void-450-dark');
    expect(await listFaults(frame)).toEqual([]);
    await pane.getByLabel('Motivo').fill('Duplicado');
    await workbench.page.keyboard.press('Tab');
    await workbench.page.keyboard.press('Enter');
    await expect.poll(() => workbench.text('Asiento 1', 'E4'), { timeout: 60_000 }).toBe('Anulado');
    await shoot(workbench, 'voided-450-dark');
    expect(workbench.errors).toEqual([]);
    await workbench.close();
  });

  it('P28 the accounts that a sheet lacks are seen, and created with one press', async () => {
    const workbench = await journey.signIn();
    await workbench.setPaneWidth(320);
    const { pane } = workbench;
    const frame = paneFrame(workbench);
    await workbench.pressCommand('Nuevo comprobante');
    await workbench.waitForOutcome(/está lista para escribir/);
    await workbench.type('B6', 'Ventas del día');
    for (let index = 0; index < 5; index += 1) {
      await workbench.type(`A${9 + index}`, `43000009${10 + index}`);
      await workbench.type(`C${9 + index}`, 'A58818501');
      await workbench.type(`F${9 + index}`, '100');
    }
    await workbench.type('A14', '700');
    await workbench.type('G14', '500');
    await workbench.pressCommand('Validar');
    await workbench.waitForOutcome(/Hay 1 problema que corregir/);
    await pane.getByRole('button', { name: 'Crear las cuentas que faltan…' }).first().click();
    await pane.getByRole('button', { name: 'Crear 5 cuentas' }).waitFor();
    await shoot(workbench, 'accounts-320');
    expect(await listFaults(frame)).toEqual([]);
    await pane.getByRole('button', { name: 'Crear 5 cuentas' }).click();
    await workbench.waitForOutcome(/Creadas 5 cuentas en el plan/);
    await shoot(workbench, 'created-320');
    await workbench.pressCommand('Contabilizar');
    await workbench.waitForOutcome(/Contabilizado como AS-\d+/);
    await workbench.pressCommand('Contabilizar');
    await workbench.waitForOutcome(/ya está contabilizado/);
    await shoot(workbench, 'told-320');
    expect(await listFaults(frame)).toEqual([]);
    await workbench.close();
  });

  it('C19 D search looks into the lines', async () => {
    const workbench = await journey.signIn();
    await workbench.setPaneWidth(320);
    const { pane } = workbench;
    await pane.getByRole('button', { name: 'Asientos', exact: true }).click();
    await pane.getByRole('searchbox').fill('A58818501');
    await pane.getByRole('table').getByRole('button').first().waitFor();
    await shoot(workbench, 'search-320');
    expect(await listFaults(paneFrame(workbench))).toEqual([]);
    await workbench.close();
  });

  it('E02 E03 E08 a long year is asked about, made and deleted; the lock says what it does', async () => {
    const workbench = await journey.signIn();
    await workbench.setPaneWidth(320);
    const { pane } = workbench;
    const frame = paneFrame(workbench);
    await pane.getByRole('button', { name: 'Cierre', exact: true }).click();
    await pane.getByRole('button', { name: 'Crear un ejercicio…' }).click();
    await pane.getByLabel('Primer día').fill('01/01/2040');
    await pane.getByLabel('Último día').fill('31/12/2049');
    await pane.getByRole('button', { name: 'Crear el ejercicio' }).click();
    await pane.getByText(/120 meses/).waitFor();
    await pane.getByText(/Del 01\/01\/20\d\d al 31\/12\/2039 no habría ejercicio/).waitFor();
    await shoot(workbench, 'year-320');
    expect(await listFaults(frame)).toEqual([]);
    await pane.getByRole('button', { name: 'Sí, así' }).click();
    await pane.getByText('Ejercicio 2040-2049 creado: del 01/01/2040 al 31/12/2049.').waitFor();
    await pane.getByRole('button', { name: 'Borrar 2040-2049' }).click();
    await pane.getByRole('button', { name: 'Borrar 2040-2049', exact: true }).last().click();
    await pane.getByText('Ejercicio 2040-2049 borrado.').waitFor();
    await expect.poll(() => pane.getByRole('button', { name: 'Borrar 2040-2049' }).count()).toBe(0);
    await pane.getByRole('button', { name: 'Bloquear hasta una fecha…' }).click();
    await shoot(workbench, 'lock-320');
    expect(await listFaults(frame)).toEqual([]);
    await workbench.close();
  });
});

describe('the workbench around the pane', { timeout: 240_000 }, () => {
  it('F6 goes to the pane and back to the grid, which takes what is typed', async () => {
    const workbench = await journey.signIn();
    const { page } = workbench;
    await workbench.goTo('B2');
    await page.keyboard.press('F6');
    const isInPane = () => page.evaluate(() => document.activeElement?.tagName === 'IFRAME');
    expect(await isInPane()).toBe(true);
    expect(
      await paneFrame(workbench).evaluate(() => document.activeElement !== document.body),
    ).toBe(true);
    await page.keyboard.press('F6');
    expect(await isInPane()).toBe(false);
    await page.keyboard.type('desde el teclado');
    await page.keyboard.press('Enter');
    await expect.poll(() => workbench.text('Hoja1', 'B2')).toBe('desde el teclado');
    await workbench.close();
  });

  it('two tabs keep a workbook each, also after reloading, and «Libro nuevo» asks', async () => {
    const first = await journey.signIn();
    await first.type('A1', 'primera');
    const second = await WorkbenchPage.openIn(first.page.context(), journey.server.url);
    await second.pane.getByText('En línea · al día').waitFor();
    const read = (workbench: WorkbenchPage) => workbench.text('Hoja1', 'A1');
    await second.type('A1', 'segunda');
    const kept = { timeout: 60_000 };
    await expect.poll(() => second.page.evaluate(isKept, 'segunda'), kept).toBe(true);
    await expect.poll(() => first.page.evaluate(isKept, 'primera'), kept).toBe(true);
    await Promise.all([first.page.reload(), second.page.reload()]);
    await expect.poll(() => read(first), { timeout: 60_000 }).toBe('primera');
    await expect.poll(() => read(second), { timeout: 60_000 }).toBe('segunda');

    await second.page.getByRole('button', { name: 'Libro nuevo' }).click();
    await second.page.getByRole('button', { name: 'Seguir con este' }).click();
    expect(await read(second)).toBe('segunda');
    await second.page.getByRole('button', { name: 'Libro nuevo' }).click();
    await second.page.getByRole('button', { name: 'Descartar y empezar otro' }).click();
    await expect.poll(() => read(second), { timeout: 60_000 }).toBe('');
    expect(await read(first)).toBe('primera');
    await first.close();
  });
});

/** Runs in the page: whether some workbook that the browser keeps holds a text. */
async function isKept(text: string): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('cuadre-workbench');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
  try {
    const books = await new Promise<unknown[]>((resolve, reject) => {
      const request = database.transaction('workbooks').objectStore('workbooks').getAll();
      request.onsuccess = () => resolve(request.result as unknown[]);
      request.onerror = () => reject(request.error ?? new Error('no workbooks'));
    });
    return books.some((book) => JSON.stringify(book).includes(text));
  } finally {
    database.close();
  }
}
