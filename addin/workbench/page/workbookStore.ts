// Keeps the workbook of each tab in the browser, so that reloading the page loses nothing and two tabs do
// not write over each other. It is a convenience of the workbench: what is true is in the ledger.
import type { WorkbookFile } from '../grid/workbookFile.ts';

const DATABASE = 'cuadre-workbench';
const STORE = 'workbooks';
const TAB_BOOK = 'cuadre.workbench.book';
/** How long the page before this one, in the same tab, may take to let go of its workbook. */
const RELOAD_WAIT_MS = 1500;
const MOST_KEPT = 10;

interface KeptBook {
  file: WorkbookFile;
  savedAt: number;
}

/** The workbook that belongs to this tab for as long as it is open. */
export interface TabBook {
  load(): Promise<WorkbookFile | undefined>;
  store(file: WorkbookFile): Promise<void>;
  forget(): Promise<void>;
}

/**
 * The workbook that this tab had before it was reloaded; in a new tab, the last one that no other tab has
 * open; otherwise an empty one of its own.
 */
export async function claimTabBook(): Promise<TabBook> {
  const before = sessionStorage.getItem(TAB_BOOK);
  if (before !== null && (await hold(before, RELOAD_WAIT_MS))) return tabBook(before);
  // A tab that was duplicated comes with the name of the other's workbook: it goes on from a copy.
  const copied = before === null ? undefined : await readBook(before);
  const found = before === null ? await findFreeBook() : null;
  const id = found ?? crypto.randomUUID();
  if (found === null) await hold(id, 0);
  sessionStorage.setItem(TAB_BOOK, id);
  const book = tabBook(id);
  if (copied) await book.store(copied.file);
  return book;
}

function tabBook(id: string): TabBook {
  return {
    load: async () => (await readBook(id))?.file,
    store: async (file) => {
      const kept: KeptBook = { file, savedAt: Date.now() };
      await withStore('readwrite', (store) => store.put(kept, id));
    },
    forget: async () => {
      await withStore('readwrite', (store) => store.delete(id));
    },
  };
}

/** Takes the name of a workbook until the page goes. @returns false when another tab has it */
function hold(id: string, waitMilliseconds: number): Promise<boolean> {
  // Only secure pages have locks; elsewhere each tab has its own workbook and takes no other.
  if (!('locks' in navigator)) return Promise.resolve(id === sessionStorage.getItem(TAB_BOOK));
  const name = `${DATABASE}.${id}`;
  const untilPageGoes = () => new Promise<void>(() => undefined);
  return new Promise((resolve) => {
    const taken = (lock: Lock | null): Promise<void> | undefined => {
      resolve(lock !== null);
      return lock === null ? undefined : untilPageGoes();
    };
    const asked =
      waitMilliseconds === 0
        ? navigator.locks.request(name, { ifAvailable: true }, taken)
        : navigator.locks.request(name, { signal: AbortSignal.timeout(waitMilliseconds) }, taken);
    // Still held by another tab after all that time.
    asked.catch(() => resolve(false));
  });
}

/** The newest workbook that no tab has open; older ones than the last few are let go. */
async function findFreeBook(): Promise<string | null> {
  const books = await listBooks();
  const stale = books.slice(MOST_KEPT);
  for (const { id } of stale) {
    if (await hold(id, 0)) await withStore('readwrite', (store) => store.delete(id));
  }
  for (const { id } of books.slice(0, MOST_KEPT)) {
    if (await hold(id, 0)) return id;
  }
  return null;
}

async function listBooks(): Promise<{ id: string; savedAt: number }[]> {
  try {
    const ids = await withStore('readonly', (store) => store.getAllKeys());
    const books = await Promise.all(
      ids.map(async (key) => {
        // Every workbook is kept under a text.
        const id = key as string;
        return { id, savedAt: (await readBook(id))?.savedAt ?? 0 };
      }),
    );
    return books.sort((left, right) => right.savedAt - left.savedAt);
  } catch {
    // A private window has no storage: the workbench begins with an empty workbook.
    return [];
  }
}

async function readBook(id: string): Promise<KeptBook | undefined> {
  try {
    const kept = await withStore<unknown>('readonly', (store) => store.get(id));
    if (kept === undefined) return undefined;
    // As it was kept when all tabs shared one: the workbook itself.
    const isDated = typeof kept === 'object' && kept !== null && 'savedAt' in kept;
    return isDated ? (kept as KeptBook) : { file: kept as WorkbookFile, savedAt: 0 };
  } catch {
    return undefined;
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB no responde'));
  });
}

async function withStore<T>(
  mode: IDBTransactionMode,
  makeRequest: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openDatabase();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = makeRequest(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB no responde'));
    });
  } finally {
    database.close();
  }
}
