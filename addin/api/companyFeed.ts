// Opens the change feed of a company: shared with the other panes of the browser where it can be.
import { startChangeFeed, type ChangeFeed, type FeedListener } from './changeFeed.ts';
import { browserSharing, shortHash, startSharedFeed, type FeedSharing } from './sharedFeed.ts';

export interface FeedOpenerOptions {
  baseUrl: string;
  fetch: typeof fetch;
  readToken: () => string | null;
  /** First wait of the feed after losing the connection. */
  waitMilliseconds?: number | undefined;
  /** Null: every pane reads a feed of its own. Left out: what the browser has. */
  sharing?: FeedSharing | null;
}

export type OpenFeed = (company: string, listener: FeedListener) => ChangeFeed;

export function createFeedOpener(options: FeedOpenerOptions): OpenFeed {
  const { baseUrl, readToken, waitMilliseconds, sharing = browserSharing() } = options;
  const openOwn: OpenFeed = (company, listener) =>
    startChangeFeed({
      ...listener,
      company,
      baseUrl,
      fetch: options.fetch,
      readToken,
      ...(waitMilliseconds === undefined ? {} : { shortestWaitMilliseconds: waitMilliseconds }),
    });
  if (sharing === null) return openOwn;
  return (company, listener) =>
    startSharedFeed({
      ...listener,
      sharing,
      name: `cuadre.feed ${baseUrl} ${company} ${shortHash(readToken() ?? '')}`,
      openFeed: (shared) => openOwn(company, shared),
    });
}
