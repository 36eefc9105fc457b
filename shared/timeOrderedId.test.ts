// UUID version 7: readable as such, in the order in which they were made, never twice the same.
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createIdMaker } from './timeOrderedId.ts';

const june = Date.parse('2025-06-30T10:00:00.123Z');

/** A clock that gives these moments, and the last of them from then on. */
function clockOf(...moments: number[]): () => number {
  let index = 0;
  return () => moments[Math.min(index++, moments.length - 1)]!;
}

it('is a UUID of version 7 that the contract accepts and that tells its millisecond', () => {
  const id = createIdMaker(() => june)();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(z.uuid().safeParse(id).success).toBe(true);
  expect(z.uuidv7().safeParse(id).success).toBe(true);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(june);
});

it('grows within a millisecond, beyond what one millisecond can count', () => {
  const newId = createIdMaker(() => june);
  const ids = Array.from({ length: 20_000 }, newId);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('grows when the clock advances, stands still or is set back', () => {
  const newId = createIdMaker(clockOf(june, june + 1, june + 1, june - 60_000, june + 2));
  const ids = Array.from({ length: 5 }, newId);
  expect([...ids].sort()).toEqual(ids);
});

it('differs between makers that look at the same clock', () => {
  const makers = Array.from({ length: 2_000 }, () => createIdMaker(() => june));
  expect(new Set(makers.map((newId) => newId())).size).toBe(makers.length);
});
