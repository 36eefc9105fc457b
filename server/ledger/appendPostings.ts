// The one place that writes the log: sequence numbers, hash chain, roll-ups and the new ledger version.
import { advanceLedger, type LedgerHead } from '../companies/companies.store.ts';
import type { Tx } from '../db/engine.ts';
import { Pace, forEachAtPace } from '../pace.ts';
import { chainFormatVersion, hashBatchAtPace } from './chain.ts';
import { GatheredTotals } from './gatheredTotals.ts';
import { addToDayTotals, insertBatches, insertPostings } from './ledger.store.ts';
import type { BatchKind, Posting, PostingBatch } from './posting.ts';

export interface BatchRequest {
  voucherId: number;
  kind: BatchKind;
  recordedBy: number;
  recordedAt: string;
  /** Hash of the voucher's row as it will stand (`hashVoucher`). */
  headHash: string;
}

/** A posting before it has its place in the log. */
export type NewPosting = Omit<Posting, 'seq' | 'voucherId'>;

/**
 * Gathers batches and writes them together. The company must be held (`holdCompany`); nothing is in
 * the database until `flush`, which belongs to the same transaction.
 */
export class LedgerAppender {
  #head: LedgerHead;
  #batches: PostingBatch[] = [];
  #postings: Posting[] = [];
  readonly #totals = new GatheredTotals();
  /** Nobody but the transaction ends it. */
  readonly #pace = new Pace();

  constructor({ id, lastSeq, lastHash, lastRecordedAt, lastVoucherId }: LedgerHead) {
    this.#head = { id, lastSeq, lastHash, lastRecordedAt, lastVoucherId };
  }

  get head(): LedgerHead {
    return this.#head;
  }

  /** Rows of day totals that wait for `flush`. */
  get waitingTotals(): number {
    return this.#totals.size;
  }

  /**
   * Adds the postings of one voucher. That they balance was the rules' business, and it is asserted
   * here once more.
   * @returns the batch they became
   */
  async add(
    { voucherId, kind, headHash, recordedBy, recordedAt: now }: BatchRequest,
    lines: readonly NewPosting[],
  ): Promise<PostingBatch> {
    await assertBalanced(lines, this.#pace);
    const { id, lastSeq, lastHash, lastRecordedAt, lastVoucherId } = this.#head;
    // A clock that was set back must not put a batch before the one that it follows.
    const recordedAt = lastRecordedAt !== null && lastRecordedAt > now ? lastRecordedAt : now;
    const postings: Posting[] = [];
    await forEachAtPace(lines, this.#pace, (line, index) => {
      postings.push(placeAt(lastSeq + 1 + index, voucherId, line));
    });
    const unsigned = {
      firstSeq: lastSeq + 1,
      lastSeq: lastSeq + lines.length,
      voucherId,
      kind,
      formatVersion: chainFormatVersion,
      headHash,
      recordedBy,
      recordedAt,
    };
    const hash = await hashBatchAtPace(lastHash, unsigned, postings, this.#pace);
    const batch = { ...unsigned, hash };
    this.#batches.push(batch);
    await forEachAtPace(postings, this.#pace, (posting) => {
      this.#postings.push(posting);
      this.#totals.add(posting);
    });
    this.#head = {
      id,
      lastSeq: batch.lastSeq,
      lastHash: batch.hash,
      lastRecordedAt: recordedAt,
      lastVoucherId: Math.max(lastVoucherId, voucherId),
    };
    return batch;
  }

  /** Writes what was gathered. @returns the postings that were written */
  async flush(tx: Tx): Promise<Posting[]> {
    const postings = await this.flushLog(tx);
    await addToDayTotals(tx, this.#head.id, this.#totals.take());
    return postings;
  }

  /** Writes all but the day totals, which go on gathering: for long runs, that end with `flush`. */
  async flushLog(tx: Tx): Promise<Posting[]> {
    const { id } = this.#head;
    const [postings, batches] = [this.#postings, this.#batches];
    this.#postings = [];
    this.#batches = [];
    await insertPostings(tx, id, postings);
    await insertBatches(tx, id, batches);
    await advanceLedger(tx, this.#head);
    return postings;
  }
}

/** Written out: a copy of unknown shape costs several times as much, and this is done for every line. */
function placeAt(seq: number, voucherId: number, line: NewPosting): Posting {
  return {
    seq,
    voucherId,
    entry: line.entry,
    line: line.line,
    accountId: line.accountId,
    date: line.date,
    layer: line.layer,
    book: line.book,
    debit: line.debit,
    credit: line.credit,
    currency: line.currency,
    currencyAmount: line.currencyAmount,
    dimensionSetId: line.dimensionSetId,
    origin: line.origin,
    documentRef: line.documentRef,
    description: line.description,
    dueDate: line.dueDate,
    mirrorsSeq: line.mirrorsSeq,
  };
}

async function assertBalanced(lines: readonly NewPosting[], pace: Pace): Promise<void> {
  if (lines.length === 0) throw new Error('a batch needs postings');
  const differences = new Map<number, bigint>();
  await forEachAtPace(lines, pace, ({ entry, debit, credit }) => {
    if (debit < 0n || credit < 0n || (debit === 0n) === (credit === 0n)) {
      throw new Error('a posting is a debit or a credit');
    }
    differences.set(entry, (differences.get(entry) ?? 0n) + debit - credit);
  });
  for (const [entry, difference] of differences) {
    if (difference !== 0n) throw new Error(`entry ${entry} does not balance`);
  }
}
