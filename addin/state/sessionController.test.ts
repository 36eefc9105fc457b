// «En línea» means that requests pass: a feed may stay open while everything else waits in vain.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApiClient, type ApiClient } from '../api/apiClient.ts';
import type { FeedListener } from '../api/changeFeed.ts';
import { createHttpClient } from '../api/httpClient.ts';
import { createSessionStorage } from '../api/storedSession.ts';
import { FigureBench } from '../testing/figureBench.ts';
import { ana, testPassword } from '../../server/testing/testServer.ts';
import { createAddinStore, type WritableStore } from './addinStore.ts';
import { createSessionController, type SessionController } from './sessionController.ts';

let bench: FigureBench;
let store: WritableStore;
let api: ApiClient;
let session: SessionController;
let feed: FeedListener;
let retries: number;

beforeEach(async () => {
  bench = await FigureBench.open();
  retries = 0;
  store = createAddinStore(() => bench.now);
  const sessions = createSessionStorage(bench.storage);
  api = createApiClient(
    createHttpClient({
      baseUrl: 'http://localhost',
      fetch: bench.network.fetch,
      readToken: sessions.readToken,
      onExpired: () => session.expire(),
      onAnswered: () => session.setReachable(true),
      onUnanswered: () => session.setReachable(false),
      retryDelays: [1],
      timeoutMilliseconds: 1_500,
    }),
  );
  session = createSessionController({
    api,
    store,
    sessions,
    figures: bench.book,
    now: () => bench.now,
    openFeed(_, listener) {
      feed = listener;
      return { retryNow: () => (retries += 1), stop: () => undefined };
    },
    rememberCompany: async () => undefined,
    probeMilliseconds: 5,
  });
  expect(await session.signIn(ana.email, testPassword)).toMatchObject({ ok: true });
  expect(await session.chooseCompany('UNO')).toMatchObject({ ok: true });
  feed.onOnline();
});
afterEach(async () => {
  session.stop();
  await bench.close();
});

const connection = () => store.getSnapshot().connection.state;
const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
};

it('a request that waits in vain ends it, though the feed is open; it comes back by itself', async () => {
  const cell = bench.show('572');
  await bench.settle();
  expect([connection(), cell.value]).toEqual(['online', 0]);
  bench.network.holdBefore = '';
  let isAnswered = false;
  const asking = api.getCompany('UNO').then(() => (isAnswered = true));
  await until(() => connection() === 'offline');
  // It goes on trying, and says meanwhile how things are.
  expect(isAnswered).toBe(false);
  expect(bench.state.staleSince).not.toBeNull();
  bench.network.letGo();
  await asking;
  await until(() => connection() === 'online');
  await bench.settle();
  expect(bench.state.staleSince).toBeNull();
});

it('the feed that opens again does not say it while requests do not pass', async () => {
  bench.network.isCut = true;
  await api.getCompany('UNO');
  feed.onOffline();
  feed.onOnline();
  expect(connection()).toBe('offline');
  bench.network.isCut = false;
  await until(() => connection() === 'online');
});

it('an answer while the feed is lost makes the feed try at once, and says nothing by itself', async () => {
  feed.onOffline();
  await api.getCompany('UNO');
  expect([connection(), retries]).toEqual(['offline', 1]);
  feed.onOnline();
  expect(connection()).toBe('online');
});
