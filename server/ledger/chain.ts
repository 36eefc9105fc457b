// The hash chain over posting batches: a changed byte anywhere changes every later hash.
import { hash } from 'node:crypto';
import type { Posting, PostingBatch } from './posting.ts';

export const chainFormatVersion = 1;

/** What the first batch of a company is chained to. */
export function genesisHash(companyUid: string): string {
  return hash('sha256', `cuadre:${companyUid}`);
}

/**
 * Hash of a batch over the hash of the one before, its own facts, the hash of its voucher's row and every posting,
 * as canonical text:
 * integers in decimal, texts as JSON strings, one line per posting.
 */
export function hashBatch(
  previousHash: string,
  batch: Omit<PostingBatch, 'hash'>,
  postings: readonly Posting[],
): string {
  let text =
    `${batch.formatVersion}|${previousHash}|${batch.firstSeq}|${batch.lastSeq}|${batch.voucherId}|` +
    `${batch.kind}|${batch.recordedBy}|${batch.recordedAt}|${batch.headHash}`;
  for (const p of postings) {
    text +=
      `\n${p.seq}|${p.voucherId}|${p.entry}|${p.line}|${p.accountId}|${p.date}|${p.layer}|${p.book}|` +
      `${p.debit}|${p.credit}|${p.currency}|${p.currencyAmount}|${p.dimensionSetId}|${p.origin}|` +
      `${JSON.stringify(p.documentRef)}|${JSON.stringify(p.description)}|${p.dueDate ?? ''}|` +
      `${p.mirrorsSeq ?? ''}`;
  }
  return hash('sha256', text);
}
