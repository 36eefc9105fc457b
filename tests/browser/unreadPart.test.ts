// A section that cannot be read from the server says so, leaves the rest of the pane at work, and comes
// when it is asked for again.
import { expect, it } from 'vitest';
import { demoLogin } from '../../server/setup/demoCompany.ts';
import { prepareJourney } from './journey.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const journey = prepareJourney();

it(
  'a section that cannot be read is told in a sentence and asked for again',
  { timeout: 180_000 },
  async () => {
    const workbench = await WorkbenchPage.open(journey.browser, journey.server.url);
    const { page, pane } = workbench;
    await workbench.signIn(demoLogin.email, demoLogin.password);
    await pane.getByRole('button', { name: /^Usuario/ }).waitFor();
    const scripts = /\/addin\/\d+\.[^/]*\.js/;
    await page.route(scripts, (route) => route.abort());
    await pane.getByRole('button', { name: 'Saldos', exact: true }).click();
    await pane.getByText('No se ha podido leer del servidor esta parte del panel.').waitFor();

    // The rest goes on: Inicio and the commands work.
    await pane.getByRole('button', { name: 'Inicio', exact: true }).click();
    await pane.getByRole('heading', { name: 'Estado de los libros' }).waitFor();
    await workbench.pressCommand('Nuevo comprobante');
    await workbench.waitForOutcome(/está lista para escribir/);

    await pane.getByRole('button', { name: 'Saldos', exact: true }).click();
    await pane.getByRole('button', { name: 'Reintentar' }).click();
    await pane.getByText('No se ha podido leer del servidor esta parte del panel.').waitFor();
    await page.unroute(scripts);
    await pane.getByRole('button', { name: 'Reintentar' }).click();
    await pane.getByRole('table').waitFor();
    expect(await pane.getByRole('button', { name: 'Reintentar' }).count()).toBe(0);
    await workbench.close();
  },
);
