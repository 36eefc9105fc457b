// `npm start` and `npm run serve`: builds what has changed and serves it, in the one process that npm starts (by
// `exec`, without a shell between), so that whoever ends npm, or closes its window, ends the server. Words after
// `--` are those of `cuadre serve`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listStaleParts, projectFolder } from './buildStamp.ts';

const spanish = { addin: 'el complemento', server: 'el servidor' };
/** How often it looks whether npm is still there. */
const watchMilliseconds = 500;

endWithParent();
await build();
const main = join(projectFolder, 'dist', 'server', 'main.js');
// As if Node had been given it: it reads its words, and handles signals from here on.
process.argv[1] = main;
await import(pathToFileURL(main).href);

async function build(): Promise<void> {
  const stale = listStaleParts();
  if (stale.length === 0) return;
  const named = stale.map((name) => spanish[name]).join(' y ');
  console.log(`Construyendo ${named}; la primera vez tarda cerca de un minuto…`);
  const isGroup = process.platform !== 'win32';
  const builder = spawn(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], {
    cwd: projectFolder,
    stdio: 'inherit',
    // A group of its own, so that it ends with all that it started.
    detached: isGroup,
  });
  const end = (): never => {
    if (builder.pid !== undefined) process.kill(isGroup ? -builder.pid : builder.pid, 'SIGTERM');
    process.exit(130);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, end);
  const [code] = (await once(builder, 'exit')) as [number | null];
  for (const signal of signals) process.off(signal, end);
  if (code !== 0) {
    console.error('No se pudo construir; arriba está el porqué.');
    process.exit(1);
  }
}

/** npm may be killed, or its window closed, without a word to what it started. */
function endWithParent(): void {
  const parent = process.ppid;
  const end = (): void => void process.kill(process.pid, 'SIGTERM');
  process.once('SIGHUP', end);
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, watchMilliseconds).unref();
}
