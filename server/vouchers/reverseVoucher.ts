// Taking back what was posted: void, back to draft, correct. The log only grows: every one of them appends
// mirror postings on the original date, so that a version from before still shows what was known then.
import type { VoucherCorrection, VoucherResult } from '../../shared/contract/vouchers.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import { reject } from '../../shared/rejection.ts';
import { recordAuditEvent } from '../audit/audit.store.ts';
import { assertMay } from '../auth/permissions.ts';
import { runOnce } from '../companies/idempotency.store.ts';
import type { Tx } from '../db/engine.ts';
import { refuseDate } from '../fiscal-years/calendar.ts';
import { LedgerAppender } from '../ledger/appendPostings.ts';
import { listStandingPostings } from '../ledger/ledger.store.ts';
import { mirrorOf, origins, type Origin, type Posting } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { assertVersion, getVoucher } from './drafts.ts';
import { openingPlan, ordinaryPlan, planVoucher } from './planVoucher.ts';
import { postReading, type LedgerContext, type WriteRequest } from './postReading.ts';
import { listLinesWithDimensions, readVoucher } from './readVoucher.ts';
import { voucherLabel } from './voucherDetails.ts';
import { deleteVoucherLines, updateVoucher, type VoucherRow } from './vouchers.store.ts';

interface StandingVoucher {
  books: CompanyBooks;
  row: VoucherRow;
  postings: Posting[];
  recordedAt: string;
}

/** C12: the voucher keeps its number and its lines, and counts for nothing. */
export function voidVoucher(
  context: LedgerContext,
  request: WriteRequest,
  uid: string,
  reason: string,
  version: number | null,
): Promise<VoucherResult> {
  return reverse(context, request, ['voidVoucher', uid, reason], uid, version, async (tx, it) => {
    const row: VoucherRow = { ...it.row, state: 'voided', version: it.row.version + 1 };
    return takeBack(context, tx, request, it, row, 'void', reason);
  });
}

/** C07: back to a draft that keeps its number, to be edited and posted again. */
export function unpostVoucher(
  context: LedgerContext,
  request: WriteRequest,
  uid: string,
  reason: string,
  version: number | null,
): Promise<VoucherResult> {
  return reverse(context, request, ['unpostVoucher', uid, reason], uid, version, async (tx, it) => {
    const draft = JSON.stringify(await contentOf(tx, it.books, it.row));
    const row: VoucherRow = {
      ...it.row,
      state: 'draft',
      draft,
      postedAt: null,
      version: it.row.version + 1,
    };
    const result = await takeBack(context, tx, request, it, row, 'unpost', reason);
    await deleteVoucherLines(tx, request.companyId, row.id);
    return result;
  });
}

/**
 * Replaces the content of a posted voucher in one step: mirrors and new postings in one batch. Both the
 * old and the new date must be open.
 */
export function correctVoucher(
  context: LedgerContext,
  request: WriteRequest,
  uid: string,
  version: number | null,
  correction: VoucherCorrection,
): Promise<VoucherResult> {
  const { reason, ...input } = correction;
  const asked = ['correctVoucher', uid, correction];
  return reverse(context, request, asked, uid, version, async (tx, it) => {
    assertReason(reason);
    const { books, row, postings, recordedAt } = it;
    const isOpening = row.origin === origins.initial;
    const reading = planVoucher(books, input, isOpening ? openingPlan : ordinaryPlan);
    if (!reading.plan) throw new Refusal('invalid', reading.rejections, books.writing);
    // Lines of a posted voucher are not deleted: for this moment it is a draft.
    await updateVoucher(tx, request.companyId, { ...row, state: 'draft', draft: '{}' });
    await deleteVoucherLines(tx, request.companyId, row.id);
    return postReading(context, tx, books, recordedAt, reading, {
      uid,
      actor: request.actor,
      origin: row.origin as Origin,
      replaces: row,
      mirrors: postings.map((posting) => mirrorOf(posting)),
    });
  });
}

/** The common way in: permission, key, company held, voucher posted, version read, date open. */
async function reverse(
  context: LedgerContext,
  request: WriteRequest,
  asked: unknown[],
  uid: string,
  version: number | null,
  work: (tx: Tx, standing: StandingVoucher) => Promise<VoucherResult>,
): Promise<VoucherResult> {
  const { companyId, actor, idempotencyKey: key } = request;
  assertMay(actor, 'post');
  const recordedAt = context.clock.now().toISOString();
  return context.engine.write((tx) =>
    runOnce(tx, { companyId, key, request: asked, recordedAt }, async (company) => {
      const books = await context.books.read(tx, companyId, company);
      const row = await getVoucher(tx, companyId, uid);
      if (row.state !== 'posted') {
        throw new Refusal('conflict', reject('voucher-not-posted', { state: row.state }));
      }
      await assertVersion(tx, row, version);
      const refusal = refuseDate(books.calendar, row.date as LocalDate);
      if (refusal) throw new Refusal('invalid', refusal, books.writing);
      const postings = await listStandingPostings(tx, companyId, row.id);
      return work(tx, { books, row, postings, recordedAt });
    }),
  );
}

async function takeBack(
  context: LedgerContext,
  tx: Tx,
  { companyId, actor }: WriteRequest,
  { books, postings, recordedAt }: StandingVoucher,
  row: VoucherRow,
  kind: 'void' | 'unpost',
  reason: string,
): Promise<VoucherResult> {
  assertReason(reason);
  const changed = { ...row, changedBy: actor.userId, changedAt: recordedAt };
  const appender = new LedgerAppender(books.company);
  const batch = { voucherId: row.id, kind, recordedBy: actor.userId, recordedAt };
  const mirrors = appender.add(
    batch,
    postings.map((posting) => mirrorOf(posting)),
  );
  await appender.flush(tx);
  await updateVoucher(tx, companyId, changed);
  await recordAuditEvent(tx, {
    ...{ companyId, recordedAt, userId: actor.userId, action: `${kind}Voucher` },
    subject: voucherLabel(row) ?? row.uid,
    detail: { reason },
  });
  tx.afterCommit(() => context.announce(companyId, mirrors));
  const voucher = await readVoucher(tx, books, changed);
  return { voucher, ledgerVersion: appender.head.lastSeq, notices: [] };
}

/** What the voucher says, as somebody would have typed it. */
async function contentOf(tx: Tx, books: CompanyBooks, row: VoucherRow) {
  const lines = await listLinesWithDimensions(tx, books.company.id, row.id);
  const write = (amount: bigint) => formatDecimalAmount(amount, books.writing.minorDigits);
  return {
    type: row.type,
    date: row.date,
    description: row.description,
    reference: row.reference,
    lines: lines.map(({ line, entry, accountId, party, costCenter, debit, credit, ...texts }) => ({
      line,
      entry,
      account: books.chart.get(accountId).code,
      party,
      costCenter,
      description: texts.description,
      reference: texts.reference,
      ...(debit > 0n ? { debit: write(debit) } : { credit: write(credit) }),
    })),
  };
}

/** Irreversible work says why. */
function assertReason(reason: string): void {
  if (reason.trim() === '') throw new Refusal('invalid', reject('reason-missing', {}));
}
