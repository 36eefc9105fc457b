// The change feeds that are open: they have no end of their own, so stopping the server ends them. Their clients
// connect again and miss nothing. Each holds a connection: one user has so many.
import type { ServerResponse } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';
import type { AppEnv } from './routing.ts';

/** Panes of one browser share a feed: these are workbooks on other computers. */
const usualMostOfUser = 200;

export class OpenFeeds {
  readonly #open = new Set<ServerResponse>();
  readonly #countOfUser = new Map<number, number>();
  readonly #mostOfUser: number;
  #isCut = false;

  constructor(mostOfUser = usualMostOfUser) {
    this.#mostOfUser = mostOfUser;
  }

  get size(): number {
    return this.#open.size;
  }

  /**
   * Counts a feed of a user.
   * @returns how to count it no more
   * @throws Refusal `too-many-feeds`
   */
  open(userId: number): () => void {
    const count = this.#countOfUser.get(userId) ?? 0;
    if (count >= this.#mostOfUser) {
      throw new Refusal('too-many', reject('too-many-feeds', { max: this.#mostOfUser }));
    }
    this.#countOfUser.set(userId, count + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = this.#countOfUser.get(userId)! - 1;
      if (left > 0) this.#countOfUser.set(userId, left);
      else this.#countOfUser.delete(userId);
    };
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
