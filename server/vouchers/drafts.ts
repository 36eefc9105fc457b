// Drafts on the server, and posting them: edited under the version that was read, deleted freely.
import type { VoucherInput, VoucherResult } from '../../shared/contract/vouchers.ts';
import { reject } from '../../shared/rejection.ts';
import { findPersonName } from '../auth/people.store.ts';
import { writeCompany, type CompanyWriting, type WriteRequest } from '../companies/companyWrite.ts';
import type { ReadTx, Tx } from '../db/engine.ts';
import type { Origin } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import { describeDraft, draftResult, draftRow } from './draftRow.ts';
import { keepDueDates } from './keepDueDates.ts';
import { planOptionsOf, planVoucher } from './planVoucher.ts';
import { postReading, type LedgerContext } from './postReading.ts';
import { postedKeeping } from './voucherAnswers.ts';
import { voucherLabel } from './voucherDetails.ts';
import { deleteVoucher, findVoucher, updateVoucher, type VoucherRow } from './vouchers.store.ts';

/**
 * Replaces the content of a draft.
 * @param version the one that was read (`If-Match`)
 * @throws Refusal `changed` with who changed it and when
 */
export async function editDraft(
  context: LedgerContext,
  request: WriteRequest,
  uid: string,
  version: number,
  input: VoucherInput,
): Promise<VoucherResult> {
  const deed = { may: 'draft', name: 'editDraft', input: [uid, version, input] } as const;
  const work = async (writing: CompanyWriting): Promise<VoucherResult> => {
    const { tx, company, actor, recordedAt: changedAt } = writing;
    const books = await context.books.read(tx, company.id, company);
    const row = await getDraft(tx, company.id, uid, version);
    const identity = { id: row.id, uid, version: row.version + 1, actor, changedAt };
    // A voucher that was posted once keeps its number while it is a draft again, and with it the type and
    // year that gave the number: posting compares what was written with them (`refuseRenumbering`).
    const { number, numberScope, fiscalYearId, origin } = row;
    const before = (JSON.parse(row.draft ?? '{"lines":[]}') as VoucherInput).lines;
    const kept = { ...input, lines: keepDueDates(books, before, input.lines) };
    const written = { ...draftRow(identity, kept), origin };
    const type = number === null ? written.type : row.type;
    const edited = { ...written, type, number, numberScope, fiscalYearId };
    await updateVoucher(tx, company.id, edited);
    await writing.record({ subject: voucherLabel(edited) ?? uid, detail: describeDraft(edited) });
    return draftResult(tx, books, edited);
  };
  // Kept whole: its lines are not only what was sent (`keepDueDates`).
  return writeCompany(context, request, deed, work);
}

export async function deleteDraft(
  context: LedgerContext,
  request: WriteRequest,
  uid: string,
  version: number,
): Promise<{ deleted: true }> {
  const deed = { may: 'draft', name: 'deleteDraft', input: [uid, version] } as const;
  return writeCompany(context, request, deed, async (writing) => {
    const { tx, company } = writing;
    const row = await getDraft(tx, company.id, uid, version);
    const label = voucherLabel(row);
    // It has a number and postings in the log: it is voided, not deleted (features.md section 2, «Delete»).
    if (label) throw new Refusal('conflict', reject('draft-keeps-number', { voucher: label }));
    await deleteVoucher(tx, company.id, row.id);
    await writing.record({ subject: uid, detail: describeDraft(row) });
    return { deleted: true } as const;
  });
}

/** Posts a draft as it stands. */
export async function postDraft(
  context: LedgerContext,
  request: WriteRequest,
  uid: string,
  version: number | null,
): Promise<VoucherResult> {
  const deed = { may: 'post', name: 'postDraft', input: [uid, version] } as const;
  const work = async (writing: CompanyWriting): Promise<VoucherResult> => {
    const { tx, company } = writing;
    const books = await context.books.read(tx, company.id, company);
    const row = await getDraft(tx, company.id, uid, version);
    const input = JSON.parse(row.draft ?? '{"lines":[]}') as VoucherInput;
    const reading = planVoucher(books, input, planOptionsOf(row.origin));
    const posting = { uid, origin: row.origin as Origin, replaces: row };
    return postReading(context, writing, books, reading, posting);
  };
  return writeCompany(context, request, deed, work, postedKeeping(context.books));
}

async function getDraft(
  tx: Tx,
  companyId: number,
  uid: string,
  version: number | null,
): Promise<VoucherRow> {
  const row = await getVoucher(tx, companyId, uid);
  if (row.state !== 'draft') {
    const voucher = voucherLabel(row) ?? uid;
    throw new Refusal('conflict', reject('voucher-not-draft', { voucher }));
  }
  await assertVersion(tx, companyId, row, version);
  return row;
}

/** @throws Refusal `changed` that names who changed it and when, unless it is the version that was read */
export async function assertVersion(
  tx: ReadTx,
  companyId: number,
  row: VoucherRow,
  version: number | null,
): Promise<void> {
  if (version === null || row.version === version) return;
  const changedBy = await findPersonName(tx, companyId, row.changedBy);
  const params = { version: row.version, changedBy, changedAt: row.changedAt };
  throw new Refusal('changed', reject('voucher-changed', params, { field: 'version' }));
}

/** @throws Refusal `not-found` */
export async function getVoucher(tx: ReadTx, companyId: number, uid: string): Promise<VoucherRow> {
  const row = await findVoucher(tx, companyId, uid);
  if (!row) throw new Refusal('not-found', reject('not-found', { what: `el comprobante ${uid}` }));
  return row;
}
