// The write-ahead log stays short while writing goes on, waits for whoever reads for long, and leaves nothing behind.
import { existsSync, statSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteDatabase, type TestDatabase } from '../testing/testEngines.ts';
import type { Engine } from './engine.ts';
import { openConnection, SqliteConnection } from './sqliteConnection.ts';
import { openSqliteEngine } from './sqliteEngine.ts';
import { checkSqliteFile, sqlitePathOf } from './sqliteFile.ts';
import { WalCheckpoints, type WalBounds } from './walCheckpoints.ts';

const pageBytes = 4_096;
const bounds: WalBounds = { pages: 40, mostPages: 200, waitMilliseconds: 60_000 };

let database: TestDatabase;
let path: string;
let lastId: number;
beforeEach(() => {
  database = createSqliteDatabase();
  path = sqlitePathOf(database.url)!;
  lastId = 0;
});
afterEach(() => database.remove());

/** One commit of a few pages. */
async function addUser(engine: Engine): Promise<void> {
  lastId += 1;
  const values = [lastId, `${lastId}@example.com`, 'x'.repeat(4_000)];
  await engine.write((tx) =>
    tx.execute(
      "INSERT INTO users (id, email, name, password_hash, created_at) VALUES (?, ?, ?, '-', '-')",
      values,
    ),
  );
}

async function addUsers(engine: Engine, count: number): Promise<void> {
  for (let user = 0; user < count; user += 1) await addUser(engine);
}

function lookAtLog(): { log: number; checkpointed: number } {
  const connection = new BetterSqlite(path);
  try {
    const [row] = connection.pragma('wal_checkpoint(NOOP)') as {
      log: number;
      checkpointed: number;
    }[];
    return row!;
  } finally {
    connection.close();
  }
}

async function expectWhole(users: number): Promise<void> {
  expect(await checkSqliteFile(path, 'full')).toEqual([]);
  const file = new BetterSqlite(path);
  expect(file.prepare('SELECT count(*) FROM users').pluck().get()).toBe(users);
  file.close();
}

/** Reads the file from outside until told to stop. */
function readForLong(): () => void {
  const reader = new BetterSqlite(path, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM users').get();
  return () => reader.close();
}

describe('the log beside the file', () => {
  it('is moved into it in the background, and begins again', async () => {
    const engine = openSqliteEngine(path, { walBounds: bounds });
    let before = 0;
    for (let log = 0; log >= before; log = lookAtLog().log) {
      before = log;
      await addUser(engine);
    }
    expect(before).toBeGreaterThan(bounds.pages);
    // Written in place: a file that is cut and grows again costs more.
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(before * pageBytes);
    await engine.close();
    await expectWhole(lastId);
  });

  it('grows while somebody reads for long, but beyond its bound commits wait for that', async () => {
    const engine = openSqliteEngine(path, { walBounds: bounds });
    const stopReading = readForLong();
    const isWaiting = async (): Promise<boolean> => {
      const written = addUser(engine).then(() => 'written');
      const turns = new Promise((resolve) => setTimeout(resolve, 50));
      if ((await Promise.race([written, turns])) === 'written') return false;
      stopReading();
      await written;
      return true;
    };
    while (!(await isWaiting())) expect(lookAtLog().log).toBeLessThan(bounds.mostPages * 2);
    expect(lastId).toBeGreaterThan(20);
    await addUser(engine);
    expect(lookAtLog().log).toBeLessThan(bounds.pages);
    await engine.close();
    await expectWhole(lastId);
  });

  it('waits no longer than it may: nothing is refused, and what was too long is given back', async () => {
    const engine = openSqliteEngine(path, { walBounds: { ...bounds, waitMilliseconds: 0 } });
    const stopReading = readForLong();
    await addUsers(engine, 100);
    expect(lookAtLog().log).toBeGreaterThan(bounds.mostPages);
    stopReading();
    await addUsers(engine, 10);
    expect(lookAtLog().log).toBeLessThan(bounds.mostPages);
    await engine.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    await expectWhole(110);
  });

  it('is gone when the engine closes, also in the middle of being moved', async () => {
    for (let life = 0; life < 5; life += 1) {
      const engine = openSqliteEngine(path, { walBounds: { ...bounds, pages: 4 } });
      await addUsers(engine, 20 + life);
      await engine.close();
      expect(existsSync(`${path}-wal`)).toBe(false);
    }
    await expectWhole(lastId);
  });

  it('is moved by two processes at once without losing a commit of either', async () => {
    const engines = [1, 2].map(() =>
      openSqliteEngine(path, { walBounds: { ...bounds, pages: 4 } }),
    );
    await Promise.all(engines.map((engine) => addUsers(engine, 80)));
    await Promise.all(engines.map((engine) => engine.close()));
    await expectWhole(160);
  });

  it('is left to SQLite when the thread cannot work: writing goes on', async () => {
    const engine = openSqliteEngine(path, { walBounds: bounds });
    const connection = new SqliteConnection(openConnection(path, false));
    const nowhere = new WalCheckpoints(connection, `${path}-not-there`, { ...bounds, pages: 1 });
    for (let round = 0; round < 50; round += 1) {
      await addUser(engine);
      nowhere.committed();
      await nowhere.settle();
    }
    await nowhere.close();
    connection.close();
    await engine.close();
    await expectWhole(50);
  });
});
