// Carries out planned vouchers: numbers, rows, lines and postings, gathered and written together, so that
// one voucher costs few statements and a hundred thousand cost few per voucher.
import type { Actor } from '../auth/permissions.ts';
import type { Tx } from '../db/engine.ts';
import {
  ensureDimensionSets,
  registerCodes,
  type DimensionSet,
} from '../dimensions/dimensions.store.ts';
import type { LedgerHead } from '../companies/companies.store.ts';
import { LedgerAppender, type NewPosting } from '../ledger/appendPostings.ts';
import { books as bookCodes, layers, type Origin, type Posting } from '../ledger/posting.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { forEachAtPace, Pace } from '../pace.ts';
import type { CompanyBooks } from './companyBooks.ts';
import type { PlannedLine, PlannedVoucher } from './planVoucher.ts';
import { hashVoucher } from './hashVoucher.ts';
import { sequenceOf } from './numbering.ts';
import { findNewCodes, noticeAsDone } from './voucherDetails.ts';
import { readLastNumber, writeLastNumbers, type NumberSequence } from './voucherTypes.store.ts';
import { insertVouchers, updateVoucher, type VoucherRow } from './vouchers.store.ts';

export interface PlannedPosting {
  uid: string;
  plan: PlannedVoucher;
  origin: Origin;
  actor: Actor;
  /** The row that becomes this voucher; left out: a new one. */
  replaces?: Pick<
    VoucherRow,
    'id' | 'version' | 'number' | 'numberScope' | 'type' | 'fiscalYearId'
  >;
  /** Postings of the same voucher that are cancelled in the same batch (a correction). */
  mirrors?: readonly NewPosting[];
}

/** Day totals that a long run keeps in memory before it writes them. */
const usuallyWaiting = 100_000;

export class PostingRun {
  readonly #tx: Tx;
  readonly #books: CompanyBooks;
  readonly #recordedAt: string;
  readonly #appender: LedgerAppender;
  readonly #sequences = new Map<string, NumberSequence & { lastNumber: number }>();
  readonly #sets = new Map<string, number>();
  readonly #knownCodes = new Set<string>();
  readonly #pace = new Pace();
  #rows: VoucherRow[] = [];

  readonly #maxWaitingTotals: number;

  /** The company must be held in this transaction. */
  constructor(tx: Tx, books: CompanyBooks, recordedAt: string, maxWaitingTotals = usuallyWaiting) {
    this.#tx = tx;
    this.#books = books;
    this.#recordedAt = recordedAt;
    this.#maxWaitingTotals = maxWaitingTotals;
    this.#appender = new LedgerAppender(books.company);
  }

  get head(): LedgerHead {
    return this.#appender.head;
  }

  /**
   * Posts a planned voucher. Nothing is in the database before `flush`.
   * @returns its row, and notices of what was registered on the way
   */
  async add(request: PlannedPosting): Promise<{ row: VoucherRow; notices: Rejection[] }> {
    const { plan, origin, replaces, mirrors = [] } = request;
    const notices = await this.#registerCodes(plan);
    const setIds = await this.#dimensionSetsOf(plan);
    const voucherId = replaces?.id ?? this.#appender.head.lastVoucherId + 1;
    const own = await postingsOf(this.#books, plan, setIds, origin, this.#pace);
    const lines = mirrors.length > 0 ? [...mirrors, ...own] : own;
    const row = await this.#rowOf(request, voucherId, this.head.lastSeq + lines.length);
    await this.#appender.add(
      {
        voucherId,
        kind: mirrors.length > 0 ? 'correct' : 'post',
        headHash: hashVoucher(row),
        recordedBy: request.actor.userId,
        recordedAt: this.#recordedAt,
      },
      lines,
    );
    if (replaces) await updateVoucher(this.#tx, this.#books.company.id, row);
    else this.#rows.push(row);
    return { row, notices };
  }

  /** Writes what was gathered since the last time. @returns the postings that were written */
  async flush(): Promise<Posting[]> {
    await this.#flushVouchers();
    return this.#appender.flush(this.#tx);
  }

  /** Writes what was gathered, but for day totals while they are few: for long runs, that end with `flush`. */
  async flushLog(): Promise<void> {
    await this.#flushVouchers();
    if (this.#appender.waitingTotals > this.#maxWaitingTotals) await this.#appender.flush(this.#tx);
    else await this.#appender.flushLog(this.#tx);
  }

  async #flushVouchers(): Promise<void> {
    const { id } = this.#books.company;
    await insertVouchers(this.#tx, id, this.#rows);
    this.#rows = [];
    await writeLastNumbers(this.#tx, id, [...this.#sequences.values()]);
  }

  /** @param lastSeq of its batch, which its own lines end */
  async #rowOf(
    { uid, plan, origin, actor, replaces }: PlannedPosting,
    id: number,
    lastSeq: number,
  ): Promise<VoucherRow> {
    const fiscalYearId = plan.fiscalYear.id;
    const { numbering } = this.#books.profile;
    const numbered = { type: plan.type.code, fiscalYearId, date: plan.date };
    const sequence = sequenceOf(numbering, numbered);
    return {
      id,
      uid,
      state: 'posted',
      type: plan.type.code,
      // A voucher that had a number keeps it, so that numbering has no gaps.
      number: replaces?.number ?? (await this.#nextNumber(sequence)),
      numberScope: sequence.scope,
      fiscalYearId,
      date: plan.date,
      description: plan.description,
      reference: plan.reference,
      origin,
      debitTotal: plan.total,
      creditTotal: plan.total,
      lineCount: plan.lines.length,
      version: (replaces?.version ?? 0) + 1,
      draft: null,
      firstSeq: lastSeq - plan.lines.length + 1,
      lastSeq,
      changedBy: actor.userId,
      changedAt: this.#recordedAt,
      postedAt: this.#recordedAt,
    };
  }

  async #nextNumber(sequence: NumberSequence): Promise<number> {
    const key = `${sequence.type}|${sequence.scope}`;
    let counter = this.#sequences.get(key);
    if (!counter) {
      const lastNumber = await readLastNumber(this.#tx, this.#books.company.id, sequence);
      this.#sequences.set(key, (counter = { ...sequence, lastNumber }));
    }
    counter.lastNumber += 1;
    return counter.lastNumber;
  }

  async #registerCodes(plan: PlannedVoucher): Promise<Rejection[]> {
    const lines = plan.lines.filter(
      ({ party, costCenter }) =>
        (party !== '' && !this.#knownCodes.has(`p${party}`)) ||
        (costCenter !== '' && !this.#knownCodes.has(`c${costCenter}`)),
    );
    if (lines.length === 0) return [];
    const companyId = this.#books.company.id;
    const { parties, costCenters, notices } = await findNewCodes(this.#tx, companyId, lines);
    await registerCodes(this.#tx, companyId, { parties, costCenters }, this.#recordedAt);
    for (const { party, costCenter } of lines) {
      this.#knownCodes.add(`p${party}`).add(`c${costCenter}`);
    }
    return notices.map(noticeAsDone);
  }

  async #dimensionSetsOf(plan: PlannedVoucher): Promise<number[]> {
    const keyOf = ({ party, costCenter }: DimensionSet) => `${party}\n${costCenter}`;
    const unknown = new Map<string, DimensionSet>();
    const keys: string[] = [];
    await forEachAtPace(plan.lines, this.#pace, (line) => {
      const key = keyOf(line);
      keys.push(key);
      if (!this.#sets.has(key)) unknown.set(key, line);
    });
    if (unknown.size > 0) {
      const sets = [...unknown.values()];
      const ids = await ensureDimensionSets(this.#tx, this.#books.company.id, sets);
      for (const [index, key] of [...unknown.keys()].entries())
        this.#sets.set(key, ids[index] ?? 0);
    }
    return keys.map((key) => this.#sets.get(key) ?? 0);
  }
}

async function postingsOf(
  books: CompanyBooks,
  plan: PlannedVoucher,
  setIds: readonly number[],
  origin: Origin,
  pace: Pace,
): Promise<NewPosting[]> {
  const { currency } = books.company;
  const postingOf = (line: PlannedLine, index: number): NewPosting => ({
    entry: line.entry,
    line: index + 1,
    accountId: line.account.id,
    date: plan.date,
    layer: layers.ordinary,
    book: bookCodes.both,
    debit: line.debit,
    credit: line.credit,
    currency,
    currencyAmount: line.debit - line.credit,
    dimensionSetId: setIds[index] ?? 0,
    origin,
    documentRef: line.reference,
    description: line.description,
    dueDate: line.dueDate,
    mirrorsSeq: null,
  });
  const postings: NewPosting[] = [];
  await forEachAtPace(plan.lines, pace, (line, index) => {
    postings.push(postingOf(line, index));
  });
  return postings;
}
