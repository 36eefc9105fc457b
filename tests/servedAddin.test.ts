// What Excel gets from the server: the manifest with the server's own address, and the pane with the Office
// script that suits where it is shown.
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { createApp } from '../server/app.ts';
import { systemClock } from '../server/clock.ts';
import { projectRoot } from '../server/projectRoot.ts';
import { createServices } from '../server/services.ts';
import { openSqliteForTest, type TestEngine } from '../server/testing/testEngines.ts';
import type { AddinFiles } from '../server/http/addinFiles.ts';

describe('the add-in as it is served', () => {
  let opened: TestEngine;
  beforeAll(async () => {
    opened = await openSqliteForTest();
  });
  afterAll(() => opened.remove());

  const files: AddinFiles = {
    dist: join(projectRoot, 'dist'),
    manifest: join(projectRoot, 'manifest.xml'),
    publicUrl: 'https://contabilidad.ejemplo.es',
    officeJs: 'local',
    workbench: false,
  };
  const get = async (path: string, changed: Partial<AddinFiles> = {}) => {
    const services = createServices(opened.engine, systemClock);
    const logError = (error: Error) => {
      throw error;
    };
    const app = createApp({ services, logError, addin: { ...files, ...changed } });
    const response = await app.request(path);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it('the manifest carries the public address everywhere', async () => {
    const { status, headers, text } = await get('/manifest.xml');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/xml');
    expect(text).not.toContain('localhost');
    expect(text).toContain('https://contabilidad.ejemplo.es/addin/taskpane.html');
  });

  it.each([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'https://10.0.0.7:8443',
    'https://contabilidad.ejemplo.es',
  ])('without a public address it carries the one it was asked at: %s', async (origin) => {
    const { status, text } = await get(`${origin}/manifest.xml`, { publicUrl: null });
    expect([status, text.includes(`${origin}/addin/taskpane.html`)]).toEqual([200, true]);
  });

  it.each([
    'http://10.0.0.7:3000',
    'http://contabilidad.ejemplo.es',
    'http://localhost.ejemplo.es',
  ])('an address that Excel does not take is refused with what to do: %s', async (origin) => {
    const { status, text } = await get(`${origin}/manifest.xml`, { publicUrl: null });
    const { detail } = JSON.parse(text) as { detail: string };
    expect(status).toBe(421);
    expect(detail).toContain(`con la dirección ${origin}: Excel solo carga`);
    expect(detail).toContain('CUADRE_PUBLIC_URL=https://');
  });

  it.each([
    ['Excel, closed network', {}, '/addin/taskpane.html', 'src="/office/office.js"'],
    [
      'Excel, Microsoft’s CDN',
      { officeJs: 'cdn' },
      '/addin/taskpane.html',
      'src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"',
    ],
    [
      'the workbench',
      { workbench: true },
      '/addin/taskpane.html?host=workbench',
      'src="/workbench/office-host.js"',
    ],
    [
      'no workbench where it is not served',
      {},
      '/addin/taskpane.html?host=workbench',
      'src="/office/office.js"',
    ],
  ] as const)('%s', async (_where, changed, path, script) => {
    const { text } = await get(path, changed);
    expect(text).toContain(script);
  });

  it('Office.js comes from the package; pages carry a policy without inline scripts', async () => {
    const office = await get('/office/office.js');
    expect([office.status, office.text.length > 10_000]).toEqual([200, true]);
    const pane = await get('/addin/taskpane.html');
    const policy = pane.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).toContain('frame-ancestors');
    expect((await get('/workbench/workbench.html')).status).toBe(404);
  });
});
