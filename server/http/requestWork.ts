// What every request carries for the work it asks for: a pace that lets others in and ends when nobody waits any more,
// and the account of what its body takes.
import type { Context } from 'hono';
import { Pace } from '../pace.ts';
import type { HeldBodies, HeldBody } from './heldBodies.ts';

export interface RequestWork {
  pace: Pace;
  held: HeldBody;
}

export function openRequestWork(
  c: Context,
  heldBodies: HeldBodies,
  stopping: AbortSignal,
): RequestWork {
  const pace = new Pace({
    // Asked for only by work that rests: making the signal costs more than most answers.
    get signal() {
      return c.req.raw.signal;
    },
    stopping,
  });
  return { pace, held: heldBodies.open() };
}
