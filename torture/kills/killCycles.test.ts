// kill -9 during posting, importing, voiding and correcting, on both engines, and proof that what compares
// the books afterwards does notice a loss.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../server/clock.ts';
import { createApp } from '../../server/app.ts';
import { createServices } from '../../server/services.ts';
import {
  createPostgresDatabase,
  createSqliteDatabase,
  openSqliteForTest,
  postgresObstacle,
} from '../../server/testing/testEngines.ts';
import { callApp } from '../call.ts';
import { Chance, chooseSeed } from '../chance.ts';
import { openTortureBooks } from '../tortureBooks.ts';
import type { DatabaseMaker } from '../tortureDatabase.ts';
import { bundleServer, type ServerBundle } from './bundleServer.ts';
import { compareBooks } from './compareBooks.ts';
import { CrowdClient } from './crowdClient.ts';
import { runKillCycles } from './killCycles.ts';
import type { KnownVoucher } from './knownVoucher.ts';

const seed = chooseSeed();

describe('kill -9', () => {
  let bundle: ServerBundle;
  beforeAll(async () => {
    bundle = await bundleServer();
  }, 60_000);
  afterAll(() => bundle.remove());

  const torture = async (maker: DatabaseMaker, cycles: number, seconds: number) => {
    const deadlineMilliseconds = seconds * 1_000;
    const report = await runKillCycles({ seed, cycles, maker, bundle, deadlineMilliseconds });
    console.log(`kill -9 (${maker.dialect}) SEED=${seed} ${JSON.stringify(report)}`);
    expect(report.cycles).toBeGreaterThan(0);
    expect(report.inDoubt).toBeGreaterThan(0);
  };
  const close = async (): Promise<void> => undefined;

  it('SQLite: nothing acknowledged is lost, nothing is half there', async () => {
    const create = async () => createSqliteDatabase();
    await torture({ dialect: 'sqlite', create, close }, 50, 90);
  }, 180_000);

  it.skipIf(postgresObstacle !== null)(
    'PostgreSQL: the same',
    async () => {
      const create = () => createPostgresDatabase();
      await torture({ dialect: 'postgres', create, close }, 20, 25);
    },
    180_000,
  );
});

describe('comparing books notices', () => {
  const openBooks = async () => {
    const test = await openSqliteForTest();
    const clock = fixedClock('2025-06-30T10:00:00.000Z');
    const { companyId, token, accounts } = await openTortureBooks(test.engine, clock, 'ES');
    const services = createServices(test.engine, clock);
    const faults: Error[] = [];
    const app = createApp({ services, logError: (error) => void faults.push(error) });
    const client = new CrowdClient(callApp(app, token), new Chance(seed), accounts, false);
    await client.work(() => client.acknowledged >= 12);
    const compare = (vouchers: ReadonlyMap<string, KnownVoucher>) =>
      compareBooks(test.engine, companyId, { vouchers, inDoubt: [], imports: [] });
    return { test, client, compare };
  };

  it('a voucher that is missing, one too many, and one that is not whole', async () => {
    const { test, client, compare } = await openBooks();
    const known = client.vouchers;
    expect(await compare(known)).toEqual([]);
    const [first] = [...known.values()].filter(({ state }) => state === 'posted');
    const lost = { ...first!, id: '00000000-0000-4000-8000-000000000000' };
    expect((await compare(new Map([...known, [lost.id, lost]]))).join()).toContain('is not there');
    const fewer = new Map([...known].filter(([id]) => id !== first!.id));
    expect((await compare(fewer)).join()).toContain('possible: none');
    const half = new Map([...known, [first!.id, { ...first!, lines: first!.lines.slice(1) }]]);
    expect((await compare(half)).join()).toContain('found posted');
    const twice = new Map([...known, [first!.id, { ...first!, batches: 9 }]]);
    expect((await compare(twice)).join()).toContain('possible: posted');
    await test.remove();
  }, 60_000);
});
