// The end of a company's chain, without reading the rest.
import type { ReadTx } from '../db/engine.ts';
import { readHash } from '../db/hashBytes.ts';
import { findBatchOf, type BatchPlace } from '../ledger/ledger.store.ts';

export async function findCompanyIdByUid(tx: ReadTx, uid: string): Promise<number | null> {
  const [row] = await tx.query<{ id: bigint }>('SELECT id FROM companies WHERE uid = ?', [uid]);
  return row ? Number(row.id) : null;
}

/** The batch that ends at a version, if one does. */
export async function findBatchEndingAt(
  tx: ReadTx,
  companyId: number,
  version: number,
): Promise<BatchPlace | null> {
  const batch = await findBatchOf(tx, companyId, version);
  return batch?.lastSeq === version ? batch : null;
}

/** The last record in the chain of facts, and the one before. */
export async function listLastFacts(
  tx: ReadTx,
  companyId: number,
): Promise<{ id: number; content: string; hash: string }[]> {
  const rows = await tx.query<{ id: bigint; content: string; hash: Uint8Array }>(
    'SELECT id, content, hash FROM facts WHERE company_id = ? ORDER BY id DESC LIMIT 2',
    [companyId],
  );
  return rows.map(({ id, content, hash }) => ({ id: Number(id), content, hash: readHash(hash) }));
}
