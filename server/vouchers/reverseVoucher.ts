// Taking back what was posted: void, back to draft, correct. The log only grows: every one of them appends
// mirror postings on the original date, so that a version from before still shows what was known then.
import type { VoucherCorrection, VoucherResult } from '../../shared/contract/vouchers.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import { reject } from '../../shared/rejection.ts';
import { writeCompany, type CompanyWriting, type WriteRequest } from '../companies/companyWrite.ts';
import type { Keeping } from '../companies/givenAnswers.ts';
import type { Tx } from '../db/engine.ts';
import { refuseDate } from '../fiscal-years/calendar.ts';
import { LedgerAppender } from '../ledger/appendPostings.ts';
import { mirrorOf, type Origin, type Posting } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { assertVersion, getVoucher } from './drafts.ts';
import { hashVoucher } from './hashVoucher.ts';
import { keepDueDates } from './keepDueDates.ts';
import { planOptionsOf, planVoucher } from './planVoucher.ts';
import { postReading, type LedgerContext } from './postReading.ts';
import { listLines, listOwnPostings, readVoucher } from './readVoucher.ts';
import { postedKeeping } from './voucherAnswers.ts';
import { voucherLabel } from './voucherDetails.ts';
import { updateVoucher, type VoucherRow } from './vouchers.store.ts';

interface StandingVoucher {
  writing: CompanyWriting;
  books: CompanyBooks;
  row: VoucherRow;
  postings: Posting[];
}

/** Which voucher, and as it was in which version (`If-Match`; null: whatever it is now). */
export interface ReversalRequest extends WriteRequest {
  uid: string;
  version: number | null;
}

/** C12: the voucher keeps its number and its lines, and counts for nothing. */
export function voidVoucher(
  context: LedgerContext,
  request: ReversalRequest,
  reason: string,
): Promise<VoucherResult> {
  return reverse(context, request, { name: 'voidVoucher', content: reason }, (standing) => {
    const { row } = standing;
    const voided: VoucherRow = { ...row, state: 'voided', version: row.version + 1 };
    return takeBack(context, standing, voided, 'void', reason);
  });
}

/** C07: back to a draft that keeps its number, to be edited and posted again. */
export function unpostVoucher(
  context: LedgerContext,
  request: ReversalRequest,
  reason: string,
): Promise<VoucherResult> {
  const asked = { name: 'unpostVoucher', content: reason };
  return reverse(context, request, asked, async (standing) => {
    const { writing, books, row } = standing;
    const draft: VoucherRow = {
      ...row,
      state: 'draft',
      draft: JSON.stringify(await contentOf(writing.tx, books, row)),
      firstSeq: null,
      lastSeq: null,
      postedAt: null,
      version: row.version + 1,
    };
    return takeBack(context, standing, draft, 'unpost', reason);
  });
}

/**
 * Replaces the content of a posted voucher in one step: mirrors and new postings in one batch. Both the
 * old and the new date must be open.
 */
export function correctVoucher(
  context: LedgerContext,
  request: ReversalRequest,
  correction: VoucherCorrection,
): Promise<VoucherResult> {
  const { reason, ...input } = correction;
  const asked = { name: 'correctVoucher', content: correction };
  const work = async (standing: StandingVoucher): Promise<VoucherResult> => {
    assertReason(reason);
    const { writing, books, row, postings } = standing;
    const before = (await contentOf(writing.tx, books, row)).lines;
    const kept = { ...input, lines: keepDueDates(books, before, input.lines) };
    const reading = planVoucher(books, kept, planOptionsOf(row.origin));
    const result = await postReading(context, writing, books, reading, {
      uid: row.uid,
      origin: row.origin as Origin,
      replaces: row,
      mirrors: postings.map((posting) => mirrorOf(posting)),
    });
    await recordReason(standing, reason);
    return result;
  };
  return reverse(context, request, asked, work, postedKeeping(context.books));
}

/** The common way in: voucher posted, version read, date open. */
async function reverse(
  context: LedgerContext,
  { uid, version, ...request }: ReversalRequest,
  { name, content }: { name: string; content: unknown },
  work: (standing: StandingVoucher) => Promise<VoucherResult>,
  keeping?: Keeping<VoucherResult>,
): Promise<VoucherResult> {
  const deed = { may: 'post', name, input: [uid, version, content] } as const;
  const begin = async (writing: CompanyWriting): Promise<VoucherResult> => {
    const { tx, company } = writing;
    const books = await context.books.read(tx, company.id, company);
    const row = await getVoucher(tx, company.id, uid);
    if (row.state !== 'posted') {
      throw new Refusal('conflict', reject('voucher-not-posted', { state: row.state }));
    }
    await assertVersion(tx, company.id, row, version);
    const refusal = refuseDate(books.calendar, row.date as LocalDate);
    if (refusal) throw new Refusal('invalid', refusal, books.writing);
    const postings = await listOwnPostings(tx, company.id, row);
    return work({ writing, books, row, postings });
  };
  return writeCompany(context, request, deed, begin, keeping);
}

async function takeBack(
  context: LedgerContext,
  standing: StandingVoucher,
  row: VoucherRow,
  kind: 'void' | 'unpost',
  reason: string,
): Promise<VoucherResult> {
  assertReason(reason);
  const { writing, books, postings } = standing;
  const { tx, company, actor, recordedAt } = writing;
  const changed = { ...row, changedBy: actor.userId, changedAt: recordedAt };
  const appender = new LedgerAppender(books.company);
  const batch = {
    ...{ voucherId: row.id, kind, headHash: hashVoucher(changed) },
    ...{ recordedBy: actor.userId, recordedAt },
  };
  await appender.add(
    batch,
    postings.map((posting) => mirrorOf(posting)),
  );
  const mirrors = await appender.flush(tx);
  await updateVoucher(tx, company.id, changed);
  await recordReason(standing, reason);
  tx.afterCommit(() => context.announce(company.id, mirrors));
  const voucher = await readVoucher(tx, books, changed);
  return { voucher, ledgerVersion: appender.head.lastSeq, notices: [] };
}

/** Who did what and when is in the log; why, only here. */
function recordReason({ writing, row }: StandingVoucher, reason: string): Promise<void> {
  return writing.record({ subject: voucherLabel(row) ?? row.uid, detail: { reason } });
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
    lines: lines.map(({ accountId, documentRef, debit, credit, dueDate, ...line }) => ({
      line: line.line,
      entry: line.entry,
      account: books.chart.get(accountId).code,
      party: line.party,
      costCenter: line.costCenter,
      description: line.description,
      reference: documentRef,
      ...(dueDate !== null && { dueDate }),
      ...(debit > 0n ? { debit: write(debit) } : { credit: write(credit) }),
    })),
  };
}

/** Irreversible work says why. */
function assertReason(reason: string): void {
  if (reason.trim() === '') throw new Refusal('invalid', reject('reason-missing', {}));
}
