// The change feeds that are open: they have no end of their own, so stopping the server ends them. Their clients
// connect again and miss nothing.
import type { ServerResponse } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './routing.ts';

export class OpenFeeds {
  readonly #open = new Set<ServerResponse>();
  #isCut = false;

  get size(): number {
    return this.#open.size;
  }

  /** Notes the answer of a feed's route, when it streams. */
  track(): MiddlewareHandler<AppEnv> {
    return async (c, next) => {
      await next();
      const isFeed = c.res.headers.get('content-type')?.startsWith('text/event-stream');
      const outgoing = (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing;
      if (!isFeed || !outgoing) return;
      if (this.#isCut) {
        outgoing.destroy();
        return;
      }
      this.#open.add(outgoing);
      outgoing.once('close', () => this.#open.delete(outgoing));
    };
  }

  /** Ends them all, and every one that still begins. */
  cut(): void {
    this.#isCut = true;
    for (const feed of this.#open) feed.destroy();
  }
}
