// Cell sets that clients registered: asked again they cost only what changed since, because the index
// knows which accounts were posted to and the set knows which cells those accounts feed.
import { createHash } from 'node:crypto';
import type { BalanceQuery, CellSet, CellSetAnswer } from '../../shared/contract/balances.ts';
import { reject } from '../../shared/rejection.ts';
import { Pace } from '../pace.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { workOf, type BalanceWork } from './balanceWork.ts';
import { bytesOfSet } from './cellSetBytes.ts';
import { bringUp, compileSet, isUpToDate, type HistoryBounds, type KeptSet } from './keptSet.ts';

export interface CellSetBounds extends HistoryBounds {
  /** In all, and of one company, so that nobody's sets push out everybody else's. */
  mostBytes: number;
  mostBytesOfCompany: number;
}

const usualBounds: CellSetBounds = {
  mostBytes: 96 * 2 ** 20,
  mostBytesOfCompany: 32 * 2 ** 20,
  mostVersions: 200,
  spareChanges: 1_000,
};

/** Entries of a list that are written as text at once, to be hashed. */
const listStretch = 1_000;

interface CountedSet {
  set: KeptSet;
  /** As they were counted. */
  bytes: number;
  /** Settled once whoever brings the set up is done: one at a time. */
  bringing: Promise<void> | null;
}

export class CellSets {
  /** In order of use: the first is the one unused for longest. */
  readonly #sets = new Map<string, CountedSet>();
  readonly #bounds: CellSetBounds;
  readonly #bytesOfCompany = new Map<number, number>();
  #bytes = 0;

  constructor(bounds: CellSetBounds = usualBounds) {
    this.#bounds = bounds;
  }

  /** What is kept, about. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Answers a query and keeps it under a name that depends on nothing but its content: workbooks that
   * show the same share it, and what was computed for one serves the next.
   */
  async register(
    books: CompanyBooks,
    index: BalanceIndex,
    query: BalanceQuery,
    work: BalanceWork = workOf(new Pace()),
  ): Promise<CellSet> {
    const cellSet = nameOf(query);
    const key = `${books.company.id}:${cellSet}`;
    let kept = this.#sets.get(key);
    if (kept) await this.#bringUp(kept, books, index, work);
    else kept = { set: await compileSet(books, index, query, work), bytes: 0, bringing: null };
    this.#keep(key, kept);
    const { ledgerVersion, settingsVersion, amounts, rejections, notices } = kept.set;
    return { cellSet, ledgerVersion, settingsVersion, amounts, rejections, notices };
  }

  /**
   * Brings a set up to the index and answers all of it, or what changed after a version.
   * @throws Refusal `cell-set-unknown`: the client registers it again
   */
  async read(
    books: CompanyBooks,
    index: BalanceIndex,
    cellSet: string,
    since: number | undefined,
    work: BalanceWork = workOf(new Pace()),
  ): Promise<CellSetAnswer> {
    const key = `${books.company.id}:${cellSet}`;
    const kept = this.#sets.get(key);
    if (!kept) throw new Refusal('not-found', reject('cell-set-unknown', { cellSet }));
    await this.#bringUp(kept, books, index, work);
    this.#keep(key, kept);
    return answerSince(kept.set, since);
  }

  async #bringUp(
    kept: CountedSet,
    books: CompanyBooks,
    index: BalanceIndex,
    work: BalanceWork,
  ): Promise<void> {
    while (kept.bringing) await kept.bringing.catch(() => undefined);
    if (isUpToDate(kept.set, books, index)) return;
    const bringing = bringUp(kept.set, books, index, this.#bounds, work);
    kept.bringing = bringing;
    try {
      await bringing;
    } finally {
      kept.bringing = null;
    }
  }

  /** Counts a set anew and puts it last in order of use; those unused for longest go where there are too many. */
  #keep(key: string, kept: CountedSet): void {
    const before = this.#sets.get(key);
    if (before) this.#forget(key, before);
    kept.bytes = bytesOfSet(kept.set);
    const { companyId } = kept.set;
    const { mostBytes, mostBytesOfCompany } = this.#bounds;
    const isTooMany = () => this.#bytes + kept.bytes > mostBytes;
    const isTooManyOfCompany = () =>
      (this.#bytesOfCompany.get(companyId) ?? 0) + kept.bytes > mostBytesOfCompany;
    for (const [oldest, other] of this.#sets) {
      if (!isTooMany() && !isTooManyOfCompany()) break;
      if (isTooMany() || other.set.companyId === companyId) this.#forget(oldest, other);
    }
    this.#sets.set(key, kept);
    this.#count(companyId, kept.bytes);
  }

  #forget(key: string, { set, bytes }: CountedSet): void {
    this.#sets.delete(key);
    this.#count(set.companyId, -bytes);
  }

  #count(companyId: number, bytes: number): void {
    this.#bytes += bytes;
    const own = (this.#bytesOfCompany.get(companyId) ?? 0) + bytes;
    if (own > 0) this.#bytesOfCompany.set(companyId, own);
    else this.#bytesOfCompany.delete(companyId);
  }
}

function answerSince(set: KeptSet, since: number | undefined): CellSetAnswer {
  const { ledgerVersion, settingsVersion, amounts, rejections, notices } = set;
  if (since === undefined || since < set.historyFrom || since > ledgerVersion) {
    return { ledgerVersion, settingsVersion, amounts, rejections, notices };
  }
  const changed = new Set<number>();
  for (const step of set.history) {
    if (step.ledgerVersion <= since) continue;
    for (const cell of step.changed) changed.add(cell);
  }
  const changes = [...changed].map((cell): [number, string | null] => [
    cell,
    amounts[cell] ?? null,
  ]);
  const news = since < set.noticesFrom ? { notices } : {};
  return { ledgerVersion, settingsVersion, changes, ...news };
}

/** The cells, by far the most of a query, are hashed as they are and not as text; lists a stretch at a time. */
function nameOf({ cells, accounts, periods, ...rest }: BalanceQuery): string {
  const hash = createHash('sha256').update(JSON.stringify(rest));
  for (const list of [accounts, periods]) {
    for (let first = 0; first < list.length; first += listStretch) {
      hash.update(`\n${JSON.stringify(list.slice(first, first + listStretch))}`);
    }
  }
  return hash.update(new Int32Array(cells)).digest('base64url').slice(0, 22);
}
