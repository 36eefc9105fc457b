// `npm run smoke`: the built product on every Node that it supports, with garbage collection forced: it starts,
// posts, tells the feed, answers figures, runs the functions over Office.js, stops, and the books verify. And
// an older Node is told what it needs. The versions come from npm, as the pinned one does.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { demoCompany, demoLogin } from '../server/setup/demoCompany.ts';
import { tryInstalled } from './smokeInstall.ts';
import { requiredNode } from '../server/requiredNode.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const collectGarbage = new URL('collectGarbage.js', import.meta.url).href;
const supported = ['22.23.3', '24.21.0', '26.10.0'];
const tooOld = '20.20.2';
/** Nothing here should take seconds; a busy machine may. */
const patience = 120_000;

for (const version of supported) {
  const node = await installNode(version);
  const folder = mkdtempSync(join(tmpdir(), 'cuadre-smoke-'));
  try {
    await tryServer(node, join(folder, 'cuadre.db'));
    await tryFunctions(node);
    console.log(`Node ${version}: starts, posts, answers, runs the functions, stops and verifies`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const megabytes = await tryInstalled(await installNode(supported[0]!));
console.log(
  `The smallest installation, ${megabytes.toFixed(0)} MB: serves and verifies without sources`,
);
await tryTooOld(await installNode(tooOld));
console.log(`Node ${tooOld}: is told which Node Cuadre needs`);

/** @returns the program, from npm's package for this system */
async function installNode(version: string): Promise<string> {
  const folder = join(root, 'node_modules/.cache/cuadre', `node-${version}`);
  const name = nodePackage();
  const program = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(program)) {
    const words = [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      `${name}@${version}`,
    ];
    await run('npm', words, { shell: process.platform === 'win32' });
  }
  return program;
}

function nodePackage(): string {
  const about = readFileSync(join(root, 'package.json'), 'utf8');
  const { optionalDependencies } = JSON.parse(about) as {
    optionalDependencies: Record<string, string>;
  };
  const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const name = Object.keys(optionalDependencies).find((one) => one.endsWith(system));
  if (name === undefined) throw new Error(`npm has no Node for ${system}`);
  return name;
}

async function tryServer(node: string, databaseFile: string): Promise<void> {
  const env = {
    ...process.env,
    CUADRE_DATABASE_URL: `sqlite:${databaseFile}`,
    NODE_OPTIONS: `--import=${collectGarbage}`,
    PORT: '0',
  };
  const server = spawn(node, ['dist/server/main.js', '--demo'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await tryRequests(await addressOf(server));
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    expectSame('exit code of the server', server.exitCode, 0);
  } finally {
    server.kill('SIGKILL');
  }
  const words = ['dist/server/cuadre.js', 'verify', '--company', demoCompany.code];
  await run(node, words, { cwd: root, env });
}

async function addressOf(server: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: server.stdout! })) {
    const address = /http:\/\/localhost:\d+/.exec(line)?.[0];
    if (address !== undefined) return address.replace('localhost', '127.0.0.1');
  }
  throw new Error('the server ended before it listened');
}

async function tryRequests(address: string): Promise<void> {
  const session = await call<{ token: string }>(`${address}/v1/sessions`, { body: demoLogin });
  const company = `${address}/v1/companies/${demoCompany.code}`;
  const { token } = session;
  const before = await balanceOf(company, token);
  const feed = await fetch(`${company}/changes`, { headers: { authorization: `Bearer ${token}` } });
  const announced = readEvents(feed, 2);
  for (let count = 0; count < 20; count += 1) {
    await call(`${company}/vouchers`, {
      token,
      body: {
        id: crypto.randomUUID(),
        action: 'post',
        date: new Date().toISOString().slice(0, 10),
        description: 'Prueba de humo',
        lines: [
          { line: 1, account: '570', debit: '12.34' },
          { line: 2, account: '700', credit: '12.34' },
        ],
      },
    });
  }
  expectSame(
    'cents posted',
    Math.round(((await balanceOf(company, token)) - before) * 100),
    20 * 1234,
  );
  if ((await announced) < 2) throw new Error('the feed announced nothing');
}

async function balanceOf(company: string, token: string): Promise<number> {
  const { amounts } = await call<{ amounts: string[] }>(`${company}/balances/query`, {
    token,
    body: {
      accounts: ['570'],
      periods: [{ from: '2000-01-01', to: '2099-12-31' }],
      measures: ['closing'],
      cells: [0, 0, 0],
    },
  });
  return Number(amounts[0]);
}

/** @returns how many events came, `enough` at the most; the feed itself never ends */
async function readEvents(feed: Response, enough: number): Promise<number> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of feed.body!) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split('\n\n').length - 1;
    if (events >= enough) return events;
  }
  return text.split('\n\n').length - 1;
}

async function call<T>(
  url: string,
  { token, body }: { token?: string; body: unknown },
): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

/** The functions as Excel runs them: real Office.js over the headless workbench, on that Node. */
async function tryFunctions(node: string): Promise<void> {
  const words = [
    'node_modules/vitest/vitest.mjs',
    'run',
    'addin/journey.test.ts',
    '-t',
    'live figures',
  ];
  const { stdout } = await run(node, words, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: `--import=${collectGarbage}`, NO_COLOR: '1' },
  });
  // A filter that fits no test passes too.
  if (!/Tests +[1-9]\d* passed/.test(stdout)) throw new Error(`no function was tried: ${stdout}`);
}

async function tryTooOld(node: string): Promise<void> {
  for (const program of [
    'dist/server/main.js',
    'dist/server/cuadre.js',
    'scripts/checkGround.js',
  ]) {
    const { status, output } = await run(node, [program], { cwd: root }).then(
      ({ stdout }) => ({ status: 0, output: stdout }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ status: code, output: stderr }),
    );
    expectSame(`exit code of ${program}`, status, 1);
    if (!output.includes(`Cuadre necesita Node ${requiredNode.major}.${requiredNode.minor}`)) {
      throw new Error(`${program} on an old Node says: ${output}`);
    }
  }
}

function expectSame<T>(what: string, found: T, expected: T): void {
  if (found !== expected)
    throw new Error(`${what}: ${String(found)}, expected ${String(expected)}`);
}
