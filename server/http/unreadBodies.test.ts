// A body where none is read, over real connections: HTTP says in several ways that there is one, or does not say.
import { connect as connectSocket } from 'node:net';
import { connect } from 'node:http2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { testCertificate } from '../testing/testCertificate.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';
import { listen, type ListeningServer } from './httpServer.ts';

let server: TestServer;
let client: TestClient;
let plain: ListeningServer;
let secure: ListeningServer;

beforeAll(async () => {
  server = await openTestServer(openSqliteForTest);
  client = await server.signIn();
  const app = createApp({
    services: server.services,
    logError: (error) => void server.faults.push(error),
  });
  plain = await listen(app.fetch, { port: 0, host: '127.0.0.1', tls: null });
  secure = await listen(app.fetch, { port: 0, host: '127.0.0.1', tls: testCertificate });
});
afterAll(async () => {
  await plain.close();
  await secure.close();
  await server.remove();
  expect(server.faults).toEqual([]);
});

const company = '/v1/companies/UNO';
const get = `GET ${company}/accounts`;
const remove = `DELETE ${company}/fiscal-years/99`;
const post = `POST ${company}/vouchers/00000000-0000-4000-8000-000000000001/post`;

/** Statuses of the answers to what is written on one connection, until the server ends it. */
function converse(requests: string): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(plain.url);
    const socket = connectSocket(Number(port), hostname, () => socket.write(requests));
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve([...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)));
    });
  });
}

const head = (start: string, ...headers: string[]) =>
  [
    `${start} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${client.token}`,
    'Idempotency-Key: clave-sin-cuerpo',
    ...headers,
    '',
    '',
  ].join('\r\n');

it.each<[name: string, start: string, headers: string[], body: string, status: number]>([
  ['a read without', get, [], '', 200],
  ['a read of length zero', get, ['Content-Length: 0'], '', 200],
  ['a read with one', get, ['Content-Length: 7'], '{"a":1}', 400],
  ['a read with one in pieces', get, ['Transfer-Encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n', 400],
  ['a deletion without', remove, [], '', 404],
  ['a deletion with one', remove, ['Content-Length: 2'], '{}', 400],
  ['a deletion in pieces of nothing', remove, ['Transfer-Encoding: chunked'], '0\r\n\r\n', 404],
  ['a deletion in pieces', remove, ['Transfer-Encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n', 400],
  ['a write without', post, [], '', 404],
  ['a write of length zero', post, ['Content-Length: 0'], '', 404],
  ['a write with one', post, ['Content-Length: 2', 'Content-Type: application/json'], '{}', 400],
])('HTTP/1.1: %s', async (_name, start, headers, body, status) => {
  // The connection goes on after it: what was not read is not taken for the next request.
  const next = head(get, 'Connection: close');
  expect(await converse(head(start, ...headers) + body + next)).toEqual([status, 200]);
});

it.each<[method: string, path: string, body: string, status: number]>([
  ['GET', `${company}/accounts`, '', 200],
  ['DELETE', `${company}/fiscal-years/99`, '', 404],
  ['DELETE', `${company}/fiscal-years/99`, '{}', 400],
  ['POST', post.split(' ')[1]!, '', 404],
  ['POST', post.split(' ')[1]!, '{}', 400],
])('HTTP/2: %s %s «%s»', async (method, path, body, expected) => {
  const session = connect(secure.url, { rejectUnauthorized: false });
  const stream = session.request(
    {
      ':method': method,
      ':path': path,
      authorization: `Bearer ${client.token}`,
      'idempotency-key': 'clave-sin-cuerpo',
    },
    { endStream: body === '' },
  );
  const status = new Promise((resolve, reject) => {
    stream.on('response', (headers) => resolve(headers[':status']));
    stream.on('error', reject);
  });
  if (body !== '') stream.end(body);
  expect(await status).toBe(expected);
  session.destroy();
});
