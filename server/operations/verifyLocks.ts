// Invariant 2, afterwards: nothing was posted on a day that was locked when it was posted. Who moves the lock back behind
// Cuadre's back, posts, and moves it forward again leaves what was posted.
import type { ReadTx } from '../db/engine.ts';
import type { Findings } from '../ledger/findings.ts';
import type { LedgerNames } from '../ledger/ledgerNames.ts';
import type { LockFact } from './walkFacts.ts';

/** @param locks what the lock was, in the order in which it was moved */
export async function verifyLocks(
  tx: ReadTx,
  companyId: number,
  locks: readonly LockFact[],
  findings: Findings,
  names: LedgerNames,
): Promise<void> {
  for (const [index, { afterSeq, lockedThrough }] of locks.entries()) {
    if (findings.isFull) return;
    const throughSeq = locks[index + 1]?.afterSeq ?? Number.MAX_SAFE_INTEGER;
    if (lockedThrough === null || throughSeq <= afterSeq) continue;
    const found = await listPostedUnderLock(tx, companyId, afterSeq, throughSeq, lockedThrough);
    for (const { seq, voucherId, accountId, date } of found) {
      const { label } = await names.voucher(voucherId);
      const account = names.account(accountId);
      findings.add(
        `Apunte ${seq} (comprobante ${label}, cuenta ${account}, ${date}): se registró cuando todo estaba bloqueado hasta el ${lockedThrough}`,
        { seq: Number(seq), voucher: label, account, date },
      );
    }
  }
}

interface LockedPosting {
  seq: bigint;
  voucherId: bigint;
  accountId: bigint;
  date: string;
}

function listPostedUnderLock(
  tx: ReadTx,
  companyId: number,
  afterSeq: number,
  throughSeq: number,
  lockedThrough: string,
): Promise<LockedPosting[]> {
  return tx.query<LockedPosting>(
    'SELECT seq, voucher_id AS "voucherId", account_id AS "accountId", date FROM postings ' +
      'WHERE company_id = ? AND seq > ? AND seq <= ? AND date <= ? ORDER BY seq LIMIT 10',
    [companyId, afterSeq, throughSeq, lockedThrough],
  );
}
