// The end of a company's chain, without reading the rest.
import type { ReadTx } from '../db/engine.ts';
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
