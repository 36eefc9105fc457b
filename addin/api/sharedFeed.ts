// One change feed for all the panes of a browser that look at the same company: over HTTP/1.1 a browser opens
// six connections to a server, and a feed each would take them all. Whoever holds a lock reads the feed
// and tells the others; when its pane closes, the lock passes to the next.
import { z } from 'zod';
import { changeSchema, type Change } from '../../shared/contract/changes.ts';
import type { ChangeFeed, FeedListener } from './changeFeed.ts';

/** What a browser lends for it: Web Locks and broadcast channels, or stand-ins that keep their promises. */
export interface FeedSharing {
  locks: Pick<LockManager, 'request'>;
  openChannel: (name: string) => FeedChannel;
}

export interface FeedChannel {
  post: (message: unknown) => void;
  listen: (onMessage: (message: unknown) => void) => void;
  close: () => void;
}

export interface SharedFeedOptions extends FeedListener {
  sharing: FeedSharing;
  /** The same for panes that may share: same server, company and session. */
  name: string;
  openFeed: (listener: FeedListener) => ChangeFeed;
  /** Who reads the feed is taken for dead after being silent for so long, and replaced. */
  silenceMilliseconds?: number;
}

const messageSchema = z.discriminatedUnion('kind', [
  /** A pane that has just begun asks how things are. */
  z.object({ kind: z.literal('ask') }),
  z.object({ kind: z.literal('retry') }),
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('lost') }),
  z.object({ kind: z.literal('expired') }),
  z.object({ kind: z.literal('change'), change: changeSchema }),
]);
type FeedMessage = z.infer<typeof messageSchema>;

/** Null where a browser has no locks (an address without TLS): each pane then reads a feed of its own. */
export function browserSharing(): FeedSharing | null {
  if (typeof window === 'undefined' || typeof BroadcastChannel === 'undefined') return null;
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? { locks, openChannel: openBroadcastChannel } : null;
}

export function openBroadcastChannel(name: string): FeedChannel {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen: (onMessage) => (channel.onmessage = ({ data }) => onMessage(data)),
    close: () => channel.close(),
  };
}

export function startSharedFeed(options: SharedFeedOptions): ChangeFeed {
  return new SharedFeed(options);
}

class SharedFeed implements ChangeFeed {
  readonly #options: SharedFeedOptions;
  readonly #channel: FeedChannel;
  readonly #stopped = new AbortController();
  readonly #watch: ReturnType<typeof setInterval>;
  readonly #silence: number;
  /** Present while this pane reads the feed for all. */
  #own: ChangeFeed | null = null;
  /** Null until the feed was tried. */
  #isOpen: boolean | null = null;
  #change: Change | null = null;
  #heardAt = Date.now();

  constructor(options: SharedFeedOptions) {
    this.#options = options;
    this.#silence = options.silenceMilliseconds ?? 60_000;
    this.#channel = options.sharing.openChannel(options.name);
    this.#channel.listen((message) => this.#hear(message));
    this.#watch = setInterval(() => this.#replaceSilent(), this.#silence / 2);
    void this.#lead({ signal: this.#stopped.signal });
    this.#post({ kind: 'ask' });
  }

  retryNow(): void {
    if (this.#own) this.#own.retryNow();
    else this.#post({ kind: 'retry' });
  }

  stop(): void {
    if (this.#stopped.signal.aborted) return;
    clearInterval(this.#watch);
    this.#stopped.abort();
    this.#own?.stop();
    this.#own = null;
    this.#channel.close();
  }

  /** Waits for the lock and reads the feed while it is held. */
  async #lead(how: LockOptions): Promise<void> {
    try {
      await this.#options.sharing.locks.request(this.#options.name, how, () => this.#read());
    } catch {
      // Stopped while waiting, or replaced by a pane that heard nothing of this one: wait in line again.
      this.#own?.stop();
      this.#own = null;
      if (!this.#stopped.signal.aborted) void this.#lead({ signal: this.#stopped.signal });
    }
  }

  async #read(): Promise<void> {
    const { signal } = this.#stopped;
    if (signal.aborted) return;
    this.#own = this.#options.openFeed({
      onOnline: () => this.#tell({ kind: 'open' }),
      onOffline: () => this.#tell({ kind: 'lost' }),
      onExpired: () => this.#tell({ kind: 'expired' }),
      onChange: (change) => this.#tell({ kind: 'change', change }),
      // Silence of the server is the feed's business; silence of this pane that of the others.
      onAlive: () => this.#post({ kind: 'open' }),
    });
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  }

  #tell(message: FeedMessage): void {
    this.#take(message);
    this.#post(message);
  }

  #post(message: FeedMessage): void {
    if (!this.#stopped.signal.aborted) this.#channel.post(message);
  }

  #hear(data: unknown): void {
    const parsed = messageSchema.safeParse(data);
    if (!parsed.success || this.#stopped.signal.aborted) return;
    const message = parsed.data;
    if (message.kind === 'ask' || message.kind === 'retry') this.#answer(message.kind);
    else if (!this.#own) this.#take(message);
  }

  #answer(question: 'ask' | 'retry'): void {
    if (!this.#own) return;
    if (question === 'retry') return this.#own.retryNow();
    if (this.#isOpen !== null) this.#post({ kind: this.#isOpen ? 'open' : 'lost' });
    if (this.#change) this.#post({ kind: 'change', change: this.#change });
  }

  #take(message: FeedMessage): void {
    this.#heardAt = Date.now();
    const { onOnline, onOffline, onExpired, onChange } = this.#options;
    if (message.kind === 'change') {
      this.#change = message.change;
      onChange(message.change);
    } else if (message.kind === 'expired') onExpired();
    else if (message.kind === 'open') {
      const wasOpen = this.#isOpen;
      this.#isOpen = true;
      if (!wasOpen) onOnline();
    } else if (message.kind === 'lost') {
      this.#isOpen = false;
      onOffline();
    }
  }

  #replaceSilent(): void {
    if (this.#own || Date.now() - this.#heardAt < this.#silence) return;
    this.#heardAt = Date.now();
    this.#take({ kind: 'lost' });
    void this.#lead({ steal: true });
  }
}

/** Tells sessions apart without saying their token. */
export function shortHash(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(36);
}
