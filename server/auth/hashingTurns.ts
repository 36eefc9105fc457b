// Hashing a password takes a core and a hundred megabytes for a while: few at a time, and the addresses that wait take
// turns, so that one with a thousand attempts does not stand before everybody else.
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';

export interface TurnBounds {
  atOnce: number;
  /** In all, and of one address: an office that comes to work. */
  waiting: number;
  waitingOfOne: number;
}

export const usualTurnBounds: TurnBounds = { atOnce: 2, waiting: 400, waitingOfOne: 200 };
const retrySeconds = 5;

export class HashingTurns {
  readonly #bounds: TurnBounds;
  /** The address whose turn is next stands first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #waitingCount = 0;
  #running = 0;

  constructor(bounds: TurnBounds = usualTurnBounds) {
    this.#bounds = bounds;
  }

  /** @throws Refusal `sign-in-busy` when too many wait already */
  async run<T>(who: string, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#bounds.atOnce) this.#running += 1;
    else await this.#wait(who);
    try {
      return await work();
    } finally {
      // The turn passes to whoever waits: nobody who comes now gets between.
      if (!this.#callNext()) this.#running -= 1;
    }
  }

  #wait(who: string): Promise<void> {
    const own = this.#waiting.get(who) ?? [];
    const { waiting, waitingOfOne } = this.#bounds;
    if (this.#waitingCount >= waiting || own.length >= waitingOfOne) {
      throw new Refusal('busy', reject('sign-in-busy', { seconds: retrySeconds }));
    }
    this.#waitingCount += 1;
    this.#waiting.set(who, own);
    return new Promise((called) => own.push(called));
  }

  #callNext(): boolean {
    const [first] = this.#waiting;
    if (!first) return false;
    const [who, own] = first;
    const next = own.shift()!;
    this.#waitingCount -= 1;
    // Last in the row, if there is more of it.
    this.#waiting.delete(who);
    if (own.length > 0) this.#waiting.set(who, own);
    next();
    return true;
  }
}
