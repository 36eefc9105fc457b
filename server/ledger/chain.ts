// The hash chain over posting batches: a changed byte anywhere changes every later hash.
import { createHash } from 'node:crypto';
import type { Posting, PostingBatch } from './posting.ts';

export const chainFormatVersion = 1;

/** What the first batch of a company is chained to. */
export function genesisHash(companyUid: string): string {
  return createHash('sha256').update(`cuadre:${companyUid}`).digest('hex');
}

/**
 * Hash of a batch over the previous hash, its own facts and every posting, as canonical text:
 * integers in decimal, texts as JSON strings, one line per posting.
 */
export function hashBatch(batch: Omit<PostingBatch, 'hash'>, postings: readonly Posting[]): string {
  const hash = createHash('sha256');
  const head = [
    batch.formatVersion,
    batch.previousHash,
    batch.firstSeq,
    batch.lastSeq,
    batch.voucherId,
    batch.kind,
    batch.recordedBy,
    batch.recordedAt,
  ];
  hash.update(head.join('|'));
  for (const p of postings) {
    hash.update(
      `\n${p.seq}|${p.voucherId}|${p.entry}|${p.line}|${p.accountId}|${p.date}|${p.layer}|${p.book}|` +
        `${p.debit}|${p.credit}|${p.currency}|${p.currencyAmount}|${p.dimensionSetId}|${p.origin}|` +
        `${JSON.stringify(p.documentRef)}|${p.dueDate ?? ''}|${p.mirrorsSeq ?? ''}`,
    );
  }
  return hash.digest('hex');
}
