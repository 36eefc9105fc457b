// An engine that fails when it is told to: at a statement, before the commit, after the commit took effect, with
// a disk that is full in earnest, or with a connection that is cut in earnest. Everything else is the real one.
import type { Engine, ReadTx, SqlValue, Tx } from '../../server/db/engine.ts';

export type FaultKind =
  /** A statement of a writing transaction throws what the driver throws. */
  | 'statement'
  /** Everything was done, and COMMIT was not reached. */
  | 'before-commit'
  /** COMMIT took effect and its answer was lost: nothing is announced either. */
  | 'after-commit'
  /** A statement of a reading transaction throws. */
  | 'reading'
  /** SQLite: no page can be added to the file. PostgreSQL: the connection is cut. Both by the engine itself. */
  | 'real';

export interface Fault {
  kind: FaultKind;
  /** At which statement, counted from 1. */
  statement: number;
  code: string;
}

export const faultCodes = {
  sqlite: ['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC'],
  postgres: ['53100', '58030', '57P01', '08006'],
} as const;

/** As large as SQLite lets a file grow. */
const anySize = 4_294_967_294;

export class FaultyEngine implements Engine {
  readonly dialect: Engine['dialect'];
  /** Only where the engine has them. */
  readonly changeCounter?: () => bigint;
  readonly onRemoteChange?: NonNullable<Engine['onRemoteChange']>;
  readonly #engine: Engine;
  #armed: Fault | null = null;
  #statements = 0;
  /** The fault that was armed last has happened. */
  hasStruck = false;
  /** What was struck is in the database all the same. */
  tookEffect = false;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.dialect = engine.dialect;
    if (engine.changeCounter) this.changeCounter = () => engine.changeCounter!();
    if (engine.onRemoteChange) this.onRemoteChange = (listener) => engine.onRemoteChange!(listener);
  }

  arm(fault: Fault): void {
    this.#armed = fault;
    this.#statements = 0;
    this.hasStruck = false;
    this.tookEffect = false;
  }

  /** Nothing fails any more; a full disk has room again. */
  async disarm(): Promise<void> {
    const wasFull = this.#armed?.kind === 'real' && this.dialect === 'sqlite';
    this.#armed = null;
    if (wasFull) await this.#limitPages(anySize);
  }

  /** Fills the disk, where the armed fault says so. */
  async prepare(): Promise<void> {
    if (this.#armed?.kind === 'real' && this.dialect === 'sqlite') await this.#limitPages(1);
  }

  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#engine.read((tx) => {
      const query: ReadTx['query'] = async (sql, parameters) => {
        if (this.#armed?.kind === 'reading') this.#countStatement();
        return tx.query(sql, parameters);
      };
      return work({ ...tx, query });
    });
  }

  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let isStruck = false;
    const result = await this.#engine.write(async (tx) => {
      const done = await work(this.#faultyTx(tx));
      if (this.#armed?.kind === 'before-commit') this.#strike();
      if (this.#armed?.kind === 'after-commit') isStruck = true;
      return done;
    });
    if (!isStruck) return result;
    this.tookEffect = true;
    return this.#strike();
  }

  onCommit(listener: (works: number) => void): void {
    this.#engine.onCommit(listener);
  }

  findSchemaFaults(): Promise<string[]> {
    return this.#engine.findSchemaFaults();
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  #faultyTx(tx: Tx): Tx {
    const before = async (): Promise<void> => {
      if (this.#armed?.kind === 'statement') this.#countStatement();
      if (this.#armed?.kind === 'real' && this.dialect === 'postgres') await this.#cut(tx);
    };
    return {
      ...tx,
      query: async <Row>(sql: string, parameters: readonly SqlValue[]) => {
        await before();
        return tx.query<Row>(sql, parameters);
      },
      execute: async (sql, parameters) => {
        await before();
        return tx.execute(sql, parameters);
      },
      insertRows: async (...insert) => {
        await before();
        return tx.insertRows(...insert);
      },
      afterCommit: (announce) =>
        tx.afterCommit(() => {
          // What learns of a commit by its answer learns nothing of this one.
          if (!(this.#armed?.kind === 'after-commit')) announce();
        }),
    };
  }

  #countStatement(): void {
    this.#statements += 1;
    if (this.#statements === this.#armed?.statement) this.#strike();
  }

  async #cut(tx: Tx): Promise<void> {
    this.#statements += 1;
    if (this.#statements !== this.#armed?.statement) return;
    this.hasStruck = true;
    await tx.query('SELECT pg_terminate_backend(pg_backend_pid())', []);
  }

  #strike(): never {
    const code = this.#armed?.code ?? '';
    this.#armed = null;
    this.hasStruck = true;
    throw Object.assign(new Error(`injected ${code}`), { code });
  }

  async #limitPages(pages: number): Promise<void> {
    await this.#engine.write(async (tx) => {
      await tx.query(`PRAGMA max_page_count = ${pages}`, []);
    });
  }
}
