// Bundles the server and its command line into dist/server: one file each, so that a start costs a tenth of
// what loading the sources one by one does.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Native code, or packages that find files of their own on disk. */
const external = ['better-sqlite3', 'pg', 'pino', 'swagger-ui-dist', '@microsoft/office-js'];
const outdir = join(root, 'dist', 'server');

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: { main: join(root, 'server/main.ts'), cuadre: join(root, 'server/cli/main.ts') },
  outdir,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  external,
  logLevel: 'warning',
  // CommonJS packages in the bundle still call `require` for what Node itself brings.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
});
