// Identifiers that sort by the moment they were made: UUID version 7 (RFC 9562). The unique indexes of a
// database append them at their end; random ones would be scattered over all of their pages.

/** Random bytes of one identifier: 8 of its tail, 2 of its counter. */
const randomLength = 10;
/** Asking the system costs more than all the rest: it is asked once for so many. */
const idsPerRequest = 128;

/** Values of the counter within one millisecond; it starts in the lower half of them. */
const countsPerMillisecond = 2 ** 12;

/**
 * Each maker's identifiers grow from one to the next, also within a millisecond and when the clock is set
 * back (RFC 9562, 6.2: a counter in `rand_a`). Other makers are told apart by 62 random bits.
 * @param now milliseconds since 1970
 */
export function createIdMaker(now: () => number): () => string {
  let millisecond = 0;
  let count = 0;
  const takeRandom = createRandomSource();
  return () => {
    const random = takeRandom();
    const moment = now();
    if (moment > millisecond) {
      millisecond = moment;
      count = random[8]! * 8 + (random[9]! >> 5);
    } else {
      count += 1;
      if (count === countsPerMillisecond) {
        millisecond += 1;
        count = 0;
      }
    }
    // The variant: the two highest bits of this byte are 10.
    random[0] = 0x80 | (random[0]! & 0x3f);
    const time = hexadecimal(millisecond, 12);
    const version = `7${hexadecimal(count, 3)}`;
    let tail = '';
    for (let at = 0; at < 8; at += 1) tail += byteTexts[random[at]!]!;
    return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  };
}

/** @returns the bytes of one identifier at each call; they are overwritten later */
function createRandomSource(): () => Uint8Array {
  const bytes = new Uint8Array(randomLength * idsPerRequest);
  let end = bytes.length;
  return () => {
    if (end === bytes.length) {
      crypto.getRandomValues(bytes);
      end = 0;
    }
    end += randomLength;
    return bytes.subarray(end - randomLength, end);
  };
}

const byteTexts = Array.from({ length: 256 }, (_, byte) => hexadecimal(byte, 2));

function hexadecimal(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
