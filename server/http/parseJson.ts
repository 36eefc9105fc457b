// Parses a body that was scanned (`JsonScan`). One of many megabytes would stop the server for as long as it takes:
// its long lists are parsed in pieces, and whatever else waits is done between them.
import { isUtf8 } from 'node:buffer';
import type { Pace } from '../pace.ts';
import type { JsonScan, LongList } from './jsonScan.ts';

/** Why a body is no JSON that is read here. */
export class NotJson extends Error {
  readonly fault: 'encoding' | 'syntax' | 'repeated-name';

  constructor(fault: NotJson['fault']) {
    super(fault);
    this.fault = fault;
  }
}

const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * A mark of byte order at the beginning is left out, as RFC 8259 allows.
 * @throws NotJson
 */
export async function parseJson(bytes: Buffer, scan: JsonScan, pace: Pace): Promise<unknown> {
  // Checked before anything is made of it: `�` in place of what was sent would stay in the books for good.
  if (!isUtf8(bytes)) throw new NotJson('encoding');
  const value =
    scan.lists.length === 0
      ? parse(withoutMark(bytes).toString('utf8'))
      : await parseInPieces(bytes, scan.lists, pace);
  if ((await countNames(value, pace)) !== scan.names) throw new NotJson('repeated-name');
  return value;
}

async function parseInPieces(
  bytes: Buffer,
  lists: readonly LongList[],
  pace: Pace,
): Promise<unknown> {
  const frame: Buffer[] = [];
  let from = 0;
  for (const { start, end } of lists) {
    frame.push(bytes.subarray(from, start));
    from = end;
  }
  frame.push(bytes.subarray(from));
  const whole = parse(withoutMark(Buffer.concat(frame)).toString('utf8'));
  for (const list of lists) {
    const name = parse(bytes.toString('utf8', ...list.name)) as string;
    const place = Object.getOwnPropertyDescriptor(whole, name)?.value as unknown;
    // Another member of the same name came later.
    if (!Array.isArray(place) || place.length > 0) throw new NotJson('repeated-name');
    const cuts = [...list.cuts, list.end];
    let begin = list.start;
    for (const cut of cuts) {
      const piece = parse(`[${bytes.toString('utf8', begin, cut)}]`) as unknown[];
      // Nothing between two commas.
      if (piece.length === 0) throw new NotJson('syntax');
      for (const each of piece) place.push(each);
      begin = cut + 1;
      await pace.rest();
    }
  }
  return whole;
}

/** Names of members at every depth: fewer than the colons when one stands twice, of which JSON.parse keeps the last. */
async function countNames(value: unknown, pace: Pace): Promise<number> {
  let count = 0;
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const each = pending.pop();
    if (typeof each !== 'object' || each === null) continue;
    if (Array.isArray(each)) {
      // Hundreds of thousands of numbers hold no names.
      for (const element of each) if (typeof element === 'object') pending.push(element);
    } else {
      for (const member of Object.values(each)) {
        count += 1;
        if (typeof member === 'object') pending.push(member);
      }
    }
    if (pace.isDue()) await pace.rest();
  }
  return count;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new NotJson('syntax');
  }
}

function withoutMark(bytes: Buffer): Buffer {
  return byteOrderMark.every((byte, at) => bytes[at] === byte) ? bytes.subarray(3) : bytes;
}
