// Which known word somebody meant who wrote another: what a refusal of an unknown word can offer.

/**
 * The known word that differs least from what was written: a third of its letters at the most, a letter or two
 * in short ones. Capitals and accents count for nothing, two letters that changed places for one.
 */
export function findNearestWord(written: string, known: Iterable<string>): string | null {
  const wanted = plainLetters(written);
  let nearest: string | null = null;
  let least = Infinity;
  for (const word of known) {
    const candidate = plainLetters(word);
    const most = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    const differences = countDifferences(wanted, candidate);
    const isAnyAlike = differences < Math.max(1, Math.min(wanted.length, candidate.length));
    if (isAnyAlike && differences <= most && differences < least)
      [nearest, least] = [word, differences];
  }
  return nearest;
}

function plainLetters(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Letters to add, drop, change or swap with the next (restricted Damerau–Levenshtein distance). */
function countDifferences(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const changed = left[row - 1] === right[column - 1] ? 0 : 1;
      let fewest = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + changed,
      );
      const isSwap =
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1];
      if (isSwap) fewest = Math.min(fewest, beforeLast[column - 2]! + 1);
      current.push(fewest);
    }
    [beforeLast, last] = [last, current];
  }
  return last[right.length]!;
}
