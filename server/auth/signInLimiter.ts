// How often a wrong password may be tried. Only failures count, so that an office behind one address signs in on
// Monday morning; an account is counted with the address it is tried from, so that nobody locks it for its owner.
import { createHash } from 'node:crypto';
import { reject } from '../../shared/rejection.ts';
import type { Clock } from '../clock.ts';
import type { Engine, Tx } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import {
  addAttempt,
  deleteAttempts,
  deleteEndedAttempts,
  findAttempts,
  setAttempt,
} from './signInAttempts.store.ts';

export interface FailureBound {
  failures: number;
  seconds: number;
}

export interface SignInBounds {
  /** From one address, whatever the account. */
  address: FailureBound;
  /** On one account from one address. */
  pair: FailureBound;
  /** On one account from everywhere: holds back addresses from which it was never opened. */
  account: FailureBound;
  /** How long an address counts as one that an account is opened from. */
  knownSeconds: number;
}

export const usualSignInBounds: SignInBounds = {
  address: { failures: 60, seconds: 300 },
  pair: { failures: 8, seconds: 300 },
  account: { failures: 100, seconds: 3_600 },
  knownSeconds: 30 * 24 * 3_600,
};

/** Somebody trying to open an account. */
export interface SignInAttempt {
  account: string;
  /** Or the network that it stands for (`networkOf`). */
  address: string;
}

export class SignInLimiter {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #bounds: SignInBounds;

  constructor(engine: Engine, clock: Clock, bounds: SignInBounds = usualSignInBounds) {
    this.#engine = engine;
    this.#clock = clock;
    this.#bounds = bounds;
  }

  /** @throws Refusal `too-many-attempts` with the seconds to wait; counts nothing */
  async assertAllowed(attempt: SignInAttempt): Promise<void> {
    const keys = keysOf(attempt);
    const now = this.#clock.now();
    const found = await this.#engine.read((tx) =>
      findAttempts(tx, Object.values(keys), now.toISOString()),
    );
    const { address, pair, account } = this.#bounds;
    const isKnown = found.has(keys.known);
    for (const [key, { failures }] of [
      [keys.address, address],
      [keys.pair, pair],
      ...(isKnown ? [] : [[keys.account, account] as const]),
    ] as const) {
      const counted = found.get(key);
      if (!counted || counted.points < failures) continue;
      const seconds = Math.ceil((Date.parse(counted.expiresAt) - now.getTime()) / 1_000);
      throw new Refusal('too-many', reject('too-many-attempts', { seconds }));
    }
  }

  /** Counts a failure. An address that is refused already gets here no more, and can lock no account. */
  async failed(attempt: SignInAttempt): Promise<void> {
    const keys = keysOf(attempt);
    const now = this.#clock.now();
    await this.#engine.write(async (tx) => {
      await deleteEndedAttempts(tx, now.toISOString());
      for (const name of ['address', 'pair', 'account'] as const) {
        const endsAt = this.#after(now, this.#bounds[name].seconds);
        await addAttempt(tx, keys[name], now.toISOString(), endsAt);
      }
    });
  }

  /** Within the transaction that opens the session: the owner has shown up. */
  async succeeded(tx: Tx, attempt: SignInAttempt): Promise<void> {
    const keys = keysOf(attempt);
    await deleteAttempts(tx, [keys.pair]);
    const expiresAt = this.#after(this.#clock.now(), this.#bounds.knownSeconds);
    await setAttempt(tx, { key: keys.known, points: 0, expiresAt });
  }

  #after(now: Date, seconds: number): string {
    return new Date(now.getTime() + seconds * 1_000).toISOString();
  }
}

function keysOf({ account, address }: SignInAttempt) {
  return {
    address: keyOf('address', address),
    pair: keyOf('pair', account, address),
    account: keyOf('account', account),
    known: keyOf('known', account, address),
  };
}

function keyOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
