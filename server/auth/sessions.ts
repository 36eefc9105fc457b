// Signing in, recognising a request, signing out. Tokens are random and only their hash is kept.
import { createHash, randomBytes } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { NewSession, Session } from '../../shared/contract/sessions.ts';
import { reject } from '../../shared/rejection.ts';
import type { Clock } from '../clock.ts';
import type { Engine } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import {
  deleteExpiredSessions,
  deleteSession,
  findSession,
  findUser,
  findUserByEmail,
  insertSession,
  listAccess,
  renewSession,
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

export class Sessions {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #byAccount = new RateLimiterMemory({ points: 8, duration: 300 });
  readonly #byAddress = new RateLimiterMemory({ points: 60, duration: 300 });
  /** By the token itself: hashing it would cost more than looking it up. Never leaves the memory. */
  readonly #remembered = new Map<string, Remembered>();
  /** Compared with when the address is unknown, so that timing does not tell which addresses exist. */
  readonly #decoy = hashPassword(randomBytes(16).toString('hex'));

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /** @throws Refusal `credentials-wrong`, or `too-many-attempts` with the seconds to wait. */
  async signIn(email: string, password: string, address: string): Promise<NewSession> {
    const key = email.trim().toLowerCase();
    await this.#countAttempt(key, address);
    const user = await this.#engine.read((tx) => findUserByEmail(tx, key));
    const matches = await verifyPassword(password, user?.passwordHash ?? (await this.#decoy));
    if (!user || !matches || user.isDisabled) {
      throw new Refusal('unauthenticated', reject('credentials-wrong', {}, { field: 'password' }));
    }
    await this.#byAccount.delete(key);
    const token = randomBytes(32).toString('base64url');
    const identity = await this.#open(user, token);
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

  async #open(user: UserRow, token: string): Promise<Identity> {
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

  async #countAttempt(account: string, address: string): Promise<void> {
    try {
      await this.#byAccount.consume(account);
      await this.#byAddress.consume(address);
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      const seconds = Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000);
      throw new Refusal('too-many', reject('too-many-attempts', { seconds }));
    }
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
