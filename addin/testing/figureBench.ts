// A figure book for tests, without a workbook: the real HTTP client, the real server application over a
// real database, and a network and moments that the test decides about.
import { readFileSync, writeFileSync } from 'node:fs';
import { createApiClient } from '../api/apiClient.ts';
import { createHttpClient } from '../api/httpClient.ts';
import { createMemoryStorage, type KeyValueStorage } from '../api/keyValueStorage.ts';
import { balanceFigure, type FigureValue } from '../functions/figure.ts';
import {
  FigureBook,
  type CallSlot,
  type FigureBookState,
  type FigureCall,
} from '../functions/figureBook.ts';
import type { RunLater } from '../functions/timers.ts';
import type { Change } from '../../shared/contract/changes.ts';
import { createApp } from '../../server/app.ts';
import { fixedClock } from '../../server/clock.ts';
import { openEngine } from '../../server/db/openEngine.ts';
import { createServices } from '../../server/services.ts';
import { createSqliteDatabase } from '../../server/testing/testEngines.ts';
import {
  ana,
  quickCost,
  openTestServer,
  TestClient,
  testInstant,
  TestServer,
} from '../../server/testing/testServer.ts';

export const burstMilliseconds = 10;
export const retryMilliseconds = 1_000;

/** Moments come when the test says so. */
export class TestMoments {
  #now = 0;
  #next = 1;
  readonly #waiting = new Map<number, { at: number; run: () => void }>();

  readonly runLater: RunLater = (milliseconds, run) => {
    const id = this.#next;
    this.#next += 1;
    this.#waiting.set(id, { at: this.#now + milliseconds, run });
    return () => this.#waiting.delete(id);
  };

  get waiting(): number {
    return this.#waiting.size;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [id, { at, run }] of [...this.#waiting]) {
      if (at > this.#now || !this.#waiting.delete(id)) continue;
      run();
    }
  }
}

export interface SentRequest {
  line: string;
  bytesUp: number;
  bytesDown: number;
}

/** Between client and server: counts, cuts, and holds answers back until they are let go. */
export class TestNetwork {
  readonly requests: SentRequest[] = [];
  isCut = false;
  /** Requests whose line contains this are held: before the server sees them, or their answers. */
  holdBefore: string | null = null;
  holdAnswer: string | null = null;
  /** These reach the server; what it says does not come back. */
  loseAnswersOf: string | null = null;
  readonly #held: (() => void)[] = [];
  #app: TestServer['app'];
  #underWay = 0;

  constructor(app: TestServer['app']) {
    this.#app = app;
  }

  /** Another process answers from now on: it knows the books, and nothing of what the first one kept. */
  changeProcess(app: TestServer['app']): void {
    this.#app = app;
  }

  /** Requests on their way that nobody holds. */
  get moving(): number {
    return this.#underWay - this.#held.length;
  }

  /** Lets everything go that is held. */
  letGo(): void {
    this.holdBefore = null;
    this.holdAnswer = null;
    for (const release of this.#held.splice(0)) release();
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const line = `${request.method} ${pathname.replace('/v1/companies/', '')}${search}`;
    if (this.isCut) throw new TypeError('fetch failed');
    this.#underWay += 1;
    try {
      return await Promise.race([
        this.#answer(request, line, init?.body),
        whenAborted(init?.signal),
      ]);
    } finally {
      this.#underWay -= 1;
    }
  };

  async #answer(request: Request, line: string, body: unknown): Promise<Response> {
    if (this.holdBefore !== null && line.includes(this.holdBefore)) await this.#hold();
    const response = await this.#app.request(request);
    const text = await response.text();
    const bytesUp = typeof body === 'string' ? Buffer.byteLength(body) : 0;
    this.requests.push({ line, bytesUp, bytesDown: Buffer.byteLength(text) });
    if (this.holdAnswer !== null && line.includes(this.holdAnswer)) await this.#hold();
    if (this.loseAnswersOf !== null && line.includes(this.loseAnswersOf)) {
      throw new TypeError('fetch failed');
    }
    return new Response(text, response);
  }

  #hold(): Promise<void> {
    return new Promise((resolve) => this.#held.push(resolve));
  }
}

/** As a browser's fetch ends when its patience does. */
function whenAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

/** A cell, and everything that it was told. */
export interface TestCell {
  told: FigureValue[][];
  /** What it shows: the first value, which most calls have alone. */
  readonly value: FigureValue | undefined;
  close: () => void;
}

interface PreparedBooks {
  books: Buffer;
  token: string;
  companyIds: ReadonlyMap<string, number>;
}

/** The same for every test of a file: each begins with a copy, and with its session. */
let prepared: Promise<PreparedBooks> | null = null;

async function prepareBooks(): Promise<PreparedBooks> {
  const { url, remove } = createSqliteDatabase();
  const engine = await openEngine(url);
  const opened = { engine, url, remove: () => engine.close() };
  const server = await openTestServer(() => Promise.resolve(opened), {
    companies: [{ code: 'UNO' }, { code: 'DOS' }],
    users: [{ ...ana, roles: { UNO: 'administrador', DOS: 'administrador' } }],
  });
  const { token } = await server.signIn();
  await server.remove();
  const books = readFileSync(url.replace('sqlite:', ''));
  await remove();
  return { books, token, companyIds: server.companyIds };
}

export class FigureBench {
  readonly server: TestServer;
  readonly client: TestClient;
  readonly network: TestNetwork;
  readonly moments = new TestMoments();
  readonly storage: KeyValueStorage;
  readonly book: FigureBook;
  now = new Date('2025-06-30T10:00:00Z');
  state!: FigureBookState;
  expired = 0;

  private constructor(server: TestServer, client: TestClient, storage: KeyValueStorage) {
    this.server = server;
    this.client = client;
    this.storage = storage;
    this.network = new TestNetwork(server.app);
    const http = createHttpClient({
      baseUrl: 'http://localhost',
      fetch: this.network.fetch,
      readToken: () => client.token,
      onExpired: () => (this.expired += 1),
      onAnswered: () => undefined,
      onUnanswered: () => undefined,
      retryDelays: [],
    });
    this.book = new FigureBook({
      api: createApiClient(http),
      storage,
      now: () => this.now,
      onState: (state) => (this.state = state),
      runLater: this.moments.runLater,
      burstMilliseconds,
      retryMilliseconds,
    });
  }

  /** Two companies, both of Ana, each without a single posting. */
  static async open(storage: KeyValueStorage = createMemoryStorage()): Promise<FigureBench> {
    const { books, token, companyIds } = await (prepared ??= prepareBooks());
    const { url, remove } = createSqliteDatabase();
    writeFileSync(url.replace('sqlite:', ''), books);
    const engine = await openEngine(url);
    const removeAll = async () => {
      await engine.close();
      await remove();
    };
    const server = new TestServer(
      { engine, url, remove: removeAll },
      fixedClock(testInstant),
      companyIds,
    );
    return new FigureBench(server, new TestClient(server, token, 'UNO'), storage);
  }

  /** Another workbook at the same server. */
  another(storage: KeyValueStorage = createMemoryStorage()): FigureBench {
    return new FigureBench(this.server, this.client, storage);
  }

  /** A cell that shows a balance at the end of a day, or whatever its slots say. */
  show(slots: string | CallSlot[], more: Partial<FigureCall> = {}): TestCell {
    const told: FigureValue[][] = [];
    const close = this.book.open({
      slots: typeof slots === 'string' ? [balanceOf(slots)] : slots,
      deliver: (values) => told.push(values),
      ...more,
    });
    return {
      told,
      close,
      get value() {
        return told.at(-1)?.[0];
      },
    };
  }

  /** Opens the company and reads what is shown. */
  async ready(company = 'UNO'): Promise<void> {
    this.book.setSource({ kind: 'ready', company });
    await this.settle();
  }

  /** Bursts end and answers arrive, until nothing more happens. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      const before = this.network.requests.length;
      this.moments.pass(burstMilliseconds);
      await this.arrive();
      if (this.network.requests.length !== before) quiet = -1;
    }
  }

  /** What is on its way arrives; no moment passes. */
  async arrive(): Promise<void> {
    for (let quiet = 0; quiet < 5; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.network.moving > 0) quiet = -1;
    }
  }

  /** The server stops and starts. */
  restartServer(): void {
    const { engine, clock } = this.server;
    const services = createServices(engine, clock, { passwordCost: quickCost });
    const logError = (error: Error) => void this.server.faults.push(error);
    this.network.changeProcess(createApp({ services, logError }));
  }

  /** Posts money from sales into the bank. @returns the versions after it, which the feed would say */
  async post(amount: string, company = 'UNO'): Promise<Change> {
    await this.client.in(company).postLedger(`
      2025-01-15 Venta
        572     ${amount}
        700               ${amount}
    `);
    return this.versions(company);
  }

  async versions(company = 'UNO'): Promise<Change> {
    const { body } = await this.client.in(company).get<Change>('');
    const { ledgerVersion, settingsVersion } = body;
    return { ledgerVersion, settingsVersion };
  }

  /** The lines of what was asked since the last time. */
  asked(): string[] {
    return this.network.requests.splice(0).map(({ line }) => line);
  }

  async close(): Promise<void> {
    this.book.stop();
    await this.server.remove();
  }
}

export function balanceOf(account: string, day = '2025-12-31'): CallSlot {
  return balanceFigure(account, { from: day, to: day }, 'closing');
}
