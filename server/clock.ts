// The only clock (invariant 5): passed in, so that tests and replays decide what time it is.
import { localDateOfInstant, type LocalDate } from '../shared/localDate.ts';

export interface Clock {
  /** The instant, for "when recorded". */
  now(): Date;
  /** The day it is where the server stands. */
  today(): LocalDate;
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => localDateOfInstant(new Date()),
};

/** A clock that stands still until it is moved. */
export function fixedClock(instant: string): Clock & { set(instant: string): void } {
  let current = new Date(instant);
  return {
    now: () => current,
    today: () => localDateOfInstant(current),
    set: (next) => void (current = new Date(next)),
  };
}
