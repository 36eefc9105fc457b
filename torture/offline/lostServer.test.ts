// Offline and back: whatever byte the connection is lost at, a retry ends in exactly one.
import { describe, expect, it } from 'vitest';
import {
  createPostgresDatabase,
  createSqliteDatabase,
  postgresObstacle,
} from '../../server/testing/testEngines.ts';
import { Chance, chooseSeed } from '../chance.ts';
import { loseServer } from './lostServer.ts';

const seed = chooseSeed();

describe('losing the server in the middle of a request', () => {
  const torture = async (
    dialect: string,
    create: () => Promise<{ url: string; remove(): Promise<void> }>,
  ): Promise<void> => {
    const { url, remove } = await create();
    try {
      const report = await loseServer(url, new Chance(seed), 105);
      console.log(`lost server (${dialect}) SEED=${seed} ${JSON.stringify(report)}`);
      expect(report.undone).toBeGreaterThan(0);
      expect(report.done).toBeGreaterThan(0);
    } catch (error) {
      throw new Error(`SEED=${seed}`, { cause: error });
    } finally {
      await remove();
    }
  };

  it(
    'SQLite: one voucher or none, and one after the retry',
    () => torture('SQLite', async () => createSqliteDatabase()),
    60_000,
  );

  it.skipIf(postgresObstacle !== null)(
    'PostgreSQL: one voucher or none, and one after the retry',
    () => torture('PostgreSQL', () => createPostgresDatabase()),
    60_000,
  );
});
