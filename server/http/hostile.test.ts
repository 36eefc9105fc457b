// What tries to hold the server is refused with place and remedy, or done whole; nothing of it stays. How long the server
// is held is measured in bench/, not here.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemSchema } from '../../shared/contract/common.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { listHostileKinds, makeHostileRequest } from '../testing/hostileRequests.ts';
import type { HostileRequest } from '../testing/hostileDraw.ts';
import { seededRandom } from '../testing/openApiRequests.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';

const seed = Number(process.env.CUADRE_SEED ?? 20_261_126);
const eachKind = 8;

let server: TestServer;
let client: TestClient;
beforeAll(async () => {
  server = await openTestServer(openSqliteForTest);
  client = await server.signIn();
  await client.postLedger(`
    2025-03-01 Venta
      570     100,00
      700               100,00
  `);
});
afterAll(() => server.remove());

function bodyOf({ body, breaks }: HostileRequest): BodyInit | null {
  if (body === null || !breaks) return body && new Uint8Array(body);
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const step = breaks === 'slow' ? 1 : 4_096;
      if (at < body.length) controller.enqueue(body.subarray(at, (at += step)));
      else controller.error(new Error('cut'));
    },
  });
}

async function send(request: HostileRequest): Promise<Response> {
  const { method, path, headers, isSignedIn } = request;
  const body = bodyOf(request);
  return server.request(path, {
    method,
    headers: { ...headers, ...(isSignedIn ? { authorization: `Bearer ${client.token}` } : {}) },
    ...(body === null ? {} : { body, duplex: 'half' }),
  });
}

it.each(listHostileKinds())(`%s (seed ${seed})`, { timeout: 120_000 }, async (kind) => {
  const random = seededRandom(seed);
  for (let round = 0; round < eachKind; round += 1) {
    const request = makeHostileRequest(kind, { company: 'UNO', random, scale: 0.01 });
    const response = await send(request);
    const text = await response.text();
    const told = `${kind} ${request.path.slice(0, 60)} ${response.status} ${text.slice(0, 300)}`;
    if (request.isLegitimate) expect(told).toMatch(/ 20[01] /);
    if (response.status < 300) {
      expect(() => JSON.parse(text) as unknown, told).not.toThrow();
      continue;
    }
    expect(response.status, told).toBeGreaterThanOrEqual(400);
    expect(response.status, told).toBeLessThan(500);
    const problem = problemSchema.parse(JSON.parse(text));
    expect(problem.rejections.length, told).toBeGreaterThan(0);
    for (const { message, remedy } of problem.rejections) {
      expect(message.length, told).toBeGreaterThan(10);
      expect(remedy.length, told).toBeGreaterThan(5);
    }
    // A refusal is a page at most, whatever was sent.
    expect(text.length, told).toBeLessThan(200_000);
  }
  expect(server.faults).toEqual([]);
});

it('and the books are as they were', async () => {
  const companyId = server.companyIds.get('UNO')!;
  const report = await server.engine.read((tx) => verifyLedger(tx, companyId));
  expect(report.findings).toEqual([]);
  expect(await client.balances('2025-12-31')).toMatch(/700 +-100,00/);
});
