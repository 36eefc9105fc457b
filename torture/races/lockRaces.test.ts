// E06: no posting under a lock after the lock was acknowledged, through two engines and two processes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPostgresDatabase,
  createSqliteDatabase,
  postgresObstacle,
} from '../../server/testing/testEngines.ts';
import { Chance, chooseSeed } from '../chance.ts';
import { bundleServer, type ServerBundle } from '../kills/bundleServer.ts';
import { runLockRaces } from './lockRaces.ts';
import { openTwoDoors } from './raceSetting.ts';

const seed = chooseSeed();
const engines = [
  { dialect: 'SQLite', create: async () => createSqliteDatabase(), skip: false },
  { dialect: 'PostgreSQL', create: () => createPostgresDatabase(), skip: postgresObstacle !== null },
]; // prettier-ignore

describe('lock races', () => {
  let bundle: ServerBundle;
  beforeAll(async () => {
    bundle = await bundleServer();
  }, 60_000);
  afterAll(() => bundle.remove());

  for (const { dialect, create, skip } of engines) {
    for (const doors of ['engines', 'processes'] as const) {
      it.skipIf(skip)(`E06 ${dialect}, two ${doors}`, async () => {
        const { url, remove } = await create();
        const own = doors === 'processes' ? bundle : undefined;
        const setting = await openTwoDoors(url, new Chance(seed), own);
        const races = doors === 'processes' ? 10 : 30;
        try {
          const report = await runLockRaces({ ...setting, races, deadlineMilliseconds: 8_000 });
          console.log(`lock races (${dialect}, ${doors}) SEED=${seed} ${JSON.stringify(report)}`);
          expect(setting.faults).toEqual([]);
          expect(report.before).toBeGreaterThan(0);
          expect(report.refused).toBeGreaterThan(0);
        } catch (error) {
          if (setting.faults.length > 0) console.error(setting.faults.at(-1));
          throw new Error(`SEED=${seed}`, { cause: error });
        } finally {
          await setting.close();
          await remove();
        }
      }, 60_000); // prettier-ignore
    }
  }
});
