// The documentation page tells the truth: its requests are made, and its links lead somewhere.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  guideExamples,
  tokenVariable,
  writeCurl,
} from '../../server/http/docs-page/guideExamples.ts';
import { openSqliteForTest } from '../../server/testing/testEngines.ts';
import {
  ana,
  calendarYears,
  openTestServer,
  type TestServer,
} from '../../server/testing/testServer.ts';

describe('the documentation page', () => {
  let server: TestServer;
  let html: string;
  beforeAll(async () => {
    server = await openTestServer(openSqliteForTest, {
      companies: [{ code: 'ESPIGA', fiscalYears: calendarYears(2025, 2026) }],
      users: [{ ...ana, roles: { ESPIGA: 'administrador' } }],
    });
    html = await (await server.request('https://contabilidad.ejemplo.es/docs')).text();
  });
  afterAll(() => server.remove());

  it('every example of the guide, in its order, answers what is shown', async () => {
    let token = '';
    for (const [name, example] of Object.entries(guideExamples)) {
      const {
        method,
        path,
        headers = {},
        body,
        status,
        answerHeaders = {},
        answer,
      } = {
        headers: undefined,
        body: undefined,
        answerHeaders: undefined,
        answer: undefined,
        ...example,
      };
      const response = await server.request(path, {
        method,
        headers: Object.fromEntries(
          Object.entries({
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          }).map(([header, value]) => [header, String(value).replace(tokenVariable, token)]),
        ),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      expect(response.status, `${name}: ${text}`).toBe(status);
      for (const [header, value] of Object.entries(answerHeaders)) {
        expect(response.headers.get(header), `${name} ${header}`).toBe(value);
      }
      const answered = JSON.parse(text);
      if (answer !== undefined) expect(answered, name).toMatchObject(answer);
      if (name === 'signIn') token = answered.token;
    }
  });

  it('shows each of them as a command, with the address that was asked', () => {
    const shown = html.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    for (const example of Object.values(guideExamples)) {
      expect(shown).toContain(writeCurl('https://contabilidad.ejemplo.es', example));
    }
  });

  it('every link within it leads to a place of it, and every operation and schema has one', async () => {
    const places = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(links.filter((id) => !places.has(id))).toEqual([]);
    const document = await (await server.request('/openapi.json')).json();
    const operations = Object.values(document.paths as object).flatMap((path) =>
      Object.values(path as object).map(({ operationId }) => operationId as string),
    );
    const schemas = Object.keys(document.components.schemas).map((name) => `esquema-${name}`);
    expect([...operations, ...schemas].filter((id) => !places.has(id))).toEqual([]);
  });

  it('has no script, and its own style is all it loads', async () => {
    expect(html).not.toMatch(/<script|style="|onclick|@import|url\(/);
    const loaded = [...html.matchAll(/<(?:link|img|iframe)[^>]*(?:href|src)="([^"]+)"/g)];
    expect(loaded.map(([, path]) => path)).toEqual(['/docs/docs.css']);
    const style = await server.request('/docs/docs.css');
    expect(style.headers.get('content-type')).toMatch(/^text\/css/);
    const page = await server.request('/docs');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['__proto__', 'constructor', 'toString', 'swagger-ui.css', '..%2f..%2fpackage.json'])(
    '/docs/%s does not exist',
    async (name) => {
      expect((await server.request(`/docs/${name}`)).status).toBe(404);
    },
  );

  it('an address that would break out of the page is written as text', async () => {
    const page = await server.request('http://a"onload=x&b/docs');
    expect(await page.text()).not.toContain('"onload');
  });
});
