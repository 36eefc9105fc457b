// A request with a known key and the same content gets the recorded answer; with other content it is
// refused (invariant 3). Keys are kept as long as what they made.
import { hash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { reject } from '../../shared/rejection.ts';
import type { ReadTx, Tx } from '../db/engine.ts';
import { readHash, shortHash, writeHash } from '../db/hashBytes.ts';
import { Refusal } from '../refusal.ts';
import { holdCompany, type CompanyRow } from './companies.store.ts';

export interface KeyedRequest {
  companyId: number;
  /** Chosen by the client; null for writes that are their own key (the command line). */
  key: string | null;
  /** What is asked for, as it will be compared. */
  request: unknown;
  recordedAt: string;
  /** Told when the answer is a recorded one. */
  onReplay?: (() => void) | undefined;
}

/**
 * Holds the company and runs `work` unless its key was already answered. The key is read under the
 * hold, so that of two equal requests that race the second gets the answer of the first. Only success
 * is recorded: a refused request may be corrected and sent again under the same key.
 */
export async function runOnce<T>(
  tx: Tx,
  { companyId, key, request, recordedAt, onReplay }: KeyedRequest,
  work: (company: CompanyRow) => Promise<T>,
): Promise<T> {
  const company = await holdCompany(tx, companyId);
  if (key === null) return work(company);
  const known = await findAnswer<T>(tx, companyId, key, request);
  if (known) {
    onReplay?.();
    return known.answer;
  }
  const answer = await work(company);
  await recordAnswers(tx, companyId, [{ key, request, answer }], recordedAt);
  return answer;
}

/**
 * What a key was answered, if it was. The company must be held.
 * @throws Refusal `idempotency-key-reused` when it was used for another request
 */
export async function findAnswer<T>(
  tx: Tx,
  companyId: number,
  key: string,
  request: unknown,
): Promise<{ answer: T } | null> {
  const [known] = await tx.query<{ request_hash: Uint8Array; response: string }>(
    'SELECT request_hash, response FROM idempotency_keys WHERE company_id = ? AND key = ?',
    [companyId, key],
  );
  if (!known) return null;
  if (readHash(known.request_hash) === hashRequest(request))
    return { answer: JSON.parse(known.response) as T };
  throw new Refusal('conflict', reject('idempotency-key-reused', { key }, { field: 'key' }));
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

function hashRequest(request: unknown): string {
  return hash('sha256', JSON.stringify(request));
}

/** When a key was answered; null when it is new. */
export async function findKeyDate(
  tx: ReadTx,
  companyId: number,
  key: string,
): Promise<string | null> {
  const { idempotencyKeys: t } = tx.tables;
  const [known] = await tx.db
    .select({ recordedAt: t.recordedAt })
    .from(t)
    .where(and(eq(t.companyId, companyId), eq(t.key, key)));
  return known?.recordedAt ?? null;
}
