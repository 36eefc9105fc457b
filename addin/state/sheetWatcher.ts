// Follows what happens in the workbook: which sheet is in front, which documents are not sent yet, and
// edits of sheets with problems, which are checked again after a short rest.
import { recheckSheet } from '../commands/validateSheet.ts';
import type { CommandContext } from '../commands/commandContext.ts';
import type { CommandRunner } from '../commands/commandRunner.ts';
import { lookAtWorkbook } from '../host/lookAtWorkbook.ts';
import { listenToSheets } from '../host/sheetEvents.ts';
import type { WorkbookSettings } from '../host/workbookSettings.ts';
import { activeSheetOf } from './addinStore.ts';

const lookMilliseconds = 60;

export interface SheetWatcher {
  /** Reads the workbook and begins to listen. @returns what it remembers. */
  start: () => Promise<WorkbookSettings>;
  stop: () => void;
}

export function createSheetWatcher(
  context: CommandContext,
  runner: CommandRunner,
  restMilliseconds: number,
): SheetWatcher {
  const { store } = context;
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let stopListening: (() => Promise<void>) | null = null;

  async function lookNow(): Promise<WorkbookSettings> {
    const { settings, active, documents, habits } = await lookAtWorkbook();
    const { id, name, document } = active;
    store.update({
      dateSystem: habits.dateSystem,
      documents,
      drafts: documents.flatMap(({ sheetId, sheetName, document: { kind, company, state } }) =>
        state === 'draft' || state === 'pending'
          ? [{ sheet: { id: sheetId, name: sheetName }, kind, company, state }]
          : [],
      ),
      activeSheet: activeSheetOf({ id, name }, document),
    });
    return settings;
  }

  /** Commands that turn to a sheet say themselves what it is: their event needs no reading. */
  function lookSoon(sheetId: string): void {
    clearTimeout(timers.get('look'));
    const isKnown = () => store.getSnapshot().activeSheet?.sheet.id === sheetId;
    timers.set(
      'look',
      setTimeout(() => void (isKnown() || look()), lookMilliseconds),
    );
  }

  async function look(): Promise<void> {
    try {
      await lookNow();
    } catch {
      // The sheet was deleted meanwhile or Excel is busy: the next event looks again.
    }
  }

  /** Sheets with problems are checked again, and those already posted are compared with the ledger. */
  function deservesChecking(sheetId: string): boolean {
    const { problems, documents } = store.getSnapshot();
    if (problems.some((group) => group.sheet.id === sheetId)) return true;
    const found = documents.find((one) => one.sheetId === sheetId);
    return found?.document.state === 'posted' || found?.document.state === 'voided';
  }

  function onEdited(sheetId: string): void {
    if (!deservesChecking(sheetId)) return;
    clearTimeout(timers.get(sheetId));
    timers.set(
      sheetId,
      setTimeout(() => {
        timers.delete(sheetId);
        void runner.runQuietly((company) => recheckSheet(context, company, sheetId));
      }, restMilliseconds),
    );
  }

  return {
    async start() {
      const settings = await lookNow();
      stopListening = await listenToSheets({
        onEdited,
        onActivated: lookSoon,
        onDeleted(sheetId) {
          store.setProblems({ id: sheetId, name: '' }, []);
          void look();
        },
      });
      return settings;
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      void stopListening?.().catch(() => undefined);
    },
  };
}
