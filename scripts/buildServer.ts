// Builds the server and its command line into dist/server.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms, bundleServer } from './bundleServer.ts';

const outdir = join(fileURLToPath(new URL('..', import.meta.url)), 'dist', 'server');

rmSync(outdir, { recursive: true, force: true });
await bundlePrograms(outdir, { cuadre: 'server/cli/main.ts' });
await bundleServer(outdir);
