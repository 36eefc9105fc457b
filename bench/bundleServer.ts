// The server as `npm run build` ships it, in a folder of the bench's own and with the bench's own
// server beside it, so that what is measured is what the sources say now. Not minified: a profile
// of it names functions and lines.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { cacheFolder } from './journalFiles.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Native code, or packages that find files of their own on disk. */
const external = ['better-sqlite3', 'pg', 'pino', 'swagger-ui-dist', '@microsoft/office-js'];

export interface ServerBundle {
  main: string;
  cli: string;
  /** benchServer.ts */
  bench: string;
}

export async function bundleServer(): Promise<ServerBundle> {
  const outdir = join(cacheFolder, 'server');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: {
      main: join(root, 'server/main.ts'),
      cli: join(root, 'server/cli/main.ts'),
      bench: join(root, 'bench/benchServer.ts'),
    },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external,
    logLevel: 'error',
    // CommonJS packages in the bundle still call `require` for what Node itself brings.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  return {
    main: join(outdir, 'main.js'),
    cli: join(outdir, 'cli.js'),
    bench: join(outdir, 'bench.js'),
  };
}
