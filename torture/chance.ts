// Chance with a seed that is printed: what failed is done again with `SEED=`.
import { SeededRandom } from '../bench/random.ts';

export class Chance extends SeededRandom {
  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True so many times out of a hundred. */
  happens(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** One of the names, as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const entries = Object.entries(weights) as [Name, number][];
    let at = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      at -= weight;
      if (at < 0) return name;
    }
    return entries.at(-1)![0];
  }

  /** An id or key that nobody else makes. */
  uuid(): string {
    const part = (digits: number): string =>
      Array.from({ length: digits }, () => this.below(16).toString(16)).join('');
    return `${part(8)}-${part(4)}-4${part(3)}-8${part(3)}-${part(12)}`;
  }

  /** Chance of its own, that what others draw does not move. */
  fork(): Chance {
    return new Chance(this.below(2 ** 32));
  }
}

/**
 * The seed that `SEED=` names, or always the same: whoever runs the tests sees what everybody sees. New seeds are
 * for `npm run torture`.
 */
export function chooseSeed(): number {
  const named = Number(process.env.SEED);
  return process.env.SEED && Number.isSafeInteger(named) ? named : 20_260_101;
}
