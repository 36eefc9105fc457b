// Keys and what they were answered (`GivenAnswers`). They are kept as long as what they made.
import { hash } from 'node:crypto';
import type { Tx } from '../db/engine.ts';
import { readHash, shortHash, writeHash } from '../db/hashBytes.ts';

/** What a key was answered, and the hash of what was asked then. The company must be held. */
export async function findRecordedAnswer(
  tx: Tx,
  companyId: number,
  key: string,
): Promise<{ requestHash: string; response: string } | null> {
  const [known] = await tx.query<{ request_hash: Uint8Array; response: string }>(
    'SELECT request_hash, response FROM idempotency_keys WHERE company_id = ? AND key = ?',
    [companyId, key],
  );
  return known ? { requestHash: readHash(known.request_hash), response: known.response } : null;
}

/** Keeps what keys were answered. */
export async function recordAnswers(
  tx: Tx,
  companyId: number,
  answers: readonly { key: string; request: unknown; answer: unknown }[],
  recordedAt: string,
): Promise<void> {
  await tx.insertRows(
    'idempotency_keys',
    ['company_id', 'key', 'request_hash', 'status', 'response', 'recorded_at', 'row_hash'],
    answers.map(({ key, request, answer }) => {
      const row = {
        ...{ key, requestHash: hashRequest(request), status: 200 },
        ...{ response: JSON.stringify(answer), recordedAt },
      };
      return [
        ...[companyId, key, writeHash(row.requestHash), row.status, row.response, recordedAt],
        writeHash(hashAnswer(row)),
      ];
    }),
  );
}

/** What stands beside an answer, so that a changed byte of it shows. */
export function hashAnswer(row: {
  key: string;
  requestHash: string;
  status: number | bigint;
  response: string;
  recordedAt: string;
}): string {
  const { key, requestHash, status, response, recordedAt } = row;
  return shortHash(`${key}\n${requestHash}\n${status}\n${recordedAt}\n${response}`);
}

/** Requests that say the same have the same. */
export function hashRequest(request: unknown): string {
  return hash('sha256', JSON.stringify(request));
}
