// Who did what and when: appended inside the transaction it tells of, never changed (Y06). Of postings the log
// itself says it (`posting_batches`); here is why they were taken back, and everything else.
import type { Tx } from '../db/engine.ts';
import { recordRows } from './facts.store.ts';

export interface AuditEvent {
  companyId: number;
  recordedAt: string;
  /** Who did it, by the number that the company's books give them; 0 is Cuadre itself. */
  userId: number;
  /** Verb and noun: `voidVoucher`, `setLock`. */
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
  const [last] = await tx.query<{ id: bigint | null }>(
    'SELECT max(id) AS id FROM audit_events WHERE company_id = ?',
    [companyId],
  );
  const id = Number(last?.id ?? 0) + 1;
  const row = { id, recordedAt, userId, action, subject, detail: JSON.stringify(detail) };
  await tx.execute(
    'INSERT INTO audit_events (company_id, id, recorded_at, user_id, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [companyId, id, recordedAt, userId, action, subject, row.detail],
  );
  await recordRows(tx, companyId, 'event', [row]);
}
