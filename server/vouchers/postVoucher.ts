// Saving a voucher that a client sends: posted, together with others that arrive, or kept as a draft.
import type { NewVoucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import { setLastVoucherId } from '../companies/companies.store.ts';
import type { WriteRequest } from '../companies/companyWrite.ts';
import { runOnce } from '../companies/idempotency.store.ts';
import type { Tx } from '../db/engine.ts';
import { origins } from '../ledger/posting.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { refuseTakenId, type LedgerContext } from './postReading.ts';
import { postingQueueOf } from './postingQueue.ts';
import { readVoucher } from './readVoucher.ts';
import { insertVouchers, type VoucherRow } from './vouchers.store.ts';

/**
 * Posts a voucher, or keeps it as a draft, whole or not at all. Vouchers that arrive together are posted
 * together (`PostingQueue`).
 * @throws Refusal `invalid` with every rejection at once; `conflict` when its id is taken
 */
export async function saveVoucher(
  context: LedgerContext,
  request: WriteRequest,
  input: NewVoucher,
): Promise<VoucherResult> {
  if (input.action === 'post') {
    assertMay(request.actor, 'post');
    return postingQueueOf(context).post(request, input);
  }
  assertMay(request.actor, 'draft');
  const recordedAt = context.clock.now().toISOString();
  const { companyId, actor, idempotencyKey: key } = request;
  const keyed = { companyId, key, request: ['saveVoucher', input], recordedAt };
  return context.engine.write((tx) =>
    runOnce(tx, keyed, async (company) => {
      const books = await context.books.read(tx, companyId, company);
      await refuseTakenId(tx, books, input.id);
      return insertDraft(tx, books, actor, input, recordedAt);
    }),
  );
}

/** The result that is answered, and recorded under the idempotency key, when nothing was posted. */
export async function draftResult(
  tx: Tx,
  books: CompanyBooks,
  row: VoucherRow,
): Promise<VoucherResult> {
  const voucher = await readVoucher(tx, books, row);
  return { voucher, ledgerVersion: books.company.lastSeq, notices: [] };
}

async function insertDraft(
  tx: Tx,
  books: CompanyBooks,
  actor: Actor,
  input: NewVoucher,
  changedAt: string,
): Promise<VoucherResult> {
  const { id: uid, action: _action, ...draft } = input;
  const id = books.company.lastVoucherId + 1;
  await setLastVoucherId(tx, books.company.id, id);
  const row = draftRow({ id, uid, version: 1, actor, changedAt }, draft);
  await insertVouchers(tx, books.company.id, [row]);
  return draftResult(tx, books, row);
}

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
