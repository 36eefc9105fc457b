// Positions of a list by the group each belongs to, in two flat arrays: a million positions cost no objects.

export interface Grouping {
  /** The positions, those of one group together and in order. */
  readonly members: Int32Array;
  /** Where the members of each group begin; one more than there are groups. */
  readonly starts: Int32Array;
}

/** @param groupOf the group of a position, from 0 to `groups` − 1 */
export function groupPositions(
  positions: number,
  groups: number,
  groupOf: (position: number) => number,
): Grouping {
  const starts = new Int32Array(groups + 1);
  for (let at = 0; at < positions; at += 1) starts[groupOf(at) + 1]! += 1;
  for (let group = 0; group < groups; group += 1) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const members = new Int32Array(positions);
  for (let at = 0; at < positions; at += 1) {
    const group = groupOf(at);
    members[next[group]!] = at;
    next[group]! += 1;
  }
  return { members, starts };
}

export function membersOf({ members, starts }: Grouping, group: number): Int32Array {
  return members.subarray(starts[group], starts[group + 1]);
}
