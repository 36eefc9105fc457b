// Chance that can be repeated: the same seed gives the same journal on every machine.

/** Mulberry32: 32 bits of state, more than enough for amounts and dates of a made-up company. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number at least 0 and below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A place in a list of which the first are taken far more often, as customers are. */
  skewedBelow(limit: number): number {
    return Math.floor(this.next() ** 2 * limit);
  }
}
