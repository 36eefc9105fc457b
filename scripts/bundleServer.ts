// Bundles the server as it ships: one file that starts at once, with what V8 made of it beside it, so that
// a start costs a tenth of loading the sources one by one.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import type { BuildInfo } from '../server/version.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  sourcemap: true,
  // Native code, or packages that find files of their own on disk.
  external: ['better-sqlite3', 'pg'],
  logLevel: 'warning',
} satisfies BuildOptions;

/** What each program says before the words that it is given. */
const programs: Readonly<Record<string, readonly string[]>> = { cuadre: [], main: ['serve'] };

/** Beside the bundle: it reads them when it opens a database. */
function copyMigrations(outdir: string): void {
  cpSync(join(root, 'server/db/migrations'), join(outdir, 'migrations'), { recursive: true });
}

/** Programs that are loaded as modules: a name for each, and its source below the project. */
export async function bundlePrograms(
  outdir: string,
  programs: Readonly<Record<string, string>>,
): Promise<void> {
  copyMigrations(outdir);
  await build({
    ...common,
    entryPoints: Object.fromEntries(
      Object.entries(programs).map(([name, source]) => [name, join(root, source)]),
    ),
    outdir,
    splitting: true,
    format: 'esm',
    // CommonJS packages in the bundle still call `require` for what Node itself brings.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
}

/**
 * The product: `cuadre.js` is the command line, `main.js` the same with `serve` already said. Both run
 * `server.cjs` from its compiled form.
 * @param info what `--version` says; null: as the sources do
 */
export async function bundleServer(outdir: string, info: BuildInfo | null = null): Promise<void> {
  copyMigrations(outdir);
  // Only a script can be kept compiled, not a module; what it says of its own place is said for it.
  await build({
    ...common,
    entryPoints: [join(root, 'server/cli/main.ts')],
    outfile: join(outdir, 'server.cjs'),
    format: 'cjs',
    define: {
      'import.meta.url': 'ownUrl',
      ...(info === null ? {} : { cuadreBuild: JSON.stringify(info) }),
    },
    banner: { js: "const ownUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  for (const [program, words] of Object.entries(programs)) {
    await build({
      ...common,
      entryPoints: { [program]: join(root, 'server/startBundle.ts') },
      outdir,
      format: 'esm',
      // An older Node must be able to read that it is too old.
      target: 'node14',
      define: { programWords: JSON.stringify(words) },
      banner: { js: '#!/usr/bin/env node' },
    });
  }
  await keepCompiled(join(outdir, 'main.js'));
}

/** Starts the server on an empty database and asks it something, which also proves that the bundle works. */
async function keepCompiled(main: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cuadre-build-'));
  const server = spawn(process.execPath, [main, '--keep-compiled'], {
    cwd: root,
    // Nothing else of where it is built: neither its settings nor its flags for Node.
    env: {
      CUADRE_DATABASE_URL: `sqlite:${join(folder, 'cuadre.db')}`,
      CUADRE_LOG_LEVEL: 'error',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  try {
    for await (const line of createInterface({ input: server.stdout! })) {
      const port = /http:\/\/localhost:(\d+)/.exec(line)?.[1];
      if (port === undefined) continue;
      await fetch(`http://127.0.0.1:${port}/v1/companies/NINGUNA/trial-balance`);
      server.send('compiled');
    }
    const code = await ended;
    if (code !== 0) throw new Error(`the bundled server ended with ${code}`);
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
