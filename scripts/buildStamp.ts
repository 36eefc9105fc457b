// What a build was made of: a stamp over the content of its sources, kept beside what it made, so that nothing
// is built twice and nothing old is served.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

export type PartName = 'addin' | 'server';

interface Part {
  inputs: readonly string[];
  outputs: readonly string[];
  also?: string;
}

/** The parts of the product: what each is made of, and what it makes. Paths below the project. */
export const parts: Readonly<Record<PartName, Part>> = {
  addin: {
    inputs: [
      'addin',
      'shared',
      'scripts',
      'webpack.config.js',
      'package-lock.json',
      'tsconfig.json',
    ],
    outputs: ['dist/addin', 'dist/workbench'],
  },
  server: {
    inputs: ['server', 'shared', 'scripts', 'manifest.xml', 'package.json', 'package-lock.json'],
    outputs: ['dist/server', 'dist/office'],
    // What V8 compiles of it is good for one Node alone.
    also: process.version,
  },
};

/** @returns those whose sources, or what was made of them, have changed */
export function listStaleParts(folder = projectFolder): PartName[] {
  const names = Object.keys(parts) as PartName[];
  return names.filter((name) => {
    const file = stampFile(folder, name);
    return !existsSync(file) || readFileSync(file, 'utf8') !== computeStamp(folder, parts[name]);
  });
}

/** Says that a part is made of its sources as they are. */
export function writeStamp(folder: string, name: PartName): void {
  mkdirSync(join(folder, 'dist', 'stamps'), { recursive: true });
  writeFileSync(stampFile(folder, name), computeStamp(folder, parts[name]));
}

export function removeStamp(folder: string, name: PartName): void {
  rmSync(stampFile(folder, name), { force: true });
}

function stampFile(folder: string, name: PartName): string {
  return join(folder, 'dist', 'stamps', `${name}.txt`);
}

/** Sources by content, since tools touch files without changing them; what was made by name and size. */
function computeStamp(folder: string, { inputs, outputs, also = '' }: Part): string {
  const sources = createHash('sha256').update(also);
  for (const path of inputs.flatMap((input) => listFiles(folder, input))) {
    if (isTest(path)) continue;
    sources
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update('\0');
  }
  const made = createHash('sha256');
  for (const path of outputs.flatMap((output) => listFiles(folder, output))) {
    made.update(`${path}\0${statSync(join(folder, path)).size}\0`);
  }
  return `${sources.digest('hex')}\n${made.digest('hex')}\n`;
}

const isTest = (path: string): boolean => /\.test\.tsx?$|(^|\/)testing\//.test(path);

/** Files below a path, or the path itself, in order. */
function listFiles(folder: string, path: string): string[] {
  if (!existsSync(join(folder, path))) return [];
  if (!statSync(join(folder, path)).isDirectory()) return [path];
  return readdirSync(join(folder, path))
    .sort()
    .flatMap((name) => listFiles(folder, `${path}/${name}`));
}
