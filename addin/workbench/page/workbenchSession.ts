// One open workbook on the page: the grid, the host that Office.js talks to, the link to the pane, and
// the copy that is kept in the browser.
import type { FunctionsMetadata } from '../functions/functionMetadata.ts';
import { completeGrid, openWorkbookFile, saveWorkbookFile } from '../grid/workbookFile.ts';
import type { ApiSets } from '../office/apiSets.ts';
import { NEWEST_SETS, type RequirementSets } from '../office/requirementSets.ts';
import { WorkbookHost } from '../office/workbookHost.ts';
import { PaneLink, type PaneOwner, type WorkbenchWindow } from './paneConnection.ts';
import { installSpanishEditing } from './spanishEditing.ts';
import { installSpanishPaste } from './spanishPaste.ts';
import { createPageGrid, describeFunctions, setGridDark } from './univerPage.ts';
import { claimTabBook, type TabBook } from './workbookStore.ts';

const FUNCTIONS_URL = '/addin/functions.json';
const API_SETS_URL = '/workbench/api-sets.json';
const SAVE_DELAY_MS = 1500;

export interface WorkbenchSession {
  readonly host: WorkbookHost;
  readonly pane: PaneLink;
  setDark(isDark: boolean): void;
  /** Forgets the workbook and opens an empty one. */
  startAgain(): Promise<void>;
  close(): void;
}

async function load<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as T;
}

/** `/workbench/workbench.html?ExcelApi=1.11` opens the workbook as an older Excel would. */
function readRequirementSets(): RequirementSets {
  const asked = new URLSearchParams(location.search);
  return Object.fromEntries([...asked].filter(([name]) => name in NEWEST_SETS));
}

export async function openSession(
  container: HTMLElement,
  owner: PaneOwner,
): Promise<WorkbenchSession> {
  const [book, metadata, apiSets] = await Promise.all([
    claimTabBook(),
    load<FunctionsMetadata>(FUNCTIONS_URL),
    load<ApiSets>(API_SETS_URL),
  ]);
  const file = await book.load();
  const grid = createPageGrid(container, file && openWorkbookFile(file));
  const host = new WorkbookHost(grid, {
    clock: () => new Date(),
    state: file?.state,
    requirementSets: readRequirementSets(),
    apiSets,
  });
  completeGrid(grid, file);
  host.functions.register(metadata);
  describeFunctions(grid, metadata);
  installSpanishEditing(host);
  installSpanishPaste(grid);
  const pane = new PaneLink(host, owner);
  (window as WorkbenchWindow).cuadreWorkbench = {
    openPane: (handlers) => pane.open(handlers),
    host,
  };
  const stopSaving = saveOnChange(host, book);
  return {
    host,
    pane,
    setDark: (isDark) => {
      setGridDark(grid, isDark);
      pane.changeTheme();
    },
    startAgain: async () => {
      stopSaving();
      await book.forget();
      location.reload();
    },
    close: () => {
      stopSaving();
      grid.univer.dispose();
    },
  };
}

function saveOnChange(host: WorkbookHost, book: TabBook): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    if (!host.isIdle) return schedule();
    void book.store(saveWorkbookFile(host.grid, host.state)).catch(() => {
      // A full or forbidden storage only means that reloading will begin anew.
    });
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_DELAY_MS);
  };
  const stopListening = host.events.listen(schedule);
  return () => {
    clearTimeout(timer);
    stopListening();
  };
}
