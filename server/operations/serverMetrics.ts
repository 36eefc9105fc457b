// What the server counts, as Prometheus reads it. One registry per server, so that tests do not share numbers.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Posting } from '../ledger/posting.ts';

export interface AnsweredRoute {
  method: string;
  /** The pattern, never the address: one line per route. */
  route: string;
  status: number;
  milliseconds: number;
}

export class ServerMetrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #vouchers: Counter;
  readonly #postings: Counter;
  readonly #commits: Histogram;

  constructor() {
    const registers = [this.#registry];
    this.#requests = new Histogram({
      name: 'cuadre_request_duration_seconds',
      help: 'Duration of requests by route; feeds count until their first byte',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.#vouchers = new Counter({
      name: 'cuadre_vouchers_posted_total',
      help: 'Vouchers posted, corrected or taken back by this process',
      registers,
    });
    this.#postings = new Counter({
      name: 'cuadre_postings_total',
      help: 'Postings appended to the log by this process',
      registers,
    });
    this.#commits = new Histogram({
      name: 'cuadre_commit_works',
      help: 'Durable commits, by how many writes shared them',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers,
    });
  }

  /** Memory, processor, event loop and garbage collection of this process. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** A figure that is looked up when it is asked for. */
  addGauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }

  answered({ method, route, status, milliseconds }: AnsweredRoute): void {
    this.#requests.observe(
      { method, route, status: `${Math.floor(status / 100)}xx` },
      milliseconds / 1_000,
    );
  }

  posted(postings: readonly Posting[]): void {
    this.#vouchers.inc(new Set(postings.map(({ voucherId }) => voucherId)).size);
    this.#postings.inc(postings.length);
  }

  committed(works: number): void {
    this.#commits.observe(works);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Prometheus text. */
  write(): Promise<string> {
    return this.#registry.metrics();
  }
}
