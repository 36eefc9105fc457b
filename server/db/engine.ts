// What the rest of the server knows of a database: reading, writing in one transaction, and nothing else.
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { Tables } from './schema.ts';

/** Drizzle's query builder. Typed as asynchronous SQLite; the PostgreSQL engine has the same subset. */
export type Database = BaseSQLiteDatabase<'async', unknown, Record<string, never>>;

export type SqlValue = string | number | bigint | Uint8Array | null;

/** A consistent view of the database. */
export interface ReadTx {
  readonly db: Database;
  readonly tables: Tables;
  /**
   * Prepared SQL for hot paths, in the subset both dialects share; `?` stands for a parameter.
   * Integers come back as bigint, texts as string, bytes as Buffer.
   */
  query<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]>;
}

/** A writing transaction: everything in it becomes durable together, or nothing does. */
export interface Tx extends ReadTx {
  readonly isWrite: true;
  /** Ends a SELECT that takes its rows for writing; nothing where one writer already holds everything. */
  readonly rowLock: '' | 'FOR UPDATE';
  /** Prepared SQL that returns nothing. */
  execute(sql: string, parameters: readonly SqlValue[]): Promise<void>;
  /**
   * Inserts many rows with few statements.
   * @param conflict what follows the values: `ON CONFLICT …`, or nothing
   */
  insertRows(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly SqlValue[])[],
    conflict?: string,
  ): Promise<void>;
  /** Runs after COMMIT, in order. Used to announce; must not throw. */
  afterCommit(work: () => void): void;
  /**
   * Waits until no other transaction holds this name, and holds it to the end: for what must not
   * happen twice at once and has no row yet to wait for (a key, the next user). Everything of one
   * company is ordered by its row instead (`holdCompany`). With a single writer there is no wait.
   */
  holdName(name: string): Promise<void>;
  /** Tells other processes, after COMMIT, that this company changed (`Engine.onRemoteChange`). */
  notify(companyId: number): void;
}

export interface Engine {
  /**
   * Moves with every commit, of this process or another: equal values mean that nothing was written
   * between. Engines where it would cost as much as reading leave it out.
   */
  changeCounter?(): bigint;
  readonly dialect: 'sqlite' | 'postgres';
  /** Runs `work` on one snapshot. */
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in a transaction; any throw rolls all of it back. Works that arrive together may
   * share one commit, each undone by itself when it throws. Where several processes write, a work
   * that met another one's lock is undone and run again from the start: what it does outside the
   * transaction belongs in `afterCommit`.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Calls `listener` within milliseconds of a commit in another process; with null when some may
   * have been missed. Left out where the database can't tell: look from time to time.
   * @returns how to stop
   */
  onRemoteChange?(listener: (companyId: number | null) => void): () => void;
  /** Calls `listener` after every durable commit, with how many writes shared it. */
  onCommit(listener: (works: number) => void): void;
  /** Spanish: where its tables, indexes and triggers are not those that its migrations made. */
  findSchemaFaults(): Promise<string[]>;
  close(): Promise<void>;
}
