// Holds docs/excel.md to what is true: each of its lines has its check here, under the line's own number.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../server/environment.ts';
import { projectRoot } from '../server/projectRoot.ts';
import { compareVersions, listAddinSources } from './officeMembers.ts';
import { openServedApp, publicUrl, type ServedApp } from './servedApp.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const built = join(projectRoot, 'dist');

interface Line {
  number: string;
  text: string;
  /** What stands between backticks. */
  codes: string[];
  sources: string;
}

const lines: Line[] = [...read('docs/excel.md').matchAll(/^\| (E\d\d) \| (.*) \| (.*) \|$/gm)].map(
  ([, number = '', text = '', sources = '']) => ({
    number,
    text,
    codes: [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
    sources,
  }),
);

/** Lines about what Excel or Microsoft do by themselves: nothing of ours answers for them. */
const notOurs: Record<string, string> = {
  E23: 'the admin center',
  E24: 'the admin center; the version that it looks at is E07',
  E25: 'catalogues and shared folders',
  E26: 'the browser',
};

/** When the sets came, as Microsoft's tables of requirement sets say. Null: never, on that platform. */
const availability: Record<string, Record<string, string | null>> = {
  'SharedRuntime 1.1': { windows: '2002', retail: '2002', lasting: '2021', mac: '16.35', ipad: null },
  'ExcelApi 1.12': { windows: '2008', retail: '2008', lasting: '2021', mac: '16.40', ipad: '16.40' },
  'CustomFunctionsRuntime 1.3': { windows: '2008', retail: '2311', lasting: '2021', mac: '16.40', ipad: null },
}; // prettier-ignore

let app: ServedApp;
let manifest: string;
beforeAll(async () => {
  app = await openServedApp();
  manifest = (await app.ask('/manifest.xml')).text;
});
afterAll(() => app.close());

const demandedSets = () =>
  [...manifest.matchAll(/<Set Name="(\w+)" MinVersion="([\d.]+)"\/>/g)].map(
    ([, set, version]) => `${set} ${version}`,
  );
/** Paths that the manifest names, by the end of their names. */
const namedPaths = (extension: string) => {
  const pattern = new RegExp(`"${publicUrl}(/addin/[^"]+\\.${extension})"`, 'g');
  return [...new Set([...manifest.matchAll(pattern)].map(([, path = '']) => path))];
};
const policyOf = async (path: string): Promise<Record<string, string[]>> => {
  const policy = (await app.ask(path)).headers.get('content-security-policy') ?? '';
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values];
    }),
  );
};
interface ServedFunction {
  id: string;
  helpUrl: string;
  options: object;
}
const servedFunctions = async (): Promise<ServedFunction[]> => {
  const paths = namedPaths('json');
  expect(paths).toHaveLength(2);
  const answers = await Promise.all(paths.map((path) => app.ask(path)));
  return answers.flatMap(
    ({ text }) => (JSON.parse(text) as { functions: ServedFunction[] }).functions,
  );
};

const checks: Record<string, (line: Line) => Promise<void> | void> = {
  E01: ({ codes }) => {
    expect(codes.toSorted()).toEqual(demandedSets().toSorted());
  },
  E02({ text }) {
    const latest = (platform: string) => {
      const all = demandedSets().map((set) => availability[set]?.[platform]);
      expect(all, 'look the new set up in Microsoft’s tables').not.toContain(undefined);
      if (all.includes(null)) return null;
      return all.flatMap((one) => one ?? []).toSorted(compareVersions).at(-1);
    };
    expect(text).toContain(`Microsoft 365 en Windows desde la versión ${latest('windows')}`);
    expect(text).toContain(`minorista desde la ${latest('retail')}`);
    expect(text).toContain(`Office LTSC ${latest('lasting')}`);
    expect(text).toContain(`Mac desde la ${latest('mac')}`);
    expect([latest('ipad'), text.includes('El iPad no')]).toEqual([null, true]);
  },
  E03({ codes }) {
    const minimum = /ExcelApi" MinVersion="([\d.]+)"/.exec(manifest)?.[1] ?? '';
    const asked = listAddinSources(projectRoot)
      .flatMap((path) => [...read(path).matchAll(/\bsupports\('([\d.]+)'\)/g)])
      .flatMap(([, version = '']) => version)
      .filter((version) => compareVersions(version, minimum) > 0);
    expect([...new Set(asked)].map((version) => `ExcelApi ${version}`)).toEqual(codes);
  },
  async E04() {
    const refused = await app.ask('http://10.0.0.7:3000/manifest.xml', { publicUrl: null });
    expect([refused.status, refused.text]).toEqual([421, expect.stringContaining('https')]);
    const own = await app.ask('http://localhost:3000/manifest.xml', { publicUrl: null });
    expect(own.status).toBe(200);
    expect(() => readEnvironment({ CUADRE_PUBLIC_URL: 'http://10.0.0.7:3000' })).toThrow('https');
  },
  async E05() {
    expect(manifest).not.toContain('localhost');
    const asked = await app.ask('https://otra.ejemplo.es/manifest.xml', { publicUrl: null });
    const rest = asked.text.replaceAll('https://otra.ejemplo.es', '');
    expect(rest.match(/https:\/\/[^"<]*/g) ?? []).toEqual([]);
  },
  E06: () => {
    const domains = [...manifest.matchAll(/<AppDomain>(.*)<\/AppDomain>/g)].map(([, one]) => one);
    expect(domains).toEqual([publicUrl]);
  },
  E07: () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(manifest).toContain(`<Version>${version}.0</Version>`);
  },
  E08({ codes }) {
    const own = /<DefaultLocale>(.*)<\/DefaultLocale>/.exec(manifest)?.[1];
    const others = [...manifest.matchAll(/Override Locale="([^"]+)"/g)].map(([, locale]) => locale);
    const locales = codes.filter((code) => /^[a-z]{2}-[A-Z]{2}$/.test(code));
    expect([own, ...new Set(others)]).toEqual(locales);
  },
  E09: () => {
    expect(manifest.match(/<Runtime [^>]*>/g)).toEqual(['<Runtime resid="Pane.Url" lifetime="long"/>']);
    expect(manifest).toContain('<FunctionFile resid="Pane.Url"/>');
    expect(manifest).toMatch(/<Page>\s*<SourceLocation resid="Pane\.Url"\/>\s*<\/Page>/);
    expect(manifest).toMatch(/"ShowTaskpane">\s*<TaskpaneId>.*<\/TaskpaneId>\s*<SourceLocation resid="Pane\.Url"\/>/);
  },
  async E10() {
    for (const { options } of await servedFunctions()) {
      expect(options).toMatchObject({ stream: true });
      expect(options).not.toHaveProperty('cancelable');
      // What is asked of addresses must be asked of streams by their own names.
      expect(options).not.toHaveProperty('requiresAddress');
      expect(options).not.toHaveProperty('requiresParameterAddresses');
    }
  },
  async E11() {
    for (const { id, helpUrl } of await servedFunctions()) {
      const page = await app.ask(helpUrl.slice(publicUrl.length).replace(/#.*/, ''));
      expect(helpUrl.startsWith(`${publicUrl}/addin/`)).toBe(true);
      expect([page.status, page.text.includes(`id="${new URL(helpUrl).hash.slice(1)}"`)]).toEqual([200, true]);
      expect(helpUrl).toMatch(new RegExp(`#${id}$`));
    }
  },
  async E12() {
    const paths = ['json', 'png', 'html', 'js'].flatMap(namedPaths);
    for (const path of ['/manifest.xml', '/addin/functions.json', '/office/office.js', ...paths]) {
      const origin = 'https://excel.officeapps.live.com';
      const answer = await app.ask(path, {}, { headers: { origin } });
      expect([path, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([path, 200, '*']);
      const asked = { origin, 'access-control-request-method': 'GET' };
      const options = await app.ask(path, {}, { method: 'OPTIONS', headers: asked });
      expect([path, options.status]).toEqual([path, 204]);
      expect(options.headers.get('access-control-allow-methods')).toContain('GET');
      expect(options.headers.get('access-control-allow-origin')).toBe('*');
    }
  },
  async E13() {
    const paths = namedPaths('png');
    expect(paths.length).toBeGreaterThan(8);
    for (const path of [...paths, '/addin/icons/logo-128.png']) {
      const { status, headers } = await app.ask(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'image/png']);
      const keeping = ['cache-control', 'pragma', 'expires'].filter((name) => headers.has(name));
      expect([path, keeping]).toEqual([path, []]);
    }
  },
  async E14({ codes }) {
    const frames = (await policyOf('/addin/taskpane.html'))['frame-ancestors'];
    expect(frames).toEqual(["'self'", ...codes.filter((code) => code.startsWith('https://'))]);
  },
  async E15({ codes }) {
    for (const path of ['/addin/taskpane.html', '/addin/ayuda.html']) {
      const { status, headers } = await app.ask(path);
      expect([status, codes.filter((name) => headers.has(name))]).toEqual([200, []]);
    }
    expect(codes).toHaveLength(3);
  },
  async E16({ codes: [script = '', telemetry = ''] }) {
    const policy = await policyOf('/addin/taskpane.html');
    expect(policy['script-src']).toEqual(["'self'", script]);
    expect(policy['style-src']).toContain("'unsafe-inline'");
    expect(policy['connect-src']).toContain(telemetry);
  },
  async E17() {
    const header = async (path: string, known: string | null) =>
      (await app.ask(path, { publicUrl: known })).headers.get('strict-transport-security');
    expect(await header('/addin/taskpane.html', publicUrl)).toMatch(/^max-age=\d{7,}$/);
    expect(await header('https://otra.ejemplo.es/addin/ayuda.html', null)).toMatch(/^max-age/);
    expect(await header('https://localhost:3000/addin/ayuda.html', null)).toBeNull();
    expect(await header('http://otra.ejemplo.es/addin/ayuda.html', null)).toBeNull();
  },
  async E18() {
    const body = JSON.stringify({ email: 'ana@ejemplo.es', password: 'no es esta' });
    const post = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
    const answers = [await app.ask('/addin/taskpane.html'), await app.ask('/v1/sessions', {}, post)];
    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
    for (const { headers } of answers) expect(headers.getSetCookie()).toEqual([]);
    const speaking = listAddinSources(projectRoot).filter((path) => read(path).includes('document.cookie'));
    expect(speaking).toEqual([]);
    expect(read('addin/host/partitionedStorage.ts')).toContain('partitionKey');
  },
  async E19() {
    const versioned = [...namedPaths('json'), ...namedPaths('png')];
    expect(versioned.filter((path) => !/^\/addin\/v\/[\da-f]{12}\//.test(path))).toEqual([]);
    const dist = mkdtempSync(join(tmpdir(), 'cuadre-dist-'));
    cpSync(join(built, 'addin'), join(dist, 'addin'), { recursive: true });
    const same = (await app.ask('/manifest.xml', { dist })).text;
    const metadata = join(dist, 'addin/functions.json');
    writeFileSync(metadata, readFileSync(metadata, 'utf8').replace('"SALDO"', '"SALDO.NUEVO"'));
    const changed = (await app.ask('/manifest.xml', { dist })).text;
    rmSync(dist, { recursive: true });
    expect(same).toBe(manifest);
    const linesOf = (text: string) => text.split('\n');
    const differing = linesOf(changed).filter((line) => !linesOf(manifest).includes(line));
    expect(differing).toEqual([expect.stringMatching(/functions\.json"/)]);
  },
  async E20() {
    for (const name of ['functions.json', 'icons/logo-32.png']) {
      const [now, before] = [await app.ask(`/addin/${name}`), await app.ask(`/addin/v/0123456789ab/${name}`)];
      expect([before.status, before.text]).toEqual([200, now.text]);
    }
  },
  async E21() {
    expect(readEnvironment({}).officeJs).toBe('cdn');
    const cdn = await app.ask('/addin/taskpane.html', { officeJs: 'cdn' });
    expect(cdn.text).toContain('src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"');
    const local = await app.ask('/addin/taskpane.html', { officeJs: 'local' });
    expect(local.text).toContain('src="/office/office.js"');
    expect(local.text).not.toContain('appsforoffice');
    const bench = await app.ask('/addin/taskpane.html?host=workbench', { officeJs: 'cdn', workbench: true });
    expect(bench.text).not.toContain('appsforoffice');
  },
  // What it looks like: tests/browser/officeMissing.test.ts.
  E22: () => {
    expect(readFileSync(join(built, 'addin/taskpane.js'), 'utf8')).toContain('CUADRE_OFFICE_JS=local');
  },
}; // prettier-ignore

describe('docs/excel.md', () => {
  it('numbers its lines, and each is checked here or is not ours', () => {
    const numbers = lines.map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, index) => `E${String(index + 1).padStart(2, '0')}`));
    expect([...Object.keys(checks), ...Object.keys(notOurs)]).toEqual(numbers);
  });

  it.each(lines.map((line) => [line.number, line] as const))('%s names where it is known from', (_number, line) => {
    expect(line.sources).toMatch(/\[[^\]]{8,}\]\(https:\/\/[^)]+\)/);
  }); // prettier-ignore

  it.each(Object.entries(checks))('%s is so', async (number, check) => {
    const line = lines.find((one) => one.number === number);
    expect(line).toBeDefined();
    if (line) await check(line);
  });
});
