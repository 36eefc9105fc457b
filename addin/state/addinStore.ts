// The observable state of the add-in: one immutable snapshot, replaced as a whole, and who to tell.
import type { CommandOutcome, SheetProblem, SheetReference } from '../commands/commandOutcome.ts';
import type { SheetDocument } from '../host/sheetDocument.ts';
import { groupUnknownAccounts } from '../commands/unknownAccounts.ts';
import type {
  ActiveSheet,
  AddinSnapshot,
  AddinStore,
  RecentAction,
  SheetProblems,
} from './addinState.ts';

export interface WritableStore extends AddinStore {
  update: (changes: Partial<AddinSnapshot>) => void;
  /** Replaces the problems of one sheet: an empty list takes the sheet out. */
  setProblems: (sheet: SheetReference, problems: SheetProblem[]) => void;
  addOutcome: (outcome: CommandOutcome) => void;
  /**
   * What a command left in a sheet: spares reading it again.
   * @param isInFront left out: the sheet is the one in front
   */
  setDocument: (sheet: SheetReference, document: SheetDocument, isInFront?: boolean) => void;
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
    documents: [],
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
      const group: SheetProblems = {
        sheet,
        company: snapshot.companyCode,
        problems: groupUnknownAccounts(problems, sheet),
      };
      update({ problems: replaceProblems(snapshot.problems, group) });
    },
    setDocument(sheet, document, isInFront = true) {
      const { kind, state, company } = document;
      const others = snapshot.drafts.filter((draft) => draft.sheet.id !== sheet.id);
      const isUnsent = state === 'draft' || state === 'pending';
      update({
        // A sheet behind may be asked for by itself: the one in front stays the one in front.
        ...((isInFront || snapshot.activeSheet?.sheet.id === sheet.id) && {
          activeSheet: activeSheetOf(sheet, document),
        }),
        documents: [
          ...snapshot.documents.filter(({ sheetId }) => sheetId !== sheet.id),
          { sheetId: sheet.id, sheetName: sheet.name, document },
        ],
        drafts: isUnsent ? [...others, { sheet, kind, company, state }] : others,
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

/** What the pane knows of the sheet in front, from what it says of itself. */
export function activeSheetOf(sheet: SheetReference, document: SheetDocument | null): ActiveSheet {
  return {
    sheet,
    kind: document?.kind ?? 'other',
    state: document?.state ?? null,
    voucherLabel: document?.label ?? null,
    company: document?.company ?? null,
    voucherId: document?.voucherId ?? null,
    isSaved: document?.state === 'draft' && document.version !== undefined,
  };
}

function replaceProblems(groups: SheetProblems[], group: SheetProblems): SheetProblems[] {
  const others = groups.filter(({ sheet }) => sheet.id !== group.sheet.id);
  return group.problems.length === 0 ? others : [...others, group];
}
