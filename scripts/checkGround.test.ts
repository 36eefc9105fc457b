// What is missing on a machine is said in a sentence, before a tool falls over it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const system = `${process.platform}-${process.arch}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuadre-ground-'));
  cpSync(join(root, 'scripts/checkGround.js'), join(folder, 'scripts/checkGround.js'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function check(packages: readonly string[], engine?: string) {
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (engine !== undefined) about.engines.node = engine;
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about));
  for (const name of packages) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{}');
  }
  const { status, stderr } = spawnSync(process.execPath, ['scripts/checkGround.js'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stderr };
}

it.each([
  ['nothing is installed', [], undefined, 'Faltan los paquetes de Cuadre. Instale con «npm ci»'],
  [
    'installed without optional packages',
    ['esbuild'],
    undefined,
    `propia de este sistema (${system})`,
  ],
  [
    'an older Node',
    ['esbuild', `@esbuild/${system}`],
    '>=99.4.0',
    `Cuadre necesita Node 99.4.0 o posterior y este es el ${process.versions.node}.`,
  ],
])('%s', (_name, packages, engine, sentence) => {
  const { status, stderr } = check(packages, engine);
  expect(status).toBe(1);
  expect(stderr).toContain(sentence);
});

it('says nothing where everything is there', () => {
  expect(check(['esbuild', `@esbuild/${system}`])).toEqual({ status: 0, stderr: '' });
});
