// The change feed: the first event at once, one after every change, also of another process on the same
// database; nothing of other companies; over when the session is.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Change } from '../../shared/contract/changes.ts';
import { openEngine } from '../db/openEngine.ts';
import { createServices } from '../services.ts';
import { saveVoucher } from '../vouchers/postVoucher.ts';
import { readLedger } from '../testing/ledgerText.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  ana,
  nextUuid,
  openTestServer,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';

const sale = `
  2025-01-10 Venta
    572     100,00
    700               100,00
`;

/** Reads events from a feed, one at a time. */
class FeedReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #text = '';

  constructor(response: Response) {
    this.#reader = response.body!.getReader();
  }

  async next(): Promise<{ event: string; id: string; data: Change }> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const lines = this.#text.slice(0, end).split('\n');
        this.#text = this.#text.slice(end + 2);
        const field = (name: string) =>
          lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
        if (field('event') === '') continue;
        return {
          event: field('event'),
          id: field('id'),
          data: JSON.parse(field('data')) as Change,
        };
      }
      const { done, value } = await this.#reader.read();
      if (done) throw new Error('the feed ended');
      this.#text += new TextDecoder().decode(value);
    }
  }

  /** Nothing comes for a while. */
  async isQuiet(milliseconds: number): Promise<boolean> {
    const pending = this.next();
    pending.catch(() => undefined);
    const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, milliseconds, true));
    return Promise.race([pending.then(() => false), timeout]);
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }
}

describeOnEngines('the change feed', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeAll(async () => {
    server = await openTestServer(open, {
      companies: [{ code: 'UNO' }, { code: 'DOS' }],
      users: [{ ...ana, roles: { UNO: 'administrador', DOS: 'administrador' } }],
    });
    client = await server.signIn();
  });
  afterAll(() => server.remove());

  const connect = async (company = 'UNO'): Promise<FeedReader> => {
    const response = await server.request(`/v1/companies/${company}/changes`, {
      headers: { authorization: `Bearer ${client.token}` },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    return new FeedReader(response);
  };

  it('tells the versions at once, then every posting and every change of settings', async () => {
    const feed = await connect();
    const first = await feed.next();
    expect(first.event).toBe('change');
    expect(first.id).toBe(`${first.data.ledgerVersion}.${first.data.settingsVersion}`);
    const { ledgerVersion, settingsVersion } = first.data;
    await client.postLedger(sale);
    expect((await feed.next()).data).toEqual({ ledgerVersion: ledgerVersion + 2, settingsVersion });
    await client.call('PUT', '/lock', { lockedThrough: '2024-12-31' });
    expect((await feed.next()).data.settingsVersion).toBe(settingsVersion + 1);
    await client.post('/accounts', { code: '5721', name: 'Banco nuevo' });
    const { status } = await client.post('/accounts', { code: '57299', name: 'Otro banco' });
    if (status === 201)
      expect((await feed.next()).data.settingsVersion).toBeGreaterThan(settingsVersion + 1);
    await feed.cancel();
  });

  it('a client that connects again gets the state it missed', async () => {
    await client.postLedger(sale);
    const { body } = await client.get<{ ledgerVersion: number; settingsVersion: number }>('');
    const feed = await connect();
    expect((await feed.next()).id).toBe(`${body.ledgerVersion}.${body.settingsVersion}`);
    await feed.cancel();
  });

  it('says nothing of refused vouchers, drafts and other companies', async () => {
    const feed = await connect('DOS');
    await feed.next();
    await client.postLedger(sale);
    await client.in('DOS').save({ date: 'x', lines: [] });
    await client.in('DOS').save({ date: 'x', lines: [] }, 'draft');
    expect(await feed.isQuiet(300)).toBe(true);
    await feed.cancel();
  });

  it('tells what another process writes to the same database', async () => {
    const stop = server.services.watchOtherProcesses();
    const feed = await connect('DOS');
    const { ledgerVersion } = (await feed.next()).data;
    const engine = await openEngine(server.url);
    const other = createServices(engine, server.clock);
    await saveVoucher(
      other,
      {
        companyId: server.companyIds.get('DOS')!,
        actor: { userId: 0, name: 'Otro', role: 'contador' },
        idempotencyKey: null,
      },
      { id: nextUuid(), action: 'post', ...readLedger(sale)[0]! },
    );
    expect((await feed.next()).data.ledgerVersion).toBe(ledgerVersion + 2);
    // And the figures follow, though this process posted nothing.
    expect(await client.in('DOS').figure('572', '2025-12-31')).toBe('100.00');
    await feed.cancel();
    await engine.close();
    stop();
  });
});
