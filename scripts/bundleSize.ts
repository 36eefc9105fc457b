// How much the add-in makes Excel download: the gzip size of every script and style of the task
// pane's page. The workbench is a development tool and is not counted.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** kB of 1,000 bytes, as browsers and the goals count them. */
export const LIMIT_KILOBYTES = 350;

export interface BundleSize {
  files: { name: string; kilobytes: number }[];
  totalKilobytes: number;
}

/** Sizes of the .js and .css files of a built folder, largest first. */
export function computeBundleSize(folder: string): BundleSize {
  const files = readdirSync(folder)
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => ({
      name,
      kilobytes: gzipSync(readFileSync(join(folder, name)), { level: 9 }).length / 1000,
    }))
    .sort((left, right) => right.kilobytes - left.kilobytes);
  return { files, totalKilobytes: files.reduce((sum, { kilobytes }) => sum + kilobytes, 0) };
}
