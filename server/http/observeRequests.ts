// Sees every request from outside: what was asked, what was answered and how long it took. Never what is in it: no
// bodies, no headers, no query, and the route instead of the address.
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv } from './routing.ts';

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

export function observeRequests(
  tell: (request: AnsweredRequest) => void,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const company = c.req.param('company');
    const actor = c.var.actor as AppEnv['Variables']['actor'] | undefined;
    tell({
      requestId: c.var.requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      milliseconds: performance.now() - startedAt,
      ...(company === undefined ? {} : { company }),
      ...(actor === undefined ? {} : { userId: actor.userId }),
    });
  };
}
