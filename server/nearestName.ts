// The known name that somebody may have meant by one that is not known.
import leven from 'leven';

/** Longer ones are no slips of the pen, and would cost time. */
const longestName = 40;

/**
 * Case, accents, hyphens and underscores aside: `cost_center` is `costCenter`. A third of the letters may differ, one
 * in short names, or all be there in another order.
 * @returns undefined when nothing is near; of names that are equally near, the first
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestName) return undefined;
  const wanted = plain(name);
  const distances = known.map((each) => [distance(wanted, plain(each)), each] as const);
  const [nearest] = distances.sort(([left], [right]) => left - right);
  if (!nearest) return undefined;
  const most = Math.min(Math.max(1, Math.floor(wanted.length / 3)), wanted.length - 1);
  return nearest[0] <= most && nearest[0] < plain(nearest[1]).length ? nearest[1] : undefined;
}

function distance(wanted: string, known: string): number {
  const isReordered = wanted.length > 2 && sorted(wanted) === sorted(known);
  return isReordered ? Math.min(1, leven(wanted, known)) : leven(wanted, known);
}

const plain = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
const sorted = (name: string) => [...name].sort().join('');
