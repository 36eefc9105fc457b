// Taking back what was posted: void, back to draft, correct. The log only grows: every one of them appends
// mirror postings on the original date, so that a version from before still shows what was known then.
import type { VoucherCorrection, VoucherResult } from '../../shared/contract/vouchers.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import { reject } from '../../shared/rejection.ts';
import { recordAuditEvent } from '../audit/audit.store.ts';
import { assertMay } from '../auth/permissions.ts';
import type { WriteRequest } from '../companies/companyWrite.ts';
import { runOnce } from '../companies/idempotency.store.ts';
import type { Tx } from '../db/engine.ts';
import { refuseDate } from '../fiscal-years/calendar.ts';
import { LedgerAppender } from '../ledger/appendPostings.ts';
import { mirrorOf, origins, type BatchKind, type Origin, type Posting } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { assertVersion, getVoucher } from './drafts.ts';
import { hashVoucher } from './hashVoucher.ts';
import { openingPlan, ordinaryPlan, planVoucher } from './planVoucher.ts';
import { postReading, type LedgerContext } from './postReading.ts';
import { listLines, listOwnPostings, readVoucher } from './readVoucher.ts';
import { voucherLabel } from './voucherDetails.ts';
import { updateVoucher, type VoucherRow } from './vouchers.store.ts';

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
      firstSeq: null,
      lastSeq: null,
      postedAt: null,
      version: it.row.version + 1,
    };
    return takeBack(context, tx, request, it, row, 'unpost', reason);
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
    const result = await postReading(context, tx, books, recordedAt, reading, {
      uid,
      actor: request.actor,
      origin: row.origin as Origin,
      replaces: row,
      mirrors: postings.map((posting) => mirrorOf(posting)),
    });
    await recordReason(tx, request, it, 'correct', reason);
    return result;
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
      await assertVersion(tx, companyId, row, version);
      const refusal = refuseDate(books.calendar, row.date as LocalDate);
      if (refusal) throw new Refusal('invalid', refusal, books.writing);
      const postings = await listOwnPostings(tx, companyId, row);
      return work(tx, { books, row, postings, recordedAt });
    }),
  );
}

async function takeBack(
  context: LedgerContext,
  tx: Tx,
  request: WriteRequest,
  standing: StandingVoucher,
  row: VoucherRow,
  kind: 'void' | 'unpost',
  reason: string,
): Promise<VoucherResult> {
  assertReason(reason);
  const { companyId, actor } = request;
  const { books, postings, recordedAt } = standing;
  const changed = { ...row, changedBy: actor.userId, changedAt: recordedAt };
  const appender = new LedgerAppender(books.company);
  const batch = {
    ...{ voucherId: row.id, kind, headHash: hashVoucher(changed) },
    ...{ recordedBy: actor.userId, recordedAt },
  };
  appender.add(
    batch,
    postings.map((posting) => mirrorOf(posting)),
  );
  const mirrors = await appender.flush(tx);
  await updateVoucher(tx, companyId, changed);
  await recordReason(tx, request, standing, kind, reason);
  tx.afterCommit(() => context.announce(companyId, mirrors));
  const voucher = await readVoucher(tx, books, changed);
  return { voucher, ledgerVersion: appender.head.lastSeq, notices: [] };
}

/** Who did what and when is in the log; why, only here. */
function recordReason(
  tx: Tx,
  { companyId, actor }: WriteRequest,
  { row, recordedAt }: StandingVoucher,
  kind: BatchKind,
  reason: string,
): Promise<void> {
  return recordAuditEvent(tx, {
    ...{ companyId, recordedAt, userId: actor.userId, action: `${kind}Voucher` },
    subject: voucherLabel(row) ?? row.uid,
    detail: { reason },
  });
}

/** What the voucher says, as somebody would have typed it. */
async function contentOf(tx: Tx, books: CompanyBooks, row: VoucherRow) {
  const lines = await listLines(tx, books.company.id, row);
  const write = (amount: bigint) => formatDecimalAmount(amount, books.writing.minorDigits);
  return {
    type: row.type,
    date: row.date,
    description: row.description,
    reference: row.reference,
    lines: lines.map(({ accountId, documentRef, debit, credit, ...line }) => ({
      line: line.line,
      entry: line.entry,
      account: books.chart.get(accountId).code,
      party: line.party,
      costCenter: line.costCenter,
      description: line.description,
      reference: documentRef,
      ...(debit > 0n ? { debit: write(debit) } : { credit: write(credit) }),
    })),
  };
}

/** Irreversible work says why. */
function assertReason(reason: string): void {
  if (reason.trim() === '') throw new Refusal('invalid', reject('reason-missing', {}));
}
