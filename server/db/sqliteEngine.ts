// The embedded engine: one writer connection behind a queue, and a reader that never sees uncommitted rows.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite from 'better-sqlite3';
import type { Engine, ReadTx, Tx } from './engine.ts';
import { findDatabaseFile, type OpenOptions } from './existingDatabase.ts';
import { GroupedWriter } from './groupedWriter.ts';
import { listMigrations, pendingMigrations, type AppliedMigration } from './migrations.ts';
import { findSqliteSchemaFaults } from './schemaFaults.ts';
import { openConnection, SqliteConnection } from './sqliteConnection.ts';
import { assertSoundFile } from './sqliteFile.ts';
import { Turnstile } from './turnstile.ts';
import { usualWalBounds, WalCheckpoints, type WalBounds } from './walCheckpoints.ts';

/** Versions before 3.51.3 can corrupt a WAL database when it is reset (architecture.md). */
const oldestSafeVersion = [3, 51, 3] as const;

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
    const bounds = options.walBounds ?? usualWalBounds;
    return new SqliteEngine(path, writer, openConnection(path, true), bounds);
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
  readonly #checkpoints: WalCheckpoints;
  readonly #reading = new Turnstile();
  #counter: bigint | null = null;

  constructor(
    path: string,
    writer: BetterSqlite.Database,
    reader: BetterSqlite.Database,
    bounds: WalBounds,
  ) {
    // From here on waiting is `SqliteConnection.begin`'s business.
    writer.pragma('busy_timeout = 0');
    this.#writer = new SqliteConnection(writer);
    this.#reader = new SqliteConnection(reader);
    this.#checkpoints = new WalCheckpoints(this.#writer, path, bounds);
    this.#writing = new GroupedWriter(this.#writer, () => this.#checkpoints.settle());
    this.#writer.onCommitted = () => {
      this.#counter = null;
      this.#checkpoints.committed();
    };
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
    await this.#checkpoints.close();
    this.#reader.close();
    this.#writer.checkpoint('TRUNCATE');
    this.#writer.close();
  }
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
