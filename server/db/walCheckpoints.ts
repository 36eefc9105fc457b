// Keeps SQLite's write-ahead log short without stopping whoever posts: a thread of its own moves the pages into the
// file while writing goes on, and the writer, between two transactions, moves the few that came meanwhile. The log
// then begins again and is written in place, which costs the disk half of what a growing file does.
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

export interface WalBounds {
  /** Pages of the log at which they are moved into the file. */
  pages: number;
  /** Beyond so many pages, which only somebody who reads for long can keep in the log, each commit waits. */
  mostPages: number;
  /** How long at most, for that reading to end. */
  waitMilliseconds: number;
}

/** 16 MB and 1 GB: the fewer checkpoints, the fewer pages are written twice. */
export const usualWalBounds: WalBounds = {
  pages: 4_000,
  mostPages: 262_144,
  waitMilliseconds: 2_000,
};

export interface WalState {
  pages: number;
  /** How many of them are in the file, too. */
  moved: number;
}

export interface CheckpointedConnection {
  readonly isInTransaction: boolean;
  readLog(): WalState;
  checkpoint(mode: 'PASSIVE' | 'RESTART'): boolean;
}

/** Asking how long the log is costs a hundredth of a commit. */
const commitsPerLook = 4;
const retryMilliseconds = 5;

/** Plain JavaScript: it runs where nothing translates TypeScript. PASSIVE waits for nobody and stops nobody. */
const threadSource = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.driver);
  const file = new Database(workerData.path, { fileMustExist: true });
  file.pragma('synchronous = FULL');
  const move = file.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  parentPort.on('message', (word) => {
    if (word === 'close') {
      file.close();
      parentPort.close();
      return;
    }
    let isWhole = false;
    try {
      const { busy, log, checkpointed } = move.get();
      isWhole = busy === 0 && log === checkpointed;
    } catch {}
    parentPort.postMessage(isWhole);
  });
`;

export class WalCheckpoints {
  readonly #connection: CheckpointedConnection;
  readonly #path: string;
  readonly #bounds: WalBounds;
  #thread: Worker | null = null;
  #isMoving = false;
  /** The thread moved all that it saw: the rest is short. */
  #isNearlyMoved = false;
  #unseenCommits = 0;
  #pages = 0;
  /** How long the log was when the thread was asked last. */
  #askedAt = 0;

  constructor(connection: CheckpointedConnection, path: string, bounds: WalBounds) {
    this.#connection = connection;
    this.#path = path;
    this.#bounds = bounds;
  }

  /** After a commit. */
  committed(): void {
    this.#unseenCommits += 1;
    if (this.#unseenCommits < commitsPerLook) return;
    this.#look();
    if (this.#pages - this.#askedAt >= this.#bounds.pages) this.#askThread();
  }

  /** Between two transactions of the writer. */
  async settle(): Promise<void> {
    this.#moveRest();
    if (this.#pages <= this.#bounds.mostPages) return;
    const deadline = performance.now() + this.#bounds.waitMilliseconds;
    while (!this.#connection.checkpoint('RESTART')) {
      if (performance.now() >= deadline) return;
      await delay(retryMilliseconds);
    }
    this.#pages = this.#askedAt = 0;
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    // Without it the process could end while it is waited for.
    thread.ref();
    thread.postMessage('close');
    await ended;
  }

  #look(): WalState {
    this.#unseenCommits = 0;
    const state = this.#connection.readLog();
    this.#pages = state.pages;
    // It began again since.
    if (this.#pages < this.#askedAt) this.#askedAt = 0;
    return state;
  }

  #askThread(): void {
    if (this.#isMoving) return;
    this.#isMoving = true;
    this.#askedAt = this.#pages;
    this.#thread ??= this.#startThread();
    this.#thread.postMessage('move');
  }

  /** Should it fail, SQLite moves the pages itself, in some of the writer's commits (`wal_autocheckpoint`). */
  #startThread(): Worker {
    const driver = createRequire(import.meta.url).resolve('better-sqlite3');
    const workerData = { driver, path: this.#path };
    const thread = new Worker(threadSource, { eval: true, execArgv: [], workerData });
    thread.unref();
    thread.on('message', (isWhole: boolean) => {
      this.#isMoving = false;
      // Somebody reads, or the disk refuses: asked again when as much has come on top.
      this.#isNearlyMoved = isWhole;
      if (!this.#connection.isInTransaction) this.#moveRest();
    });
    thread.once('error', () => undefined);
    thread.once('exit', () => {
      this.#thread = null;
      this.#isMoving = false;
    });
    return thread;
  }

  /** What came while the thread was moving; when that is much, the thread moves it. */
  #moveRest(): void {
    if (!this.#isNearlyMoved) return;
    this.#isNearlyMoved = false;
    const { pages, moved } = this.#look();
    if (pages - moved > this.#bounds.pages / 4) this.#askThread();
    else if (pages > moved) this.#connection.checkpoint('PASSIVE');
  }
}
