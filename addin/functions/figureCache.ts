// The last figures of each company, kept across reloads: a workbook opened without a connection shows
// what it showed before instead of errors. Nothing here is ever taken for up to date.
import type { KeyValueStorage } from '../api/keyValueStorage.ts';
import type { FigureValue } from './figure.ts';

export interface CachedFigures {
  ledgerVersion: number | null;
  /** When they were read from the ledger, ISO UTC. */
  readAt: string | null;
  values: Map<string, FigureValue>;
}

const longestText = 2_000_000;
const nameOf = (company: string) => `cuadre.figures.${company}`;

export function loadFigures(storage: KeyValueStorage, company: string): CachedFigures {
  const empty: CachedFigures = { ledgerVersion: null, readAt: null, values: new Map() };
  const text = storage.get(nameOf(company));
  if (text === null) return empty;
  try {
    const stored = JSON.parse(text) as {
      ledgerVersion: number | null;
      readAt: string | null;
      values: [string, FigureValue][];
    };
    return { ...stored, values: new Map(stored.values) };
  } catch {
    // Cut short by a full storage or written by another version: as good as nothing.
    storage.remove(nameOf(company));
    return empty;
  }
}

/** Keeps figures and names; tables only while they fit in the few megabytes a browser gives. */
export function saveFigures(
  storage: KeyValueStorage,
  company: string,
  figures: CachedFigures,
): void {
  const { ledgerVersion, readAt } = figures;
  const write = (values: [string, FigureValue][]) =>
    JSON.stringify({ ledgerVersion, readAt, values });
  const all = [...figures.values];
  let text = write(all);
  if (text.length > longestText) text = write(all.filter(([, value]) => !Array.isArray(value)));
  if (text.length <= longestText) storage.set(nameOf(company), text);
}
