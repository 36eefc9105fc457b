// What every journey begins with: the newcomer's server, a browser, and a person who signs in; and what every
// screen is held to.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import type { Browser, Frame } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../../scripts/launchChromium.ts';
import { demoLogin } from '../../server/setup/demoCompany.ts';
import { startDemoServer, WorkbenchPage, type DemoServer } from './workbenchPage.ts';

export interface Journey {
  readonly server: DemoServer;
  readonly browser: Browser;
  /** A workbench in a window of its own, at the newcomer's page unless another is named. */
  signIn(url?: string): Promise<WorkbenchPage>;
}

/** For the tests of a file; ready when the first of them runs. */
export function prepareJourney(): Journey {
  let server: DemoServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startDemoServer(), launchChromium()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    get server() {
      return server!;
    },
    get browser() {
      return browser!;
    },
    async signIn(url = server!.url) {
      const workbench = await WorkbenchPage.open(browser!, url);
      await workbench.signIn(demoLogin.email, demoLogin.password);
      return workbench;
    },
  };
}

const scratch = 'node_modules/.cache/cuadre-screenshots';

/** A picture of the documentation: `npm run screenshots` renews it. */
export const documentedPicture = (name: string): string =>
  picture(process.env.CUADRE_SCREENSHOTS ?? scratch, name);

/** A picture to look at. */
export const scratchPicture = (name: string): string => picture(scratch, name);

function picture(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  return `${folder}/${name}.png`;
}

export const paneFrame = ({ page }: WorkbenchPage): Frame =>
  page.frames().find((each) => each.url().includes('taskpane'))!;

// Evaluated over the debugger: the page's own policy admits no foreign script.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wrong for assistive technology, and what does not fit in the width. */
export async function listFaults(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: typeof Axe };
    // Fluent keeps the focus inside an open menu with these invisible elements (tabster).
    const context = { include: document, exclude: ['[data-tabster-dummy]'] };
    const { violations } = await tool.run(context, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    });
    const wide = [document.documentElement, document.querySelector('main')].filter(
      (part) => part && part.scrollWidth > part.clientWidth,
    );
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      ...wide.map((part) => `${part?.tagName} is ${part?.scrollWidth} px wide`),
    ];
  });
}
