// What whoever runs the server asks it: is it alive, can it serve, how is it doing.
import { timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { notFoundResponse } from '../http/problem.ts';
import { createRouter, type Router } from '../http/routing.ts';
import type { Readiness } from './readiness.ts';
import type { ServerMetrics } from './serverMetrics.ts';

export interface OperationsContext {
  readiness: Readiness;
  metrics: ServerMetrics;
  /** Who has it may read the metrics from anywhere; null: only this machine may. */
  metricsToken: string | null;
}

export function operationsRoutes({ readiness, metrics, metricsToken }: OperationsContext): Router {
  const router = createRouter();
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
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => c.req.header(name) !== undefined,
  );
  return !isForwarded && isLoopback(addressOf(c));
}

function addressOf(c: Context): string {
  // A request that did not come over a socket has no address.
  const hasSocket = (c.env as { incoming?: unknown } | undefined)?.incoming !== undefined;
  return hasSocket ? (getConnInfo(c).remote.address ?? '') : '';
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
