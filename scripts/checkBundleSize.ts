// Ends the build with the size of what Excel downloads, and fails it beyond the limits.
import { fileURLToPath } from 'node:url';
import { computeBundleSize, LIMIT_KILOBYTES, SECTION_LIMIT_KILOBYTES } from './bundleSize.ts';
import type { BundleFile } from './bundleSize.ts';

const { files, totalKilobytes, sections } = computeBundleSize(
  fileURLToPath(new URL('../dist/addin', import.meta.url)),
);
const list = (some: readonly BundleFile[]) =>
  some.map(({ name, kilobytes }) => `${name} ${kilobytes.toFixed(1)}`).join(', ');
const limit = `limit ${String(LIMIT_KILOBYTES)} kB`;
console.log(
  `task pane and functions: ${totalKilobytes.toFixed(1)} kB gzip, ${limit} (${list(files)})`,
);
console.log(`sections, each up to ${String(SECTION_LIMIT_KILOBYTES)} kB: ${list(sections)}`);
const tooLarge = sections.filter(({ kilobytes }) => kilobytes > SECTION_LIMIT_KILOBYTES);
if (files.length === 0 || totalKilobytes > LIMIT_KILOBYTES || tooLarge.length > 0) {
  console.error(files.length === 0 ? 'dist/addin holds no script' : 'the add-in is too large');
  process.exitCode = 1;
}
