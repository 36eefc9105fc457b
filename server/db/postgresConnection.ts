// One connection to PostgreSQL as transactions see it: Drizzle's builder, and prepared SQL in the subset
// that SQLite shares.
//
// A statement that answers nothing is sent without waiting for it: what follows goes out behind it on the
// same connection, in order, and its error comes out at the next answer or at COMMIT, where it undoes
// the work as it would have before. A posting waits for the server only where it reads.
import { drizzle } from 'drizzle-orm/node-postgres';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type pg from 'pg';
import { postgresKit } from './columnKit.ts';
import type { Database, ReadTx, SqlValue, Tx } from './engine.ts';
import { buildTables } from './schema.ts';
import { errorCode } from './storageError.ts';
import { assertStorable } from './storableText.ts';

export const postgresTables = buildTables(postgresKit);

/** Rows sent in one INSERT: bounds the size of a message, not the number of parameters. */
const rowsPerInsert = 2_000;

const parseInteger = (text: string): bigint => BigInt(text);
/** int8, int2, int4 and the sums of int8 (numeric) come back as bigint, never through a float. */
const integerParsers = new Map<number, (text: string) => unknown>(
  [20, 21, 23, 1700].map((oid) => [oid, parseInteger]),
);
const parseBytes = (text: string): Buffer => Buffer.from(text.slice('\\x'.length), 'hex');
const byteaOid = 17;
const rowTypes = {
  getTypeParser: (oid: number) =>
    integerParsers.get(oid) ?? (oid === byteaOid ? parseBytes : (text: string) => text),
};

interface Statement {
  /** Prepared once per connection under this name. */
  name: string;
  text: string;
}

/** Statements under way at most: an import must not pile up in memory. */
const underWayMax = 64;
/** What the server says of everything that follows an error in a transaction. */
const abortedCode = '25P02';

export class PostgresConnection {
  readonly readTx: ReadTx;
  readonly #client: pg.ClientBase;
  #underWay = 0;
  /** The first error of this transaction: what follows it fails only because of it. */
  #failure: Error | undefined;

  constructor(client: pg.ClientBase) {
    this.#client = client;
    // The builder's subset in use is the same on both dialects (every store is tested on both).
    const db = drizzle({ client: client as pg.Client }) as unknown as Database;
    this.readTx = {
      db,
      tables: postgresTables,
      query: (sql, parameters) => this.#query(sql, parameters),
    };
  }

  /** What a writing work gets; the rest is the engine's. */
  writeTx(engine: Pick<Tx, 'afterCommit' | 'notify'>): Tx {
    return {
      ...this.readTx,
      isWrite: true,
      rowLock: 'FOR UPDATE',
      execute: async (sql, parameters) => {
        const values = parameters.map(toParameter);
        await this.#send({ ...prepareStatement(sql), values });
      },
      insertRows: (table, columns, rows, conflict) =>
        this.#insertRows(table, columns, rows, conflict),
      // What follows waits behind it on the server.
      holdName: (name) => this.#send({ ...prepareStatement(holdNameSql), values: [name] }),
      ...engine,
    };
  }

  /** Begins a transaction. */
  begin(sql: string): Promise<void> {
    this.#failure = undefined;
    return this.#send({ text: sql });
  }

  /** @throws what made the server undo the transaction instead */
  async commit(): Promise<void> {
    const { command } = await this.#client.query('COMMIT');
    // After a statement that failed, PostgreSQL answers COMMIT by rolling back, without an error.
    if (command === 'COMMIT' && this.#failure === undefined) return;
    throw this.#failure ?? new Error('a statement failed and the work went on: rolled back');
  }

  async rollback(): Promise<void> {
    await this.#client.query('ROLLBACK');
  }

  /** The error behind one that says only that the transaction had failed before. */
  reasonOf(error: unknown): unknown {
    return errorCode(error) === abortedCode ? (this.#failure ?? error) : error;
  }

  /** Sends a statement; waits only when many are under way. */
  async #send(query: pg.QueryConfig): Promise<void> {
    this.#underWay += 1;
    const done = this.#client.query(query).then(
      () => void (this.#underWay -= 1),
      (error: Error) => {
        this.#underWay -= 1;
        this.#failure ??= error;
      },
    );
    if (this.#underWay >= underWayMax) await done;
  }

  async #query<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]> {
    const { name, text } = prepareStatement(sql);
    const values = parameters.map(toParameter);
    const result = await this.#client.query({ name, text, values, types: rowTypes });
    return result.rows as Row[];
  }

  /** One array per column: the statement is the same for any number of rows, and prepared once. */
  async #insertRows(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly SqlValue[])[],
    conflict = '',
  ): Promise<void> {
    const { name, text } = prepareInsert(table, columns, conflict);
    for (let start = 0; start < rows.length; start += rowsPerInsert) {
      const some = rows.slice(start, start + rowsPerInsert);
      const values = columns.map((_column, index) =>
        some.map((row) => toParameter(row[index] ?? null)),
      );
      await this.#send({ name, text, values });
    }
  }
}

const holdNameSql = 'SELECT pg_advisory_xact_lock(hashtextextended(?, 0))';
const statements = new Map<string, Statement>();

function prepareStatement(sql: string): Statement {
  let statement = statements.get(sql);
  if (!statement) {
    let count = 0;
    const text = sql.replace(/\?/g, () => `$${(count += 1)}`);
    statement = { name: `cuadre_${statements.size + 1}`, text };
    statements.set(sql, statement);
  }
  return statement;
}

function prepareInsert(table: string, columns: readonly string[], conflict: string): Statement {
  const key = `insert|${table}|${columns.join()}|${conflict}`;
  let statement = statements.get(key);
  if (!statement) {
    const types = columnTypes.get(table);
    const arrays = columns.map((column, index) => {
      const type = types?.get(column);
      if (type === undefined) throw new Error(`there is no column ${table}.${column}`);
      return `$${index + 1}::${type}[]`;
    });
    const into = `INSERT INTO ${table} (${columns.join(', ')})`;
    const text = `${into} SELECT * FROM unnest(${arrays.join(', ')}) ${conflict}`;
    statement = { name: `cuadre_${statements.size + 1}`, text };
    statements.set(key, statement);
  }
  return statement;
}

const columnTypes = new Map(
  Object.values(postgresTables).map((table: SQLiteTable) => [
    getTableName(table),
    new Map(
      Object.values(getTableColumns(table)).map((column) => [column.name, column.getSQLType()]),
    ),
  ]),
);

function toParameter(value: SqlValue): string | number | Uint8Array | null {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return assertStorable(value);
  return value;
}
