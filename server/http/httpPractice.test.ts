// HTTP as its standards have it: what may be done where, who is asked for what, what is the same as before.
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import {
  nextKey,
  nextUuid,
  openTestServer,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

const company = '/v1/companies/UNO';
const year = 'from=2025-01-01&to=2025-12-31';
const sale = {
  date: '2025-03-31',
  description: 'Venta',
  lines: [
    { line: 1, account: '572', debit: '121' },
    { line: 2, account: '700', credit: '121' },
  ],
};

describe('HTTP practice', () => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(openSqliteForTest);
    client = await server.signIn();
  });
  afterAll(() => server.remove());

  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    server.request(path, {
      method,
      headers: { authorization: `Bearer ${client.token}`, ...headers },
    });

  it.each([
    ['DELETE', `${company}/accounts`, 'GET, HEAD, OPTIONS, POST'],
    ['PUT', `${company}/accounts/572`, 'GET, HEAD, OPTIONS, PATCH'],
    ['POST', `${company}/trial-balance`, 'GET, HEAD, OPTIONS'],
    ['GET', `${company}/lock`, 'OPTIONS, PUT'],
    ['GET', `${company}/vouchers/1/post`, 'OPTIONS, POST'],
    ['POST', company, 'GET, HEAD, OPTIONS'],
    ['GET', '/v1/sessions', 'OPTIONS, POST'],
    ['PATCH', '/v1/sessions/current', 'DELETE, GET, HEAD, OPTIONS'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/docs', 'GET, HEAD, OPTIONS'],
  ])('%s %s is not allowed there, and what is', async (method, path, allow) => {
    const refused = await ask(method, path);
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, allow]);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    const { rejections } = (await refused.json()) as Problem;
    expect(rejections.map(({ code, message, remedy }) => [code, message, remedy])).toEqual([
      ['method-not-allowed', `Esta dirección no admite ${method}.`, `Admite ${allow}.`],
    ]);
  });

  it.each(['/v1/sessions/', `${company}/`, `${company}/accounts/`, '/v1/companies//accounts'])(
    '%s is no address',
    async (path) => {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        expect([method, (await ask(method, path)).status]).toEqual([method, 404]);
      }
    },
  );

  it('OPTIONS tells what an address does, to anybody, and nothing of one that does not exist', async () => {
    const told = await server.request(`${company}/vouchers/1`, { method: 'OPTIONS' });
    expect([told.status, told.headers.get('allow')]).toEqual([
      204,
      'DELETE, GET, HEAD, OPTIONS, PUT',
    ]);
    const preflight = await server.request(`${company}/accounts`, {
      method: 'OPTIONS',
      headers: { origin: 'https://otro.ejemplo.es', 'access-control-request-method': 'GET' },
    });
    // Pages of other origins are not let in.
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect((await server.request('/v1/nada', { method: 'OPTIONS' })).status).toBe(404);
  });

  it('HEAD answers as GET without its body, and opens no feed', async () => {
    const path = `${company}/trial-balance?${year}`;
    const [head, get] = [await ask('HEAD', path), await ask('GET', path)];
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    const feed = await ask('HEAD', `${company}/changes`);
    expect([feed.status, feed.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(server.services.feed.companies()).toEqual([]);
  });

  it.each([
    ['without a token', {}, 'Bearer realm="Cuadre"'],
    [
      'with one that is none',
      { authorization: `Bearer ${'x'.repeat(43)}` },
      'Bearer realm="Cuadre", error="invalid_token"',
    ],
  ])('who asks %s is told how to identify', async (_name, headers, challenge) => {
    const refused = await server.request(company, { headers });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, challenge]);
  });

  it('a wrong password is a 401 with its challenge too', async () => {
    const refused = await server.request('/v1/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'nadie@ejemplo.es', password: 'nada' }),
    });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="Cuadre"',
    ]);
  });

  it('an edit that does not say what it read is a 428, a write without key a 400 by its name', async () => {
    const unmatched = await client.call<Problem>('PUT', `/vouchers/${nextUuid()}`, { lines: [] });
    expect(unmatched.status).toBe(428);
    expect(unmatched.body.rejections[0]?.code).toBe('if-match-missing');
    const unkeyed = await client.post<Problem>('/vouchers', sale, '');
    expect(unkeyed.status).toBe(400);
    expect(unkeyed.body.rejections.map(({ code }) => code)).toContain('idempotency-key-missing');
  });

  it('what is made says where it is and which version, and is found there', async () => {
    const saved = await client.save(sale, 'draft');
    const id = saved.body.voucher.id;
    expect(saved.headers.get('location')).toBe(`${company}/vouchers/${id}`);
    expect(saved.headers.get('etag')).toBe('"1"');
    const edited = await client.call<VoucherResult>('PUT', `/vouchers/${id}`, sale, {
      'if-match': saved.headers.get('etag')!,
    });
    expect(edited.headers.get('etag')).toBe('"2"');
    const posted = await client.post<VoucherResult>(`/vouchers/${id}/post`);
    const read = await client.get(`/vouchers/${id}`);
    expect(posted.headers.get('etag')).toBe(read.headers.get('etag'));
    for (const [path, body] of [
      ['/accounts', { code: '4300009', name: 'Cliente 9' }],
      ['/accounts', { code: '43.00-8', name: 'Cliente 8' }],
      ['/fiscal-years', { startsOn: '2026-01-01', endsOn: '2026-12-31' }],
    ] as const) {
      const made = await client.post<object>(path, body);
      if (made.status === 422) continue;
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const place = made.headers.get('location') ?? '';
      expect((await client.get(place)).body).toEqual(made.body);
    }
    expect((await client.get('/accounts/no-existe')).status).toBe(404);
    expect((await client.get('/fiscal-years/99')).status).toBe(404);
  });

  it('a repeated write says that it is one', async () => {
    const draft = await client.save(sale, 'draft');
    const { id } = draft.body.voucher;
    const writes: [string, unknown][] = [
      ['/vouchers', { ...sale, id: nextUuid(), action: 'post' }],
      [`/vouchers/${id}/post`, undefined],
      [`/vouchers/${id}/void`, { reason: 'prueba' }],
      ['/accounts', { code: '4300001', name: 'Cliente 1' }],
      ['/fiscal-years', { startsOn: '2027-01-01', endsOn: '2027-12-31' }],
    ];
    for (const [path, body] of writes) {
      const key = nextKey();
      const first = await client.post<object>(path, body, key);
      const again = await client.post<object>(path, body, key);
      expect([first.status, first.headers.get('idempotency-replayed')], path).toEqual([
        again.status,
        null,
      ]);
      expect(again.headers.get('idempotency-replayed'), path).toBe('true');
      expect(again.headers.get('location'), path).toBe(first.headers.get('location'));
    }
  });

  it.each([
    '/accounts',
    '/accounts/572',
    '/fiscal-years',
    `/trial-balance?${year}`,
    `/monthly-balances?${year}`,
    '/fiscal-years/2025/regularisation',
  ])('%s is told unchanged until something changes', async (path) => {
    const first = await ask('GET', company + path);
    const mark = first.headers.get('etag') ?? '';
    expect(mark).toMatch(/^W\/"/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    for (const asked of [mark, mark.slice(2), `"otra", ${mark}`, '*']) {
      const same = await ask('GET', company + path, { 'if-none-match': asked });
      expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', mark]);
      expect(same.headers.get('x-content-type-options')).toBe('nosniff');
    }
    // Neither another address nor nobody gets a 304 by it.
    const other = await ask('GET', `${company}/trial-balance?${year}&level=1`, {
      'if-none-match': mark,
    });
    expect(other.status).toBe(200);
    const stranger = await server.request(company + path, { headers: { 'if-none-match': mark } });
    expect(stranger.status).toBe(401);
    await client.save(sale);
    const changed = await ask('GET', company + path, { 'if-none-match': mark });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(mark);
  });

  it('settings change the mark as well, and a wrong address is refused before any mark', async () => {
    const path = `${company}/trial-balance?${year}`;
    const mark = (await ask('GET', path)).headers.get('etag') ?? '';
    await client.post('/accounts', { code: '4300077', name: 'Cliente 77' });
    expect((await ask('GET', path, { 'if-none-match': mark })).status).toBe(200);
    expect((await ask('GET', `${path}&nada=1`, { 'if-none-match': '*' })).status).toBe(400);
    for (const [nothing, status] of [
      [`${company}/accounts/99999`, 404],
      [`${company}/fiscal-years/1999/regularisation`, 404],
      [`${path}&asOf=9999`, 422],
    ] as const) {
      expect((await ask('GET', nothing, { 'if-none-match': '*' })).status).toBe(status);
    }
  });

  const decoders = { br: brotliDecompressSync, gzip: gunzipSync, zstd: zstdDecompressSync };
  it.each<[string, keyof typeof decoders | null]>([
    ['gzip, deflate', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate, br, zstd', 'zstd'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br;q=0.1, gzip', 'gzip'],
    ['*', 'zstd'],
    ['identity', null],
    ['gzip;q=0', null],
    ['', null],
  ])('a long answer to «Accept-Encoding: %s»', async (accepted, coding) => {
    const plain = await (await ask('GET', `${company}/accounts`)).text();
    const answer = await ask('GET', `${company}/accounts`, { 'accept-encoding': accepted });
    expect(answer.headers.get('content-encoding')).toBe(coding);
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    const bytes = Buffer.from(await answer.arrayBuffer());
    const text = coding === null ? bytes : decoders[coding](bytes);
    expect(text.toString()).toBe(plain);
    if (coding !== null) expect(bytes.byteLength).toBeLessThan(plain.length / 4);
  });

  it('a short answer, and the feed, are sent as they are', async () => {
    const accepted = { 'accept-encoding': 'gzip, br, zstd' };
    const short = await ask('GET', `${company}/fiscal-years`, accepted);
    expect(short.headers.get('content-encoding')).toBeNull();
    const feed = await ask('GET', `${company}/changes`, accepted);
    expect(feed.headers.get('content-encoding')).toBeNull();
    expect(feed.headers.get('cache-control')).toMatch(/no-cache|no-store/);
    await feed.body?.cancel();
  });

  it('by https every answer keeps browsers to it, by http and on this machine none', async () => {
    const paths = ['/docs', '/v1/sessions/current', `${company}/accounts`, '/healthz', '/nada'];
    for (const path of paths) {
      const kept = (origin: string) =>
        ask('GET', origin + path).then(({ headers }) => headers.get('strict-transport-security'));
      expect(await kept('https://contabilidad.ejemplo.es'), path).toBe('max-age=31536000');
      expect(await kept('http://contabilidad.ejemplo.es'), path).toBeNull();
      expect(await kept('https://localhost:3000'), path).toBeNull();
    }
  });
});
