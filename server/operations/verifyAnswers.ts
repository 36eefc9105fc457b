// The answers that are kept for requests which come again: each against the hash beside it.
import { hashAnswer } from '../companies/idempotency.store.ts';
import type { ReadTx } from '../db/engine.ts';
import { readHash } from '../db/hashBytes.ts';
import type { Findings } from '../ledger/findings.ts';

const rowsPerRead = 2_000;

interface RawAnswer {
  key: string;
  request_hash: Uint8Array;
  status: bigint;
  response: string;
  recorded_at: string;
  row_hash: Uint8Array;
}

export async function verifyAnswers(
  tx: ReadTx,
  companyId: number,
  findings: Findings,
): Promise<void> {
  for (let afterKey: string | null = null; !findings.isFull;) {
    const rows: RawAnswer[] = await tx.query<RawAnswer>(
      'SELECT key, request_hash, status, response, recorded_at, row_hash FROM idempotency_keys ' +
        `WHERE company_id = ? ${afterKey === null ? '' : 'AND key > ?'} ORDER BY key LIMIT ${rowsPerRead}`,
      afterKey === null ? [companyId] : [companyId, afterKey],
    );
    for (const { key, request_hash: request, status, response, recorded_at, row_hash } of rows) {
      const row = {
        key,
        requestHash: readHash(request),
        status,
        response,
        recordedAt: recorded_at,
      };
      if (hashAnswer(row) === readHash(row_hash)) continue;
      findings.add(`La respuesta que se guarda para la clave ${key} no es la que se dio`);
    }
    if (rows.length < rowsPerRead) return;
    afterKey = rows.at(-1)!.key;
  }
}
