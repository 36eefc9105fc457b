// The smallest installation, as a customer makes it: the packages of production without the optional ones, and
// `dist`; no sources, no tools. The server and the command line must work from it, and it must stay small.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { projectFolder } from './buildStamp.ts';

const run = promisify(execFile);
/** Packages and `dist` together; Node, where npm brings it, comes to 190 more. */
const limitMegabytes = 140;

/** @returns its size in MB */
export async function tryInstalled(node: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cuadre-installed-'));
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc', 'dist']) {
      cpSync(join(projectFolder, name), join(folder, name), { recursive: true });
    }
    const words = [
      'ci',
      '--omit=dev',
      '--omit=optional',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
    ];
    await run('npm', words, { cwd: folder, shell: process.platform === 'win32' });
    await tryPrograms(node, folder);
    const megabytes = sizeOf(folder) / 1e6;
    if (megabytes > limitMegabytes) {
      throw new Error(
        `the installation takes ${megabytes.toFixed(0)} MB, more than ${limitMegabytes}`,
      );
    }
    return megabytes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryPrograms(node: string, folder: string): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: '0' };
  delete env['CUADRE_DATABASE_URL'];
  const cuadre = async (...words: string[]): Promise<string> =>
    (await run(node, ['dist/server/cuadre.js', ...words], { cwd: folder, env })).stdout;
  expectSaid(await cuadre('--version'), /^cuadre \d+\.\d+\.\d+ \(.*construido el /);
  expectSaid(
    await cuadre('company', 'create', '--code', 'UNO', '--name', 'Uno', '--profile', 'ES'),
    /Empresa UNO creada/,
  );
  const server = spawn(node, ['dist/server/main.js'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let said = '';
    for await (const line of createInterface({ input: server.stdout })) {
      said += `${line}\n`;
      if (line.includes('Contraseña')) break;
    }
    await tryAnswers(said);
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  } finally {
    server.kill('SIGKILL');
  }
  expectSaid(await cuadre('verify', '--all'), /UNO: [^]*Todo concuerda/);
}

/** The administrator who was just made comes in, and what Excel loads is there. */
async function tryAnswers(said: string): Promise<void> {
  const address = /http:\/\/localhost:\d+/.exec(said)![0].replace('localhost', '127.0.0.1');
  const password = /Contraseña +(\S+)/.exec(said)![1];
  const session = await fetch(`${address}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ email: 'admin@cuadre.local', password }),
  });
  if (!session.ok) throw new Error(`sign-in: ${session.status} ${await session.text()}`);
  for (const path of [
    '/manifest.xml',
    '/addin/taskpane.html',
    '/office/office.js',
    '/docs',
    '/readyz',
  ]) {
    const { status } = await fetch(address + path);
    const isRight = status === 200 || (path === '/manifest.xml' && status === 421);
    if (!isRight) throw new Error(`${path}: ${status}`);
  }
}

function expectSaid(said: string, pattern: RegExp): void {
  if (!pattern.test(said)) throw new Error(`${String(pattern)} is not in: ${said}`);
}

function sizeOf(path: string): number {
  const found = lstatSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
