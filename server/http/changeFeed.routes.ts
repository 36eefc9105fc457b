// The change feed as server-sent events: the current versions at once, then every change.
import { streamSSE } from 'hono/streaming';
import { describeOperation } from './open-api/describeOperation.ts';
import { companyParams, createRouter, type Router } from './routing.ts';
import { changeSchema, type Change } from '../../shared/contract/changes.ts';
import type { ChangeFeed } from './changeFeed.ts';
import type { OpenFeeds } from './openFeeds.ts';
import { apiHeaders, setHeaders } from './securityHeaders.ts';
import { requestReader } from './validateRequest.ts';

/** Shorter than the idle limits of usual proxies. */
const heartbeatMilliseconds = 20_000;

const changesRoute = describeOperation({
  method: 'get',
  path: '/changes',
  operationId: 'followChanges',
  tag: 'Cambios',
  summary: 'Avisos de cambios de la empresa, en cuanto ocurren',
  description: [
    'Una respuesta que no termina, en el formato `text/event-stream`: al conectar llega un suceso con las versiones de ahora, y después uno por cada cambio.',
    'Cada suceso se llama `change`, su `id` es `ledgerVersion.settingsVersion` y sus datos son un `Change` en JSON:',
    '```\nevent: change\nid: 1842.12\ndata: {"ledgerVersion":1842,"settingsVersion":12}\n```',
    'Perderse un suceso no importa: solo dice qué versión hay, y las cifras se piden después. Cada 20 segundos llega un comentario (`: sigue en línea`) para que nadie corte la conexión. Termina cuando termina la sesión.',
  ].join('\n\n'),
  answered: 'Los sucesos, según ocurren',
  inCompany: true,
  params: companyParams,
  status: 200,
  answer: changeSchema,
  answerType: 'text/event-stream',
});

export interface ChangeFeedContext {
  feed: ChangeFeed;
  openFeeds: OpenFeeds;
  readVersions(companyId: number): Promise<Change>;
  /** Whether the token may still be used; a feed must not outlive its session. */
  isSignedIn(token: string): Promise<boolean>;
}

export function changeFeedRoutes(context: ChangeFeedContext): Router {
  const { feed, openFeeds, readVersions, isSignedIn } = context;
  const router = createRouter();
  // The handler streams, which the typed route cannot say: it is registered beside its description.
  router.openAPIRegistry.registerPath(changesRoute);
  const readNothing = requestReader({});
  router.get('/changes', openFeeds.track(), async (c) => {
    await readNothing(c);
    const { companyId, actor } = c.get('member');
    const { token } = c.get('signedIn');
    setHeaders(c, { ...apiHeaders(c), 'x-accel-buffering': 'no' });
    // Whoever asks for the headers alone would leave a feed open that nobody reads.
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'content-type': 'text/event-stream' });
    const close = openFeeds.open(actor.userId);
    const response = streamSSE(c, async (stream) => {
      const pending: Change[] = [];
      let wake: () => void = () => undefined;
      const stop = feed.listen(companyId, (change) => {
        pending.push(change);
        wake();
      });
      stream.onAbort(() => {
        close();
        stop();
        wake();
      });
      try {
        // What was announced meanwhile is newer than what was read.
        const current = await readVersions(companyId);
        pending.unshift(current);
        let sentId = '';
        while (!stream.aborted) {
          // Only the newest matters: clients ask for figures at the version they are told.
          const change = pending.splice(0).at(-1);
          if (change) {
            const id = `${change.ledgerVersion}.${change.settingsVersion}`;
            if (id === sentId) continue;
            sentId = id;
            await stream.writeSSE({ event: 'change', id, data: JSON.stringify(change) });
            continue;
          }
          const isIdle = await waitFor((resolve) => (wake = resolve));
          if (!isIdle) continue;
          if (!(await isSignedIn(token))) break;
          await stream.write(': sigue en línea\n\n');
        }
      } finally {
        close();
        stop();
      }
    });
    // HTTP/2 forbids them (RFC 9113, 8.2.2), and Node sets its own where HTTP/1.1 needs them.
    for (const name of ['transfer-encoding', 'connection']) response.headers.delete(name);
    return response;
  });
  return router;
}

/** Waits to be woken, or for the heartbeat. @returns true when nothing woke it */
async function waitFor(arm: (wake: () => void) => void): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const isIdle = await new Promise<boolean>((resolve) => {
    arm(() => resolve(false));
    timer = setTimeout(() => resolve(true), heartbeatMilliseconds);
  });
  clearTimeout(timer);
  return isIdle;
}
