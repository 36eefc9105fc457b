// The one place that writes the log: sequence numbers, hash chain, roll-ups and the new ledger version.
import { advanceLedger, type CompanyRow } from '../companies/companies.store.ts';
import type { Tx } from '../db/engine.ts';
import { chainFormatVersion, hashBatch } from './chain.ts';
import { addToDayTotals, insertBatches, insertPostings } from './ledger.store.ts';
import type { BatchKind, Posting, PostingBatch } from './posting.ts';

export interface BatchRequest {
  voucherId: number;
  kind: BatchKind;
  recordedBy: number;
  recordedAt: string;
}

/** The ledger head of a company that is held for writing; moves with every batch. */
export type LedgerHead = Pick<CompanyRow, 'id' | 'lastSeq' | 'lastHash' | 'lastVoucherId'>;

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

  constructor(head: LedgerHead) {
    const { id, lastSeq, lastHash, lastVoucherId } = head;
    this.#head = { id, lastSeq, lastHash, lastVoucherId };
  }

  get head(): LedgerHead {
    return this.#head;
  }

  /**
   * Adds the postings of one voucher. That they balance was the rules' business, and it is asserted
   * here once more.
   * @returns the postings with their sequence numbers
   */
  add(request: BatchRequest, lines: readonly NewPosting[]): Posting[] {
    assertBalanced(lines);
    const { id, lastSeq, lastHash, lastVoucherId } = this.#head;
    const { voucherId } = request;
    const postings = lines.map((line, index) => ({ ...line, voucherId, seq: lastSeq + 1 + index }));
    const unsigned = {
      ...request,
      firstSeq: lastSeq + 1,
      lastSeq: lastSeq + lines.length,
      formatVersion: chainFormatVersion,
      previousHash: lastHash,
    };
    const hash = hashBatch(unsigned, postings);
    this.#batches.push({ ...unsigned, hash });
    for (const posting of postings) this.#postings.push(posting);
    this.#head = {
      id,
      lastSeq: unsigned.lastSeq,
      lastHash: hash,
      lastVoucherId: Math.max(lastVoucherId, voucherId),
    };
    return postings;
  }

  /** Writes what was gathered. */
  async flush(tx: Tx): Promise<void> {
    const { id } = this.#head;
    const [postings, batches] = [this.#postings, this.#batches];
    this.#postings = [];
    this.#batches = [];
    await insertPostings(tx, id, postings);
    await insertBatches(tx, id, batches);
    await addToDayTotals(tx, id, postings);
    await advanceLedger(tx, this.#head);
  }
}

function assertBalanced(lines: readonly NewPosting[]): void {
  if (lines.length === 0) throw new Error('a batch needs postings');
  const differences = new Map<number, bigint>();
  for (const { entry, debit, credit } of lines) {
    if (debit < 0n || credit < 0n || (debit === 0n) === (credit === 0n)) {
      throw new Error('a posting is a debit or a credit');
    }
    differences.set(entry, (differences.get(entry) ?? 0n) + debit - credit);
  }
  for (const [entry, difference] of differences) {
    if (difference !== 0n) throw new Error(`entry ${entry} does not balance`);
  }
}
