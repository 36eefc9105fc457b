// A network that does not let Microsoft's address through: the pane says so instead of opening for ever.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/launchChromium.ts';
import { startDemoServer, type DemoServer } from './workbenchPage.ts';

let server: DemoServer;
let browser: Browser;
beforeAll(async () => {
  server = await startDemoServer();
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

it('without Office.js the pane names the address and the setting', async () => {
  const page = await browser.newPage();
  const asked: string[] = [];
  await page.route(/^https:/, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.goto(`${server.url}/addin/taskpane.html`);
  const message = page.getByRole('alert');
  await message.waitFor();
  expect(asked).toEqual(['https://appsforoffice.microsoft.com/lib/1/hosted/office.js']);
  const text = await message.textContent();
  expect(text).toContain('appsforoffice.microsoft.com');
  expect(text).toContain('CUADRE_OFFICE_JS=local');
  expect(await page.locator('#pane').textContent()).toBe(text);
}, 120_000);
