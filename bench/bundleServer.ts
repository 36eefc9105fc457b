// The server as `npm run build` ships it, in a folder of the bench's own and with the bench's own
// server beside it, so that what is measured is what the sources say now. Not minified: a profile
// of it names functions and lines.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as scripts from '../scripts/bundleServer.ts';
import { cacheFolder } from './journalFiles.ts';

export interface ServerBundle {
  main: string;
  cli: string;
  /** benchServer.ts */
  bench: string;
}

export async function bundleServer(): Promise<ServerBundle> {
  const outdir = join(cacheFolder, 'server');
  rmSync(outdir, { recursive: true, force: true });
  await scripts.bundlePrograms(outdir, {
    cli: 'server/cli/main.ts',
    bench: 'bench/benchServer.ts',
  });
  await scripts.bundleServer(outdir);
  return {
    main: join(outdir, 'main.js'),
    cli: join(outdir, 'cli.js'),
    bench: join(outdir, 'bench.js'),
  };
}
