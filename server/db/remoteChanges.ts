// How processes that share a PostgreSQL database tell one another that a company has changed.
//
// NOTIFY is sent after the commit, on its own and gathered for a moment, never inside the posting: a
// transaction that notifies takes a lock of the whole server while it commits, so that postings of
// different companies would wait for one another's disk. A notice that is lost (the process dies
// between both) costs freshness only: nothing is read from it but «look again», whoever listens also
// looks from time to time, and a reader always compares its version with the company's row.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { connectionSettings } from './postgresServer.ts';

/** A company that changed; null: changes may have been missed, look at all. */
export type RemoteChangeListener = (companyId: number | null) => void;

const channel = 'cuadre_changes';
const gatherMilliseconds = 2;
const firstRetryMilliseconds = 100;
const lastRetryMilliseconds = 5_000;

type Send = (sql: string, values: unknown[]) => Promise<unknown>;

export class RemoteChanges {
  readonly #url: string;
  readonly #send: Send;
  /** Marks our own notices, which come back to us too. */
  readonly #origin = randomUUID();
  readonly #pending = new Set<number>();
  readonly #listeners = new Set<RemoteChangeListener>();
  #sending: Promise<void> | null = null;
  #client: pg.Client | null = null;
  #retry: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(url: string, send: Send) {
    this.#url = url;
    this.#send = send;
  }

  /** Tells the other processes, shortly. Call it after COMMIT. */
  tell(companyIds: Iterable<number>): void {
    for (const companyId of companyIds) this.#pending.add(companyId);
    if (this.#pending.size > 0) this.#sending ??= this.#sendSoon();
  }

  /** @returns how to stop listening */
  listen(listener: RemoteChangeListener): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#connect(firstRetryMilliseconds);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#disconnect();
    };
  }

  /** Sends what is still to be told, and stops. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#disconnect();
    while (this.#sending) await this.#sending;
  }

  async #sendSoon(): Promise<void> {
    if (!this.#isClosed) await new Promise((resolve) => setTimeout(resolve, gatherMilliseconds));
    const notices = [...this.#pending].map((companyId) => `${companyId} ${this.#origin}`);
    this.#pending.clear();
    try {
      const sql = 'SELECT pg_notify($1, notice) FROM unnest($2::text[]) AS notice';
      await this.#send(sql, [channel, notices]);
    } catch {
      // Unreachable for now: the others look by themselves.
    }
    this.#sending = null;
    this.tell([]);
  }

  #connect(retryMilliseconds: number): void {
    if (this.#isClosed || this.#listeners.size === 0 || this.#client) return;
    // A listener stays for ever, so none of the time limits of a transaction apply.
    const client = new pg.Client({ ...connectionSettings(this.#url), statement_timeout: 0 });
    this.#client = client;
    let isLost = false;
    const lost = (): void => {
      if (isLost) return;
      isLost = true;
      client.end().catch(() => undefined);
      if (this.#client !== client) return;
      this.#client = null;
      const next = Math.min(retryMilliseconds * 2, lastRetryMilliseconds);
      this.#retry = setTimeout(() => this.#connect(next), retryMilliseconds);
      this.#retry.unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.#receive(payload ?? ''));
    client
      .connect()
      .then(() => client.query(`LISTEN ${channel}`))
      .then(() => {
        retryMilliseconds = firstRetryMilliseconds;
        this.#announce(null);
      })
      .catch(lost);
  }

  #disconnect(): void {
    if (this.#retry) clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = null;
    client?.end().catch(() => undefined);
  }

  #receive(payload: string): void {
    const [companyId, origin] = payload.split(' ');
    if (origin !== this.#origin) this.#announce(Number(companyId));
  }

  #announce(companyId: number | null): void {
    for (const listener of this.#listeners) listener(companyId);
  }
}
