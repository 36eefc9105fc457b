// A draft as it is stored, answered and told to the audit trail.
import type { NewVoucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import type { Actor } from '../auth/permissions.ts';
import type { Tx } from '../db/engine.ts';
import { origins } from '../ledger/posting.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { readVoucher } from './readVoucher.ts';
import type { VoucherRow } from './vouchers.store.ts';

/** A draft keeps what was sent, checked or not; it has no number and no effect. */
export function draftRow(
  identity: { id: number; uid: string; version: number; actor: Actor; changedAt: string },
  draft: Omit<NewVoucher, 'id' | 'action'>,
): VoucherRow {
  return {
    id: identity.id,
    uid: identity.uid,
    state: 'draft',
    type: headText(draft.type),
    number: null,
    numberScope: null,
    fiscalYearId: null,
    date: headText(draft.date),
    description: draft.description ?? '',
    reference: draft.reference ?? '',
    origin: origins.ordinary,
    debitTotal: 0n,
    creditTotal: 0n,
    lineCount: draft.lines.length,
    version: identity.version,
    draft: JSON.stringify(draft),
    firstSeq: null,
    lastSeq: null,
    changedBy: identity.actor.userId,
    changedAt: identity.changedAt,
    postedAt: null,
  };
}

/** Type and date of a draft are still whatever a cell held: the row keeps what lists can show of them. */
function headText(text = ''): string {
  return text.slice(0, 40).replace(/[\p{Cc}\p{Cs}]/gu, '');
}

/** What is answered when nothing was posted. */
export async function draftResult(
  tx: Tx,
  books: CompanyBooks,
  row: VoucherRow,
): Promise<VoucherResult> {
  const voucher = await readVoucher(tx, books, row);
  return { voucher, ledgerVersion: books.company.lastSeq, notices: [] };
}

/** What the audit trail says of a draft; each version has its event, so none need tell of the one before. */
export function describeDraft(row: VoucherRow): Record<string, string | number> {
  const { version, type, date, description, reference, lineCount: lines } = row;
  return { version, type, date, description, reference, lines };
}
