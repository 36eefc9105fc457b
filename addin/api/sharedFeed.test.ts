// Several panes, one feed: over the real Web Locks and broadcast channels, which Node has as browsers do.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Change } from '../../shared/contract/changes.ts';
import type { ChangeFeed, FeedListener } from './changeFeed.ts';
import { openBroadcastChannel, shortHash, startSharedFeed } from './sharedFeed.ts';

interface Pane {
  feed: ChangeFeed;
  /** What it was told, in order. */
  heard: string[];
}

/** Feeds that are open at this moment, each as a server would speak through it. */
let open: FeedListener[];
let opened: number;
let retries: number;
let panes: Pane[];
let name: string;
let next = 0;

beforeEach(() => {
  [open, opened, retries, panes] = [[], 0, 0, []];
  name = `cuadre.feed ${(next += 1)}`;
});
afterEach(() => {
  for (const { feed } of panes) feed.stop();
});

const sharing = { locks: navigator.locks, openChannel: openBroadcastChannel };

function openPane(silenceMilliseconds?: number): Pane {
  const heard: string[] = [];
  const pane = { heard } as Pane;
  pane.feed = startSharedFeed({
    sharing,
    name,
    ...(silenceMilliseconds === undefined ? {} : { silenceMilliseconds }),
    onOnline: () => heard.push('online'),
    onOffline: () => heard.push('offline'),
    onExpired: () => heard.push('expired'),
    onChange: ({ ledgerVersion }) => heard.push(String(ledgerVersion)),
    openFeed(listener) {
      opened += 1;
      open.push(listener);
      return {
        retryNow: () => (retries += 1),
        stop: () => (open = open.filter((one) => one !== listener)),
      };
    },
  });
  panes.push(pane);
  return pane;
}

const change = (ledgerVersion: number): Change => ({ ledgerVersion, settingsVersion: 1 });

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
}

it('eight panes open one feed, and all hear it', async () => {
  const all = Array.from({ length: 8 }, () => openPane());
  await until(() => open.length === 1);
  open[0]!.onOnline();
  open[0]!.onChange(change(7));
  await until(() => all.every(({ heard }) => heard.includes('7')));
  expect(all.map(({ heard }) => heard)).toEqual(Array.from({ length: 8 }, () => ['online', '7']));
  expect(opened).toBe(1);
});

it('a pane that comes later is told how things are, and nobody is told twice that they are online', async () => {
  const first = openPane();
  await until(() => open.length === 1);
  open[0]!.onOnline();
  open[0]!.onChange(change(7));
  const second = openPane();
  await until(() => second.heard.length === 2);
  open[0]!.onAlive!();
  open[0]!.onChange(change(8));
  await until(() => second.heard.includes('8'));
  expect([first.heard, second.heard]).toEqual([
    ['online', '7', '8'],
    ['online', '7', '8'],
  ]);
});

it('when the pane that reads is closed another one reads', async () => {
  const first = openPane();
  await until(() => open.length === 1);
  open[0]!.onOnline();
  const others = [openPane(), openPane()];
  await until(() => others.every(({ heard }) => heard.includes('online')));
  first.feed.stop();
  await until(() => opened === 2 && open.length === 1);
  open[0]!.onChange(change(9));
  await until(() => others.every(({ heard }) => heard.includes('9')));
  expect(first.heard).toEqual(['online']);
});

it('all hear that the connection is lost and that the session has ended; any may ask to try again', async () => {
  openPane();
  await until(() => open.length === 1);
  const second = openPane();
  open[0]!.onOffline();
  await until(() => second.heard.includes('offline'));
  second.feed.retryNow();
  await until(() => retries === 1);
  open[0]!.onExpired();
  await until(() => second.heard.includes('expired'));
});

it('a pane that reads and says nothing is replaced: it listens from then on', async () => {
  const frozen = openPane(60_000);
  await until(() => open.length === 1);
  open[0]!.onOnline();
  const waiting = openPane(40);
  await until(() => waiting.heard.includes('offline'));
  await until(() => opened === 2 && open.length === 1);
  open[0]!.onOnline();
  open[0]!.onChange(change(5));
  await until(() => frozen.heard.includes('5') && waiting.heard.includes('5'));
});

it('what is not of this feed is not believed', async () => {
  const pane = openPane();
  await until(() => open.length === 1);
  const stranger = openBroadcastChannel(name);
  const other = openPane();
  for (const message of ['hola', { kind: 'change', change: { ledgerVersion: 'x' } }, null]) {
    stranger.post(message);
  }
  open[0]!.onChange(change(3));
  await until(() => other.heard.includes('3'));
  stranger.close();
  expect([...new Set([...pane.heard, ...other.heard])]).toEqual(['3']);
});

it('the names of feeds tell sessions apart and do not say their tokens', () => {
  const hashes = ['', 'a', 'b', 'secreto-1', 'secreto-2'].map(shortHash);
  expect(new Set(hashes).size).toBe(5);
  expect(hashes.join()).not.toContain('secreto');
});
