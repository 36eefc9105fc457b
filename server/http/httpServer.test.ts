// One connection for many feeds: HTTP/2 where there is TLS, HTTP/1.1 for whoever speaks nothing else, and a server
// that stops without waiting for browsers.
import { request as requestHttps, Agent } from 'node:https';
import { connect, type ClientHttp2Session } from 'node:http2';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testCertificate } from '../testing/testCertificate.ts';
import { openSqliteForTest } from '../testing/testEngines.ts';
import { openTestServer, type TestClient, type TestServer } from '../testing/testServer.ts';
import { createApp } from '../app.ts';
import { listen, type ListeningServer } from './httpServer.ts';
import { OpenFeeds } from './openFeeds.ts';

let server: TestServer;
let client: TestClient;
let openFeeds: OpenFeeds;
let listening: ListeningServer;
const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });

beforeEach(async () => {
  server = await openTestServer(openSqliteForTest);
  client = await server.signIn();
  openFeeds = new OpenFeeds();
  const logError = (error: Error) => void server.faults.push(error);
  const app = createApp({ services: server.services, logError, openFeeds });
  listening = await listen(app.fetch, { port: 0, host: '127.0.0.1', tls: testCertificate });
});
afterEach(async () => {
  openFeeds.cut();
  await listening.close();
  agent.destroy();
  await server.remove();
  expect(server.faults).toEqual([]);
});

const connectHttp2 = () => connect(listening.url, { rejectUnauthorized: false });

interface Heard {
  status: number;
  headers: Record<string, unknown>;
  text: () => string;
  until: (isTrue: (text: string) => boolean) => Promise<void>;
  ended: Promise<void>;
}

/** Asks over HTTP/2; the body goes on arriving. */
function ask(session: ClientHttp2Session, path: string, body?: unknown): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': body === undefined ? 'GET' : 'POST',
      ':path': path,
      authorization: `Bearer ${client.token}`,
      'content-type': 'application/json',
      'idempotency-key': `h2-${path}-${Math.random()}`,
    });
    let text = '';
    let arrived: () => void = () => undefined;
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      arrived();
    });
    stream.on('error', reject);
    const ended = new Promise<void>((end) => stream.once('close', () => end()));
    stream.once('response', ({ ':status': status = 0, ...headers }) =>
      resolve({
        status,
        headers,
        text: () => text,
        async until(isTrue) {
          while (!isTrue(text)) await new Promise<void>((next) => (arrived = next));
        },
        ended,
      }),
    );
    stream.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

it('twenty feeds and the requests beside them share one connection', async () => {
  const session = connectHttp2();
  const path = '/v1/companies/UNO/changes';
  const feeds = await Promise.all(Array.from({ length: 20 }, () => ask(session, path)));
  expect(feeds.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(feeds[0]!.headers['content-type']).toContain('text/event-stream');
  expect(openFeeds.size).toBe(20);
  const query = { accounts: ['572'], periods: [], measures: [], cells: [] };
  const answer = await ask(session, '/v1/companies/UNO/balances/query', query);
  await answer.ended;
  expect([answer.status, JSON.parse(answer.text())]).toMatchObject([200, { amounts: [] }]);
  await client.postLedger(`
    2025-01-10 Venta
      572     100,00
      700               100,00
  `);
  await Promise.all(feeds.map((feed) => feed.until((text) => text.includes('"ledgerVersion":2'))));
  session.destroy();
  await Promise.all(feeds.map((feed) => feed.ended));
});

it('whoever speaks HTTP/1.1 is answered as well', async () => {
  const [version, status] = await new Promise<[string, number]>((resolve, reject) => {
    requestHttps(`${listening.url}/healthz`, { agent }, (incoming) => {
      incoming.resume();
      incoming.once('end', () => resolve([incoming.httpVersion, incoming.statusCode ?? 0]));
    })
      .on('error', reject)
      .end();
  });
  expect([version, status]).toEqual(['1.1', 200]);
});

it('stops at once although both kinds of connection are kept open, and ends the feeds', async () => {
  const session = connectHttp2();
  const feed = await ask(session, '/v1/companies/UNO/changes');
  await new Promise<void>((resolve) => {
    requestHttps(`${listening.url}/healthz`, { agent }, (incoming) => {
      incoming.resume().once('end', () => resolve());
    }).end();
  });
  openFeeds.cut();
  await listening.close();
  await feed.ended;
  expect(session.closed).toBe(true);
});
