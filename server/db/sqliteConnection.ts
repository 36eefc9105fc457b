// A connection to the embedded database with its prepared statements, and how one is opened.
import { setImmediate as letOthersIn } from 'node:timers/promises';
import BetterSqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Database, ReadTx, SqlValue, Tx } from './engine.ts';
import { assertCuadreFile } from './existingDatabase.ts';
import type { WriterConnection } from './groupedWriter.ts';
import { sqliteTables } from './schema.ts';
import type { CheckpointedConnection, WalState } from './walCheckpoints.ts';

/** How long a write waits for the one of another process. */
const writerMilliseconds = 30_000;

/** Rows of one statement: a few save a tenth of an insert, more save no more. */
const rowsPerInsert = 8;
/** After which whatever else waits is done: a hundred thousand rows would hold it for half a second. */
const rowsPerTurn = 2_000;
/** Bytes of the log that stay on the disk to be written over. */
const largestKeptLog = 64 * 2 ** 20;

interface WalRow {
  busy: bigint;
  log: bigint;
  checkpointed: bigint;
}

/** A connection with its prepared statements. */
export class SqliteConnection implements WriterConnection, CheckpointedConnection {
  readonly #connection: BetterSqlite.Database;
  readonly #statements = new Map<string, BetterSqlite.Statement>();
  /** Of inserting rows, by table, how many, columns and what follows a conflict. */
  readonly #inserts = new Map<string, BetterSqlite.Statement>();
  readonly readTx: ReadTx;
  onCommitted: () => void = () => undefined;

  constructor(connection: BetterSqlite.Database) {
    this.#connection = connection;
    this.readTx = {
      db: asDatabase(connection),
      tables: sqliteTables,
      query: async (sql, parameters) => this.#prepare(sql).all(...parameters) as never,
    };
  }

  /** SQLite's own count of commits by other connections, the writer of this process among them. */
  dataVersion(): bigint {
    const row = this.#prepare('PRAGMA data_version').get() as { data_version: bigint };
    return row.data_version;
  }

  writeTx(afterCommit: (announce: () => void) => void): Tx {
    return {
      ...this.readTx,
      isWrite: true,
      rowLock: '',
      execute: async (sql, parameters) => this.execute(sql, parameters),
      insertRows: async (table, columns, rows, conflict) => {
        let first = 0;
        if (rows.length >= rowsPerInsert) {
          const statement = this.#prepareInsert(table, columns, rowsPerInsert, conflict);
          for (; first + rowsPerInsert <= rows.length; first += rowsPerInsert) {
            statement.run(rows.slice(first, first + rowsPerInsert).flat());
            if ((first + rowsPerInsert) % rowsPerTurn === 0) await letOthersIn();
          }
        }
        if (first === rows.length) return;
        const statement = this.#prepareInsert(table, columns, 1, conflict);
        for (; first < rows.length; first += 1) statement.run(...rows[first]!);
      },
      afterCommit,
      // One writer: nobody to wait for. And a file can't call anybody: other processes look.
      holdName: async () => undefined,
      notify: () => undefined,
    };
  }

  execute(sql: string, parameters: readonly SqlValue[]): void {
    this.#prepare(sql).run(...parameters);
  }

  /**
   * Another process (the command line, an import) may be writing. SQLite would wait for it by
   * stopping this one, readers and all; so it is asked again from time to time instead.
   */
  async begin(): Promise<void> {
    const deadline = performance.now() + writerMilliseconds;
    for (;;) {
      try {
        return this.execute('BEGIN IMMEDIATE', []);
      } catch (error) {
        const isBusy = (error as { code?: string }).code === 'SQLITE_BUSY';
        if (!isBusy) throw error;
        if (performance.now() > deadline) {
          throw new Error('La base de datos sigue ocupada por otro programa.', { cause: error });
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  commit(): void {
    this.execute('COMMIT', []);
    this.onCommitted();
  }
  rollback(): void {
    if (this.#connection.inTransaction) this.execute('ROLLBACK', []);
  }
  savepoint(): void {
    this.execute('SAVEPOINT work', []);
  }
  release(): void {
    this.execute('RELEASE work', []);
  }
  rollbackToSavepoint(): void {
    this.execute('ROLLBACK TO work', []);
  }
  /** How long the log beside the file is; nothing when that can't be told just now. */
  readLog(): WalState {
    const row = this.#runPragma('wal_checkpoint(NOOP)');
    return { pages: Number(row?.log ?? 0), moved: Number(row?.checkpointed ?? 0) };
  }
  /**
   * Moves what was committed from the log into the file, as far as nobody reads it.
   * @returns whether all of it was moved and nobody looks at the log any more, which is what all but `PASSIVE` ask for
   */
  checkpoint(mode: 'PASSIVE' | 'RESTART' | 'TRUNCATE'): boolean {
    const row = this.#runPragma(`wal_checkpoint(${mode})`);
    return row !== null && row.busy === 0n && row.log === row.checkpointed;
  }
  get isInTransaction(): boolean {
    return this.#connection.inTransaction;
  }
  close(): void {
    this.#connection.close();
  }

  /** Busy or without space: what is in the log stays there and is as durable. */
  #runPragma(pragma: string): WalRow | null {
    try {
      return this.#prepare(`PRAGMA ${pragma}`).get() as WalRow;
    } catch {
      return null;
    }
  }

  #prepareInsert(
    table: string,
    columns: readonly string[],
    rows: number,
    conflict = '',
  ): BetterSqlite.Statement {
    const key = `${table}|${rows}|${columns.join()}|${conflict}`;
    let statement = this.#inserts.get(key);
    if (!statement) {
      const row = `(${columns.map(() => '?').join()})`;
      const values = new Array<string>(rows).fill(row).join();
      const sql = `INSERT INTO ${table} (${columns.join()}) VALUES ${values} ${conflict}`;
      this.#inserts.set(key, (statement = this.#connection.prepare(sql)));
    }
    return statement;
  }

  #prepare(sql: string): BetterSqlite.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#connection.prepare(sql)));
    return statement;
  }
}

function asDatabase(connection: BetterSqlite.Database): Database {
  // Drizzle types this driver as synchronous; its builders can be awaited all the same (tested).
  return drizzle({ client: connection }) as unknown as Database;
}

export function openConnection(path: string, readonly: boolean): BetterSqlite.Database {
  const connection = new BetterSqlite(path, { readonly, timeout: 10_000 });
  try {
    return prepareConnection(connection, path);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function prepareConnection(connection: BetterSqlite.Database, path: string): BetterSqlite.Database {
  connection.defaultSafeIntegers(true);
  assertCuadreFile(connection, path);
  if (!connection.readonly) connection.pragma('journal_mode = WAL');
  // better-sqlite3 opens WAL files with NORMAL, which may lose the last commits in a power cut.
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // What replaces a row deletes it, and is refused like any other deletion.
  connection.pragma('recursive_triggers = ON');
  // Normally the log never becomes so long (`WalCheckpoints`); should its thread fail, this is left.
  connection.pragma('wal_autocheckpoint = 16000');
  // What a long reading made of it is given back once it begins again.
  connection.pragma(`journal_size_limit = ${largestKeptLog}`);
  connection.pragma('cache_size = -65536');
  if (connection.pragma('synchronous', { simple: true }) !== 2n) {
    throw new Error(
      `${path}: no se pudo poner synchronous=FULL; un corte de luz perdería apuntes.`,
    );
  }
  return connection;
}
