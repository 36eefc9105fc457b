// Connections have bounds: what dawdles is ended, so many may be open, and one user holds so many feeds.
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { ana, openTestServer, type TestServer } from '../testing/testServer.ts';
import { listen, type ListeningServer } from './httpServer.ts';
import { OpenFeeds } from './openFeeds.ts';

const eva = { email: 'eva@ejemplo.es', name: 'Eva Sanz', roles: { UNO: 'consulta' as const } };
const bounds = { connections: 3, headersMilliseconds: 50, requestMilliseconds: 60, streams: 10 };

let server: TestServer;
let listening: ListeningServer;
let sockets: Socket[];
beforeEach(async () => {
  server = await openTestServer(openSqliteForTest, { users: [ana, eva] });
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.remove();
});

const start = async () => {
  const logError = (error: Error) => void server.faults.push(error);
  const app = createApp({ services: server.services, logError });
  listening = await listen(app.fetch, { port: 0, host: '127.0.0.1', tls: null }, bounds);
};

/** Sends some of a request. @returns what comes back until the other side ends it */
function dawdle(text: string): Promise<string> {
  const socket = connect(Number(new URL(listening.url).port), '127.0.0.1');
  sockets.push(socket);
  let heard = '';
  return new Promise((resolve) => {
    socket.on('data', (part) => (heard += String(part)));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
    socket.on('connect', () => socket.write(text));
  });
}

it.each([
  ['headers that do not end', 'GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: '],
  [
    'a body that does not end',
    'POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{',
  ],
])('%s', async (_name, text) => {
  await start();
  expect(await dawdle(text)).toMatch(/^HTTP\/1\.1 408[^]*no llegó entera a tiempo/);
  await listening.close();
});

it.each([
  ['no HTTP', 'hola\r\n\r\n', 400, 'no es HTTP bien formado'],
  ['a method of another server', 'BREW /docs HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'no es HTTP'],
  [
    'two lengths',
    'POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
    400,
    'no es HTTP bien formado',
  ],
  [
    'an address too long',
    `GET /v1?ids=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    431,
    'más de 16 kB',
  ],
])('%s is told in a sentence, and the connection ends', async (_name, text, status, sentence) => {
  await start();
  const [head = '', body = ''] = (await dawdle(text)).split('\r\n\r\n');
  expect(head).toContain(`HTTP/1.1 ${status} `);
  expect(JSON.parse(body)).toMatchObject({
    status,
    rejections: [{ code: 'request-malformed', message: expect.stringContaining(sentence) }],
  });
  await listening.close();
});

it('more than so many are not let in', async () => {
  await start();
  const waiting = [0, 1, 2].map(() => dawdle(''));
  while (sockets.some(({ connecting }) => connecting))
    await new Promise((next) => setImmediate(next));
  expect(await dawdle('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n')).toBe('');
  for (const socket of sockets) socket.destroy();
  await Promise.all(waiting);
  await listening.close();
});

it('one user holds so many feeds, another their own; one that ends makes room', async () => {
  const openFeeds = new OpenFeeds(2);
  const app = createApp({
    services: server.services,
    logError: (error) => void server.faults.push(error),
    openFeeds,
  });
  const tokens = [(await server.signIn()).token, (await server.signIn(eva)).token];
  const open = async (person: number) => {
    const end = new AbortController();
    const response = await app.request('/v1/companies/UNO/changes', {
      headers: { authorization: `Bearer ${tokens[person]}` },
      signal: end.signal,
    });
    return { status: response.status, response, end };
  };
  const feeds = [await open(0), await open(0)];
  const refused = await open(0);
  expect([...feeds, refused].map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(await refused.response.text()).toContain('too-many-feeds');
  const other = await open(1);
  expect(other.status).toBe(200);
  await feeds[0]!.response.body!.cancel();
  const again = await open(0);
  expect(again.status).toBe(200);
  for (const { response } of [feeds[1]!, other, again]) await response.body!.cancel();
  expect(server.faults).toEqual([]);
});
