// The embedded engine: one writer connection behind a queue, and a reader that never sees uncommitted rows.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Database, Engine, ReadTx, SqlValue, Tx } from './engine.ts';
import { assertCuadreFile, findDatabaseFile, type OpenOptions } from './existingDatabase.ts';
import { GroupedWriter, type WriterConnection } from './groupedWriter.ts';
import { listMigrations, pendingMigrations, type AppliedMigration } from './migrations.ts';
import { sqliteTables } from './schema.ts';
import { findSqliteSchemaFaults } from './schemaFaults.ts';
import { assertSoundFile } from './sqliteFile.ts';
import { Turnstile } from './turnstile.ts';

/** Versions before 3.51.3 can corrupt a WAL database when it is reset (architecture.md). */
const oldestSafeVersion = [3, 51, 3] as const;
/** How long a write waits for the one of another process. */
const writerMilliseconds = 30_000;

/**
 * Opens (and creates, unless it must exist) the database file and brings its schema up to date.
 * @throws an Error with a plain sentence when the file can't be used safely.
 */
export function openSqliteEngine(path: string, options: OpenOptions = {}): Engine {
  let writer: BetterSqlite.Database | undefined;
  try {
    const isFound = findDatabaseFile(path, options);
    mkdirSync(dirname(path), { recursive: true });
    writer = openConnection(path, false);
    assertSafeVersion(writer);
    assertSoundFile(writer, path);
    migrate(writer);
    assertHealthy(writer, path);
    if (!isFound) options.onCreated?.(path);
    return new SqliteEngine(writer, openConnection(path, true));
  } catch (error) {
    writer?.close();
    throw explainFileError(path, error);
  }
}

/** Reads a file that nobody else uses, and leaves every byte of it as it is: a copy for safe-keeping. */
export async function readSqliteFile<T>(
  path: string,
  work: (tx: ReadTx) => Promise<T>,
): Promise<T> {
  const connection = new SqliteConnection(openConnection(path, true));
  try {
    return await work(connection.readTx);
  } finally {
    connection.close();
  }
}

class SqliteEngine implements Engine {
  readonly dialect = 'sqlite';
  readonly #writer: SqliteConnection;
  readonly #reader: SqliteConnection;
  readonly #writing: GroupedWriter;
  readonly #reading = new Turnstile();
  #counter: bigint | null = null;

  constructor(writer: BetterSqlite.Database, reader: BetterSqlite.Database) {
    // From here on waiting is `SqliteConnection.begin`'s business.
    writer.pragma('busy_timeout = 0');
    this.#writer = new SqliteConnection(writer);
    this.#reader = new SqliteConnection(reader);
    this.#writing = new GroupedWriter(this.#writer);
    this.#writer.onCommitted = () => (this.#counter = null);
  }

  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#reading.run(async () => {
      this.#reader.execute('BEGIN', []);
      try {
        return await work(this.#reader.readTx);
      } finally {
        this.#reader.execute('COMMIT', []);
      }
    });
  }

  /**
   * Asked of the file, which takes a lock, once for all requests that arrived together: what another process
   * commits meanwhile nobody among them can have been told.
   */
  changeCounter(): bigint {
    if (this.#counter === null) {
      this.#counter = this.#reader.dataVersion();
      setImmediate(() => (this.#counter = null));
    }
    return this.#counter;
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#writing.write((afterCommit) => work(this.#writer.writeTx(afterCommit)));
  }

  onCommit(listener: (works: number) => void): void {
    this.#writing.onCommit = listener;
  }

  findSchemaFaults(): Promise<string[]> {
    return findSqliteSchemaFaults((sql) => this.read((tx) => tx.query(sql, [])));
  }

  /** Leaves everything in the file itself, also when another process keeps it open. */
  async close(): Promise<void> {
    await Promise.all([this.#writing.idle(), this.#reading.idle()]);
    this.#reader.close();
    this.#writer.checkpoint();
    this.#writer.close();
  }
}

/** A connection with its prepared statements. */
class SqliteConnection implements WriterConnection {
  readonly #connection: BetterSqlite.Database;
  readonly #statements = new Map<string, BetterSqlite.Statement>();
  /** Of inserting a row, by table, columns and what follows a conflict. */
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
        // Row by row: a statement with many rows costs more here, and no trip to a server is saved.
        const statement = this.#prepareInsert(table, columns, conflict);
        for (const row of rows) statement.run(...row);
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
  /** Moves what was committed from the log beside the file into it, as far as nobody reads it. */
  checkpoint(): void {
    try {
      this.#connection.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // Busy or without space: what is in the log stays there and is as durable.
    }
  }
  close(): void {
    this.#connection.close();
  }

  #prepareInsert(table: string, columns: readonly string[], conflict = ''): BetterSqlite.Statement {
    const key = `${table}|${columns.join()}|${conflict}`;
    let statement = this.#inserts.get(key);
    if (!statement) {
      const values = columns.map(() => '?').join();
      const sql = `INSERT INTO ${table} (${columns.join()}) VALUES (${values}) ${conflict}`;
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

function openConnection(path: string, readonly: boolean): BetterSqlite.Database {
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
  // A checkpoint flushes twice: one per 8,000 pages, not one in every 37th commit.
  connection.pragma('wal_autocheckpoint = 8000');
  connection.pragma('cache_size = -65536');
  if (connection.pragma('synchronous', { simple: true }) !== 2n) {
    throw new Error(
      `${path}: no se pudo poner synchronous=FULL; un corte de luz perdería apuntes.`,
    );
  }
  return connection;
}

const fileReasons: readonly [code: RegExp, reason: string][] = [
  [/^SQLITE_NOTADB/, 'no es una base de datos de Cuadre, o está dañado: restaure una copia'],
  [/^SQLITE_CORRUPT/, 'está dañado: restaure una copia'],
  [/^(SQLITE_READONLY|EROFS)/, 'es de solo lectura'],
  [/^SQLITE_(CANTOPEN|PERM)|^(EACCES|EPERM|EEXIST|ENOTDIR)/, 'no se puede abrir ni crear ahí'],
  [/^SQLITE_FULL|^ENOSPC/, 'no cabe: el disco está lleno'],
  [/^SQLITE_BUSY/, 'está ocupado por otro programa'],
  [/^SQLITE_IOERR/, 'el disco no responde como debe'],
];

function explainFileError(path: string, cause: unknown): unknown {
  const { code = '' } = cause as { code?: string };
  const reason = fileReasons.find(([pattern]) => pattern.test(code))?.[1];
  return reason === undefined ? cause : new Error(`${path}: ${reason}.`, { cause });
}

function assertSafeVersion(connection: BetterSqlite.Database): void {
  const version = connection.prepare('SELECT sqlite_version()').pluck().get() as string;
  const parts = version.split('.').map(Number);
  const firstDifference = oldestSafeVersion.findIndex((part, index) => part !== parts[index]);
  if (firstDifference >= 0 && (parts[firstDifference] ?? 0) < oldestSafeVersion[firstDifference]!) {
    const needed = oldestSafeVersion.join('.');
    throw new Error(
      `SQLite ${version} es demasiado antiguo y puede dañar el libro: hace falta ${needed}.`,
    );
  }
}

function assertHealthy(connection: BetterSqlite.Database, path: string): void {
  const mode = connection.pragma('journal_mode', { simple: true });
  if (mode !== 'wal') {
    throw new Error(
      `${path}: aquí no se puede escribir con WAL; use un disco local, no uno de red.`,
    );
  }
}

function migrate(connection: BetterSqlite.Database): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    connection.exec(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL) STRICT',
    );
    const applied = connection
      .prepare('SELECT name, checksum FROM schema_migrations')
      .all() as AppliedMigration[];
    const record = connection.prepare('INSERT INTO schema_migrations VALUES (?, ?)');
    for (const migration of pendingMigrations(listMigrations('sqlite'), applied)) {
      connection.exec(migration.sql);
      record.run(migration.name, migration.checksum);
    }
    connection.exec('COMMIT');
  } catch (error) {
    connection.exec('ROLLBACK');
    throw error;
  }
}
