// The server and its command line in one file each, so that a life costs a fraction of a second.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms } from '../../scripts/bundleServer.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ServerBundle {
  server: string;
  commandLine: string;
  remove(): void;
}

/** Below node_modules, where the bundle finds the packages that stay outside it. */
export async function bundleServer(): Promise<ServerBundle> {
  const folder = join(root, 'node_modules', '.cache', `cuadre-torture-${process.pid}`);
  await bundlePrograms(folder, {
    server: 'torture/kills/tortureServer.ts',
    cuadre: 'server/cli/main.ts',
  });
  return {
    server: join(folder, 'server.js'),
    commandLine: join(folder, 'cuadre.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
