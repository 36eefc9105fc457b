// Saving a voucher that a client sends: posted, together with others that arrive, or kept as a draft.
import type { NewVoucher, VoucherResult } from '../../shared/contract/vouchers.ts';
import { setLastVoucherId } from '../companies/companies.store.ts';
import { writeCompany, type CompanyWriting, type WriteRequest } from '../companies/companyWrite.ts';
import { describeDraft, draftRow, draftResult } from './draftRow.ts';
import { refuseTakenId, type LedgerContext } from './postReading.ts';
import { postingQueueOf } from './postingQueue.ts';
import { draftKeeping } from './voucherAnswers.ts';
import { insertVouchers } from './vouchers.store.ts';

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
  if (input.action === 'post') return postingQueueOf(context).post(request, input);
  const deed = { may: 'draft', name: 'saveDraft', input } as const;
  const work = (writing: CompanyWriting): Promise<VoucherResult> =>
    insertDraft(context, writing, input);
  return writeCompany(context, request, deed, work, draftKeeping(input.lines));
}

async function insertDraft(
  context: LedgerContext,
  writing: CompanyWriting,
  input: NewVoucher,
): Promise<VoucherResult> {
  const { tx, company, actor, recordedAt: changedAt } = writing;
  const books = await context.books.read(tx, company.id, company);
  await refuseTakenId(tx, books, input.id);
  const { id: uid, action: _action, ...draft } = input;
  const id = company.lastVoucherId + 1;
  await setLastVoucherId(tx, company.id, id);
  const row = draftRow({ id, uid, version: 1, actor, changedAt }, draft);
  await insertVouchers(tx, company.id, [row]);
  await writing.record({ subject: uid, detail: describeDraft(row) });
  return draftResult(tx, books, row);
}
