// What a posting is: one line of the append-only log, with everything the product needs of it.
import type { LocalDate } from '../../shared/localDate.ts';
import type { MinorUnits } from '../../shared/money.ts';

/** Layers keep a closed year's figures visible: any balance can be asked with or without each. */
export const layers = { ordinary: 0, regularisation: 1, closing: 2, opening: 3 } as const;
export type Layer = (typeof layers)[keyof typeof layers];

/** Which set of books a posting belongs to (P09, C15). */
export const books = { both: 0, local: 1, niif: 2 } as const;
export type Book = (typeof books)[keyof typeof books];

/** Where a posting came from (C05, C08). */
export const origins = { ordinary: 0, audit: 1, initial: 2, periodic: 3, import: 4 } as const;
export type Origin = (typeof origins)[keyof typeof origins];

export interface Posting {
  seq: number;
  voucherId: number;
  entry: number;
  line: number;
  accountId: number;
  date: LocalDate;
  layer: Layer;
  book: Book;
  debit: MinorUnits;
  credit: MinorUnits;
  currency: string;
  currencyAmount: MinorUnits;
  /** 0: no dimensions. */
  dimensionSetId: number;
  origin: Origin;
  /** The reference of its line; empty where that of the voucher stands for it. */
  documentRef: string;
  /** What its line says (concepto). */
  description: string;
  dueDate: LocalDate | null;
  /** The posting that this one cancels; null for one of its own. */
  mirrorsSeq: number | null;
}

/**
 * What a posting adds to the totals of its day. A mirror takes away what it cancels, so that a
 * cancelled pair leaves no turnover behind: it is history, not a line of the book.
 */
export function contributionOf({ debit, credit, mirrorsSeq }: Posting): {
  debit: MinorUnits;
  credit: MinorUnits;
} {
  return mirrorsSeq === null ? { debit, credit } : { debit: -credit, credit: -debit };
}

/** The posting that cancels another, on the same date. */
export function mirrorOf(posting: Posting): Omit<Posting, 'seq' | 'voucherId'> {
  const { seq, voucherId: _voucher, debit, credit, currencyAmount, ...rest } = posting;
  return {
    ...rest,
    debit: credit,
    credit: debit,
    currencyAmount: -currencyAmount,
    mirrorsSeq: seq,
  };
}

/** What a batch of postings did to its voucher. */
export const batchKinds = ['post', 'unpost', 'void', 'correct'] as const;
export type BatchKind = (typeof batchKinds)[number];

export interface PostingBatch {
  firstSeq: number;
  lastSeq: number;
  voucherId: number;
  kind: BatchKind;
  formatVersion: number;
  hash: string;
  /** Of its voucher's own row as it stood after this batch (`hashVoucher`). */
  headHash: string;
  recordedBy: number;
  recordedAt: string;
}
