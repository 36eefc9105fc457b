// Posting what the rules have read: the last steps of the write path (invariant 3), shared by every use case.
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { Actor } from '../auth/permissions.ts';
import type { CompanyWriting, WriteContext } from '../companies/companyWrite.ts';
import type { Tx } from '../db/engine.ts';
import type { LedgerHead } from '../companies/companies.store.ts';
import type { Posting } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import type { BooksReader, CompanyBooks } from './companyBooks.ts';
import { sequenceOf } from './numbering.ts';
import type { PlannedVoucher, VoucherReading } from './planVoucher.ts';
import { PostingRun, type PlannedPosting } from './postingRun.ts';
import { describePosted } from './readVoucher.ts';
import { voucherLabel } from './voucherDetails.ts';
import { findVoucher, type VoucherRow } from './vouchers.store.ts';

/** What every write to the books needs. `announce` runs after the commit. */
export interface LedgerContext extends WriteContext {
  books: BooksReader;
  announce(companyId: number, postings: readonly Posting[]): void;
}

/**
 * Posts what the rules read, by whoever writes, and announces it after the commit.
 * @throws Refusal `invalid` with what the rules rejected
 */
export async function postReading(
  context: LedgerContext,
  writing: CompanyWriting,
  books: CompanyBooks,
  reading: VoucherReading,
  posting: Omit<PlannedPosting, 'plan' | 'actor'>,
  notices: readonly Rejection[] = [],
): Promise<VoucherResult> {
  const { tx, actor, recordedAt } = writing;
  const { plan } = reading;
  if (!plan) throw new Refusal('invalid', reading.rejections, books.writing);
  refuseRenumbering(books, plan, posting.replaces);
  const run = new PostingRun(tx, books, recordedAt);
  const posted = await run.add({ ...posting, plan, actor });
  const postings = await run.flush();
  writing.recordedByLog();
  tx.afterCommit(() => context.announce(books.company.id, postings));
  const said = [...reading.notices, ...posted.notices, ...notices];
  return describeResult(books, posted.row, plan, actor, run.head, said);
}

/** What is answered, and recorded under the idempotency key. */
export async function describeResult(
  books: CompanyBooks,
  row: VoucherRow,
  plan: PlannedVoucher,
  actor: Actor,
  head: LedgerHead,
  notices: readonly Rejection[],
): Promise<VoucherResult> {
  return {
    voucher: await describePosted(books, row, plan, actor.name),
    ledgerVersion: head.lastSeq,
    notices: notices.map((each) => explainRejection(each, books.writing)),
  };
}

/** A number that was given stays in its sequence, which would otherwise have a gap, and with its type and year. */
function refuseRenumbering(
  books: CompanyBooks,
  { type, date, fiscalYear }: PlannedVoucher,
  replaces: PlannedPosting['replaces'],
): void {
  if (replaces?.number == null) return;
  const voucher = voucherLabel(replaces) ?? '';
  const { code } = type;
  const place = { field: 'date' } as const;
  if (replaces.type !== code || replaces.fiscalYearId !== fiscalYear.id) {
    const year = books.calendar.years.find(({ id }) => id === replaces.fiscalYearId);
    const refusal = reject(
      'voucher-keeps-number',
      { voucher, fiscalYear: year?.name ?? '' },
      replaces.type === code ? place : { field: 'type' },
    );
    throw new Refusal('invalid', refusal, books.writing);
  }
  const numbered = { type: code, fiscalYearId: fiscalYear.id, date };
  const { scope } = sequenceOf(books.profile.numbering, numbered);
  if (scope === replaces.numberScope) return;
  throw new Refusal('invalid', reject('voucher-keeps-date', { voucher }, place), books.writing);
}

/** @throws Refusal that names the voucher which has this id already */
export async function refuseTakenId(tx: Tx, books: CompanyBooks, uid: string): Promise<void> {
  const existing = await findVoucher(tx, books.company.id, uid);
  if (!existing) return;
  const label = voucherLabel(existing);
  throw new Refusal(
    'conflict',
    label === null
      ? reject('voucher-id-taken', {})
      : reject('voucher-already-posted', { voucher: label, date: existing.date }),
    books.writing,
  );
}
