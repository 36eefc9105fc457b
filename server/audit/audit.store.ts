// Who did what and when: appended inside the transaction it tells of, never changed (Y06).
import type { Tx } from '../db/engine.ts';

export interface AuditEvent {
  companyId: number;
  recordedAt: string;
  userId: number;
  /** Verb and noun: `postVoucher`, `setLock`. */
  action: string;
  /** What it was done to, as people call it. */
  subject: string;
  detail?: Record<string, string | number | null>;
}

/**
 * Company 0 holds the events of the installation itself. Events of a company are numbered under its
 * row (`holdCompany`), like everything else of it.
 */
export async function recordAuditEvent(tx: Tx, event: AuditEvent): Promise<void> {
  const { companyId, recordedAt, userId, action, subject, detail = {} } = event;
  if (companyId === 0) await tx.holdName('installation audit');
  await tx.execute(
    'INSERT INTO audit_events (company_id, id, recorded_at, user_id, action, subject, detail) ' +
      'SELECT ?, coalesce(max(id), 0) + 1, ?, ?, ?, ?, ? FROM audit_events WHERE company_id = ?',
    [companyId, recordedAt, userId, action, subject, JSON.stringify(detail), companyId],
  );
}

/** Several events of one company, which must be held, with few statements. */
export async function recordAuditEvents(
  tx: Tx,
  companyId: number,
  events: readonly Omit<AuditEvent, 'companyId'>[],
): Promise<void> {
  const [row] = await tx.query<{ last: bigint | null }>(
    'SELECT max(id) AS last FROM audit_events WHERE company_id = ?',
    [companyId],
  );
  const firstId = Number(row?.last ?? 0) + 1;
  await tx.insertRows(
    'audit_events',
    ['company_id', 'id', 'recorded_at', 'user_id', 'action', 'subject', 'detail'],
    events.map(({ recordedAt, userId, action, subject, detail = {} }, index) => [
      ...[companyId, firstId + index, recordedAt, userId, action, subject],
      JSON.stringify(detail),
    ]),
  );
}
