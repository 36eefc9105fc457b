// Imports whole books in one transaction: chart, years, opening voucher and vouchers. What can't be
// posted is reported with its reasons; an opening that does not balance stops everything (B03).
import { hash } from 'node:crypto';
import type { VoucherInput } from '../../shared/contract/vouchers.ts';
import { reject, type ExplainedRejection, type Rejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { createIdMaker } from '../../shared/timeOrderedId.ts';
import { recordAuditEvent } from '../audit/audit.store.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import { advanceSettings, holdCompany } from '../companies/companies.store.ts';
import { findKeyDate, recordAnswers } from '../companies/idempotency.store.ts';
import type { Tx } from '../db/engine.ts';
import { origins, type Origin } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import { BooksReader, type CompanyBooks } from '../vouchers/companyBooks.ts';
import { askBeforeAdding, readOpening } from '../vouchers/openingBalances.ts';
import {
  importPlan,
  maxTextLength,
  planVoucher,
  type PlannedVoucher,
} from '../vouchers/planVoucher.ts';
import { PostingRun } from '../vouchers/postingRun.ts';
import type { LedgerContext } from '../vouchers/postReading.ts';
import { importChart, seriesType } from './importAccounts.ts';
import type { NeutralBooks, NeutralVoucher } from './neutralBooks.ts';

export interface ImportReport {
  createdAccounts: number;
  redefinedAccounts: number;
  unclassifiedAccounts: string[];
  createdYears: string[];
  openingLines: number;
  vouchers: number;
  lines: number;
  /** Lines without an amount, left out. */
  zeroLines: number;
  /** What was not imported, with its reasons. */
  refused: { what: string; rejections: ExplainedRejection[] }[];
  ledgerVersion: number;
}

export interface ImportRequest {
  companyId: number;
  actor: Actor;
  /** The account that takes an opening difference, when the user has named one. */
  differenceAccount?: string | undefined;
  /** What was asked and accepted (`rejections[].confirm`): `opening-over-balances`. */
  confirm?: string[] | undefined;
}

/**
 * @throws Refusal `opening-unbalanced`, `opening-over-balances` (nothing is imported); `conflict` when the same books were imported before
 */
export async function importBooks(
  context: LedgerContext,
  request: ImportRequest,
  books: NeutralBooks,
  bounds: ImportBounds = usualBounds,
): Promise<ImportReport> {
  assertMay(request.actor, 'post');
  assertMay(request.actor, 'editChart');
  const { companyId } = request;
  const recordedAt = context.clock.now().toISOString();
  const content = hash('sha256', JSON.stringify(books));
  return context.engine.write(async (tx) => {
    const held = await holdCompany(tx, companyId);
    const key = `import:${content}`;
    // The same content twice would double every balance.
    const importedAt = await findKeyDate(tx, companyId, key);
    if (importedAt !== null) {
      throw new Refusal('conflict', reject('books-already-imported', { importedAt }));
    }
    const before = await new BooksReader().read(tx, companyId, held);
    const chart = await importChart(tx, before, books);
    await advanceSettings(tx, companyId);
    // Everything from here on sees the chart that was just completed.
    const company = await new BooksReader().read(tx, companyId);
    const run = new ImportRun(tx, company, request, recordedAt, bounds);
    run.refuse('cuentas y ejercicios', chart.rejections);
    await run.postOpening(books);
    for (const voucher of books.vouchers) await run.postVoucher(voucher);
    for (const voucher of books.rejected) run.checkRejected(voucher);
    await run.flush();
    await recordAuditEvent(tx, {
      ...{ companyId, recordedAt, userId: request.actor.userId, action: 'importBooks' },
      subject: books.company,
      detail: { vouchers: run.vouchers, refused: run.refused.length },
    });
    // Too many to be told one by one: whoever keeps balances reads what was added when it is asked.
    tx.afterCommit(() => context.announce(companyId, []));
    const report: ImportReport = {
      createdAccounts: chart.createdAccounts.length,
      redefinedAccounts: chart.redefinedAccounts.length,
      unclassifiedAccounts: chart.unclassifiedAccounts,
      createdYears: chart.createdYears,
      openingLines: run.openingLines,
      vouchers: run.vouchers,
      lines: run.lines,
      zeroLines: run.zeroLines,
      refused: run.refused,
      ledgerVersion: run.ledgerVersion,
    };
    await recordAnswers(tx, companyId, [{ key, request: content, answer: report }], recordedAt);
    return report;
  });
}

/** What is held in memory before it is written. */
export interface ImportBounds {
  lines: number;
  dayTotals?: number;
}

const usualBounds: ImportBounds = { lines: 5_000 };

/** One import in progress. */
class ImportRun {
  readonly refused: ImportReport['refused'] = [];
  openingLines = 0;
  vouchers = 0;
  lines = 0;
  zeroLines = 0;
  readonly #books: CompanyBooks;
  readonly #request: ImportRequest;
  readonly #tx: Tx;
  readonly #run: PostingRun;
  readonly #newId: () => string;
  #gathered = 0;

  readonly #linesPerFlush: number;

  constructor(
    tx: Tx,
    books: CompanyBooks,
    request: ImportRequest,
    recordedAt: string,
    { lines, dayTotals }: ImportBounds,
  ) {
    this.#linesPerFlush = lines;
    this.#books = books;
    this.#request = request;
    this.#tx = tx;
    this.#run = new PostingRun(tx, books, recordedAt, dayTotals);
    this.#newId = createIdMaker(() => Date.parse(recordedAt));
  }

  get ledgerVersion(): number {
    return this.#run.head.lastSeq;
  }

  async flush(): Promise<void> {
    await this.#run.flush();
  }

  refuse(what: string, rejections: readonly Rejection[]): void {
    if (rejections.length === 0) return;
    const explained = rejections.map((each) => explainRejection(each, this.#books.writing));
    this.refused.push({ what, rejections: explained });
  }

  /** @throws Refusal with the account offered, when it does not balance and none was named */
  async postOpening({ opening, fiscal_years: years }: NeutralBooks): Promise<void> {
    const lines = opening
      .map(({ code, amount }, index) => ({ line: index + 1, account: code, ...sideOf(amount) }))
      .filter(({ debit, credit }) => !isZero(debit ?? '0') || !isZero(credit ?? '0'));
    if (lines.length === 0) return;
    const { differenceAccount, confirm } = this.#request;
    const date = years[0]?.from;
    const input = {
      lines,
      ...(date === undefined ? {} : { date }),
      ...(differenceAccount === undefined ? {} : { differenceAccount }),
      ...(confirm === undefined ? {} : { confirm }),
    };
    const read = readOpening(this.#books, input);
    const reading = await askBeforeAdding(this.#tx, this.#books, input, read);
    if (!reading.plan) throw new Refusal('invalid', reading.rejections, this.#books.writing);
    await this.#post(reading.plan, origins.initial);
    this.openingLines = reading.plan.lines.length;
  }

  async postVoucher(voucher: NeutralVoucher): Promise<void> {
    const { plan, rejections } = this.#plan(voucher);
    if (!plan) {
      this.refuse(voucherName(voucher), rejections);
      return;
    }
    await this.#post(plan, origins.import);
    this.vouchers += 1;
    this.lines += plan.lines.length;
  }

  /** Vouchers that must fail are checked like any other, and never posted. */
  checkRejected(voucher: NeutralVoucher): void {
    const { plan, rejections } = this.#plan(voucher);
    const reasons = plan ? [reject('refused-voucher-is-correct', {})] : rejections;
    this.refuse(voucherName(voucher), reasons);
  }

  #plan(voucher: NeutralVoucher) {
    const input: VoucherInput = {
      date: voucher.date,
      description: voucher.text.slice(0, maxTextLength.description),
      reference: [voucher.series, voucher.number]
        .filter(Boolean)
        .join('-')
        .slice(0, maxTextLength.reference),
      lines: [],
    };
    const type = seriesType(voucher.series);
    if (type !== null && this.#books.voucherTypes.some(({ code }) => code === type)) {
      input.type = type;
    }
    voucher.lines.forEach(({ code, debit, credit, text }, index) => {
      if (isZero(debit) && isZero(credit)) {
        this.zeroLines += 1;
        return;
      }
      // With both sides filled nothing is turned over: the rules say what is wrong with the line.
      const amounts =
        isZero(debit) || isZero(credit)
          ? { ...nonZero('debit', debit), ...nonZero('credit', credit) }
          : { debit, credit };
      input.lines.push({
        line: index + 1,
        account: code,
        description: text.slice(0, maxTextLength.description),
        ...amounts,
      });
    });
    return planVoucher(this.#books, input, importPlan);
  }

  async #post(plan: PlannedVoucher, origin: Origin): Promise<void> {
    await this.#run.add({ uid: this.#newId(), plan, origin, actor: this.#request.actor });
    this.#gathered += plan.lines.length;
    if (this.#gathered < this.#linesPerFlush) return;
    this.#gathered = 0;
    await this.#run.flushLog();
  }
}

function voucherName({ series, number, date }: NeutralVoucher): string {
  const label = [series, number].filter(Boolean).join('-');
  return `comprobante ${label || 'sin número'} del ${date}`;
}

function sideOf(amount: string): { debit?: string; credit?: string } {
  return amount.startsWith('-') ? { credit: amount.slice(1) } : { debit: amount };
}

function nonZero(side: 'debit' | 'credit', amount: string): { debit?: string; credit?: string } {
  if (isZero(amount)) return {};
  // A negative amount on one side is the same amount on the other.
  const other = side === 'debit' ? 'credit' : 'debit';
  return amount.startsWith('-') ? { [other]: amount.slice(1) } : { [side]: amount };
}

function isZero(amount: string): boolean {
  return amount === '0' || /^-?0+(\.0+)?$/.test(amount);
}
