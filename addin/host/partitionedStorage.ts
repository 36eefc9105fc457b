// Local storage under Office's partition key, so that the token of one workbook host is not another's
// (Microsoft: «Persist add-in state and settings», storage partitioning).
import { createMemoryStorage, type KeyValueStorage } from '../api/keyValueStorage.ts';

export function createPartitionedStorage(): KeyValueStorage {
  const local = reachableLocalStorage();
  if (!local) return createMemoryStorage();
  const partition = officePartitionKey();
  const nameOf = (name: string) => (partition === '' ? name : `${partition}:${name}`);
  return {
    get: (name) => local.getItem(nameOf(name)),
    set(name, text) {
      try {
        local.setItem(nameOf(name), text);
      } catch {
        // Full or forbidden: the add-in works without memory of this.
      }
    },
    remove: (name) => local.removeItem(nameOf(name)),
  };
}

/** Browsers may forbid storage in frames of another site: reading the property throws. */
function reachableLocalStorage(): Storage | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage;
  } catch {
    return null;
  }
}

function officePartitionKey(): string {
  if (typeof Office === 'undefined') return '';
  return (Office.context as Office.Context | undefined)?.partitionKey ?? '';
}
