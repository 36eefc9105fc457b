// Keeps the balance indexes of the companies in use: built on demand, caught up from the log, dropped
// when anything looks wrong or too many are held.
import { reject } from '../../shared/rejection.ts';
import { getCompany } from '../companies/companies.store.ts';
import type { ReadTx } from '../db/engine.ts';
import { readDayTotals, sumPostings, type DayTotal } from '../ledger/dayTotals.store.ts';
import { findVersionAt, findWholeVersion, listPostings } from '../ledger/ledger.store.ts';
import type { Posting } from '../ledger/posting.ts';
import { Pace } from '../pace.ts';
import { Refusal } from '../refusal.ts';
import { BalanceIndex } from './balanceIndex.ts';

export interface IndexBounds {
  /** Companies and past versions whose index is kept. */
  companies: number;
  pastVersions: number;
  /** Postings that an index is brought up to date with; beyond them it is built anew. */
  caughtUp: number;
}

const postingsPerSum = 4_000;

const usualBounds: IndexBounds = { companies: 50, pastVersions: 8, caughtUp: 50_000 };

export class BalanceIndexes {
  /** In order of use: the first is the one unused for longest. */
  readonly #indexes = new Map<number, BalanceIndex>();
  /** Indexes of past versions never change; a few are kept. */
  readonly #past = new Map<string, BalanceIndex>();
  readonly #bounds: IndexBounds;

  constructor(bounds: IndexBounds = usualBounds) {
    this.#bounds = bounds;
  }

  /** The index of a company, at least at the version that the transaction sees. */
  async get(tx: ReadTx, companyId: number): Promise<BalanceIndex> {
    const { lastSeq } = await getCompany(tx, companyId);
    const known = this.#indexes.get(companyId);
    const index = known ? await this.#catchUp(tx, companyId, known, lastSeq) : null;
    const ready = index ?? (await buildIndex(tx, companyId, lastSeq));
    keepRecent(this.#indexes, companyId, ready, this.#bounds.companies);
    return ready;
  }

  /**
   * The index of a company as it was known at a version (the last whole one) or at a moment.
   * @throws Refusal `version-unknown` for a version that does not exist yet
   */
  async getAsOf(
    tx: ReadTx,
    companyId: number,
    asOf: number | string,
    pace: Pace = new Pace(),
  ): Promise<BalanceIndex> {
    const { lastSeq } = await getCompany(tx, companyId);
    if (typeof asOf === 'number' && asOf > lastSeq) {
      const params = { version: String(asOf), last: String(lastSeq) };
      throw new Refusal('invalid', reject('version-unknown', params, { field: 'version' }));
    }
    const version =
      typeof asOf === 'number'
        ? await findWholeVersion(tx, companyId, asOf)
        : await findVersionAt(tx, companyId, new Date(asOf).toISOString(), lastSeq);
    if (version === lastSeq) return this.get(tx, companyId);
    const key = `${companyId}:${version}`;
    const index =
      this.#past.get(key) ?? (await buildPastIndex(tx, companyId, version, lastSeq, pace));
    keepRecent(this.#past, key, index, this.#bounds.pastVersions);
    return index;
  }

  /** After COMMIT: applies what was posted, or drops the index so that it is rebuilt. */
  applyCommitted(companyId: number, postings: readonly Posting[]): void {
    const index = this.#indexes.get(companyId);
    if (!index) return;
    try {
      index.apply(newerThan(index, postings));
    } catch {
      this.#indexes.delete(companyId);
    }
  }

  async #catchUp(
    tx: ReadTx,
    companyId: number,
    index: BalanceIndex,
    lastSeq: number,
  ): Promise<BalanceIndex | null> {
    if (index.ledgerVersion >= lastSeq) return index;
    // After an import the roll-ups are the shorter reading.
    if (lastSeq - index.ledgerVersion > this.#bounds.caughtUp) return null;
    const postings = await listPostings(tx, companyId, index.ledgerVersion, lastSeq);
    try {
      // Somebody else may have caught it up while the rows were read.
      index.apply(newerThan(index, postings));
      return index;
    } catch {
      this.#indexes.delete(companyId);
      return null;
    }
  }
}

async function buildIndex(
  tx: ReadTx,
  companyId: number,
  version: number,
  pace = new Pace(),
): Promise<BalanceIndex> {
  const index = new BalanceIndex(version);
  for await (const accounts of readDayTotals(tx, companyId)) {
    for (const account of accounts) index.addPacked(account);
    await pace.rest();
  }
  return index;
}

/** Today's roll-ups less what was posted since, or what had been posted by then, whichever reads less. */
async function buildPastIndex(
  tx: ReadTx,
  companyId: number,
  version: number,
  lastSeq: number,
  pace: Pace,
): Promise<BalanceIndex> {
  if (version <= lastSeq - version) {
    const index = new BalanceIndex(version);
    for await (const totals of sumStretches(tx, companyId, 0, version)) {
      index.addTotals(totals);
      await pace.rest();
    }
    return index;
  }
  const index = await buildIndex(tx, companyId, version, pace);
  for await (const totals of sumStretches(tx, companyId, version, lastSeq)) {
    index.addTotals(
      totals.map((total) => ({ ...total, debit: -total.debit, credit: -total.credit })),
    );
    await pace.rest();
  }
  return index;
}

/** The totals of a stretch of the log at a time: the database sums a million postings in most of a second. */
async function* sumStretches(
  tx: ReadTx,
  companyId: number,
  after: number,
  through: number,
): AsyncGenerator<DayTotal[]> {
  for (let from = after; from < through; from += postingsPerSum) {
    yield await sumPostings(tx, companyId, from, Math.min(through, from + postingsPerSum));
  }
}

function newerThan(index: BalanceIndex, postings: readonly Posting[]): readonly Posting[] {
  return postings.filter(({ seq }) => seq > index.ledgerVersion);
}

/** Puts a value last in order of use, and forgets the first when there are too many. */
function keepRecent<K, V>(map: Map<K, V>, key: K, value: V, max: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= max) return;
  const [oldest] = map.keys();
  map.delete(oldest!);
}
