// The product's own application with two additions: a trivial authenticated route to compare with,
// and the time that the application took in a `server-timing` header of every answer.
import { serve } from '@hono/node-server';
import * as z from 'zod';
import { createApp } from '../server/app.ts';
import { systemClock } from '../server/clock.ts';
import { openEngine } from '../server/db/openEngine.ts';
import { readEnvironment } from '../server/environment.ts';
import { companyRoute, createRouter, serveRoute } from '../server/http/routing.ts';
import { createServices } from '../server/services.ts';

const environment = readEnvironment(process.env);
const engine = await openEngine(environment.databaseUrl);
const services = createServices(engine, systemClock);
const app = createApp({ services, logError: (error) => console.error(error) });
const trivial = companyRoute({
  method: 'get',
  path: '/bench-trivial',
  operationId: 'readSingleBalance',
  tag: 'Saldos',
  summary: 'A constant',
  description: 'One figure, to measure what a request costs.',
  answered: 'The figure',
  answer: z.object({ amount: z.string() }),
});
const router = createRouter();
serveRoute(router, trivial, () => ({ amount: '0.00' }));
app.route('/v1/companies/:company', router);

const { host: hostname, port } = environment;
serve({ fetch: process.argv.includes('--timed') ? timed : app.fetch, hostname, port }, (info) => {
  console.log(`Cuadre está en http://localhost:${info.port}`);
});

// Leaves the file closed, and its profile written when one is recorded.
process.once('SIGTERM', () => void engine.close().then(() => process.exit(0)));

/** From the request as it arrives to the whole answer in memory; the network is left out. */
async function timed(request: Request, bindings: object): Promise<Response> {
  const body = request.method === 'POST' ? await request.arrayBuffer() : null;
  const { method, headers, url } = request;
  const began = performance.now();
  const response = await app.fetch(new Request(url, { method, headers, body }), bindings);
  const answer = await response.arrayBuffer();
  const spent = performance.now() - began;
  const timedHeaders = new Headers(response.headers);
  timedHeaders.set('server-timing', `app;dur=${spent.toFixed(3)}`);
  return new Response(answer, { status: response.status, headers: timedHeaders });
}
