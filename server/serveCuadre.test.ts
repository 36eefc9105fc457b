// The server as a process of its own: what it logs, what it tells whoever runs it, and how it stops.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEngine } from './db/openEngine.ts';
import { systemClock } from './clock.ts';
import { createUser, grantRole } from './auth/users.ts';
import { createCompany } from './setup/createCompany.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const password = 'una-contraseña-que-no-se-registra';
const metricsToken = 'ficha-de-metricas-0123456789';

let folder: string;
let database: string;
let server: ChildProcess;
let output: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cuadre-servidor-'));
  database = join(folder, 'cuadre.db');
  const engine = await openEngine(`sqlite:${database}`);
  const id = await createCompany(engine, systemClock, { code: 'UNO', name: 'Uno', profile: 'ES' });
  await createUser(engine, systemClock, { email: 'ana@ejemplo.es', name: 'Ana', password });
  await grantRole(engine, id, 'ana@ejemplo.es', 'contador');
  await engine.close();
});
afterEach(() => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** @returns where it listens */
async function start(variables: Record<string, string> = {}): Promise<string> {
  server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, CUADRE_DATABASE_URL: `sqlite:${database}`, PORT: '0', ...variables },
  });
  output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const url = /Cuadre está en +(\S+)/.exec(output)?.[1];
      if (url) resolve(url.replace('localhost', '127.0.0.1'));
    };
    server.stdout!.on('data', read);
    server.stderr!.on('data', read);
    server.once('exit', () => reject(new Error(`the server ended: ${output}`)));
  });
}

const ended = (): Promise<number | null> =>
  new Promise((resolve) => {
    if (server.exitCode !== null) resolve(server.exitCode);
    else server.once('exit', (code) => resolve(code));
  });

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ana@ejemplo.es', password }),
  });
  return ((await response.json()) as { token: string }).token;
}

it('logs requests by route, without what is in them, and stops in order', async () => {
  const url = await start();
  const token = await signIn(url);
  const headers = { authorization: `Bearer ${token}` };
  await fetch(`${url}/v1/companies/UNO/vouchers?text=secreto`, { headers });
  const feed = await fetch(`${url}/v1/companies/UNO/changes`, { headers });
  const reader = feed.body!.getReader();
  await reader.read();
  const began = performance.now();
  server.kill('SIGTERM');
  // The feed is cut; its client would connect again.
  const rest = (async () => {
    while (!(await reader.read()).done);
  })();
  await rest.catch(() => undefined);
  expect(await ended()).toBe(0);
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(existsSync(`${database}-wal`)).toBe(false);
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const request = lines.find(({ route }) => route === '/v1/companies/:company/vouchers');
  expect(request).toMatchObject({ method: 'GET', status: 200, company: 'UNO' });
  expect(request?.ms).toBeGreaterThan(0);
  expect(request?.requestId).toMatch(/^[\w-]{10,}$/);
  for (const secret of [token, password, 'secreto', 'ana@ejemplo.es']) {
    expect(output).not.toContain(secret);
  }
}, 60_000);

it('tells whether it can serve, and its figures only to whom it should', async () => {
  const url = await start({ CUADRE_METRICS_TOKEN: metricsToken });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({
    ok: true,
    checks: { database: 'ok', migrations: 'ok', storage: 'ok', server: 'ok' },
  });
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  const wrong = { authorization: 'Bearer otra-ficha' };
  expect((await fetch(`${url}/metrics`, { headers: wrong })).status).toBe(404);
  await signIn(url);
  const headers = { authorization: `Bearer ${metricsToken}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  expect(text).toMatch(
    /cuadre_request_duration_seconds_count\{method="POST",route="\/v1\/sessions",status="2xx"\} 1/,
  );
  for (const name of [
    'cuadre_commit_works_count',
    'cuadre_vouchers_posted_total',
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_seconds',
  ]) {
    expect(text).toContain(name);
  }
}, 60_000);

it('without a token its figures are for this machine alone, not for what a proxy forwards', async () => {
  const url = await start({ CUADRE_METRICS_TOKEN: '' });
  expect((await fetch(`${url}/metrics`)).status).toBe(200);
  const forwarded = { 'x-forwarded-for': '203.0.113.7' };
  expect((await fetch(`${url}/metrics`, { headers: forwarded })).status).toBe(404);
}, 60_000);

it('a port that is taken ends it, and makes no administrator whose password nobody sees', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const fresh = `sqlite:${join(folder, 'nueva.db')}`;
  const starting = start({ CUADRE_DATABASE_URL: fresh, PORT: String(port) });
  await expect(starting).rejects.toThrow(`El puerto ${port} está ocupado`);
  expect(await ended()).toBe(1);
  taken.close();
  const engine = await openEngine(fresh);
  const users = await engine.read((tx) => tx.query('SELECT id FROM users', []));
  await engine.close();
  expect(users).toEqual([]);
}, 60_000);
