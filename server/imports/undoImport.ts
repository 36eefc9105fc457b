// Takes a whole import back: every voucher that still stands is cancelled by its mirror, on its own date, in one
// transaction. Accounts, years and types that it made stay: others may use them.
import type { LocalDate } from '../../shared/localDate.ts';
import { reject } from '../../shared/rejection.ts';
import type { Actor } from '../auth/permissions.ts';
import { writeCompany, type CompanyWriting } from '../companies/companyWrite.ts';
import { refuseDate } from '../fiscal-years/calendar.ts';
import { LedgerAppender } from '../ledger/appendPostings.ts';
import { mirrorOf } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import { BooksReader, type CompanyBooks } from '../vouchers/companyBooks.ts';
import { hashVoucher } from '../vouchers/hashVoucher.ts';
import type { LedgerContext } from '../vouchers/postReading.ts';
import { listOwnPostings } from '../vouchers/readVoucher.ts';
import { voucherLabel } from '../vouchers/voucherDetails.ts';
import { findVoucher, updateVoucher, type VoucherRow } from '../vouchers/vouchers.store.ts';
import { findImport, listKnownVouchers, markUndone } from './imports.store.ts';

export interface UndoReport {
  id: number;
  /** Already taken back before: nothing was done now. */
  wasUndone: boolean;
  /** Cancelled now. */
  vouchers: string[];
  /** Voided by somebody before: nothing of them was left to cancel. */
  voided: string[];
  /** Made by the import, and left. */
  left: { accounts: string[]; years: string[]; types: string[] };
  ledgerVersion: number;
}

export interface UndoRequest {
  companyId: number;
  actor: Actor;
  id: number;
  reason?: string | undefined;
}

/** Lines gathered before they are written. */
const linesPerFlush = 5_000;
/** How many vouchers a sentence names. */
const mostNamed = 5;

/**
 * @throws Refusal `not-found` (`import-unknown`); `conflict` (`import-worked-on`) when vouchers of it were corrected or
 *   taken back to draft since; `invalid` (`import-date-closed`) when some are dated in locked or closed days
 */
export async function undoImport(
  context: LedgerContext,
  { companyId, actor, id, reason }: UndoRequest,
): Promise<UndoReport> {
  const request = { companyId, actor, idempotencyKey: null };
  const deed = { may: 'post', name: 'undoImport', input: id } as const;
  try {
    return await writeCompany(context, request, deed, async (writing) => {
      const { tx, company, recordedAt } = writing;
      const batch = await findImport(tx, companyId, id);
      if (!batch) throw new Refusal('not-found', reject('import-unknown', { import: String(id) }));
      const left = JSON.parse(batch.created) as UndoReport['left'];
      const report = { id, left, ledgerVersion: company.lastSeq, vouchers: [], voided: [] };
      if (batch.undoneAt !== null) throw new AlreadyUndone({ ...report, wasUndone: true });
      const books = await new BooksReader().read(tx, companyId, company);
      const done = await takeBackAll(writing, books, id);
      await markUndone(tx, companyId, id, recordedAt);
      const detail = { import: id, vouchers: done.vouchers.length, reason: reason ?? '' };
      await writing.record({ subject: batch.source, detail });
      tx.afterCommit(() => context.announce(companyId, []));
      return { ...report, ...done, wasUndone: false };
    });
  } catch (error) {
    if (error instanceof AlreadyUndone) return error.report;
    throw error;
  }
}

/** Nothing is left to write. */
class AlreadyUndone extends Error {
  readonly report: UndoReport;
  constructor(report: UndoReport) {
    super('undone before');
    this.report = report;
  }
}

async function takeBackAll(
  writing: CompanyWriting,
  books: CompanyBooks,
  id: number,
): Promise<Pick<UndoReport, 'vouchers' | 'voided' | 'ledgerVersion'>> {
  const { tx, company, actor, recordedAt } = writing;
  const { standing, voided } = await readStanding(writing, books, id);
  const appender = new LedgerAppender(books.company);
  let gathered = 0;
  for (const row of standing) {
    const changed: VoucherRow = {
      ...{ ...row, state: 'voided', version: row.version + 1 },
      ...{ changedBy: actor.userId, changedAt: recordedAt },
    };
    const postings = await listOwnPostings(tx, company.id, row);
    await appender.add(
      {
        ...{ voucherId: row.id, kind: 'void', headHash: hashVoucher(changed) },
        ...{ recordedBy: actor.userId, recordedAt },
      },
      postings.map((posting) => mirrorOf(posting)),
    );
    await updateVoucher(tx, company.id, changed);
    gathered += postings.length;
    if (gathered < linesPerFlush) continue;
    gathered = 0;
    await appender.flushLog(tx);
  }
  await appender.flush(tx);
  const ledgerVersion = appender.head.lastSeq;
  return { vouchers: standing.map((row) => voucherLabel(row) ?? row.uid), voided, ledgerVersion };
}

/** All or nothing: what cannot be taken back is told before anything is. */
async function readStanding(
  { tx, company }: CompanyWriting,
  books: CompanyBooks,
  id: number,
): Promise<{ standing: VoucherRow[]; voided: string[] }> {
  const standing: VoucherRow[] = [];
  const [voided, workedOn, closed]: [string[], string[], string[]] = [[], [], []];
  for (const known of await listKnownVouchers(tx, company.id, id)) {
    const row = (await findVoucher(tx, company.id, known.uid))!;
    const label = voucherLabel(row) ?? row.uid;
    if (row.state === 'voided') voided.push(label);
    else if (row.state === 'draft' || row.version !== 1) workedOn.push(label);
    else if (refuseDate(books.calendar, row.date as LocalDate)) closed.push(label);
    else standing.push(row);
  }
  if (workedOn.length > 0) {
    const params = { import: id, count: workedOn.length, vouchers: nameSome(workedOn) };
    throw new Refusal('conflict', reject('import-worked-on', params), books.writing);
  }
  if (closed.length > 0) {
    const locked = books.calendar.lock?.lockedThrough ?? '';
    const params = { import: id, count: closed.length, vouchers: nameSome(closed), locked };
    throw new Refusal('invalid', reject('import-date-closed', params), books.writing);
  }
  return { standing, voided };
}

function nameSome(labels: readonly string[]): string {
  const named = labels.slice(0, mostNamed).join(', ');
  return labels.length > mostNamed ? `${named}…` : named;
}
