// Drafts on the server, and posting them: edited under the version that was read, deleted freely.
import type { VoucherInput, VoucherResult } from '../../shared/contract/vouchers.ts';
import { reject } from '../../shared/rejection.ts';
import { assertMay } from '../auth/permissions.ts';
import { findPersonName } from '../auth/people.store.ts';
import { holdCompany } from '../companies/companies.store.ts';
import type { WriteRequest } from '../companies/companyWrite.ts';
import { runOnce } from '../companies/idempotency.store.ts';
import type { ReadTx, Tx } from '../db/engine.ts';
import { origins, type Origin } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import { openingPlan, ordinaryPlan, planVoucher } from './planVoucher.ts';
import { postReading, type LedgerContext } from './postReading.ts';
import { draftResult, draftRow } from './postVoucher.ts';
import { voucherLabel } from './voucherDetails.ts';
import { deleteVoucher, findVoucher, updateVoucher, type VoucherRow } from './vouchers.store.ts';

/**
 * Replaces the content of a draft.
 * @param version the one that was read (`If-Match`)
 * @throws Refusal `changed` with who changed it and when
 */
export async function editDraft(
  context: LedgerContext,
  { companyId, actor }: WriteRequest,
  uid: string,
  version: number,
  input: VoucherInput,
): Promise<VoucherResult> {
  assertMay(actor, 'draft');
  return context.engine.write(async (tx) => {
    const company = await holdCompany(tx, companyId);
    const books = await context.books.read(tx, companyId, company);
    const row = await getDraft(tx, companyId, uid, version);
    const changedAt = context.clock.now().toISOString();
    const identity = { id: row.id, uid, version: row.version + 1, actor, changedAt };
    // A voucher that was posted once keeps its number while it is a draft again, and with it the type and
    // year that gave the number: posting compares what was written with them (`refuseRenumbering`).
    const { number, numberScope, fiscalYearId, origin } = row;
    const written = { ...draftRow(identity, input), origin };
    const type = number === null ? written.type : row.type;
    const edited = { ...written, type, number, numberScope, fiscalYearId };
    await updateVoucher(tx, companyId, edited);
    return draftResult(tx, books, edited);
  });
}

export async function deleteDraft(
  context: LedgerContext,
  { companyId, actor }: WriteRequest,
  uid: string,
  version: number,
): Promise<void> {
  assertMay(actor, 'draft');
  await context.engine.write(async (tx) => {
    await holdCompany(tx, companyId);
    const row = await getDraft(tx, companyId, uid, version);
    const label = voucherLabel(row);
    // It has a number and postings in the log: it is voided, not deleted (features.md section 2, «Delete»).
    if (label) throw new Refusal('conflict', reject('draft-keeps-number', { voucher: label }));
    await deleteVoucher(tx, companyId, row.id);
  });
}

/** Posts a draft as it stands. */
export async function postDraft(
  context: LedgerContext,
  request: WriteRequest,
  uid: string,
  version: number | null,
): Promise<VoucherResult> {
  const { companyId, actor, idempotencyKey: key } = request;
  assertMay(actor, 'post');
  const recordedAt = context.clock.now().toISOString();
  return context.engine.write((tx) =>
    runOnce(tx, { companyId, key, request: ['postDraft', uid], recordedAt }, async (company) => {
      const books = await context.books.read(tx, companyId, company);
      const row = await getDraft(tx, companyId, uid, version);
      const input = JSON.parse(row.draft ?? '{"lines":[]}') as VoucherInput;
      // Opening balances that were taken back are opening balances still.
      const isOpening = row.origin === origins.initial;
      const posting = { uid, origin: row.origin as Origin, actor, replaces: row };
      const reading = planVoucher(books, input, isOpening ? openingPlan : ordinaryPlan);
      return postReading(context, tx, books, recordedAt, reading, posting);
    }),
  );
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
