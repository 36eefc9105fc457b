// The server and its command line in one file each, so that a life costs a fraction of a second.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ServerBundle {
  server: string;
  commandLine: string;
  remove(): void;
}

/** Below node_modules, where the bundle finds the packages that stay outside it. */
export async function bundleServer(): Promise<ServerBundle> {
  const folder = join(root, 'node_modules', '.cache', `cuadre-torture-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: { server: join(root, 'server/main.ts'), cuadre: join(root, 'server/cli/main.ts') },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['better-sqlite3', 'pg', 'pino', 'swagger-ui-dist', '@microsoft/office-js'],
    logLevel: 'error',
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  return {
    server: join(folder, 'server.js'),
    commandLine: join(folder, 'cuadre.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
