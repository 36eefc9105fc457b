// The engine for several server processes: a pool of connections to PostgreSQL.
//
// Writing runs at READ COMMITTED. Everything that must not come between two postings of a company waits
// for the company's row (`holdCompany`), and at this level each statement that follows sees what the
// previous holder committed; at REPEATABLE READ it would see the snapshot taken before the wait, and
// every second posting would fail and start again. What is not under a company's row is under a name
// (`Tx.holdName`). Reading runs on one snapshot (REPEATABLE READ, READ ONLY), which waits for nobody.
import { randomInt } from 'node:crypto';
import pg from 'pg';
import type { Engine, ReadTx, Tx } from './engine.ts';
import { findCuadreTables, type OpenOptions } from './existingDatabase.ts';
import { PostgresConnection } from './postgresConnection.ts';
import { migratePostgres } from './postgresMigrations.ts';
import {
  assertSafeServer,
  connectionSettings,
  explainConnectionError,
  withConnection,
} from './postgresServer.ts';
import { RemoteChanges, type RemoteChangeListener } from './remoteChanges.ts';
import { findPostgresSchemaFaults } from './schemaFaults.ts';
import { errorCode } from './storageError.ts';

/** Postings that wait for one company must not leave readers without a connection. */
const writersMax = 8;
const readersMax = 8;
/** How long a request waits for a free connection: as long as postings wait for their company. */
const waitMilliseconds = 30_000;

/** Two transactions in each other's way: one is undone and starts again. */
const conflictCodes = new Set(['40001', '40P01']);
const attemptsMax = 6;

/**
 * Connects to a database and brings its schema up to date.
 * @param url `postgres://user:password@server:port/database`
 * @throws an Error with a plain Spanish sentence when it can't be used safely
 */
export async function openPostgresEngine(url: string, options: OpenOptions = {}): Promise<Engine> {
  await withConnection(url, async (client) => {
    await assertSafeServer(client);
    const isFound = await findCuadreTables(client, options);
    await migratePostgres(client);
    if (!isFound)
      options.onCreated?.(`PostgreSQL ${client.host}:${client.port}/${client.database}`);
  });
  return new PostgresEngine(url);
}

class PostgresEngine implements Engine {
  readonly dialect = 'postgres';
  readonly #url: string;
  readonly #writers: pg.Pool;
  readonly #readers: pg.Pool;
  readonly #changes: RemoteChanges;
  readonly #connections = new WeakMap<pg.PoolClient, PostgresConnection>();
  #onCommit: (works: number) => void = () => undefined;
  #closing: Promise<void> | null = null;

  constructor(url: string) {
    this.#url = url;
    this.#writers = openPool(url, writersMax);
    this.#readers = openPool(url, readersMax);
    this.#changes = new RemoteChanges(url, (sql, values) => this.#writers.query(sql, values));
  }

  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#lease(this.#readers, async (connection) => {
      await connection.begin('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return this.#finish(connection, () => work(connection.readTx));
    });
  }

  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      // Nothing of an attempt that was undone may be announced: each begins with empty hands.
      const announcements: (() => void)[] = [];
      const changed = new Set<number>();
      try {
        const result = await this.#lease(this.#writers, async (connection) => {
          const tx = connection.writeTx({
            afterCommit: (announce) => void announcements.push(announce),
            notify: (companyId) => void changed.add(companyId),
          });
          await connection.begin('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
          return this.#finish(connection, () => work(tx));
        });
        this.#onCommit(1);
        for (const announce of announcements) announce();
        this.#changes.tell(changed);
        return result;
      } catch (error) {
        if (attempt >= attemptsMax || !conflictCodes.has(errorCode(error) ?? '')) throw error;
        await pause(attempt);
      }
    }
  }

  onCommit(listener: (works: number) => void): void {
    this.#onCommit = listener;
  }

  onRemoteChange(listener: RemoteChangeListener): () => void {
    return this.#changes.listen(listener);
  }

  findSchemaFaults(): Promise<string[]> {
    return findPostgresSchemaFaults(this.#url);
  }

  close(): Promise<void> {
    this.#closing ??= this.#changes
      .close()
      .then(() => Promise.all([this.#writers.end(), this.#readers.end()]))
      .then(() => undefined);
    return this.#closing;
  }

  /** Commits what `work` did, or undoes it. A connection that can't even do that is thrown away. */
  async #finish<T>(connection: PostgresConnection, work: () => Promise<T>): Promise<T> {
    let result: T;
    try {
      result = await work();
    } catch (error) {
      const reason = connection.reasonOf(error);
      await connection.rollback().catch((cause: unknown) => {
        throw new BrokenConnection(reason, cause);
      });
      throw reason;
    }
    await connection.commit();
    return result;
  }

  async #lease<T>(pool: pg.Pool, use: (connection: PostgresConnection) => Promise<T>): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      throw explainConnectionError(this.#url, error);
    });
    // The pool does not listen while the client is out; without this a cut would end the process.
    const ignore = (): void => undefined;
    client.on('error', ignore);
    let connection = this.#connections.get(client);
    if (!connection) this.#connections.set(client, (connection = new PostgresConnection(client)));
    let broken: Error | undefined;
    try {
      return await use(connection);
    } catch (error) {
      if (error instanceof BrokenConnection) broken = error;
      throw error instanceof BrokenConnection ? error.reason : error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }
}

/** The transaction could not be undone, so its connection must not be used again. */
class BrokenConnection extends Error {
  readonly reason: unknown;

  constructor(reason: unknown, cause: unknown) {
    super('the connection is broken', { cause });
    this.reason = reason;
  }
}

function openPool(url: string, max: number): pg.Pool {
  const settings: pg.PoolConfig & { pipeline: boolean } = {
    ...connectionSettings(url),
    pipeline: true,
    max,
    connectionTimeoutMillis: waitMilliseconds,
    idleTimeoutMillis: 60_000,
  };
  const pool = new pg.Pool(settings);
  // An idle connection that is cut is replaced at its next use.
  pool.on('error', () => undefined);
  return pool;
}

/** Longer each time, and not the same for all who were in the way. */
function pause(attempt: number): Promise<void> {
  const milliseconds = 2 ** attempt + randomInt(2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
