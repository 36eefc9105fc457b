// The end of a company's chain, without reading the rest.
import type { ReadTx } from '../db/engine.ts';

export async function findCompanyIdByUid(tx: ReadTx, uid: string): Promise<number | null> {
  const [row] = await tx.query<{ id: bigint }>('SELECT id FROM companies WHERE uid = ?', [uid]);
  return row ? Number(row.id) : null;
}

export interface BatchEnd {
  firstSeq: number;
  recordedAt: string;
}

/** The batch that ends at a version, if one does. */
export async function findBatchEndingAt(
  tx: ReadTx,
  companyId: number,
  version: number,
): Promise<BatchEnd | null> {
  const [row] = await tx.query<{ first_seq: bigint; last_seq: bigint; recorded_at: string }>(
    'SELECT first_seq, last_seq, recorded_at FROM posting_batches ' +
      'WHERE company_id = ? AND first_seq <= ? ORDER BY first_seq DESC LIMIT 1',
    [companyId, version],
  );
  if (!row || Number(row.last_seq) !== version) return null;
  return { firstSeq: Number(row.first_seq), recordedAt: row.recorded_at };
}
