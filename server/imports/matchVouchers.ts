// Which vouchers of a file came in before (features.md section 3, decision 9): the same again is skipped, other content
// under the same number is told, and only what is missing is new. Pure: from what is known and what the file holds.
import type { Identity, KnownVoucher } from './imports.store.ts';

export interface Match {
  /**
   * `changed`: its number came in with other content, which still stands; `renamed`: its content came in, and still
   * stands, under another number that the file no longer has so, or from another source.
   */
  is: 'same' | 'changed' | 'renamed';
  known: KnownVoucher;
}

/** The years of a company as the file speaks of them. */
export interface YearReading {
  /** The fiscal year of a date, or whatever stands for it. */
  yearOf(date: string): string;
  /** Years that the file says it is of, besides those of its vouchers. */
  declared: readonly string[];
}

export interface Matches {
  /** By the place in the file; what has none is new. */
  byPlace: ReadonlyMap<number, Match>;
  /** Known, still standing and dated within the file, which no longer has them. */
  absent: KnownVoucher[];
}

/**
 * @param known what came in from the source of the file
 * @param elsewhere what came in from others
 *
 * A number that came in with another year does not come in again with this one, as long as the file does not speak of
 * that year: numbers begin anew.
 */
export function matchVouchers(
  known: readonly KnownVoucher[],
  elsewhere: readonly KnownVoucher[],
  wanted: readonly Identity[],
  { yearOf, declared }: YearReading,
): Matches {
  const byPlace = new Map<number, Match>();
  if (known.length === 0 && elsewhere.length === 0) return { byPlace, absent: [] };
  const equals = groupBy(known, contentKey);
  const taken = new Set<KnownVoucher>();
  wanted.forEach((each, place) => {
    const same = equals.get(contentKey(each))?.shift();
    if (!same) return;
    taken.add(same);
    byPlace.set(place, { is: 'same', known: same });
  });
  // What was voided counts for nothing: its number may come in again with other content.
  const standing = known.filter((each) => !taken.has(each) && each.state !== 'voided');
  const contents = groupBy(standing, ({ contentHash }) => contentHash);
  const others = groupBy(
    elsewhere.filter(({ state }) => state !== 'voided'),
    contentKey,
  );
  const keyOf = placeKeys(known, wanted, yearOf);
  const years = new Set([...declared, ...wanted.map(({ date }) => yearOf(date))]);
  const numbered = groupBy(
    standing.filter(({ date }) => years.has(yearOf(date))),
    keyOf,
  );
  wanted.forEach((each, place) => {
    if (byPlace.has(place)) return;
    const changed = numbered.get(keyOf(each))?.shift();
    if (!changed) return;
    taken.add(changed);
    byPlace.set(place, { is: 'changed', known: changed });
  });
  wanted.forEach((each, place) => {
    if (byPlace.has(place)) return;
    const renamed =
      contents.get(each.contentHash)?.shift() ?? others.get(contentKey(each))?.shift();
    if (renamed) byPlace.set(place, { is: 'renamed', known: renamed });
  });
  const isWithin = rangeOf(wanted);
  return { byPlace, absent: standing.filter((each) => !taken.has(each) && isWithin(each)) };
}

/** `a-007` is A-7: sources write their numbers now with zeros, now without. */
const labelKey = ({ series, number }: Identity) =>
  `${series.toUpperCase()}\n${number.toUpperCase().replace(/^0+(?=[0-9])/, '')}`;

const contentKey = (voucher: Identity) => `${voucher.contentHash}\n${labelKey(voucher)}`;

/** One source, however it is written. */
export const sourceKey = (source: string) =>
  source.normalize().trim().replaceAll(/\s+/g, ' ').toUpperCase();

/**
 * What makes two vouchers the same one with other content: their number, and their day as well where the source
 * begins to count anew within a year (by day, by month); without a number, their day.
 */
function placeKeys(
  known: readonly Identity[],
  wanted: readonly Identity[],
  yearOf: (date: string) => string,
): (voucher: Identity) => string {
  const counted = new Set([
    ...listRepeating(known, yearOf),
    // Each list by itself: a corrected date is no second voucher.
    ...listRepeating(wanted, yearOf),
  ]);
  return (voucher) => {
    const { series, number, date } = voucher;
    const hasDay = number === '' || counted.has(series.toUpperCase());
    return hasDay ? `${labelKey(voucher)}\n${date}` : labelKey(voucher);
  };
}

/** Series in which one number stands on several days of a year. */
function listRepeating(
  vouchers: readonly Identity[],
  yearOf: (date: string) => string,
): Set<string> {
  const days = new Map<string, string>();
  const repeating = new Set<string>();
  for (const voucher of vouchers) {
    const { series, number, date } = voucher;
    if (number === '' || repeating.has(series.toUpperCase())) continue;
    const key = `${labelKey(voucher)}\n${yearOf(date)}`;
    const day = days.get(key);
    if (day === undefined) days.set(key, date);
    else if (day !== date) repeating.add(series.toUpperCase());
  }
  return repeating;
}

/** Whether something is dated between the first and the last of these. */
function rangeOf(vouchers: readonly Identity[]): (voucher: Identity) => boolean {
  let [first, last] = ['9', ''];
  for (const { date } of vouchers) {
    if (date < first) first = date;
    if (date > last) last = date;
  }
  return ({ date }) => first <= date && date <= last;
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
