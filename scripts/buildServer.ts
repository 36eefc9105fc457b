// Builds the server and its command line into dist/server, with every file that it reads when it runs: what
// ships needs neither the sources nor their tools.
import { chmodSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BuildInfo } from '../server/version.ts';
import { projectFolder } from './buildStamp.ts';
import { bundleServer } from './bundleServer.ts';

export async function buildServer(commit: string | null): Promise<void> {
  const outdir = join(projectFolder, 'dist', 'server');
  rmSync(outdir, { recursive: true, force: true });
  cpSync(join(projectFolder, 'manifest.xml'), join(outdir, 'manifest.xml'));
  copyOffice(join(projectFolder, 'dist', 'office'));
  await bundleServer(outdir, readBuildInfo(commit));
  chmodSync(join(outdir, 'cuadre.js'), 0o755);
}

function readBuildInfo(commit: string | null): BuildInfo {
  const about = readFileSync(join(projectFolder, 'package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  return { version, commit, builtOn: new Date().toISOString().slice(0, 10) };
}

/** Whose names the workbench reads, and serves as its own (`addin/workbench/officeHost.ts`). */
const forTheWorkbench = 'excel-web-16.00.debug.js';

/** Other programs of Office, what they say, and what only people read: half of the package. */
const notForExcel =
  /^(access|onenote|outlook(webapp)?|powerpoint(ios)?|project|visio|word(ios)?|office-vsdoc)[-.]|outlook_strings|\.debug\.|\.d\.ts$|\.map$/;

/** Office.js for networks that cannot reach Microsoft's. */
function copyOffice(target: string): void {
  const require = createRequire(import.meta.url);
  const source = dirname(require.resolve('@microsoft/office-js/package.json'));
  rmSync(target, { recursive: true, force: true });
  cpSync(join(source, 'dist'), target, {
    recursive: true,
    filter: (path) => {
      const name = path.split(/[\\/]/).at(-1)!;
      return name === forTheWorkbench || !notForExcel.test(name);
    },
  });
}
