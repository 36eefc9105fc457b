// One kept cell set: what was asked and answered, and how it moves to a new version of the ledger. The index knows which
// accounts were posted to and the set knows which cells those accounts feed.
import type { BalanceAnswer, BalanceQuery, FigureNotice } from '../../shared/contract/balances.ts';
import type { Pace } from '../pace.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import type { BalanceWork } from './balanceWork.ts';
import { groupPositions, membersOf, type Grouping } from './grouping.ts';
import { answerCells, CellWriter, viewFor } from './queryBalances.ts';
import { resolveCells, type ResolvedQuery } from './resolveCells.ts';
import { virtualResultsOf } from './virtualResults.ts';
import { listWithoutTarget } from './withoutTargetNotices.ts';

export interface HistoryBounds {
  /** Versions that a set can tell the changes since. */
  mostVersions: number;
  /** Changes that it remembers beyond as many as it has cells. */
  spareChanges: number;
}

export interface KeptSet {
  companyId: number;
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

/** Answers a query for the first time. */
export async function compileSet(
  books: CompanyBooks,
  index: BalanceIndex,
  query: BalanceQuery,
  work: BalanceWork,
): Promise<KeptSet> {
  const resolved = await resolveCells(books.chart, query, work);
  const answer = await answerCells(books, index, query, resolved, work);
  const { amounts, rejections, notices, ledgerVersion, settingsVersion } = answer;
  return {
    companyId: books.company.id,
    query,
    settingsVersion,
    ledgerVersion,
    resolved,
    amounts,
    rejections,
    notices,
    noticesFrom: ledgerVersion,
    linesOfCell: null,
    history: [],
    historyFrom: ledgerVersion,
  };
}

export function isUpToDate(kept: KeptSet, { company }: CompanyBooks, index: BalanceIndex): boolean {
  return (
    kept.settingsVersion === company.settingsVersion && kept.ledgerVersion === index.ledgerVersion
  );
}

/** Moves a set to the version of an index. Whoever leaves in the middle leaves it as it was. */
export async function bringUp(
  kept: KeptSet,
  books: CompanyBooks,
  index: BalanceIndex,
  bounds: HistoryBounds,
  work: BalanceWork,
): Promise<void> {
  const isSameChart = kept.settingsVersion === books.company.settingsVersion;
  const touched = isSameChart ? index.accountsSince(kept.ledgerVersion) : null;
  if (touched === null) {
    // Chart or years changed, or too much happened: everything is computed again.
    const anew = await compileSet(books, index, kept.query, work);
    // A client that stands at this very version has not seen what the chart changed: it gets everything.
    Object.assign(kept, anew, { historyFrom: anew.ledgerVersion + 1 });
    return;
  }
  addTakers(books, index, touched);
  const selections = listTouched(kept, touched);
  const sums = selections.reduce((sum, { at, size }) => {
    return sum + size * membersOf(kept.resolved.cellsOfSelection, at).length;
  }, 0);
  const { view, pace } = viewFor(index, sums, work);
  const { ledgerVersion } = view;
  const writer = new CellWriter(books, view, kept.query, kept.resolved);
  // Begun together: where nobody is let in, both have read the same index before it can move.
  const [changes, notices] = await Promise.all([
    recompute(kept, writer, selections, pace),
    renewNotices(kept, books, writer, pace),
  ]);
  for (const [line, amount] of changes) kept.amounts[line] = amount;
  kept.ledgerVersion = ledgerVersion;
  if (notices) Object.assign(kept, { notices, noticesFrom: ledgerVersion });
  remember(kept, changes.keys(), bounds);
}

function remember(
  kept: KeptSet,
  changed: Iterable<number>,
  { mostVersions, spareChanges }: HistoryBounds,
): void {
  kept.history.push({ ledgerVersion: kept.ledgerVersion, changed: [...changed] });
  const count = () => kept.history.reduce((sum, step) => sum + step.changed.length, 0);
  // To tell more changes than there are cells is longer than telling all of them.
  const most = kept.amounts.length + spareChanges;
  while (kept.history.length > mostVersions || count() > most) {
    kept.historyFrom = kept.history.shift()!.ledgerVersion;
  }
}

/** The account lists that take some accounts, and how many each takes. */
function listTouched(
  { resolved }: KeptSet,
  touched: ReadonlySet<number>,
): { at: number; size: number }[] {
  return resolved.filters.flatMap(({ selection }, at) =>
    'code' in selection || !selection.some(({ id }) => touched.has(id))
      ? []
      : { at, size: selection.length },
  );
}

/** @returns the amounts that changed, by their place in the query */
async function recompute(
  kept: KeptSet,
  writer: CellWriter,
  selections: readonly { at: number; size: number }[],
  pace: Pace,
): Promise<Map<number, string | null>> {
  const { unique, cellOf, cellsOfSelection } = kept.resolved;
  kept.linesOfCell ??= groupPositions(cellOf.length, unique.length / 3, (line) => cellOf[line]!);
  const changes = new Map<number, string | null>();
  for (const { at, size } of selections) {
    for (const cell of membersOf(cellsOfSelection, at)) {
      const amount = writer.write(cell);
      for (const line of membersOf(kept.linesOfCell, cell)) {
        if (kept.amounts[line] !== amount) changes.set(line, amount);
      }
      if (pace.isDue(1 + size)) await pace.rest();
    }
  }
  return changes;
}

/**
 * What account lists are told depends on the chart alone; what has no target yet comes and goes with postings.
 * @returns null when they are the same
 */
async function renewNotices(
  kept: KeptSet,
  books: CompanyBooks,
  writer: CellWriter,
  pace: Pace,
): Promise<FigureNotice[] | null> {
  const ofLists = kept.notices.filter(({ code }) => code !== 'closing-without-target');
  const { query, resolved } = kept;
  const ofBooks = await listWithoutTarget(books, writer, query, resolved, pace);
  if (ofLists.length === kept.notices.length && ofBooks.length === 0) return null;
  const notices = [...ofLists, ...ofBooks];
  return JSON.stringify(notices) === JSON.stringify(kept.notices) ? null : notices;
}

/** A posting to a result account of an earlier year moves the virtual results of what it closes into too. */
function addTakers(books: CompanyBooks, index: BalanceIndex, touched: Set<number>): void {
  const results = virtualResultsOf(books, index);
  for (const id of [...touched]) {
    for (const taker of results.takersOf(id)) touched.add(taker);
  }
}
