// What a kept cell set takes in memory, about: its lists and texts count as its cells do. A set without a single cell
// may name two hundred thousand accounts.
import type { KeptSet } from './keptSet.ts';
import type { AccountSelection } from './selectAccounts.ts';

/** Of V8 on 64 bits, rounded up. */
const [bytesOfObject, bytesOfPlace] = [64, 8];
/** Its three indexes, its amount, and where it stands among the different ones. */
const bytesOfCell = 110;
const bytesOfPeriod = 200;
/** With its sentences. */
const bytesOfNotice = 1_200;

export function bytesOfSet({ query, amounts, resolved, rejections, notices }: KeptSet): number {
  let bytes = 1_000 + amounts.length * (bytesOfCell + bytesOfPlace) + resolved.unique.length * 8;
  for (const text of query.accounts) bytes += bytesOfObject + text.length;
  bytes += query.periods.length * bytesOfPeriod;
  const counted = new Set<AccountSelection>();
  for (const { selection } of resolved.filters) {
    bytes += bytesOfObject;
    // Those of one code are the chart's own.
    if ('code' in selection || selection.length < 2 || counted.has(selection)) continue;
    counted.add(selection);
    bytes += selection.length * bytesOfPlace;
  }
  return bytes + (rejections.length + notices.length) * bytesOfNotice;
}
