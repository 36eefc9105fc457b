// A balance pasted with American figures into a Spanish workbook: the pane asks, shows both readings on
// their buttons, and posts what was answered.
import { describe, expect, it } from 'vitest';
import { prepareJourney, scratchPicture } from './journey.ts';

const journey = prepareJourney();

describe('a pasted sheet', { timeout: 240_000 }, () => {
  it('C01 B01 numbers that Excel may have changed are settled with one press', async () => {
    const workbench = await journey.signIn();
    await workbench.pressCommand('Saldos iniciales');
    await workbench.waitForOutcome(/está lista/);
    await workbench.paste(await workbench.selectedCell(), [
      ['570', 'Caja', '2,500', ''],
      ['5720000001', 'Banco', '1,100.25', ''],
      ['100', 'Capital social', '', '3,600.25'],
    ]);
    await workbench.pressCommand('Contabilizar');
    const problems = workbench.pane.getByRole('region', { name: 'Problemas' });
    await problems.getByText(/otro estilo de número/).waitFor();
    await workbench.page.screenshot({ path: scratchPicture('pregunta') });
    await problems.getByRole('button', { name: 'Excel los cambió: era 2.500,00' }).click();
    await workbench.waitForOutcome(/3\.600,25 en el debe y en el haber/);
    expect(await workbench.number('Saldos iniciales', 'C3')).toBe(3_600.25);
    await workbench.pressCommand('Contabilizar');
    await workbench.waitForOutcome(/SI-\d+/);
    expect(workbench.errors).toEqual([]);
    await workbench.close();
  });
});
