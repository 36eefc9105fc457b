// The hash chain over posting batches: a changed byte anywhere changes every later hash.
import { createHash, hash } from 'node:crypto';
import type { Pace } from '../pace.ts';
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
  return hash('sha256', writeHead(previousHash, batch) + writePostings(postings));
}

/** Postings that are hashed at once. */
const stretch = 1_000;

/** The same, which lets others in between where the batch is long. */
export async function hashBatchAtPace(
  previousHash: string,
  batch: Omit<PostingBatch, 'hash'>,
  postings: readonly Posting[],
  pace: Pace,
): Promise<string> {
  if (postings.length <= stretch) return hashBatch(previousHash, batch, postings);
  const digest = createHash('sha256').update(writeHead(previousHash, batch));
  for (let first = 0; first < postings.length; first += stretch) {
    digest.update(writePostings(postings.slice(first, first + stretch)));
    if (pace.isDue(stretch)) await pace.rest();
  }
  return digest.digest('hex');
}

function writeHead(previousHash: string, batch: Omit<PostingBatch, 'hash'>): string {
  return (
    `${batch.formatVersion}|${previousHash}|${batch.firstSeq}|${batch.lastSeq}|${batch.voucherId}|` +
    `${batch.kind}|${batch.recordedBy}|${batch.recordedAt}|${batch.headHash}`
  );
}

function writePostings(postings: readonly Posting[]): string {
  let text = '';
  for (const p of postings) {
    text +=
      `\n${p.seq}|${p.voucherId}|${p.entry}|${p.line}|${p.accountId}|${p.date}|${p.layer}|${p.book}|` +
      `${p.debit}|${p.credit}|${p.currency}|${p.currencyAmount}|${p.dimensionSetId}|${p.origin}|` +
      `${JSON.stringify(p.documentRef)}|${JSON.stringify(p.description)}|${p.dueDate ?? ''}|` +
      `${p.mirrorsSeq ?? ''}`;
  }
  return text;
}
