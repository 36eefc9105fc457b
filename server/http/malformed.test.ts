// Malformed HTTP is told apart from refused accounting: always 4xx problem+json with reasons in
// Spanish, never 5xx, and the ledger stays whole.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema, type Problem } from '../../shared/contract/common.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import {
  hostileRequest,
  listOperations,
  seededRandom,
  type BuiltRequest,
  type Operation,
} from '../testing/openApiRequests.ts';
import { describeOnEngines, openSqliteForTest } from '../testing/testEngines.ts';
import {
  nextKey,
  nextUuid,
  openTestServer,
  writeRejections,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

async function expectProblem(response: Response, status?: number): Promise<void> {
  const text = await response.text();
  if (status !== undefined) expect(`${response.status} ${text}`).toMatch(new RegExp(`^${status} `));
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(JSON.parse(text));
  expect(problem.status).toBe(response.status);
  expect(problem.rejections.length).toBeGreaterThan(0);
  for (const { message, remedy } of problem.rejections) {
    expect(`${message} ${remedy}`).not.toMatch(
      /\b(Invalid|expected|received|required|Malformed|must)\b/,
    );
  }
}

describe('malformed requests', () => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(openSqliteForTest);
    client = await server.signIn();
  });
  afterAll(() => server.remove());

  const send = (method: string, path: string, body?: BodyInit, headers: HeadersInit = {}) =>
    server.request(path, {
      method,
      headers: {
        authorization: `Bearer ${client.token}`,
        'content-type': 'application/json',
        'idempotency-key': 'clave-malformada',
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
  const vouchers = '/v1/companies/UNO/vouchers';
  const voucher = { id: '00000000-0000-4000-8000-00000000bbbb', action: 'post', lines: [] };
  const line = { line: 1, account: '572', debit: '1' };
  const withLine = (change: object) =>
    JSON.stringify({ ...voucher, lines: [{ ...line, ...change }] });

  it.each<[string, string]>([
    ['cut JSON', '{"id":'],
    ['no JSON', 'hola'],
    ['nothing', ''],
    ['two values', '{}{}'],
    ['a comment', '/* */{}'],
    ['an array', '[]'],
    ['a text', '"{}"'],
    ['null', 'null'],
    ['a number', '5'],
    ['NaN', '{"lines":NaN}'],
    ['deep nesting', '['.repeat(200_000)],
    ['deep nesting that closes', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['no id', JSON.stringify({ ...voucher, id: undefined })],
    ['an id that is none', JSON.stringify({ ...voucher, id: '1' })],
    ['an unknown action', JSON.stringify({ ...voucher, action: 'delete' })],
    ['lines that are no list', JSON.stringify({ ...voucher, lines: {} })],
    ['lines that are null', JSON.stringify({ ...voucher, lines: [null] })],
    ['a line number that is none', withLine({ line: 1.5 })],
    ['a line number too large', withLine({ line: 1e9 })],
    ['an amount as number', withLine({ debit: 5 })],
    ['an amount with comma', withLine({ debit: '1.234,56' })],
    ['an amount with exponent', withLine({ debit: '1e5' })],
    ['an amount of 41 digits', withLine({ debit: '1'.repeat(41) })],
    ['an account that is a list', withLine({ account: ['572'] })],
    ['a text too long', withLine({ description: 'x'.repeat(32_768) })],
  ])('%s', async (_name, body) => {
    await expectProblem(await send('POST', vouchers, body), 400);
  });

  it.each<[string, object, string]>([
    ['a page of date', { date: 'x'.repeat(30_000) }, 'date-invalid date'],
    ['a type', { type: 'ñ¿?' }, 'voucher-type-unknown type'],
    ['an account', { lines: [{ ...line, account: '5·2ñ' }] }, 'account-unknown 1 account'],
    [
      'a page of account',
      { lines: [{ ...line, account: 'ñ '.repeat(9_000) }] },
      'account-unknown 1 account',
    ],
  ])(
    'what a cell may hold by mistake is refused with its cell: %s',
    async (_name, change, expected) => {
      const body = JSON.stringify({ date: '2025-02-01', ...voucher, ...change });
      const refused = await send('POST', vouchers, body);
      expect(refused.status).toBe(422);
      expect(writeRejections((await refused.clone().json()) as Problem)).toContain(expected);
      expect((await refused.clone().text()).length).toBeLessThan(3_000);
      await expectProblem(refused);
      const draft = { ...(JSON.parse(body) as object), action: 'draft', id: nextUuid() };
      const kept = await send('POST', vouchers, JSON.stringify(draft), {
        'idempotency-key': nextKey(),
      });
      expect(kept.status).toBe(201);
    },
  );

  it.each<[string, string, string, number]>([
    ['an unknown route', 'GET', '/v1/nada', 404],
    ['an unknown route of a company', 'GET', '/v1/companies/UNO/nada', 404],
    ['no company', 'GET', '/v1/companies', 404],
    ['no such company', 'GET', '/v1/companies/NADIE', 404],
    ['a company of control characters', 'GET', '/v1/companies/%00%ff', 404],
    ['a company too long', 'GET', `/v1/companies/${'x'.repeat(5_000)}`, 404],
    ['a method the route has not', 'DELETE', '/v1/companies/UNO/accounts', 405],
    ['a method nobody has', 'BREW', '/v1/companies/UNO/accounts', 405],
    ['an id that is none', 'GET', `${vouchers}/1`, 400],
    ['a voucher that does not exist', 'GET', `${vouchers}/${voucher.id}`, 404],
    ['a broken escape', 'GET', `${vouchers}/%E0%A4%A`, 400],
    ['a trial balance without dates', 'GET', '/v1/companies/UNO/trial-balance', 400],
    [
      'a reversed period',
      'GET',
      '/v1/companies/UNO/trial-balance?from=2025-02-01&to=2025-01-01',
      422,
    ],
    [
      'a level that is none',
      'GET',
      '/v1/companies/UNO/trial-balance?from=2025-01-01&to=2025-02-01&level=0',
      400,
    ],
    [
      'a level of letters',
      'GET',
      '/v1/companies/UNO/trial-balance?from=2025-01-01&to=2025-02-01&level=x',
      400,
    ],
    [
      'an unknown enumeration',
      'GET',
      '/v1/companies/UNO/trial-balance?from=2025-01-01&to=2025-02-01&rows=todas',
      400,
    ],
    ['a limit that is none', 'GET', `${vouchers}?limit=-1`, 400],
    ['an unknown state', 'GET', `${vouchers}?state=%00`, 400],
  ])('%s', async (_name, method, path, status) => {
    await expectProblem(await send(method, path), status);
  });

  it('a body that is no JSON by its own word', async () => {
    await expectProblem(await send('POST', vouchers, 'a=1', { 'content-type': 'text/plain' }), 415);
  });

  it('tells what is wrong with headers, address and body at once', async () => {
    const path = `${vouchers}/1/void`;
    const refused = await send('POST', path, '{"reason":5}', { 'idempotency-key': 'x' });
    const { rejections } = (await refused.clone().json()) as Problem;
    const places = rejections.map(
      ({ parameter, header, pointer }) => parameter ?? header ?? pointer,
    );
    expect(places).toEqual(['id', 'idempotency-key', '/reason']);
    await expectProblem(refused, 400);
  });

  it('a body larger than the limit', async () => {
    const body = `{"lines":"${'x'.repeat(33 * 2 ** 20)}"}`;
    const length = { 'content-length': String(body.length) };
    await expectProblem(await send('POST', vouchers, body, length), 413);
    // Without its length, what arrives is counted.
    await expectProblem(await send('POST', vouchers, body), 413);
  });

  it('a body that is cut on its way', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"lines":')),
      pull: (controller) => controller.error(new Error('cut')),
    });
    const request = new Request(`http://localhost${vouchers}`, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
    } as RequestInit);
    await expectProblem(await server.app.request(request), 400);
    expect(server.faults).toEqual([]);
  });

  it('a body that says nothing of its type', async () => {
    const bytes = new TextEncoder().encode('{"lines":[]}');
    await expectProblem(await send('POST', vouchers, bytes, { 'content-type': '' }), 415);
    await expectProblem(await send('POST', vouchers, undefined, { 'content-type': '' }), 400);
  });

  it('weird headers', async () => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer x',
      'Basic YTpi',
      `Bearer ${'x'.repeat(10_000)}`,
      'Bearer a b',
    ]) {
      await expectProblem(
        await send('GET', '/v1/companies/UNO', undefined, { authorization }),
        401,
      );
    }
    // The scheme is read in either case (RFC 9110, 11.1).
    const lower = { authorization: `bearer ${client.token}` };
    expect((await send('GET', '/v1/companies/UNO', undefined, lower)).status).toBe(200);
    await expectProblem(
      await send('POST', vouchers, '{}', { 'idempotency-key': 'ñ'.repeat(10) }),
      400,
    );
    await expectProblem(
      await send('PUT', `${vouchers}/${voucher.id}`, '{"lines":[]}', { 'if-match': 'W/"1"' }),
      400,
    );
  });

  it('nobody is signed in', async () => {
    for (const path of ['/v1/sessions/current', '/v1/companies/UNO', '/v1/companies/UNO/changes']) {
      await expectProblem(await server.request(path), 401);
    }
  });
});

describeOnEngines('a fuzz of every operation of the document', (open) => {
  const seed = Number(process.env.CUADRE_SEED ?? 20_250_331);
  let server: TestServer;
  let client: TestClient;
  let operations: Operation[];
  beforeAll(async () => {
    server = await openTestServer(open);
    client = await server.signIn();
    const document = await server.request('/openapi.json');
    // Signing in is limited by design, and signing out would end the fuzz.
    operations = listOperations((await document.json()) as never).filter(
      ({ path }) => path.startsWith('/v1/companies') && !path.endsWith('/changes'),
    );
  });
  afterAll(() => server.remove());

  it(
    `never answers 5xx, and every refusal says why (seed ${seed})`,
    { timeout: 120_000 },
    async () => {
      const random = seededRandom(seed);
      const statuses = new Map<number, number>();
      const total = server.engine.dialect === 'sqlite' ? 9_000 : 1_500;
      const cases = Math.ceil(total / operations.length);
      for (const operation of operations) {
        for (let index = 0; index < cases; index += 1) {
          const request = hostileRequest(operation, 'UNO', random);
          const response = await send(request);
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
          if (response.status >= 400)
            await expectProblem(response).catch((error: unknown) => {
              throw new Error(`seed ${seed}: ${JSON.stringify(request)}`, { cause: error });
            });
        }
      }
      // Some get through: the fuzz reaches the rules and not just the schemas.
      expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 422]));
      expect([...statuses.values()].reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(total);
      const companyId = server.companyIds.get('UNO')!;
      const report = await server.engine.read((tx) => verifyLedger(tx, companyId));
      expect(report.findings).toEqual([]);
      expect((await client.trialBalance('2025-01-01', '2025-12-31')).totals.closing).toBe('0.00');
    },
  );

  const send = ({ method, path, headers, body }: BuiltRequest) =>
    server.request(path, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${client.token}`,
        'content-type': 'application/json',
      },
      ...(body === null || method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
});
