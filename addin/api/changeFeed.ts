// Listens to a company's change feed for as long as it is wanted: reconnects by itself, says whether
// the server can be reached, and continues from the last event seen.
import { changeSchema, type Change } from '../../shared/contract/changes.ts';
import { createServerSentEventReader } from './serverSentEvents.ts';

export interface FeedListener {
  onChange: (change: Change) => void;
  onOnline: () => void;
  onOffline: () => void;
  /** The server does not know the session any more: the feed has stopped. */
  onExpired: () => void;
  /** Something arrived, if only a heartbeat. */
  onAlive?: () => void;
}

export interface ChangeFeedOptions extends FeedListener {
  baseUrl: string;
  fetch: typeof fetch;
  readToken: () => string | null;
  company: string;
  /** First wait after losing the connection; doubles up to the longest. */
  shortestWaitMilliseconds?: number;
  longestWaitMilliseconds?: number;
  /** A stream that says nothing for so long is taken for dead (the server sends heartbeats). */
  silenceMilliseconds?: number;
}

export interface ChangeFeed {
  /** Tries now instead of when its wait ends. */
  retryNow: () => void;
  stop: () => void;
}

export function startChangeFeed(options: ChangeFeedOptions): ChangeFeed {
  const shortestWait = options.shortestWaitMilliseconds ?? 1_000;
  const longestWait = options.longestWaitMilliseconds ?? 30_000;
  const silence = options.silenceMilliseconds ?? 60_000;
  const url = `${options.baseUrl}/v1/companies/${encodeURIComponent(options.company)}/changes`;
  let stopped = false;
  let lastId = '';
  let wait = shortestWait;
  let current: AbortController | null = null;
  let wake: (() => void) | null = null;

  async function listenOnce(): Promise<void> {
    const controller = new AbortController();
    current = controller;
    let silenceTimer = setTimeout(() => controller.abort(), silence);
    try {
      const response = await options.fetch(url, {
        headers: feedHeaders(options.readToken(), lastId),
        signal: controller.signal,
        cache: 'no-store',
      });
      if (response.status === 401) {
        stopped = true;
        options.onExpired();
        return;
      }
      if (!response.ok || !response.body) return;
      options.onOnline();
      wait = shortestWait;
      const reader = createServerSentEventReader();
      const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader();
      // Stopping also ends a body that has already begun, whatever delivers it.
      controller.signal.addEventListener('abort', () => void pieces.cancel().catch(() => {}));
      for (;;) {
        const { done, value } = await pieces.read();
        if (done || stopped) return;
        clearTimeout(silenceTimer);
        silenceTimer = setTimeout(() => controller.abort(), silence);
        options.onAlive?.();
        for (const event of reader.push(value)) {
          lastId = event.id || lastId;
          if (event.event === 'change') announce(event.data);
        }
      }
    } catch {
      // The connection was refused, died or was silent too long: all mean trying again later.
    } finally {
      clearTimeout(silenceTimer);
      controller.abort();
    }
  }

  function announce(data: string): void {
    const change = changeSchema.safeParse(JSON.parse(data));
    if (change.success && !stopped) options.onChange(change.data);
  }

  async function listen(): Promise<void> {
    while (!stopped) {
      await listenOnce();
      if (stopped) return;
      options.onOffline();
      // Spread over half of the wait: a server that restarts is not hit by everybody at once.
      const delay = wait * (0.5 + Math.random() / 2);
      wait = Math.min(wait * 2, longestWait);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, delay);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wake = null;
    }
  }

  void listen();
  return {
    retryNow() {
      wait = shortestWait;
      wake?.();
    },
    stop() {
      stopped = true;
      current?.abort();
      wake?.();
    },
  };
}

function feedHeaders(token: string | null, lastId: string): Record<string, string> {
  return {
    Accept: 'text/event-stream',
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    ...(lastId === '' ? {} : { 'Last-Event-ID': lastId }),
  };
}
