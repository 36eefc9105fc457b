// Cell sets that clients registered: asked again they cost only what changed since, because the index
// knows which accounts were posted to and the set knows which cells those accounts feed.
import { createHash } from 'node:crypto';
import type { BalanceQuery, CellSet, CellSetAnswer } from '../../shared/contract/balances.ts';
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { groupPositions, membersOf, type Grouping } from './grouping.ts';
import { CellWriter, queryBalances, resolveCells, type ResolvedQuery } from './queryBalances.ts';
import { virtualResultsOf } from './virtualResults.ts';

export interface CellSetBounds {
  /** Cells kept in all: about 100 bytes each. */
  cells: number;
  /** Steps of a set that are answered with changes alone. */
  history: number;
}

const usualBounds: CellSetBounds = { cells: 1_000_000, history: 200 };

interface KeptSet {
  query: BalanceQuery;
  settingsVersion: number;
  ledgerVersion: number;
  resolved: ResolvedQuery;
  amounts: (string | null)[];
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
  #keptCells = 0;
  readonly #bounds: CellSetBounds;

  constructor(bounds: CellSetBounds = usualBounds) {
    this.#bounds = bounds;
  }

  /** Answers a query and keeps it under a name that depends on nothing but its content. */
  register(books: CompanyBooks, index: BalanceIndex, query: BalanceQuery): CellSet {
    const resolved = resolveCells(books.chart, query);
    const cellSet = nameOf(query);
    const answer = queryBalances(books, index, query, resolved);
    const kept = compile(books, index, query, resolved, answer.amounts);
    this.#keep(`${books.company.id}:${cellSet}`, kept);
    return { cellSet, ...answer };
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
    bringUp(kept, books, index, this.#bounds.history);
    const { ledgerVersion, amounts } = kept;
    if (since === undefined || since < kept.historyFrom || since > ledgerVersion) {
      return { ledgerVersion, amounts };
    }
    const changed = new Set<number>();
    for (const step of kept.history) {
      if (step.ledgerVersion <= since) continue;
      for (const cell of step.changed) changed.add(cell);
    }
    return { ledgerVersion, changes: [...changed].map((cell) => [cell, amounts[cell] ?? null]) };
  }

  #keep(key: string, set: KeptSet): void {
    this.#keptCells += set.amounts.length - (this.#sets.get(key)?.amounts.length ?? 0);
    this.#sets.delete(key);
    this.#sets.set(key, set);
    for (const [oldest, { amounts }] of this.#sets) {
      if (this.#keptCells <= this.#bounds.cells || oldest === key) break;
      this.#sets.delete(oldest);
      this.#keptCells -= amounts.length;
    }
  }
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
  amounts: (string | null)[],
): KeptSet {
  return {
    query,
    settingsVersion: books.company.settingsVersion,
    ledgerVersion: index.ledgerVersion,
    resolved,
    amounts,
    linesOfCell: null,
    history: [],
    historyFrom: index.ledgerVersion,
  };
}

function bringUp(
  kept: KeptSet,
  books: CompanyBooks,
  index: BalanceIndex,
  maxHistory: number,
): void {
  const isSameChart = kept.settingsVersion === books.company.settingsVersion;
  const touched = isSameChart ? index.accountsSince(kept.ledgerVersion) : null;
  if (touched === null) {
    // Chart or years changed, or too much happened: everything is computed again.
    const resolved = resolveCells(books.chart, kept.query);
    const { amounts } = queryBalances(books, index, kept.query, resolved);
    Object.assign(kept, compile(books, index, kept.query, resolved, amounts));
    // A client that stands at this very version has not seen what the chart changed: it gets everything.
    kept.historyFrom = index.ledgerVersion + 1;
    return;
  }
  if (kept.ledgerVersion === index.ledgerVersion) return;
  addTakers(books, index, touched);
  const writer = new CellWriter(books, index, kept.query, kept.resolved);
  const changed = recompute(kept, writer, touched);
  kept.ledgerVersion = index.ledgerVersion;
  kept.history.push({ ledgerVersion: index.ledgerVersion, changed });
  if (kept.history.length > maxHistory) {
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

/** A posting to a result account of an earlier year moves the virtual results of what it closes into too. */
function addTakers(books: CompanyBooks, index: BalanceIndex, touched: Set<number>): void {
  const results = virtualResultsOf(books, index);
  for (const id of [...touched]) {
    for (const taker of results.takersOf(id)) touched.add(taker);
  }
}
