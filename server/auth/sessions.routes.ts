// Signing in and out over HTTP.
import { createRoute } from '@hono/zod-openapi';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { problemSchema } from '../../shared/contract/common.ts';
import { newSessionSchema, sessionSchema, signInSchema } from '../../shared/contract/sessions.ts';
import { requireSession } from '../http/access.ts';
import { jsonResponse } from '../http/jsonResponse.ts';
import { createRouter, type AppEnv, type Router } from '../http/routing.ts';
import { apiHeaders, setHeaders } from '../http/securityHeaders.ts';
import { requestReader } from '../http/validateRequest.ts';
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
  for (const route of [signIn, current, signOut]) router.openAPIRegistry.registerPath(route);
  const readSignIn = requestReader({ body: signInSchema });
  const readNothing = requestReader({});
  router.use(current.path, requireSession(sessions));
  router.post(signIn.path, async (c) => {
    const { email, password } = (await readSignIn(c)).body;
    return jsonResponse(c, 201, await sessions.signIn(email, password, addressOf(c)));
  });
  router.get(current.path, async (c) => {
    await readNothing(c);
    return jsonResponse(c, 200, describe(c.get('signedIn').identity));
  });
  router.delete(signOut.path, async (c) => {
    await readNothing(c);
    await sessions.signOut(c.get('signedIn').token);
    setHeaders(c, apiHeaders(c));
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
