// The imports of a company, newest first, and how much of each still stands.
import type { ReadTx } from '../db/engine.ts';
import { countStanding, listImportBatches } from './imports.store.ts';

export interface ImportSummary {
  id: number;
  source: string;
  file: string;
  importedAt: string;
  vouchers: number;
  refused: number;
  /** Vouchers of it that are posted today. */
  standing: number;
  undoneAt: string | null;
}

export async function listImports(tx: ReadTx, companyId: number): Promise<ImportSummary[]> {
  const standing = await countStanding(tx, companyId);
  const batches = await listImportBatches(tx, companyId);
  return batches.map(({ id, source, file, importedAt, vouchers, refused, undoneAt }) => ({
    ...{ id, source, file, importedAt, vouchers, refused, undoneAt },
    standing: standing.get(id) ?? 0,
  }));
}
