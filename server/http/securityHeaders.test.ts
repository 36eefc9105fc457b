// Every answer carries the headers of the security floor, whoever builds it: routes, refusals, feeds, pages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOperations, wellFormedRequest, type Operation } from '../testing/openApiRequests.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import {
  nextKey,
  openTestServer,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

describe('headers of every answer', () => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(openSqliteForTest);
    client = await server.signIn();
  });
  afterAll(() => server.remove());

  const expectFloor = ({ headers }: Response, name: string) => {
    expect(headers.get('x-content-type-options'), name).toBe('nosniff');
    expect(headers.get('referrer-policy'), name).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy'), name).toBe('cross-origin');
    expect(headers.get('content-security-policy'), name).toContain('frame-ancestors');
    expect(headers.get('x-request-id'), name).toMatch(/^[\w-]{10,}$/);
  };

  it('the API, whether it does what is asked or refuses', async () => {
    const document = (await (await server.request('/openapi.json')).json()) as never;
    // Signing out goes last, or the rest would have no session.
    const isLast = ({ method, path }: Operation) =>
      method === 'DELETE' && path === '/v1/sessions/current';
    const operations = listOperations(document)
      .filter(({ path }) => path.startsWith('/v1'))
      .sort((one, other) => Number(isLast(one)) - Number(isLast(other)));
    const statuses = new Set<number>();
    for (const operation of operations) {
      for (const authorization of ['', `Bearer ${client.token}`]) {
        const { method, path, headers, body } = wellFormedRequest(operation, 'UNO');
        const response = await server.request(path, {
          method,
          headers: {
            ...headers,
            'idempotency-key': nextKey(),
            'content-type': 'application/json',
            authorization,
          },
          ...(body === null ? {} : { body: JSON.stringify(body) }),
        });
        statuses.add(response.status);
        expectFloor(response, `${method} ${path} ${response.status}`);
        expect(response.headers.get('cache-control')).toMatch(/no-store|no-cache/);
        await response.body?.cancel();
      }
    }
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 204, 401, 404, 422]));
  });

  it.each(['/docs', '/healthz', '/openapi.json', '/nada', '/v1/nada'])('%s', async (path) => {
    expectFloor(await server.request(path), path);
  });

  it('the name of a request is the one its client gave, if a log can hold it', async () => {
    const nameOf = async (given: string) => {
      const response = await server.request('/healthz', { headers: { 'x-request-id': given } });
      return response.headers.get('x-request-id');
    };
    expect(await nameOf('hoja-7=B2')).toBe('hoja-7=B2');
    expect(await nameOf('a b')).toMatch(/^[\w-]{36}$/);
    expect(await nameOf('x'.repeat(256))).toMatch(/^[\w-]{36}$/);
  });
});
