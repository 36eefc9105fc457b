// A voucher in the browser, in the oldest Excel that the manifest admits: shorter than the newcomer's
// journey, which runs in the newest.
import { describe, expect, it } from 'vitest';
import { demoLogin } from '../../server/setup/demoCompany.ts';
import { prepareJourney } from './journey.ts';
import { WorkbenchPage } from './workbenchPage.ts';
import { readOldestSets } from '../../addin/testing/oldestExcel.ts';

const journey = prepareJourney();

describe('the oldest Excel', { timeout: 240_000 }, () => {
  it('C01 C03 S01 writes, corrects and posts a voucher', async () => {
    const sets = new URLSearchParams(readOldestSets());
    const url = `${journey.server.url}/workbench/workbench.html?${sets}`;
    const workbench = await WorkbenchPage.open(journey.browser, url);
    expect(await workbench.claimedSets()).toMatchObject(readOldestSets());
    await workbench.signIn(demoLogin.email, demoLogin.password);
    await workbench.type('A1', '=SALDO("700";"12/2025")');
    await expect.poll(() => workbench.number('Hoja1', 'A1'), { timeout: 60_000 }).not.toBeNaN();
    await workbench.pressCommand('Nuevo comprobante');
    await workbench.waitForOutcome(/está lista para escribir/);
    await workbench.type('A9', '5720000001');
    await workbench.type('F9', '121,50');
    await workbench.type('A10', '700');
    await workbench.type('G10', 'mil');
    await workbench.pressCommand('Validar');
    await workbench.waitForOutcome(/«mil» no es un importe/);
    await workbench.type('G10', '121,5');
    await workbench.pressCommand('Contabilizar');
    expect(await workbench.waitForOutcome(/Contabilizado como AS-\d+/)).toMatch(/AS-\d+/);
    expect(await workbench.text('Asiento 1', 'F9')).toBe('121,50');
    expect(workbench.errors).toEqual([]);
    await workbench.close();
  });
});
