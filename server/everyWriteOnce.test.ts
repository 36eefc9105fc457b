// Every operation that writes is done once per key (invariant 3): walked over the OpenAPI document, so that a route
// that is added and forgets its key is found here.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../shared/contract/common.ts';
import { listCompanyTables, readCompanyRows } from './operations/companyTables.store.ts';
import { listOperations, wellFormedRequest, type Operation } from './testing/openApiRequests.ts';
import { describeOnEngines } from './testing/testEngines.ts';
import {
  ana,
  nextKey,
  openTestServer,
  type TestClient,
  type TestServer,
} from './testing/testServer.ts';
import {
  changed,
  writingOperations,
  type WritingCase,
  type WritingRequest,
} from './testing/writingOperations.ts';

const reader = { email: 'leo@ejemplo.es', name: 'Leo', roles: { UNO: 'consulta' } } as const;
const names = Object.keys(writingOperations);

interface Sent {
  status: number;
  text: string;
  isReplayed: boolean;
  code: string | undefined;
}

describeOnEngines('every write is done once per key', (open) => {
  let server: TestServer;
  let client: TestClient;
  let onlyReads: TestClient;
  let operations: Operation[];
  /** What was answered, to be asked for again at the end. */
  const given: { request: WritingRequest; key: string; answer: Sent }[] = [];

  beforeAll(async () => {
    server = await openTestServer(open, {
      companies: [{ code: 'UNO' }, { code: 'DOS' }],
      users: [{ ...ana, roles: { UNO: 'administrador', DOS: 'administrador' } }, reader],
    });
    client = await server.signIn();
    onlyReads = await server.signIn(reader);
    const document = (await (await server.request('/openapi.json')).json()) as never;
    operations = listOperations(document).filter(({ path }) => path.includes('{company}'));
  });
  afterAll(() => server.remove());

  /** @param key '' sends none */
  const send = async (from: TestClient, request: WritingRequest, key: string): Promise<Sent> => {
    const { method, path, headers, body } = request;
    const response = await server.request(`/v1/companies/${from.company}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${from.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === '' ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const code = (JSON.parse(text) as Partial<Problem>).rejections?.[0]?.code;
    const isReplayed = response.headers.get('idempotency-replayed') === 'true';
    return { status: response.status, text, isReplayed, code };
  };
  const prepare = (name: string, of = client): Promise<WritingCase> => writingOperations[name]!(of);
  const done = async (request: WritingRequest, key: string, of = client): Promise<Sent> => {
    const answer = await send(of, request, key);
    expect(answer, answer.text).toMatchObject({ isReplayed: false, code: undefined });
    given.push({ request, key, answer });
    return answer;
  };
  /** All that the companies have, but for what a test looks at only once. */
  const fingerprint = () => readFingerprint(server);

  const nameOf = ({ method, path }: Operation): string =>
    `${method} ${path.replace('/v1/companies/{company}', '')}`;
  const takesKey = ({ parameters }: Operation): boolean =>
    parameters.some(({ name, required }) => name.toLowerCase() === 'idempotency-key' && required);

  it('each operation takes a key, or changes nothing', async () => {
    const before = await fingerprint();
    const keyed: string[] = [];
    for (const operation of operations) {
      if (operation.method === 'GET') continue;
      if (takesKey(operation)) {
        keyed.push(nameOf(operation));
        continue;
      }
      const { method, path, headers, body } = wellFormedRequest(operation, 'UNO');
      const below = path.replace('/v1/companies/UNO', '');
      const { status, text } = await send(
        client,
        { method, path: below, headers, body },
        nextKey(),
      );
      expect([nameOf(operation), status], text).toEqual([nameOf(operation), 200]);
    }
    expect(await fingerprint()).toBe(before);
    // One that is missing in `writingOperations` is not proven.
    expect(keyed.sort()).toEqual([...names].sort());
  });

  it.each(names)('%s twice: one effect, one answer, and the second says so', async (name) => {
    const { request } = await prepare(name);
    const key = nextKey();
    const first = await done(request, key);
    const after = await fingerprint();
    expect(await send(client, request, key)).toEqual({ ...first, isReplayed: true });
    expect(await fingerprint()).toBe(after);
  });

  it.each(names)('Y06 %s leaves its trail: who, when and what', async (name) => {
    const { request } = await prepare(name);
    // A minute of its own.
    const now = new Date(server.clock.now().getTime() + 60_000).toISOString();
    server.clock.set(now);
    await done(request, nextKey());
    const trail = await server.query<{ who: bigint; what: string }>(
      `SELECT user_id AS who, action || ' ' || subject AS what FROM audit_events WHERE recorded_at = '${now}' ` +
        `UNION ALL SELECT recorded_by, kind || ' ' || voucher_id FROM posting_batches WHERE recorded_at = '${now}'`,
    );
    expect(trail).not.toEqual([]);
    for (const { who, what } of trail) {
      expect(who).toBe(1n);
      expect(what).toMatch(/^[a-z]+[A-Za-z]* \S/);
    }
  });

  it.each(names)('%s: a key says one thing', async (name) => {
    const { request, others } = await prepare(name);
    const key = nextKey();
    await done(request, key);
    const after = await fingerprint();
    const elsewhere = { method: 'POST', path: '/accounts', body: { code: '43099', name: 'Otra' } };
    for (const other of [
      ...Object.values(others).map((each) => changed(request, each)),
      elsewhere,
    ]) {
      const { status, code } = await send(client, other, key);
      expect([other, status, code]).toEqual([other, 409, 'idempotency-key-reused']);
    }
    expect(await fingerprint()).toBe(after);
  });

  it.each(names)('%s: without a key it is refused, and the refusal says which', async (name) => {
    const { request } = await prepare(name);
    const before = await fingerprint();
    const { status, code } = await send(client, request, '');
    expect([status, code]).toEqual([400, 'idempotency-key-missing']);
    expect(await fingerprint()).toBe(before);
  });

  it.each(names)('%s at the same moment: one effect', async (name) => {
    const { request } = await prepare(name);
    const key = nextKey();
    const keys = await countKeys(server);
    const answers = await Promise.all([1, 2, 3].map(() => send(client, request, key)));
    expect(answers.map(({ isReplayed }) => isReplayed).sort()).toEqual([false, true, true]);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]!.code).toBeUndefined();
    expect(await countKeys(server)).toBe(keys + 1);
    const after = await fingerprint();
    expect(await send(client, request, key)).toMatchObject({ isReplayed: true });
    expect(await fingerprint()).toBe(after);
  });

  it.each(names)('%s: refused once, it is corrected under the same key', async (name) => {
    const { request, mistake } = await prepare(name);
    const key = nextKey();
    const before = await fingerprint();
    const refused = await send(client, changed(request, mistake), key);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.code).not.toBe('idempotency-key-reused');
    expect(await fingerprint()).toBe(before);
    await done(request, key);
  });

  it.each(names)('%s: the same key in another company is another act', async (name) => {
    const key = nextKey();
    await done((await prepare(name)).request, key);
    const dos = client.in('DOS');
    const elsewhere = await send(dos, (await prepare(name, dos)).request, key);
    expect(elsewhere, elsewhere.text).toMatchObject({ isReplayed: false, code: undefined });
  });

  it.each(names)('%s: who may not is told so, and nothing of the key', async (name) => {
    const { request, others } = await prepare(name);
    const key = nextKey();
    await done(request, key);
    const [other] = Object.values(others);
    const before = await fingerprint();
    const asked = [
      await send(onlyReads, request, key),
      await send(onlyReads, changed(request, other!), key),
      await send(onlyReads, request, nextKey()),
    ];
    for (const answer of asked) {
      expect(answer).toEqual({ ...asked[0], status: 403, code: 'permission-denied' });
    }
    expect(await fingerprint()).toBe(before);
  });

  it('what was answered stays so to the byte when names and settings change', async () => {
    expect(given.length).toBeGreaterThan(names.length * 3);
    await server.execute("UPDATE users SET name = 'Ana Ruiz de Otero'");
    await server.execute("UPDATE accounts SET name = name || ' (antes)'");
    await server.execute('UPDATE companies SET settings_version = settings_version + 1');
    const before = await fingerprint();
    for (const { request, key, answer } of given) {
      expect(await send(client, request, key)).toEqual({ ...answer, isReplayed: true });
    }
    expect(await fingerprint()).toBe(before);
  });
});

/** Every row of every company, as one number. */
async function readFingerprint({ engine, companyIds }: TestServer): Promise<string> {
  const hash = createHash('sha256');
  const write = (row: unknown): void => {
    hash.update(
      JSON.stringify(row, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    );
  };
  await engine.read(async (tx) => {
    const companies = await tx.query('SELECT * FROM companies ORDER BY id', []);
    companies.forEach(write);
    for (const table of await listCompanyTables(tx, engine.dialect)) {
      for (const id of companyIds.values()) {
        for await (const rows of readCompanyRows(tx, table, id)) rows.forEach(write);
      }
    }
  });
  return hash.digest('hex');
}

async function countKeys(server: TestServer): Promise<number> {
  const [row] = await server.query<{ count: bigint }>(
    'SELECT count(*) AS count FROM idempotency_keys',
  );
  return Number(row!.count);
}

describe('the table of operations', () => {
  it('names each once', () => expect(new Set(names).size).toBe(names.length));
});
