// Positions by group, against grouping them the plain way.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupPositions, membersOf } from './grouping.ts';

it('has every position once, in the group it belongs to, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(6), { maxLength: 60 }), (groups) => {
      const grouping = groupPositions(groups.length, 7, (at) => groups[at]!);
      const plain = Array.from({ length: 7 }, (_none, group) =>
        groups.flatMap((each, at) => (each === group ? [at] : [])),
      );
      expect(plain.map((_none, group) => [...membersOf(grouping, group)])).toEqual(plain);
      expect([...grouping.members]).toEqual(plain.flat());
    }),
  );
});
