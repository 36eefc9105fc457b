// Ends the build with the size of what Excel downloads, and fails it beyond the limit.
import { fileURLToPath } from 'node:url';
import { computeBundleSize, LIMIT_KILOBYTES } from './bundleSize.ts';

const { files, totalKilobytes } = computeBundleSize(
  fileURLToPath(new URL('../dist/addin', import.meta.url)),
);
const list = files.map(({ name, kilobytes }) => `${name} ${kilobytes.toFixed(1)}`).join(', ');
const limit = `limit ${String(LIMIT_KILOBYTES)} kB`;
console.log(`task pane and functions: ${totalKilobytes.toFixed(1)} kB gzip, ${limit} (${list})`);
if (files.length === 0 || totalKilobytes > LIMIT_KILOBYTES) {
  console.error(files.length === 0 ? 'dist/addin holds no script' : 'the add-in is too large');
  process.exitCode = 1;
}
