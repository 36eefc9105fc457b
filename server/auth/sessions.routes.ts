// Signing in and out over HTTP.
import { createRoute } from '@hono/zod-openapi';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { problemSchema } from '../../shared/contract/common.ts';
import { newSessionSchema, sessionSchema, signInSchema } from '../../shared/contract/sessions.ts';
import { createRouter, requireSession, type AppEnv, type Router } from '../http/routing.ts';
import { describe, type Sessions } from './sessions.ts';

const problems = {
  description: 'Rechazado',
  content: { 'application/problem+json': { schema: problemSchema } },
};

const signIn = createRoute({
  method: 'post',
  path: '/v1/sessions',
  summary: 'Iniciar sesión',
  request: { body: { required: true, content: { 'application/json': { schema: signInSchema } } } },
  responses: {
    201: {
      description: 'Sesión iniciada',
      content: { 'application/json': { schema: newSessionSchema } },
    },
    '4XX': problems,
  },
});

const current = createRoute({
  method: 'get',
  path: '/v1/sessions/current',
  summary: 'Sesión actual y empresas accesibles',
  security: [{ bearer: [] }],
  responses: {
    200: {
      description: 'Sesión en curso',
      content: { 'application/json': { schema: sessionSchema } },
    },
    '4XX': problems,
  },
});

const signOut = createRoute({
  method: 'delete',
  path: '/v1/sessions/current',
  summary: 'Cerrar sesión',
  security: [{ bearer: [] }],
  responses: { 204: { description: 'Sesión cerrada' }, '4XX': problems },
});

export function sessionsRoutes(sessions: Sessions): Router {
  const router = createRouter();
  router.use('/v1/sessions/current', requireSession(sessions));
  router.openapi(signIn, async (c) => {
    const { email, password } = c.req.valid('json');
    return c.json(await sessions.signIn(email, password, addressOf(c)), 201);
  });
  router.openapi(current, (c) => c.json(describe(c.var.identity), 200));
  router.openapi(signOut, async (c) => {
    await sessions.signOut(c.var.token);
    return c.body(null, 204);
  });
  return router;
}

/** The peer's address; requests made in process (tests) have none. */
function addressOf(c: Context<AppEnv>): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    return 'in-process';
  }
}
