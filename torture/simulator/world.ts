// What the simulator torments: the whole application over one engine that may fail, be closed and opened again.
import { createApp } from '../../server/app.ts';
import { fixedClock } from '../../server/clock.ts';
import type { SqlValue } from '../../server/db/engine.ts';
import { openEngine } from '../../server/db/openEngine.ts';
import type { NeutralBooks } from '../../server/imports/neutralBooks.ts';
import { createServices, type Services } from '../../server/services.ts';
import { callApp, type Call } from '../call.ts';
import { frequentCheckpoints } from '../frequentCheckpoints.ts';
import { openTortureBooks, type Country, type TortureBooks } from '../tortureBooks.ts';
import { FaultyEngine } from './faultyEngine.ts';

const firstInstant = Date.parse('2025-06-30T10:00:00.000Z');

export class World {
  readonly books: TortureBooks;
  readonly clock = fixedClock(new Date(firstInstant).toISOString());
  engine!: FaultyEngine;
  services!: Services;
  call!: Call;
  /** What the application took for a fault of its own since somebody looked. */
  faults: Error[] = [];
  /** Books that were imported, to be sent again. */
  readonly imported: NeutralBooks[] = [];
  readonly defaultType: string;
  readonly #url: string;
  #seconds = 0;

  private constructor(url: string, books: TortureBooks, country: Country) {
    this.#url = url;
    this.books = books;
    this.defaultType = country === 'ES' ? 'AS' : 'CD';
  }

  static async open(url: string, country: Country): Promise<World> {
    const engine = await openEngine(url);
    const clock = fixedClock(new Date(firstInstant).toISOString());
    const books = await openTortureBooks(engine, clock, country);
    await engine.close();
    const world = new World(url, books, country);
    await world.start();
    return world;
  }

  async start(): Promise<void> {
    this.engine = new FaultyEngine(await openEngine(this.#url, { walBounds: frequentCheckpoints }));
    this.services = createServices(this.engine, this.clock);
    const app = createApp({
      services: this.services,
      logError: (error) => void this.faults.push(error),
    });
    this.call = callApp(app, this.books.token);
  }

  async restart(): Promise<void> {
    await this.engine.close();
    await this.start();
  }

  /** Every command has its own instant, so that figures can be asked as of any of them. */
  tick(): string {
    this.#seconds += 1;
    this.clock.set(new Date(firstInstant + this.#seconds * 1_000).toISOString());
    return this.clock.now().toISOString();
  }

  query<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return this.engine.read((tx) => tx.query<Row>(sql, parameters));
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}
