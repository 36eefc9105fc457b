// What whoever runs the server asks it: is it alive, can it serve, how is it doing.
import { timingSafeEqual } from 'node:crypto';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { isFromThisMachine } from '../http/localPeer.ts';
import { referToHeaders } from '../http/open-api/sharedHeaders.ts';
import { referToResponses } from '../http/open-api/sharedResponses.ts';
import { notFoundResponse } from '../http/problem.ts';
import { createRouter, type Router } from '../http/routing.ts';
import type { Readiness } from './readiness.ts';
import type { ServerMetrics } from './serverMetrics.ts';

const healthSchema = z
  .object({ ok: z.literal(true) })
  .meta({ id: 'Health', description: 'El proceso vive.' });

const readinessSchema = z
  .object({
    ok: z.boolean().describe('Si todo está bien.'),
    checks: z
      .record(z.string(), z.string())
      .describe('Cada cosa que se mira: `ok`, o qué le pasa.'),
  })
  .meta({ id: 'Readiness', description: 'Si el servidor puede atender, y qué se lo impide.' });

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'checkHealth',
  tags: ['Servidor'],
  summary: 'Si el servidor vive',
  description: 'Contesta mientras el proceso atienda peticiones; no mira la base de datos.',
  security: [],
  responses: {
    200: {
      description: 'Vive',
      headers: referToHeaders(['RequestId']),
      content: { 'application/json': { schema: healthSchema } },
    },
    ...referToResponses([500]),
  },
});

const readinessReport = { 'application/json': { schema: readinessSchema } };
const readinessRoute = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'checkReadiness',
  tags: ['Servidor'],
  summary: 'Si el servidor puede atender',
  description: 'Mira si la base de datos contesta y si el servidor no se está parando.',
  security: [],
  responses: {
    200: {
      description: 'Puede atender',
      headers: referToHeaders(['RequestId']),
      content: readinessReport,
    },
    503: {
      description: 'No puede atender, y por qué',
      headers: referToHeaders(['RequestId']),
      content: readinessReport,
    },
    ...referToResponses([500]),
  },
});

export interface OperationsContext {
  readiness: Readiness;
  metrics: ServerMetrics;
  /** Who has it may read the metrics from anywhere; null: only this machine may. */
  metricsToken: string | null;
}

export function operationsRoutes({ readiness, metrics, metricsToken }: OperationsContext): Router {
  const router = createRouter();
  // `/metrics` is left out of the document: it answers Prometheus, on this machine or by a token of its own.
  for (const route of [healthRoute, readinessRoute]) router.openAPIRegistry.registerPath(route);
  router.get('/healthz', (c) => c.json({ ok: true }));
  router.get('/readyz', async (c) => {
    const report = await readiness.check();
    return c.json(report, report.ok ? 200 : 503);
  });
  router.get('/metrics', async (c) => {
    if (!mayReadMetrics(c, metricsToken)) return notFoundResponse(c);
    const text = await metrics.write();
    return c.body(text, 200, { 'content-type': metrics.contentType });
  });
  return router;
}

/** Without a token, only a direct connection from this machine; what a proxy forwards is somebody else's. */
function mayReadMetrics(c: Context, token: string | null): boolean {
  if (token !== null) {
    const given = Buffer.from(c.req.header('authorization') ?? '');
    const expected = Buffer.from(`Bearer ${token}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
  return isFromThisMachine(c);
}
