// One writer, many callers: works that wait together share one transaction and so one flush to disk,
// each inside its own savepoint, so that one that throws undoes only itself.

export interface WriterConnection {
  /** Waits, without stopping the process, while another one writes. */
  begin(): Promise<void>;
  commit(): void;
  rollback(): void;
  savepoint(): void;
  release(): void;
  rollbackToSavepoint(): void;
}

interface Waiting {
  /** @returns what to do after COMMIT */
  run(): Promise<() => void>;
  fail(error: unknown): void;
}

/** Works in one commit at most: bounds how long the first waits for the last. */
const maxGroup = 256;

export class GroupedWriter {
  readonly #connection: WriterConnection;
  readonly #settle: () => Promise<void> | void;
  /** Told how many works shared a commit, once it is durable. */
  onCommit: ((works: number) => void) | null = null;
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;

  /** @param settle what the storage has to do between two transactions */
  constructor(connection: WriterConnection, settle: () => Promise<void> | void = () => undefined) {
    this.#connection = connection;
    this.#settle = settle;
  }

  /** @param work gets a way to register what runs after COMMIT */
  write<T>(work: (afterCommit: (announce: () => void) => void) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        run: async () => {
          const announcements: (() => void)[] = [];
          const result = await work((announce) => void announcements.push(announce));
          return () => {
            try {
              for (const announce of announcements) announce();
            } finally {
              resolve(result);
            }
          };
        },
        fail: reject,
      });
      this.#draining ??= this.#drain();
    });
  }

  async idle(): Promise<void> {
    await this.#draining;
  }

  async #drain(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        // Requests that have already arrived get to queue up before the group is closed.
        await new Promise(setImmediate);
        await this.#settle();
        const group = this.#waiting.slice(0, maxGroup);
        this.#waiting = this.#waiting.slice(maxGroup);
        await this.#commitGroup(group);
      }
    } finally {
      this.#draining = null;
    }
  }

  async #commitGroup(group: readonly Waiting[]): Promise<void> {
    const done: { waiting: Waiting; finish: () => void }[] = [];
    const alone = group.length === 1;
    try {
      await this.#connection.begin();
      for (const waiting of group) {
        if (!alone) this.#connection.savepoint();
        try {
          const finish = await waiting.run();
          if (!alone) this.#connection.release();
          done.push({ waiting, finish });
        } catch (error) {
          waiting.fail(error);
          if (alone) {
            this.#rollback();
            return;
          }
          this.#undoWork(error);
        }
      }
      this.#connection.commit();
    } catch (error) {
      // The transaction itself failed (disk full, I/O error): nothing of the group remains.
      this.#rollback();
      for (const waiting of group) waiting.fail(error);
      return;
    }
    this.onCommit?.(done.length);
    for (const { finish } of done) finish();
  }

  /** A connection that can't even roll back says so again at the next BEGIN; others must not wait for it. */
  #rollback(): void {
    try {
      this.#connection.rollback();
    } catch {
      return;
    }
  }

  /** @throws the error that stopped the work, when the whole transaction went with it (disk full, I/O error) */
  #undoWork(error: unknown): void {
    try {
      this.#connection.rollbackToSavepoint();
      this.#connection.release();
    } catch {
      throw error;
    }
  }
}
