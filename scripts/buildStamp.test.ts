// A part is built again when its sources, or what was made of them, are others; and only then.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listStaleParts, removeStamp, writeStamp } from './buildStamp.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuadre-stamp-'));
  write('addin/a.ts', 'a');
  write('server/deep/down/b.ts', 'b');
  write('shared/c.ts', 'c');
  write('dist/addin/taskpane.js', 'A');
  write('dist/server/main.js', 'B');
  for (const name of ['addin', 'server'] as const) writeStamp(folder, name);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

it('nothing is stale at once, nor when a file is only touched', () => {
  expect(listStaleParts(folder)).toEqual([]);
  utimesSync(join(folder, 'server/deep/down/b.ts'), new Date(), new Date());
  expect(listStaleParts(folder)).toEqual([]);
});

it.each<[what: string, change: () => void, stale: string[]]>([
  ['a source of the add-in', () => write('addin/a.ts', 'x'), ['addin']],
  ['a source of the server', () => write('server/deep/down/b.ts', 'x'), ['server']],
  ['a source of both', () => write('shared/c.ts', 'x'), ['addin', 'server']],
  ['a new file', () => write('server/new.ts', ''), ['server']],
  ['a file less', () => rmSync(join(folder, 'addin/a.ts')), ['addin']],
  ['another lock of packages', () => write('package-lock.json', '{}'), ['addin', 'server']],
  ['the manifest', () => write('manifest.xml', '<x/>'), ['server']],
  ['something made is gone', () => rmSync(join(folder, 'dist/addin/taskpane.js')), ['addin']],
  ['something made is another', () => write('dist/server/main.js', 'BB'), ['server']],
  ['a build that did not end', () => removeStamp(folder, 'server'), ['server']],
  ['a test', () => write('server/deep/b.test.ts', 'x'), []],
  ['what only tests use', () => write('addin/testing/bench.ts', 'x'), []],
  ['a document', () => write('README.md', 'x'), []],
])('%s', (_what, change, stale) => {
  change();
  expect(listStaleParts(folder)).toEqual(stale);
});
