// Keeps the workbook in the browser, so that reloading the page loses nothing. It is a convenience of
// the workbench: what is true is in the ledger.
import type { WorkbookFile } from '../grid/workbookFile.ts';

const DATABASE = 'cuadre-workbench';
const STORE = 'workbooks';
const KEY = 'current';

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

export async function loadStoredWorkbook(): Promise<WorkbookFile | undefined> {
  try {
    return await withStore<WorkbookFile | undefined>('readonly', (store) => {
      return store.get(KEY) as IDBRequest<WorkbookFile | undefined>;
    });
  } catch {
    // A private window has no storage; the workbench then begins with an empty workbook.
    return undefined;
  }
}

export async function storeWorkbook(file: WorkbookFile): Promise<void> {
  await withStore('readwrite', (store) => store.put(file, KEY));
}

export async function forgetStoredWorkbook(): Promise<void> {
  await withStore('readwrite', (store) => store.delete(KEY));
}
