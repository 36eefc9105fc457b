// Sees every request from outside: gives it a name, and tells what was asked, what was answered and how long it
// took. Never what is in it: no bodies, no headers, no query, and the route instead of the address.
import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { HeldBodies } from './heldBodies.ts';
import { openRequestWork } from './requestWork.ts';
import type { AppEnv } from './routing.ts';
import { pageHeaders, setHeaders } from './securityHeaders.ts';

export interface AnsweredRequest {
  requestId: string;
  method: string;
  /** The pattern, such as `/v1/companies/:company/vouchers/:id`; `/*` for what has no route. */
  route: string;
  status: number;
  milliseconds: number;
  company?: string;
  userId?: number;
}

export interface ObserveOptions {
  tell(request: AnsweredRequest): void;
  heldBodies: HeldBodies;
  /** Aborted when the server is to stop. */
  stopping: AbortSignal;
}

export function observeRequests({
  tell,
  heldBodies,
  stopping,
}: ObserveOptions): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    const requestId = nameRequest(c.req.header('x-request-id'));
    c.set('requestId', requestId);
    const work = openRequestWork(c, heldBodies, stopping);
    c.set('work', work);
    // The API's answers bring their own (`jsonResponse`).
    if (!c.req.path.startsWith('/v1/')) setHeaders(c, pageHeaders(c));
    await next();
    work.held.release();
    const company = c.req.param('company');
    const member = c.get('member') as AppEnv['Variables']['member'] | undefined;
    tell({
      requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      milliseconds: performance.now() - startedAt,
      ...(company === undefined ? {} : { company }),
      ...(member === undefined ? {} : { userId: member.actor.userId }),
    });
  };
}

/** The client's own name of the request, if it is one that a log can hold. */
function nameRequest(given: string | undefined): string {
  return given !== undefined && /^[\w=-]{1,255}$/.test(given) ? given : randomUUID();
}
