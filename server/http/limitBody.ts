// Refuses bodies beyond a limit. Hono's own check asks for the body as a web stream, which costs more than
// reading it; a declared length needs no stream, since Node lets no more than that through.
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppEnv } from './routing.ts';

export function limitBody(maxBytes: number, refuse: () => never): MiddlewareHandler<AppEnv> {
  const limitStream = bodyLimit({ maxSize: maxBytes, onError: refuse });
  return async (c, next) => {
    if (c.req.header('transfer-encoding') !== undefined) return limitStream(c, next);
    if (Number(c.req.header('content-length') ?? 0) > maxBytes) refuse();
    return next();
  };
}
