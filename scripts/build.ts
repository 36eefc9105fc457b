// `npm run build`: makes what has changed since the last time, the add-in with the workbench and the server;
// `npm run build -- --all` makes everything.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  listStaleParts,
  parts,
  projectFolder,
  removeStamp,
  writeStamp,
  type PartName,
} from './buildStamp.ts';
import { buildServer } from './buildServer.ts';

const everything = Object.keys(parts) as PartName[];
const unknown = process.argv.slice(2).filter((word) => word !== '--all');
if (unknown.length > 0)
  throw new Error(`npm run build takes --all alone, not ${unknown.join(' ')}`);

const builders: Record<PartName, () => void | Promise<void>> = {
  addin: buildAddin,
  server: () => buildServer(readCommit()),
};

const wanted = process.argv.includes('--all') ? everything : listStaleParts();
if (wanted.length === 0) console.log('Nothing has changed since the last build.');
for (const name of wanted) {
  removeStamp(projectFolder, name);
  await builders[name]();
  writeStamp(projectFolder, name);
}

function buildAddin(): void {
  run('node_modules/webpack-cli/bin/cli.js', '--config', 'webpack.config.js');
  run('--import', 'tsx', 'scripts/checkBundleSize.ts');
}

/** Ends with this process, whose group it belongs to. */
function run(...words: string[]): void {
  const { status, signal } = spawnSync(process.execPath, words, {
    cwd: projectFolder,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? (signal === null ? 1 : 130));
}

/** Which sources these are; null outside a repository, or without git. */
function readCommit(): string | null {
  const git = (...words: string[]) =>
    execFileSync('git', words, {
      cwd: projectFolder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    // Another repository may hold this folder as a mere part of it.
    if (git('rev-parse', '--show-prefix') !== '') return null;
    const isChanged = git('status', '--porcelain', '--', ...parts.server.inputs) !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' con cambios' : ''}`;
  } catch {
    return null;
  }
}
