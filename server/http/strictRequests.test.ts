// A walk over the OpenAPI document of the application: nothing that a request says is dropped in silence. What the
// document does not know is refused by name, what it knows holds what it says and nothing else, and the database is
// afterwards as it was.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import { breakRequest, wholeRequest, type BrokenRequest } from '../testing/brokenRequests.ts';
import {
  listOperations,
  type BuiltRequest,
  type OpenApiDocument,
  type Operation,
} from '../testing/openApiRequests.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';

let server: TestServer;
let client: TestClient;

async function send({ method, path, headers, body }: BuiltRequest): Promise<Response> {
  return server.request(path, {
    method,
    headers: {
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...headers,
      authorization: `Bearer ${client.token}`,
    },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
}

/** Everything that is kept, as text. */
async function readDatabase(): Promise<string> {
  const tables = await server.query<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`,
  );
  const rows = [];
  for (const { name } of tables) rows.push([name, await server.query(`SELECT * FROM "${name}"`)]);
  return JSON.stringify(rows, (_name, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
}

/** Codes of what has not the shape of the contract. */
const shapeCodes =
  /^(member|parameter|value)-|^(body-unexpected|if-match-missing|idempotency-key-missing)$/;

type Told = Problem['rejections'][number];

function isAt(place: BrokenRequest['place'], told: Told): boolean {
  if ('parameter' in place) return told.parameter === place.parameter;
  if ('header' in place) return told.header === place.header;
  const { pointer } = told;
  return pointer === place.pointer || pointer?.startsWith(`${place.pointer}/`) === true;
}

/** @returns what is wrong with the answer, or nothing */
async function judge({ request, place, isRefused, meant }: BrokenRequest): Promise<string | null> {
  const response = await send(request);
  const { status } = response;
  const isProblem = response.headers.get('content-type') === 'application/problem+json';
  if (!isProblem) {
    await response.body?.cancel();
    return isRefused ? `answered ${status}` : null;
  }
  const { rejections } = (await response.json()) as Problem;
  const told = rejections.filter((each) => shapeCodes.test(each.code) && isAt(place, each));
  if (!isRefused) {
    return told[0] ? `the document takes it, the server says «${told[0].message}»` : null;
  }
  const said = rejections.map(({ code, message }) => `${code} ${message}`).join(' ');
  if (status !== 400 && status !== 428) return `answered ${status}: ${said}`;
  if (told.length === 0) return `not named: ${said}`;
  if (meant !== undefined && !told.some(({ remedy }) => remedy.includes(`«${meant}»`))) {
    return `not told what was meant: ${told[0]?.remedy}`;
  }
  const isOurs = !/\b(Invalid|expected|received|se esperaba|Entrada inválida)\b/i.test(said);
  return isOurs ? null : `not our words: ${said}`;
}

async function listFaults(broken: readonly BrokenRequest[]): Promise<string[]> {
  const faults: string[] = [];
  for (const each of broken) {
    const fault = await judge(each);
    if (fault !== null) faults.push(`${each.what}: ${fault}`);
  }
  return faults;
}

describe('every operation of the document', () => {
  let operations: Operation[];
  beforeAll(async () => {
    server = await openTestServer(openSqliteForTest);
    client = await server.signIn();
    const document = (await (await server.request('/openapi.json')).json()) as OpenApiDocument;
    // What watches a server may ask it as it likes.
    operations = listOperations(document).filter(({ path }) => path.startsWith('/v1'));
  });
  afterAll(() => server.remove());

  it('is as strict as the document says, and nothing refused leaves a trace', async () => {
    const faults: string[] = [];
    let refused = 0;
    const before = await readDatabase();
    for (const operation of operations) {
      const broken = breakRequest(operation, 'UNO').filter(({ isRefused }) => isRefused);
      refused += broken.length;
      const found = await listFaults(broken);
      faults.push(...found.map((fault) => `${operation.method} ${operation.path} ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(await readDatabase()).toBe(before);
    // The walk reaches the lines of vouchers, in several operations.
    expect(refused).toBeGreaterThan(2_000);
  }, 120_000);

  it('takes what the document says, whatever the rules say of it then', async () => {
    const faults: string[] = [];
    for (const operation of operations) {
      // It would end the session that the rest is sent with.
      if (operation.method === 'DELETE' && operation.path.startsWith('/v1/sessions')) continue;
      const whole = await send(wholeRequest(operation, 'UNO'));
      if (whole.status === 400) faults.push(`${operation.path}: ${await whole.text()}`);
      else await whole.body?.cancel();
      const taken = breakRequest(operation, 'UNO').filter(({ isRefused }) => !isRefused);
      const found = await listFaults(taken);
      faults.push(...found.map((fault) => `${operation.method} ${operation.path} ${fault}`));
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('is as strict far down a long list, and beside it', async () => {
    const pair = (at: number) => ({ line: at, account: '572', [at % 2 ? 'debit' : 'credit']: '1' });
    const lines = Array.from({ length: 2_600 }, (_, at) => pair(at + 1));
    const told = async (path: string, body: object) => {
      const { status, body: answer } = await client.post<Problem>(path, body);
      return [status, ...answer.rejections.map(({ code, pointer }) => `${code} ${pointer}`)];
    };
    const wrong = lines.map((each, at) =>
      at === 1_500 ? { ...each, costCentre: 'X' } : at === 2_400 ? { ...each, debit: 1 } : each,
    );
    const expected = [
      'member-unknown /lines/1500/costCentre',
      'value-malformed /lines/2400/debit',
      'member-unknown /currency',
    ];
    const id = '00000000-0000-4000-8000-00000000cccc';
    const voucher = { date: '2025-02-01', currency: 'USD' };
    const posted = await told('/vouchers', { ...voucher, id, action: 'post', lines: wrong });
    expect(posted).toEqual([400, ...expected]);
    expect(await told('/vouchers/validate', { ...voucher, lines: wrong })).toEqual([
      400,
      ...expected,
    ]);
    // Codes come as numbers too: what an account is made into stays so beyond a stretch.
    const accounts = lines.map(({ line }) => ({ code: 43_000_000 + line, name: 'Cliente' }));
    const { body } = await client.post<{ accounts: object[] }>('/accounts/bulk', { accounts });
    expect(body.accounts.at(-1)).toMatchObject({ code: '43002600', name: 'Cliente' });
  });

  it('refuses a body where it reads none', async () => {
    const without = operations.filter(({ body }) => body === null);
    expect(without.length).toBeGreaterThan(10);
    for (const operation of without) {
      const whole = wholeRequest(operation, 'UNO');
      // A GET of this runtime carries no body, but says that it does.
      const sent =
        operation.method === 'GET'
          ? { ...whole, headers: { ...whole.headers, 'content-length': '7' } }
          : { ...whole, body: { a: 1 } };
      const response = await send(sent);
      const { rejections } = (await response.json()) as Problem;
      const said = [operation.path, response.status, rejections[0]?.code];
      expect(said).toEqual([operation.path, 400, 'body-unexpected']);
    }
  });

  it('refuses a precondition that it would not keep', async () => {
    const writes = operations.filter(
      ({ method, parameters }) =>
        method !== 'GET' && !parameters.some(({ name }) => name === 'if-match'),
    );
    expect(writes.length).toBeGreaterThan(5);
    for (const operation of writes) {
      const whole = wholeRequest(operation, 'UNO');
      const response = await send({ ...whole, headers: { ...whole.headers, 'if-match': '"1"' } });
      const { rejections } = (await response.json()) as Problem;
      const said = [operation.path, response.status, rejections[0]?.code, rejections[0]?.header];
      expect(said).toEqual([operation.path, 400, 'precondition-unread', 'if-match']);
    }
  });
});
