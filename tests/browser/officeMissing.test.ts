// A network that does not let Microsoft's address through: the pane says so instead of opening for ever.
import { expect, it } from 'vitest';
import { prepareJourney } from './journey.ts';

const journey = prepareJourney();

it('without Office.js the pane names the address and the setting', async () => {
  const page = await journey.browser.newPage();
  const asked: string[] = [];
  await page.route(/^https:/, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.goto(`${journey.server.url}/addin/taskpane.html`);
  const message = page.getByRole('alert');
  await message.waitFor();
  expect(asked).toEqual(['https://appsforoffice.microsoft.com/lib/1/hosted/office.js']);
  const text = await message.textContent();
  expect(text).toContain('appsforoffice.microsoft.com');
  expect(text).toContain('CUADRE_OFFICE_JS=local');
  expect(await page.locator('#pane').textContent()).toBe(text);
}, 120_000);
