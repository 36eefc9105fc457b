// Signing in and out over HTTP.
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { newSessionSchema, sessionSchema, signInSchema } from '../../shared/contract/sessions.ts';
import { signInBound } from '../http/bodyBound.ts';
import { requireSession } from '../http/access.ts';
import { jsonResponse } from '../http/jsonResponse.ts';
import { describeOperation } from '../http/open-api/describeOperation.ts';
import { createRouter, type AppEnv, type Router } from '../http/routing.ts';
import { apiHeaders, setHeaders } from '../http/securityHeaders.ts';
import { requestReader } from '../http/validateRequest.ts';
import { networkOf, resolveClientAddress, type TrustedProxies } from '../trustedProxies.ts';
import { describe, type Sessions } from './sessions.ts';

const signIn = describeOperation({
  method: 'post',
  path: '/v1/sessions',
  operationId: 'signIn',
  tag: 'Sesiones',
  summary: 'Iniciar sesión',
  description:
    'Con correo y contraseña. La credencial (`token`) se muestra solo aquí; va en la cabecera `Authorization` de todo lo demás.',
  answered: 'Sesión iniciada',
  isPublic: true,
  body: signInSchema,
  status: 201,
  answer: newSessionSchema,
  answerHeaders: ['Location'],
  refuses: [401],
});

const current = describeOperation({
  method: 'get',
  path: '/v1/sessions/current',
  operationId: 'getCurrentSession',
  tag: 'Sesiones',
  summary: 'Sesión actual y empresas accesibles',
  description: 'Quién es el usuario de la credencial, y en qué empresas tiene papel.',
  answered: 'La sesión en curso',
  status: 200,
  answer: sessionSchema,
});

const signOut = describeOperation({
  method: 'delete',
  path: '/v1/sessions/current',
  operationId: 'signOut',
  tag: 'Sesiones',
  summary: 'Cerrar sesión',
  description: 'La credencial deja de valer.',
  answered: 'Sesión cerrada',
  status: 204,
});

export function sessionsRoutes(sessions: Sessions, proxies: TrustedProxies): Router {
  const router = createRouter();
  for (const route of [signIn, current, signOut]) router.openAPIRegistry.registerPath(route);
  const readSignIn = requestReader({ body: signInSchema, bodyBound: signInBound });
  const readNothing = requestReader({});
  router.use(current.path, requireSession(sessions));
  router.post(signIn.path, async (c) => {
    const { email, password } = (await readSignIn(c)).body;
    const address = networkOf(clientAddressOf(c, proxies));
    const session = await sessions.signIn(email, password, address, c.get('work').pace);
    return jsonResponse(c, 201, session, { location: current.path });
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

/** Requests made in process (tests) have none of their own. */
function clientAddressOf(c: Context<AppEnv>, proxies: TrustedProxies): string {
  const hasSocket = (c.env as { incoming?: unknown } | undefined)?.incoming !== undefined;
  const remote = hasSocket ? getConnInfo(c).remote.address : 'in-process';
  return resolveClientAddress(proxies, remote ?? 'unknown', c.req.header('x-forwarded-for'));
}
