// From the answer of a posting to the changed cell in other workbooks: the add-in's own client, feed and figure
// book, a workbook each, over HTTP to a server of its own.
import { createApiClient } from '../addin/api/apiClient.ts';
import { startChangeFeed } from '../addin/api/changeFeed.ts';
import { createHttpClient } from '../addin/api/httpClient.ts';
import { createMemoryStorage } from '../addin/api/keyValueStorage.ts';
import { balanceFigure } from '../addin/functions/figure.ts';
import { FigureBook } from '../addin/functions/figureBook.ts';
import type { ApiClient } from './apiClient.ts';
import { benchAccounts } from './benchChart.ts';
import { dateOfDay, dayCount } from './generateJournal.ts';
import { benchCompany, type ServerProcess } from './serverProcess.ts';
import { percentile } from './statistics.ts';

export interface PostingToCell {
  workbooks: number;
  /** p95 in milliseconds, from the answer of the posting until the last workbook shows it. */
  lastMilliseconds: number;
  /** The same until the first one does. */
  firstMilliseconds: number;
  /** Bodies of requests and answers, of one workbook for one posting. */
  bytesUp: number;
  bytesDown: number;
  /** Processor time of the server for one posting and all that it starts. */
  serverCpuMilliseconds: number;
}

const cellsPerWorkbook = 2_000;
const accountsShown = 100;

class Workbook {
  bytesUp = 0;
  bytesDown = 0;
  /** How often the watched cell was told something. */
  told = 0;
  onTold: () => void = () => undefined;
  readonly #book: FigureBook;
  readonly #stopFeed: () => void;

  constructor(server: ServerProcess, token: string, seed: number) {
    const options = { baseUrl: server.url, fetch: this.#send, readToken: () => token };
    const http = createHttpClient({
      ...options,
      onExpired: fail,
      onAnswered: () => undefined,
      onUnanswered: fail,
    });
    this.#book = new FigureBook({
      api: createApiClient(http),
      storage: createMemoryStorage(),
      now: () => new Date(),
      onState: () => undefined,
    });
    this.#book.setSource({ kind: 'ready', company: benchCompany });
    for (let cell = 0; cell < cellsPerWorkbook; cell += 1) this.#show(cell, seed);
    const feed = startChangeFeed({
      ...options,
      fetch,
      company: benchCompany,
      onChange: (change) => this.#book.announce(change),
      onOnline: () => undefined,
      onOffline: () => undefined,
      onExpired: fail,
    });
    this.#stopFeed = () => feed.stop();
  }

  close(): void {
    this.#stopFeed();
    this.#book.stop();
  }

  /** No two workbooks show the same; the first cell of each is the bank on the last day. */
  #show(cell: number, seed: number): void {
    const { code } = benchAccounts[cell % accountsShown]!;
    const date = dateOfDay(dayCount - 1 - (Math.floor(cell / accountsShown) * 20 + (cell && seed)));
    this.#book.open({
      slots: [balanceFigure(cell === 0 ? '5720000001' : code, { from: date, to: date }, 'closing')],
      deliver: () => {
        if (cell !== 0) return;
        this.told += 1;
        this.onTold();
      },
    });
  }

  readonly #send: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const text = await response.text();
    if (typeof init?.body === 'string') this.bytesUp += Buffer.byteLength(init.body);
    this.bytesDown += Buffer.byteLength(text);
    return new Response(text, response);
  };
}

function fail(): never {
  throw new Error('a workbook of the bench lost its server');
}

export async function measurePostingToCell(
  server: ServerProcess,
  client: ApiClient,
  count: number,
  rounds: number,
  postOne: (date: string) => Promise<void>,
): Promise<PostingToCell> {
  const books = Array.from(
    { length: count },
    (_, seed) => new Workbook(server, client.token, seed),
  );
  await allTold(books, 1);
  const [first, last]: [number[], number[]] = [[], []];
  let cpu = 0;
  for (let round = -3; round < rounds; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (round === 0) {
      cpu = server.cpuMilliseconds();
      for (const book of books) [book.bytesUp, book.bytesDown] = [0, 0];
    }
    const shown = allTold(books, books[0]!.told + 1);
    await postOne(dateOfDay(dayCount - 1));
    const began = performance.now();
    const [firstAt, lastAt] = await shown;
    if (round < 0) continue;
    // A cell may be told before the answer of the posting has been read.
    first.push(Math.max(0, firstAt - began));
    last.push(Math.max(0, lastAt - began));
  }
  const spent = server.cpuMilliseconds() - cpu;
  const sum = (bytes: number[]) => bytes.reduce((total, each) => total + each, 0) / rounds / count;
  for (const book of books) book.close();
  return {
    workbooks: count,
    firstMilliseconds: percentile(first, 0.95),
    lastMilliseconds: percentile(last, 0.95),
    bytesUp: sum(books.map(({ bytesUp }) => bytesUp)),
    bytesDown: sum(books.map(({ bytesDown }) => bytesDown)),
    serverCpuMilliseconds: spent / rounds,
  };
}

/** @returns when the first and the last of them were told so many times */
function allTold(books: readonly Workbook[], times: number): Promise<[number, number]> {
  return new Promise((resolve) => {
    const moments: number[] = [];
    const note = (): void => {
      moments.push(performance.now());
      if (moments.length === books.length) resolve([moments[0]!, moments.at(-1)!]);
    };
    for (const book of books) {
      if (book.told >= times) note();
      else {
        book.onTold = () => {
          if (book.told < times) return;
          book.onTold = () => undefined;
          note();
        };
      }
    }
  });
}
