// Where the product stands on disk: migrations, manifest and built bundles lie at known places below it,
// whether the server runs from its sources or from its own bundle.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder above this file that holds the manifest. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'manifest.xml'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('manifest.xml was not found above the server.');
  return findRoot(parent);
}
