// The size check must count what Excel downloads and nothing else.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { computeBundleSize } from './bundleSize.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuadre-bundle-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('adds the gzip size of what the page names, and leaves maps, pages and metadata out', () => {
  const script = Array.from({ length: 5000 }, (_, index) => `f${String(index)}();`).join('\n');
  writeFileSync(
    join(folder, 'taskpane.html'),
    '<link href="styles.css" rel="stylesheet"><script defer src="taskpane.js?1a2b"></script>',
  );
  writeFileSync(join(folder, 'taskpane.js'), script);
  writeFileSync(join(folder, 'styles.css'), 'body{}');
  writeFileSync(join(folder, '12.abc.js'), 'later();');
  writeFileSync(join(folder, 'taskpane.js.map'), script);
  writeFileSync(join(folder, 'functions.json'), script);
  const { files, totalKilobytes, sections } = computeBundleSize(folder);
  expect(files.map(({ name }) => name)).toEqual(['taskpane.js', 'styles.css']);
  const expected = (gzipSync(script, { level: 9 }).length + gzipSync('body{}').length) / 1000;
  expect(totalKilobytes).toBeCloseTo(expected, 6);
  expect(sections.map(({ name }) => name)).toEqual(['12.abc.js']);
});
