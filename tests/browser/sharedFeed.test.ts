// Eight workbooks in one browser over plain HTTP, which has six connections for all of them: each reads, posts
// and follows what the others post.
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoLogin } from '../../server/setup/demoCompany.ts';
import { launchChromium } from '../../scripts/launchChromium.ts';
import { startDemoServer, WorkbenchPage, type DemoServer } from './workbenchPage.ts';

const tabs = 8;
let server: DemoServer;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemoServer(), launchChromium()]);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'es-ES' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const patience = { timeout: 90_000 };

/** Each tab is a workbook with the session of the first. */
async function openTab(isFirst: boolean): Promise<WorkbenchPage> {
  const workbench = await WorkbenchPage.openIn(context, server.url);
  if (isFirst) await workbench.signIn(demoLogin.email, demoLogin.password);
  else await workbench.pane.getByText('En línea · al día').waitFor(patience);
  await workbench.type('A1', '=SALDO("572";"hoy")');
  await expect.poll(() => workbench.number('Hoja1', 'A1'), patience).not.toBeNaN();
  return workbench;
}

/** As a person does. */
async function post(workbench: WorkbenchPage): Promise<void> {
  await workbench.pressCommand('Nuevo comprobante');
  await workbench.waitForOutcome(/está lista para escribir/);
  await workbench.type('A9', '5720000001');
  await workbench.type('F9', '1');
  await workbench.type('A10', '100');
  await workbench.type('G10', '1');
  await workbench.pressCommand('Contabilizar');
  await workbench.waitForOutcome(/Contabilizado como AS-\d+/);
}

/** From the page of a workbook, over the connections of its browser. */
async function postFromPage({ page }: WorkbenchPage): Promise<void> {
  const status = await page.evaluate(async (id) => {
    const stored = Object.entries(localStorage).find(([name]) => name.endsWith('cuadre.session'));
    const { token } = JSON.parse(stored?.[1] ?? '{}') as { token: string };
    const line = (at: number, account: string, side: object) => ({ line: at, account, ...side });
    const response = await fetch('/v1/companies/ESPIGA/vouchers', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': id,
      },
      body: JSON.stringify({
        id,
        action: 'post',
        date: new Date().toISOString().slice(0, 10),
        description: 'Aportación',
        lines: [line(1, '5720000001', { debit: '1.00' }), line(2, '100', { credit: '1.00' })],
      }),
    });
    return response.status;
  }, crypto.randomUUID());
  expect(status).toBe(201);
}

it('S01 all read, all post, all follow each other', { timeout: 240_000 }, async () => {
  const first = await openTab(true);
  const workbenches = [first];
  // One after another: a person has one keyboard. They stay open together.
  while (workbenches.length < tabs) workbenches.push(await openTab(false));
  const start = await first.number('Hoja1', 'A1');
  const shown = () => Promise.all(workbenches.map((one) => one.number('Hoja1', 'A1')));
  for (const [posted, workbench] of workbenches.entries()) {
    const isByHand = posted === 0 || posted === tabs - 1;
    await (isByHand ? post(workbench) : postFromPage(workbench));
    const expected = workbenches.map(() => start + posted + 1);
    await expect.poll(shown, patience).toEqual(expected);
  }
  // Whoever read the feed for all closes its window: another one reads it.
  await workbenches.shift()!.page.close();
  await postFromPage(workbenches[0]!);
  const expected = workbenches.map(() => start + tabs + 1);
  await expect.poll(shown, patience).toEqual(expected);
  for (const { errors } of workbenches) expect(errors).toEqual([]);
});
