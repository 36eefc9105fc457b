// Random commands against the whole application on both engines; and a figure that is wrong is shown to be noticed.
import { describe, expect, it } from 'vitest';
import {
  createPostgresDatabase,
  createSqliteDatabase,
  postgresObstacle,
} from '../../server/testing/testEngines.ts';
import { chooseSeed } from '../chance.ts';
import { simulate } from './simulator.ts';

const seed = chooseSeed();

describe('simulator', () => {
  const torture = async (
    dialect: string,
    create: () => Promise<{ url: string; remove(): Promise<void> }>,
  ) => {
    const { url, remove } = await create();
    const report = await simulate({ seed, steps: 300, url, deadlineMilliseconds: 20_000 });
    console.log(`simulator (${dialect}) SEED=${seed} ${JSON.stringify(report)}`);
    expect(report.accepted).toBeGreaterThan(20);
    expect(report.refused).toBeGreaterThan(0);
    expect(report.faults).toBeGreaterThan(0);
    await remove();
  };

  it('SQLite', () => torture('sqlite', async () => createSqliteDatabase()), 90_000);

  it.skipIf(postgresObstacle !== null)(
    'PostgreSQL',
    () => torture('postgres', () => createPostgresDatabase()),
    90_000,
  );

  it('notices a cent, a number and a state that are not what they were', async () => {
    const newest = 'WHERE id = (SELECT max(id) FROM vouchers WHERE posted_at IS NOT NULL)';
    for (const sql of [
      'UPDATE day_totals SET debit = debit + 1 WHERE debit > 0',
      `UPDATE vouchers SET number = number + 1 ${newest}`,
      `UPDATE vouchers SET version = version + 1 ${newest}`,
    ]) {
      const { url, remove } = createSqliteDatabase();
      const steps = 60;
      await expect(
        simulate({ seed: 4, steps, url, damage: { atStep: 20, sql } }),
        sql,
      ).rejects.toThrow(/^SEED=4, step \d+: /);
      await remove();
    }
  }, 90_000);
});
