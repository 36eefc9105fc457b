// The observable state of the add-in: one immutable snapshot, replaced as a whole, and who to tell.
import type { CommandOutcome, SheetProblem, SheetReference } from '../commands/commandOutcome.ts';
import type { SheetDocument } from '../host/sheetDocument.ts';
import type { AddinSnapshot, AddinStore, RecentAction, SheetProblems } from './addinState.ts';

export interface WritableStore extends AddinStore {
  update: (changes: Partial<AddinSnapshot>) => void;
  /** Replaces the problems of one sheet: an empty list takes the sheet out. */
  setProblems: (sheet: SheetReference, problems: SheetProblem[]) => void;
  addOutcome: (outcome: CommandOutcome) => void;
  /** What a command left in the sheet in front: spares reading it again. */
  setDocument: (sheet: SheetReference, document: SheetDocument) => void;
}

const mostRecent = 10;

export function createAddinStore(now: () => Date): WritableStore {
  let snapshot: AddinSnapshot = {
    session: { kind: 'starting' },
    connection: { state: 'connecting', since: now() },
    company: null,
    companyCode: null,
    dateSystem: 1900,
    busy: null,
    problems: [],
    activeSheet: null,
    drafts: [],
    lastOutcome: null,
    recent: [],
    figures: { subscriptions: 0, ledgerVersion: null, lastSyncAt: null, staleSince: null },
    figureNotices: [],
  };
  const listeners = new Set<() => void>();

  function update(changes: Partial<AddinSnapshot>): void {
    snapshot = { ...snapshot, ...changes };
    for (const listener of [...listeners]) listener();
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    update,
    setProblems(sheet, problems) {
      update({ problems: replaceProblems(snapshot.problems, sheet, problems) });
    },
    setDocument(sheet, { kind, state, label }) {
      const others = snapshot.drafts.filter((draft) => draft.sheet.id !== sheet.id);
      update({
        activeSheet: { sheet, kind, state, voucherLabel: label ?? null },
        drafts: state === 'posted' ? others : [...others, { sheet, kind, state }],
      });
    },
    addOutcome(outcome) {
      const { finishedAt: at, command, sentence, sheet } = outcome;
      const recent: RecentAction[] =
        outcome.status === 'done'
          ? [{ at, command, sentence, sheet }, ...snapshot.recent].slice(0, mostRecent)
          : snapshot.recent;
      update({ lastOutcome: outcome, recent });
    },
  };
}

function replaceProblems(
  groups: SheetProblems[],
  sheet: SheetReference,
  problems: SheetProblem[],
): SheetProblems[] {
  const others = groups.filter((group) => group.sheet.id !== sheet.id);
  return problems.length === 0 ? others : [...others, { sheet, problems }];
}
