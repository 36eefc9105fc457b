// Where the product stands on disk: what it reads when it runs lies at known places, whether it runs from its
// sources or from its own bundle in dist/server, which needs no sources.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ownFolder = dirname(fileURLToPath(import.meta.url));
const isBundle = existsSync(join(ownFolder, 'migrations'));

/** The nearest folder above this file that holds package.json. */
export const projectRoot = findRoot(ownFolder);

/** One folder for each dialect. */
export const migrationsFolder = join(ownFolder, isBundle ? 'migrations' : 'db/migrations');

export const manifestFile = [
  join(ownFolder, 'manifest.xml'),
  join(projectRoot, 'manifest.xml'),
].find((file) => existsSync(file))!;

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  // Two above dist/server, where somebody copied nothing but dist.
  return parent === folder ? dirname(dirname(ownFolder)) : findRoot(parent);
}
