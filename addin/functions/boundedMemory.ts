// Remembers what was worked out for a value: twenty thousand cells of a workbook repeat few accounts and
// few dates. Bounded, so that a long day does not fill the memory.

const mostEntries = 20_000;

/** @returns the same function, asked once per key */
export function rememberByKey<T>(workOut: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= mostEntries) known.clear();
    const result = workOut(key);
    known.set(key, result);
    return result;
  };
}
