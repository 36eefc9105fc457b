// What Excel gets from the server: the manifest with the server's own address, and the pane with the Office
// script that suits where it is shown.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNames } from '../addin/commands/commandOutcome.ts';
import { findManifestProblems } from './manifestProblems.ts';
import { openServedApp, publicUrl, type ServedApp } from './servedApp.ts';

describe('the add-in as it is served', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await openServedApp();
  });
  afterAll(() => app.close());
  const get: ServedApp['ask'] = (path, changed) => app.ask(path, changed);

  it('the manifest is as good with versions and public address as without', async () => {
    const { text } = await get('/manifest.xml');
    const folder = mkdtempSync(join(tmpdir(), 'cuadre-manifest-'));
    const path = join(folder, 'manifest.xml');
    writeFileSync(path, text);
    const info = await OfficeAddinManifest.readManifestFile(path);
    rmSync(folder, { recursive: true });
    expect(info).toMatchObject({ displayName: 'Cuadre', appDomains: [publicUrl] });
    expect(info.iconUrl).toMatch(/\/addin\/v\/[\da-f]+\/icons\/logo-32\.png$/);
    const named = [...text.matchAll(/https:\/\/[^"<]+\/addin\/[^"<]+/g)].map(
      ([address]) => address,
    );
    const paths = named.map((address) => address.slice(publicUrl.length));
    const answers = await Promise.all(
      [...new Set(paths)].map(async (one) => ((await get(one)).status === 200 ? [one] : [])),
    );
    const problems = findManifestProblems(text, {
      prefix: publicUrl,
      paths: new Set(answers.flat()),
      commands: [...commandNames],
      locales: ['en-US', 'en-GB'],
    });
    expect(problems).toEqual([]);
  });

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

  it('names with a hash are kept for good, the others asked for again, icons left to Office', async () => {
    const page = (await get('/addin/taskpane.html')).text;
    const hashed = /src="(libraries\.[\da-f]+\.js)/.exec(page)?.[1] ?? '';
    const expected: [path: string, status: number, directive: string | null][] = [
      [`/addin/${hashed}`, 200, 'public, max-age=31536000, immutable'],
      ['/addin/taskpane.js', 200, 'no-cache'],
      ['/addin/icons/logo-32.png', 200, null],
      ['/office/office.js', 200, 'no-cache'],
      ['/workbench/workbench.html', 200, 'no-cache'],
      ['/workbench/office-host.js', 200, 'no-cache'],
      ['/addin/libraries.0123456789.js', 404, 'no-store'],
    ];
    for (const [path, status, directive] of expected) {
      const answer = await get(path, { workbench: true });
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
        path,
        status,
        directive,
      ]);
    }
  });

  it('pages are asked for again and have one address, whatever their version', async () => {
    for (const path of ['/addin/taskpane.html', '/addin/ayuda.html', '/addin/taskpane.js']) {
      const { status, headers } = await get(path);
      expect([path, status, headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      const versioned = await get(path.replace('/addin/', '/addin/v/0123456789ab/'));
      expect([path, versioned.status]).toEqual([path, 404]);
    }
  });

  it.each([
    '/addin/v/0123456789ab/../../package.json',
    '/addin/v/zz/functions.json',
    '/addin/v/ab',
  ])('nothing else is reached through a version: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
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
