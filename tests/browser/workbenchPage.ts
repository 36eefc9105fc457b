// The workbench in a real Chromium, over a real server and database: how the browser journeys see Cuadre.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import type { WorkbookHost } from '../../addin/workbench/office/workbookHost.ts';
import { openEngine } from '../../server/db/openEngine.ts';
import { readEnvironment } from '../../server/environment.ts';
import { serveCuadre, type RunningServer } from '../../server/serveCuadre.ts';

export interface DemoServer extends RunningServer {
  databaseUrl: string;
}

/** The newcomer's server, on a free port and a database of its own. */
export async function startDemoServer(): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cuadre-browser-'));
  const databaseUrl = `sqlite:${join(folder, 'cuadre.db')}`;
  const environment = readEnvironment({ CUADRE_DATABASE_URL: databaseUrl, PORT: '0' });
  const engine = await openEngine(databaseUrl);
  const server = await serveCuadre(engine, environment, { isDemo: true, print: () => undefined });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: server.url, stop, databaseUrl };
}

/** One person at the workbench. */
export class WorkbenchPage {
  readonly page: Page;
  readonly pane: FrameLocator;
  /** Everything that went wrong in the page: must stay empty. */
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    this.pane = page.frameLocator('iframe');
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      // A refusal (4xx) is an answer; the browser reports it all the same.
      const isRefusal = /Failed to load resource: .* status of 4\d\d/.test(message.text());
      if (message.type() === 'error' && !isRefusal) this.errors.push(message.text());
    });
  }

  static async open(browser: Browser, url: string): Promise<WorkbenchPage> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'es-ES',
    });
    // To end what hangs, not to measure: a busy machine may take its time.
    context.setDefaultTimeout(90_000);
    const { origin } = new URL(url);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    return WorkbenchPage.openIn(context, url);
  }

  /** Another window of the same person in the same browser. */
  static async openIn(context: BrowserContext, url: string): Promise<WorkbenchPage> {
    const workbench = new WorkbenchPage(await context.newPage());
    await workbench.page.goto(url);
    return workbench;
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.pane.getByLabel('Correo electrónico').fill(email);
    await this.pane.getByLabel('Contraseña').fill(password);
    await this.page.keyboard.press('Enter');
    await this.pane.getByText('En línea · al día').waitFor();
  }

  /** Selects a cell through the name box. */
  async goTo(reference: string): Promise<void> {
    const nameBox = this.page.locator('input').first();
    await nameBox.click();
    await nameBox.fill(reference);
    await this.page.keyboard.press('Enter');
  }

  async type(reference: string, text: string): Promise<void> {
    await this.goTo(reference);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Pastes rows as a spreadsheet copies them. */
  async paste(reference: string, rows: readonly (readonly string[])[]): Promise<void> {
    const text = rows.map((row) => row.join('\t')).join('\n');
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.goTo(reference);
    await this.page.keyboard.press('Control+V');
  }

  /** Drags the edge of the pane, as Excel lets one do. */
  async setPaneWidth(width: number): Promise<void> {
    const edge = await this.page.getByRole('separator').first().boundingBox();
    const window = this.page.viewportSize();
    if (!edge || !window) throw new Error('the pane has no edge to drag');
    await this.page.mouse.move(edge.x + edge.width / 2, 300);
    await this.page.mouse.down();
    await this.page.mouse.move(window.width - width, 300, { steps: 4 });
    await this.page.mouse.up();
  }

  async pressCommand(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** What the formula bar or the cell shows is on a canvas; the pane's words are the DOM. */
  async waitForOutcome(text: RegExp): Promise<string> {
    const outcome = this.pane.getByText(text).first();
    await outcome.waitFor();
    return outcome.innerText();
  }

  /** What a cell shows; the grid itself is drawn on a canvas. */
  text(sheet: string, reference: string): Promise<string> {
    return this.page.evaluate(readCell, {
      sheet,
      reference,
      kind: 'text' as const,
    }) as Promise<string>;
  }

  /** The number in a cell; NaN when it holds none. */
  async number(sheet: string, reference: string): Promise<number> {
    const value = await this.page.evaluate(readCell, { sheet, reference, kind: 'value' as const });
    return typeof value === 'number' ? value : Number.NaN;
  }

  /** The cell that is selected: a new sheet puts the cursor where typing begins. */
  selectedCell(): Promise<string> {
    return this.page.locator('input').first().inputValue();
  }

  /** What the page's Excel claims to be able to do. */
  async claimedSets(): Promise<Record<string, string>> {
    await this.page.waitForFunction(() => 'cuadreWorkbench' in window);
    return this.page.evaluate(() => {
      const { cuadreWorkbench } = window as unknown as WorkbenchWindow;
      return cuadreWorkbench.host.requirementSets;
    });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

interface CellRequest {
  sheet: string;
  reference: string;
  kind: 'text' | 'value';
}

/** Runs in the page. */
function readCell({ sheet, reference, kind }: CellRequest): unknown {
  // Null while the page is on its way.
  const host = (window as unknown as Partial<WorkbenchWindow>).cuadreWorkbench?.host;
  if (!host) return null;
  const column = reference.charCodeAt(0) - 65;
  const row = Number(reference.slice(1)) - 1;
  const sheetId = host.grid.findSheet(sheet)?.getSheetId();
  if (sheetId === undefined) return null;
  return host.grid.cells[kind](sheetId, row, column);
}

interface WorkbenchWindow {
  cuadreWorkbench: { host: WorkbookHost };
}
