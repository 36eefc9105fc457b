// Small texts kept on this computer for this user (partitioned local storage in Office). Never in the
// workbook: a workbook is shared with other people.

export interface KeyValueStorage {
  get: (name: string) => string | null;
  /** Keeps nothing, quietly, when the storage is full or forbidden. */
  set: (name: string, text: string) => void;
  remove: (name: string) => void;
}

/** The same interface over memory, for runtimes without storage: forgets when the page closes. */
export function createMemoryStorage(): KeyValueStorage {
  const texts = new Map<string, string>();
  return {
    get: (name) => texts.get(name) ?? null,
    set: (name, text) => void texts.set(name, text),
    remove: (name) => void texts.delete(name),
  };
}
