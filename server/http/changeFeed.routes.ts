// The change feed as server-sent events: the current versions at once, then every change.
import { streamSSE } from 'hono/streaming';
import { companyRoute, createRouter, type Router } from './routing.ts';
import { changeSchema, type Change } from '../../shared/contract/changes.ts';
import type { ChangeFeed } from './changeFeed.ts';
import type { OpenFeeds } from './openFeeds.ts';
import { apiHeaders, setHeaders } from './securityHeaders.ts';
import { requestReader } from './validateRequest.ts';

/** Shorter than the idle limits of usual proxies. */
const heartbeatMilliseconds = 20_000;

const changesRoute = companyRoute({
  method: 'get',
  path: '/changes',
  summary: 'Cambios de la empresa (SSE): versión del libro y de la configuración',
  answer: changeSchema,
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
  router.openAPIRegistry.registerPath(changesRoute.description);
  const readNothing = requestReader({});
  router.get('/changes', openFeeds.track(), async (c) => {
    await readNothing(c);
    const { companyId } = c.get('member');
    const { token } = c.get('signedIn');
    setHeaders(c, { ...apiHeaders(c), 'x-accel-buffering': 'no' });
    const response = streamSSE(c, async (stream) => {
      const pending: Change[] = [];
      let wake: () => void = () => undefined;
      const stop = feed.listen(companyId, (change) => {
        pending.push(change);
        wake();
      });
      stream.onAbort(() => {
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
