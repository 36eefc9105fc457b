// Signing in, recognising a request, signing out. Tokens are random and only their hash is kept.
import { createHash, randomBytes } from 'node:crypto';
import type { NewSession, Session } from '../../shared/contract/sessions.ts';
import { reject } from '../../shared/rejection.ts';
import type { Clock } from '../clock.ts';
import type { Engine, Tx } from '../db/engine.ts';
import { Pace } from '../pace.ts';
import { Refusal } from '../refusal.ts';
import { HashingTurns, type TurnBounds } from './hashingTurns.ts';
import {
  advisedCost,
  hashPassword,
  isOutdatedHash,
  makeDecoyHash,
  verifyPassword,
  type PasswordCost,
} from './passwords.ts';
import { SignInLimiter, type SignInAttempt, type SignInBounds } from './signInLimiter.ts';
import {
  deleteExpiredSessions,
  deleteSession,
  findSession,
  findUser,
  findUserByEmail,
  insertSession,
  listAccess,
  renewSession,
  replacePasswordHash,
  type CompanyAccess,
  type SessionRow,
  type UserRow,
} from './users.store.ts';

const idleMilliseconds = 8 * 3_600_000;
const absoluteMilliseconds = 7 * 24 * 3_600_000;
/** A session in use is written at most this often, so that reading stays free of writes. */
const renewEveryMilliseconds = 5 * 60_000;
const rememberMilliseconds = 5_000;

/** The signed-in user with what they may open. */
export interface Identity {
  user: Pick<UserRow, 'id' | 'email' | 'name' | 'isOperator'>;
  access: CompanyAccess[];
  expiresAt: string;
}

/** What was read a moment ago. */
interface Remembered {
  identity: Identity;
  until: number;
}

export interface SessionOptions {
  /** Of new hashes; those of another cost are made anew at a sign-in. */
  passwordCost?: PasswordCost | undefined;
  signInBounds?: SignInBounds | undefined;
  turnBounds?: TurnBounds | undefined;
}

export class Sessions {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #limiter: SignInLimiter;
  readonly #turns: HashingTurns;
  readonly #passwordCost: PasswordCost;
  /** By the token itself: hashing it would cost more than looking it up. Never leaves the memory. */
  readonly #remembered = new Map<string, Remembered>();
  /** Compared with when the address is unknown, so that timing does not tell which addresses exist. */
  readonly #decoy: string;

  constructor(engine: Engine, clock: Clock, options: SessionOptions = {}) {
    this.#engine = engine;
    this.#clock = clock;
    this.#passwordCost = options.passwordCost ?? advisedCost;
    this.#decoy = makeDecoyHash(this.#passwordCost);
    this.#limiter = new SignInLimiter(engine, clock, options.signInBounds);
    this.#turns = new HashingTurns(options.turnBounds);
  }

  /**
   * @param address whom attempts are counted for (`networkOf`)
   * @param pace of whoever waits: one that has gone is not looked at
   * @throws Refusal `credentials-wrong`, `too-many-attempts` or `sign-in-busy` with the seconds to wait
   */
  async signIn(
    email: string,
    password: string,
    address: string,
    pace: Pace = new Pace(),
  ): Promise<NewSession> {
    const attempt = { account: email.trim().toLowerCase(), address };
    // Whoever is refused does not wait for it.
    await this.#limiter.assertAllowed(attempt);
    const { user, passwordHash } = await this.#turns.run(address, async () => {
      await pace.rest();
      // Others of the same may have failed while this one waited.
      await this.#limiter.assertAllowed(attempt);
      return this.#verify(attempt, password);
    });
    const token = randomBytes(32).toString('base64url');
    const identity = await this.#open(user, token, async (tx) => {
      await this.#limiter.succeeded(tx, attempt);
      if (passwordHash !== user.passwordHash) await replacePasswordHash(tx, user, passwordHash);
    });
    return { token, ...describe(identity) };
  }

  /** @throws Refusal `session-expired` when the token is unknown, revoked or too old. */
  recognize(token: string): Identity | Promise<Identity> {
    const now = this.#clock.now().getTime();
    const known = this.#remembered.get(token);
    if (known && known.until > now) return known.identity;
    this.#remembered.delete(token);
    return this.#read(token, now);
  }

  async signOut(token: string): Promise<void> {
    this.#remembered.delete(token);
    await this.#engine.write((tx) => deleteSession(tx, hashToken(token)));
  }

  /** Roles changed: ask the database again. */
  forget(): void {
    this.#remembered.clear();
  }

  /** @returns the user, and the hash that their password should have */
  async #verify(
    attempt: SignInAttempt,
    password: string,
  ): Promise<{ user: UserRow; passwordHash: string }> {
    const user = await this.#engine.read((tx) => findUserByEmail(tx, attempt.account));
    const matches = await verifyPassword(password, user?.passwordHash ?? this.#decoy);
    if (!user || !matches || user.isDisabled) {
      await this.#limiter.failed(attempt);
      throw new Refusal('unauthenticated', reject('credentials-wrong', {}, { field: 'password' }));
    }
    const { passwordHash } = user;
    return isOutdatedHash(passwordHash, this.#passwordCost)
      ? { user, passwordHash: await hashPassword(password, this.#passwordCost) }
      : { user, passwordHash };
  }

  async #read(token: string, now: number): Promise<Identity> {
    const tokenHash = hashToken(token);
    const found = await this.#engine.read(async (tx) => {
      const session = await findSession(tx, tokenHash);
      const user = session && (await findUser(tx, session.userId));
      return session && user && { session, user, access: await listAccess(tx, user.id) };
    });
    if (!found || found.user.isDisabled || isOver(found.session, now)) {
      throw new Refusal('unauthenticated', reject('session-expired', {}));
    }
    const session = await this.#renewWhenDue(found.session, now);
    return this.#remember(token, found.user, found.access, session, now);
  }

  async #open(user: UserRow, token: string, also: (tx: Tx) => Promise<void>): Promise<Identity> {
    const now = this.#clock.now().getTime();
    const session: SessionRow = {
      tokenHash: hashToken(token),
      userId: user.id,
      createdAt: instant(now),
      lastSeenAt: instant(now),
      idleExpiresAt: instant(now + idleMilliseconds),
      absoluteExpiresAt: instant(now + absoluteMilliseconds),
    };
    const access = await this.#engine.write(async (tx) => {
      await deleteExpiredSessions(tx, instant(now), user.id);
      await insertSession(tx, session);
      await also(tx);
      return listAccess(tx, user.id);
    });
    return this.#remember(token, user, access, session, now);
  }

  async #renewWhenDue(session: SessionRow, now: number): Promise<SessionRow> {
    if (now - Date.parse(session.lastSeenAt) < renewEveryMilliseconds) return session;
    const renewed = {
      ...session,
      lastSeenAt: instant(now),
      idleExpiresAt: instant(now + idleMilliseconds),
    };
    await this.#engine.write((tx) =>
      renewSession(tx, session.tokenHash, renewed.lastSeenAt, renewed.idleExpiresAt),
    );
    return renewed;
  }

  #remember(
    token: string,
    user: UserRow,
    access: CompanyAccess[],
    session: SessionRow,
    now: number,
  ): Identity {
    const { idleExpiresAt: idle, absoluteExpiresAt: absolute } = session;
    const { id, email, name, isOperator } = user;
    const identity: Identity = {
      user: { id, email, name, isOperator },
      access,
      expiresAt: idle < absolute ? idle : absolute,
    };
    if (this.#remembered.size > 10_000) this.#remembered.clear();
    const until = Math.min(now + rememberMilliseconds, Date.parse(identity.expiresAt));
    this.#remembered.set(token, { identity, until });
    return identity;
  }
}

/** What the wire shows of an identity. */
export function describe(identity: Identity): Session {
  return {
    user: { email: identity.user.email, name: identity.user.name },
    companies: identity.access.map(({ code, name, profile, currency, role }) => ({
      code,
      name,
      profile,
      currency,
      role,
    })),
    expiresAt: identity.expiresAt,
  };
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function isOver(session: SessionRow, now: number): boolean {
  return Date.parse(session.idleExpiresAt) <= now || Date.parse(session.absoluteExpiresAt) <= now;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
