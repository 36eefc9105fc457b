// Cell sets that clients registered: asked again they cost only what changed since, because the index
// knows which accounts were posted to and the set knows which cells those accounts feed.
import { createHash } from 'node:crypto';
import type {
  BalanceAnswer,
  BalanceQuery,
  CellSet,
  CellSetAnswer,
  FigureNotice,
} from '../../shared/contract/balances.ts';
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { groupPositions, membersOf, type Grouping } from './grouping.ts';
import { CellWriter, queryBalances, resolveCells, type ResolvedQuery } from './queryBalances.ts';
import { virtualResultsOf } from './virtualResults.ts';
import { listWithoutTarget } from './withoutTargetNotices.ts';

export interface CellSetBounds {
  /** Cells, accounts and periods kept in all: about 100 bytes each. */
  mostKept: number;
  /** Versions that a set can tell the changes since. */
  mostVersions: number;
}

const usualBounds: CellSetBounds = { mostKept: 1_000_000, mostVersions: 200 };

interface KeptSet {
  query: BalanceQuery;
  settingsVersion: number;
  ledgerVersion: number;
  resolved: ResolvedQuery;
  amounts: (string | null)[];
  /** Why some amounts are null: only a change of chart or years changes that. */
  rejections: BalanceAnswer['rejections'];
  notices: FigureNotice[];
  /** Clients that stand before this version have not been told them. */
  noticesFrom: number;
  /** Where each different cell was asked for; made when something changes for the first time. */
  linesOfCell: Grouping | null;
  /** Which cells changed when the set moved to a version, oldest first. */
  history: { ledgerVersion: number; changed: number[] }[];
  /** Versions before this one can't be answered with changes alone. */
  historyFrom: number;
}

export class CellSets {
  /** In order of use: the first is the one unused for longest. */
  readonly #sets = new Map<string, KeptSet>();
  readonly #bounds: CellSetBounds;
  #kept = 0;

  constructor(bounds: CellSetBounds = usualBounds) {
    this.#bounds = bounds;
  }

  /**
   * Answers a query and keeps it under a name that depends on nothing but its content: workbooks that
   * show the same share it, and what was computed for one serves the next.
   */
  register(books: CompanyBooks, index: BalanceIndex, query: BalanceQuery): CellSet {
    const cellSet = nameOf(query);
    const key = `${books.company.id}:${cellSet}`;
    let kept = this.#sets.get(key);
    if (kept) bringUp(kept, books, index, this.#bounds.mostVersions);
    else {
      const resolved = resolveCells(books.chart, query);
      kept = compile(books, index, query, resolved, queryBalances(books, index, query, resolved));
    }
    this.#keep(key, kept);
    const { ledgerVersion, settingsVersion, amounts, rejections, notices } = kept;
    return { cellSet, ledgerVersion, settingsVersion, amounts, rejections, notices };
  }

  /**
   * Brings a set up to the index and answers all of it, or what changed after a version.
   * @throws Refusal `cell-set-unknown`: the client registers it again
   */
  read(
    books: CompanyBooks,
    index: BalanceIndex,
    cellSet: string,
    since: number | undefined,
  ): CellSetAnswer {
    const key = `${books.company.id}:${cellSet}`;
    const kept = this.#sets.get(key);
    if (!kept) throw new Refusal('not-found', reject('cell-set-unknown', { cellSet }));
    this.#sets.delete(key);
    this.#sets.set(key, kept);
    bringUp(kept, books, index, this.#bounds.mostVersions);
    const { ledgerVersion, settingsVersion, amounts, rejections, notices } = kept;
    if (since === undefined || since < kept.historyFrom || since > ledgerVersion) {
      return { ledgerVersion, settingsVersion, amounts, rejections, notices };
    }
    const changed = new Set<number>();
    for (const step of kept.history) {
      if (step.ledgerVersion <= since) continue;
      for (const cell of step.changed) changed.add(cell);
    }
    const changes = [...changed].map((cell): [number, string | null] => [
      cell,
      amounts[cell] ?? null,
    ]);
    const news = since < kept.noticesFrom ? { notices } : {};
    return { ledgerVersion, settingsVersion, changes, ...news };
  }

  #keep(key: string, set: KeptSet): void {
    if (!this.#sets.delete(key)) this.#kept += sizeOf(set);
    this.#sets.set(key, set);
    for (const [oldest, other] of this.#sets) {
      if (this.#kept <= this.#bounds.mostKept || oldest === key) break;
      this.#sets.delete(oldest);
      this.#kept -= sizeOf(other);
    }
  }
}

/** Lists count as cells do: a set without a single cell may name two hundred thousand accounts. */
function sizeOf({ query, amounts }: KeptSet): number {
  return 1 + amounts.length + query.accounts.length + query.periods.length;
}

/** The cells, by far the most of a query, are hashed as they are and not as text. */
function nameOf({ cells, ...lists }: BalanceQuery): string {
  const hash = createHash('sha256').update(JSON.stringify(lists)).update(new Int32Array(cells));
  return hash.digest('base64url').slice(0, 22);
}

function compile(
  books: CompanyBooks,
  index: BalanceIndex,
  query: BalanceQuery,
  resolved: ResolvedQuery,
  { amounts, rejections, notices }: BalanceAnswer,
): KeptSet {
  return {
    query,
    settingsVersion: books.company.settingsVersion,
    ledgerVersion: index.ledgerVersion,
    resolved,
    amounts,
    rejections,
    notices,
    noticesFrom: index.ledgerVersion,
    linesOfCell: null,
    history: [],
    historyFrom: index.ledgerVersion,
  };
}

function bringUp(
  kept: KeptSet,
  books: CompanyBooks,
  index: BalanceIndex,
  mostVersions: number,
): void {
  const isSameChart = kept.settingsVersion === books.company.settingsVersion;
  const touched = isSameChart ? index.accountsSince(kept.ledgerVersion) : null;
  if (touched === null) {
    // Chart or years changed, or too much happened: everything is computed again.
    const resolved = resolveCells(books.chart, kept.query);
    const answer = queryBalances(books, index, kept.query, resolved);
    Object.assign(kept, compile(books, index, kept.query, resolved, answer));
    // A client that stands at this very version has not seen what the chart changed: it gets everything.
    kept.historyFrom = index.ledgerVersion + 1;
    return;
  }
  if (kept.ledgerVersion === index.ledgerVersion) return;
  addTakers(books, index, touched);
  const writer = new CellWriter(books, index, kept.query, kept.resolved);
  const changed = recompute(kept, writer, touched);
  kept.ledgerVersion = index.ledgerVersion;
  renewNotices(kept, books, writer);
  kept.history.push({ ledgerVersion: index.ledgerVersion, changed });
  if (kept.history.length > mostVersions) {
    const forgotten = kept.history.shift()!;
    kept.historyFrom = forgotten.ledgerVersion;
  }
}

/** Computes the cells that some accounts feed. @returns those whose amount changed */
function recompute(kept: KeptSet, writer: CellWriter, touched: ReadonlySet<number>): number[] {
  const { selections, unique, cellOf, cellsOfSelection } = kept.resolved;
  const { amounts } = kept;
  kept.linesOfCell ??= groupPositions(cellOf.length, unique.length / 3, (line) => cellOf[line]!);
  const changed: number[] = [];
  selections.forEach((selection, at) => {
    if ('code' in selection || !selection.some(({ id }) => touched.has(id))) return;
    for (const cell of membersOf(cellsOfSelection, at)) {
      const amount = writer.write(cell);
      for (const line of membersOf(kept.linesOfCell!, cell)) {
        if (amounts[line] === amount) continue;
        amounts[line] = amount;
        changed.push(line);
      }
    }
  });
  return changed;
}

/** What account lists are told depends on the chart alone; what has no target yet comes and goes with postings. */
function renewNotices(kept: KeptSet, books: CompanyBooks, writer: CellWriter): void {
  const ofLists = kept.notices.filter(({ code }) => code !== 'closing-without-target');
  const notices = [...ofLists, ...listWithoutTarget(books, writer, kept.query, kept.resolved)];
  if (JSON.stringify(notices) === JSON.stringify(kept.notices)) return;
  kept.notices = notices;
  kept.noticesFrom = kept.ledgerVersion;
}

/** A posting to a result account of an earlier year moves the virtual results of what it closes into too. */
function addTakers(books: CompanyBooks, index: BalanceIndex, touched: Set<number>): void {
  const results = virtualResultsOf(books, index);
  for (const id of [...touched]) {
    for (const taker of results.takersOf(id)) touched.add(taker);
  }
}
