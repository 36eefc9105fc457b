// Answers as the bytes of their JSON. Those with tens of thousands of lines are written a stretch at a time: written at
// once, 24 MB of reasons stop the server for a third of a second.
import type { Pace } from '../pace.ts';

/** Elements that are written at once. */
const stretch = 500;
/** Lists of the answer itself and of its members: no answer has long ones further in. */
const levels = 2;

/** A list of that many objects is written in stretches; texts and numbers cost too little. */
function isLongList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > stretch && typeof value[0] === 'object';
}

/** Whether the answer has such a list where `writeInStretches` looks for it. */
export function hasLongList(value: unknown, depth = levels): boolean {
  if (Array.isArray(value)) return isLongList(value);
  if (typeof value !== 'object' || value === null || depth === 0) return false;
  for (const name in value) {
    if (hasLongList((value as Record<string, unknown>)[name], depth - 1)) return true;
  }
  return false;
}

/** The same bytes as of `JSON.stringify`. @throws Abandoned */
export async function writeInStretches(value: unknown, pace: Pace): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const text of stretchesOf(value, levels)) {
    parts.push(Buffer.from(text));
    if (pace.isDue(unitsPerStretch)) await pace.rest();
  }
  return Buffer.concat(parts);
}

/** Of the pace: the clock is looked at after each. */
const unitsPerStretch = 2_000;

function* stretchesOf(value: unknown, depth: number): Generator<string> {
  if (isLongList(value)) {
    for (let first = 0; first < value.length; first += stretch) {
      const elements = JSON.stringify(value.slice(first, first + stretch)).slice(1, -1);
      yield `${first === 0 ? '[' : ','}${elements}`;
    }
    yield ']';
    return;
  }
  if (!hasLongList(value, depth)) {
    yield JSON.stringify(value);
    return;
  }
  let before = '{';
  for (const [name, member] of Object.entries(value as object)) {
    if (member === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* stretchesOf(member, depth - 1);
    before = ',';
  }
  yield '}';
}
