// The hash chain: every fact of a batch and of its postings counts, and nothing can move between fields.
import { describe, expect, it } from 'vitest';
import { localDate } from '../../shared/localDate.ts';
import { Pace } from '../pace.ts';
import { chainFormatVersion, genesisHash, hashBatch, hashBatchAtPace } from './chain.ts';
import type { Posting, PostingBatch } from './posting.ts';

const batch: Omit<PostingBatch, 'hash'> = {
  firstSeq: 1,
  lastSeq: 2,
  voucherId: 1,
  kind: 'post',
  formatVersion: chainFormatVersion,
  headHash: '00'.repeat(16),
  recordedBy: 7,
  recordedAt: '2025-01-10T09:00:00.000Z',
};
const posting: Posting = {
  seq: 1,
  voucherId: 1,
  entry: 1,
  line: 1,
  accountId: 5,
  date: localDate('2025-01-10'),
  layer: 0,
  book: 0,
  debit: 1_000n,
  credit: 0n,
  currency: 'EUR',
  currencyAmount: 1_000n,
  dimensionSetId: 0,
  origin: 0,
  documentRef: 'F-1',
  description: 'Venta',
  dueDate: null,
  mirrorsSeq: null,
};
const postings = [posting, { ...posting, seq: 2, line: 2, debit: 0n, credit: 1_000n }];
const genesis = genesisHash('00000000-0000-4000-8000-000000000000');
const original = hashBatch(genesis, batch, postings);

describe('hashBatch', () => {
  it('is the same for the same facts, and 64 hexadecimal digits', () => {
    expect(hashBatch(genesis, { ...batch }, structuredClone(postings))).toBe(original);
    expect(original).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(Object.keys(batch) as (keyof typeof batch)[])('changes with %s of the batch', (field) => {
    const value = batch[field];
    const changed = typeof value === 'number' ? value + 1 : `${value}x`;
    expect(hashBatch(genesis, { ...batch, [field]: changed }, postings)).not.toBe(original);
  });

  it.each(Object.keys(posting) as (keyof Posting)[])('changes with %s of a posting', (field) => {
    const value = posting[field];
    const changed =
      typeof value === 'number'
        ? value + 1
        : typeof value === 'bigint'
          ? value + 1n
          : value === null
            ? field === 'mirrorsSeq'
              ? 1
              : '2025-02-01'
            : `${value}x`;
    const [, second] = postings;
    expect(hashBatch(genesis, batch, [{ ...posting, [field]: changed }, second!])).not.toBe(
      original,
    );
  });

  it('changes with the order and number of postings', () => {
    expect(hashBatch(genesis, batch, [...postings].reverse())).not.toBe(original);
    expect(hashBatch(genesis, batch, postings.slice(0, 1))).not.toBe(original);
  });

  it.each([2, 999, 1_000, 1_001, 2_000, 3_500])(
    'is the same when %i postings are hashed a stretch at a time',
    async (count) => {
      const many = Array.from({ length: count }, (_, at) => ({ ...posting, seq: at, line: at }));
      const pace = new Pace({ milliseconds: 0 });
      expect(await hashBatchAtPace(genesis, batch, many, pace)).toBe(
        hashBatch(genesis, batch, many),
      );
    },
  );

  it('a reference cannot pass for the fields or lines after it', () => {
    const tricky = (documentRef: string, dueDate: Posting['dueDate']) =>
      hashBatch(genesis, batch, [{ ...posting, documentRef, dueDate }]);
    expect(tricky('a"|2025-01-01', null)).not.toBe(tricky('a', localDate('2025-01-01')));
    expect(tricky('a\n2|1', null)).not.toBe(tricky('a', null));
  });

  it('starts from the company', () => {
    expect(genesisHash('a')).not.toBe(genesisHash('b'));
  });
});
