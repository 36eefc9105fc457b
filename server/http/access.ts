// Who asks, and in which company: before any route of the API that needs to know.
import type { Context, MiddlewareHandler } from 'hono';
import { reject } from '../../shared/rejection.ts';
import { writingOfAccess } from '../auth/accessWriting.ts';
import type { Identity, Sessions } from '../auth/sessions.ts';
import { Refusal } from '../refusal.ts';
import type { AppEnv, Member } from './routing.ts';

/** Recognises the bearer of a request. */
export function requireSession(sessions: Sessions): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const token = readToken(c);
    c.set('signedIn', { token, identity: await sessions.recognize(token) });
    await next();
  };
}

/**
 * Recognises the bearer and resolves the company of the path; one where the user has no role does not
 * exist for them (invariant 6).
 */
export function requireCompany(sessions: Sessions): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const token = readToken(c);
    const identity = await sessions.recognize(token);
    c.set('signedIn', { token, identity });
    c.set('member', findMember(identity, c.req.param('company') ?? ''));
    await next();
  };
}

function readToken(c: Context<AppEnv>): string {
  const token = /^Bearer ([\w-]{20,200})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (!token) throw new Refusal('unauthenticated', reject('session-expired', {}));
  return token;
}

function findMember({ user, access }: Identity, code: string): Member {
  const found = access.find((company) => company.code === code);
  if (!found) throw new Refusal('not-found', reject('company-unknown', { company: code }));
  const { companyId, personId, role } = found;
  const actor = { userId: personId, name: user.name, role };
  return { companyId, actor, writing: writingOfAccess(found) };
}
