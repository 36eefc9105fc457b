// How much the add-in makes Excel download, in gzip: what the pane's page loads until Inicio answers and
// functions run, and apart each part that a section loads when it is opened. The workbench is a
// development tool and is not counted.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** kB of 1,000 bytes, as browsers and the goals count them. */
export const LIMIT_KILOBYTES = 350;
export const SECTION_LIMIT_KILOBYTES = 60;

export interface BundleFile {
  name: string;
  kilobytes: number;
}

export interface BundleSize {
  /** What the page itself names, largest first. */
  files: BundleFile[];
  totalKilobytes: number;
  /** Loaded later, largest first. */
  sections: BundleFile[];
}

const PAGE = 'taskpane.html';

/** Sizes of the .js and .css files of a built folder. */
export function computeBundleSize(folder: string): BundleSize {
  const page = readFileSync(join(folder, PAGE), 'utf8');
  const named = new Set(
    [...page.matchAll(/(?:src|href)="([^"?]+)/g)].map(([, path = '']) => path.split('/').at(-1)),
  );
  const all = readdirSync(folder)
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => ({
      name,
      kilobytes: gzipSync(readFileSync(join(folder, name)), { level: 9 }).length / 1000,
    }))
    .sort((left, right) => right.kilobytes - left.kilobytes);
  const files = all.filter(({ name }) => named.has(name));
  const sections = all.filter(({ name }) => name.endsWith('.js') && !named.has(name));
  return {
    files,
    totalKilobytes: files.reduce((sum, { kilobytes }) => sum + kilobytes, 0),
    sections,
  };
}
