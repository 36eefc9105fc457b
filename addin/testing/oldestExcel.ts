// The oldest Excel that the manifest admits, for tests that run in it what they run in the newest.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MANIFEST = fileURLToPath(new URL('../../manifest.xml', import.meta.url));

/**
 * What comes with SharedRuntime 1.1: Excel of version 2002, build 12527.20092, which is older than the
 * build that brought ExcelApi 1.11 (learn.microsoft.com, «Shared runtime requirement sets» and «Excel
 * JavaScript API requirement sets»).
 */
const WITH_SHARED_RUNTIME = { ExcelApi: '1.10' };

export function readOldestSets(): Record<string, string> {
  const xml = readFileSync(MANIFEST, 'utf8');
  const stated = [...xml.matchAll(/<Set Name="(\w+)"(?: MinVersion="([\d.]+)")?\/>/g)];
  if (stated.length === 0) throw new Error('manifest.xml states no requirement set');
  const sets = stated.map(([, name = '', version = '1.1']) => [name, version] as const);
  return { ...WITH_SHARED_RUNTIME, ...Object.fromEntries(sets) };
}
