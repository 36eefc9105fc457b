// `npm start` as a newcomer runs it: how to come in is said in Spanish, and whoever ends npm ends the server.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listStaleParts, projectFolder } from './buildStamp.ts';

let folder: string;
let npm: ChildProcess;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuadre-start-'));
});
afterEach(() => {
  if (isGroupRunning()) process.kill(-npm.pid!, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** @returns what it says until it has said how to come in; nobody reads the rest, which must not matter */
async function start(script: string): Promise<string> {
  npm = spawn('npm', ['run', script], {
    cwd: projectFolder,
    env: { ...process.env, PORT: '0', CUADRE_DATABASE_URL: `sqlite:${join(folder, 'cuadre.db')}` },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, so that what is left of it can be counted.
    detached: true,
  });
  let said = '';
  for await (const chunk of npm.stdout!) {
    said += String(chunk);
    if (/Contraseña .*\n/.test(said)) return said;
  }
  throw new Error(`it ended: ${said}`);
}

function isGroupRunning(): boolean {
  try {
    return process.kill(-npm.pid!, 0);
  } catch {
    return false;
  }
}

async function waitForEnd(): Promise<void> {
  while (isGroupRunning()) await pause(50);
}

// What is built already is not built here: that is what `npm run build` is for. No groups on Windows.
const isReady = process.platform !== 'win32' && listStaleParts().length === 0;

it.runIf(isReady).each(['SIGTERM', 'SIGINT', 'SIGKILL', 'SIGHUP'] as const)(
  'npm start ends with npm: %s',
  async (signal) => {
    const said = await start('start');
    expect(said).toMatch(
      / Cuadre está en {2}http:\/\/localhost:\d+\n {2}Usuario {9}demo@cuadre\.local\n {2}Contraseña {6}cuadre-demo\n/,
    );
    const [url] = /http:\S+/.exec(said)!;
    const address = url.replace('localhost', '127.0.0.1');
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    npm.kill(signal);
    await waitForEnd();
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    // It was closed in order: nothing is left beside the file.
    expect(existsSync(join(folder, 'cuadre.db-wal'))).toBe(false);
  },
  120_000,
);

it.runIf(isReady)(
  'npm run serve makes an administrator, and says that the password must be changed',
  async () => {
    const said = await start('serve');
    expect(said).toMatch(
      /Administrador {3}admin@cuadre\.local\n {2}Contraseña {6}[a-z2-9-]{24} {2}\(solo/,
    );
    npm.kill('SIGTERM');
    await waitForEnd();
  },
  120_000,
);
