// What only the engine for several processes has to do: work that met another one's lock starts again,
// a connection that is cut costs one request, and other processes are told of what was committed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdCompany } from '../companies/companies.store.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { createServices } from '../services.ts';
import { systemClock } from '../clock.ts';
import { createRawCompany, RawLedger } from '../testing/rawLedger.ts';
import { describeOnPostgres, type TestEngine } from '../testing/testEngines.ts';
import type { Engine } from './engine.ts';
import { openEngine } from './openEngine.ts';
import { runOnServer } from './postgresServer.ts';

describeOnPostgres('engine for several processes', (open) => {
  let test: TestEngine;
  let other: Engine;
  let ledger: RawLedger;
  let second: number;

  beforeAll(async () => {
    test = await open();
    other = await openEngine(test.url);
    ledger = new RawLedger(test.engine, await createRawCompany(test.engine));
    second = await createRawCompany(test.engine, 'DOS');
  });
  afterAll(async () => {
    await other.close();
    await test.remove();
  });

  it('runs a work again when it deadlocks, and announces only what was committed', async () => {
    const attempts: string[] = [];
    const announced: string[] = [];
    let arrivals = 0;
    let bothArrived = (): void => undefined;
    const both = new Promise<void>((resolve) => (bothArrived = resolve));
    const holdBoth = (name: string, first: number, then: number): Promise<void> =>
      test.engine.write(async (tx) => {
        attempts.push(name);
        tx.afterCommit(() => announced.push(name));
        await holdCompany(tx, first);
        if ((arrivals += 1) === 2) bothArrived();
        await both;
        await holdCompany(tx, then);
      });
    await Promise.all([
      holdBoth('uno', ledger.companyId, second),
      holdBoth('dos', second, ledger.companyId),
    ]);
    expect(attempts.length).toBe(3);
    expect(announced.sort()).toEqual(['dos', 'uno']);
  });

  it('does not call committed what the server rolled back', async () => {
    const writing = test.engine.write(async (tx) => {
      await tx.execute("UPDATE companies SET name = 'perdido' WHERE id = ?", [second]);
      await tx.query('SELECT 1 / 0 AS impossible', []).catch(() => undefined);
    });
    await expect(writing).rejects.toThrow('rolled back');
    const rows = await test.engine.read((tx) =>
      tx.query("SELECT id FROM companies WHERE name = 'perdido'", []),
    );
    expect(rows).toEqual([]);
  });

  it('fails one request when its connection is cut, keeps nothing of it, and goes on', async () => {
    const cut = test.engine.write(async (tx) => {
      await tx.execute("UPDATE companies SET name = 'cortado' WHERE id = ?", [second]);
      const [row] = await tx.query<{ pid: bigint }>('SELECT pg_backend_pid() AS pid', []);
      await other.write((killer) =>
        killer.execute(`SELECT pg_terminate_backend(${row!.pid}::int, 5000)`, []),
      );
      await tx.execute("UPDATE companies SET name = 'cortado' WHERE id = ?", [second]);
    });
    await expect(cut).rejects.toThrow();
    const posted = await ledger.post('2024-05-05', '7.00', 'después del corte');
    expect(posted.voucher.state).toBe('posted');
    const report = await test.engine.read((tx) => verifyLedger(tx, ledger.companyId));
    expect(report.findings).toEqual([]);
  });

  it('refuses a text with a null character instead of failing in the driver', async () => {
    const reading = test.engine.read((tx) =>
      tx.query('SELECT id FROM users WHERE email = ?', ['a\0b']),
    );
    await expect(reading).rejects.toThrow('request-malformed');
    const found = test.engine.read(async (tx) => tx.db.select().from(tx.tables.users));
    await expect(found).resolves.toEqual([]);
  });

  it('Y02 clients of another process hear of a posting at once, also after the listener was cut', async () => {
    const remote = createServices(other, systemClock);
    const stop = remote.watchOtherProcesses();
    const heard: { at: number; version: number }[] = [];
    const forget = remote.feed.listen(ledger.companyId, ({ ledgerVersion }) =>
      heard.push({ at: performance.now(), version: ledgerVersion }),
    );
    const hear = async (version: number): Promise<number> => {
      const deadline = performance.now() + 15_000;
      for (;;) {
        const found = heard.find((each) => each.version === version);
        if (found) return found.at;
        if (performance.now() > deadline) throw new Error(`version ${version} was not heard`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    const postAndHear = async (name: string): Promise<number> => {
      const { ledgerVersion } = await ledger.post('2024-05-06', '1.00', name);
      const committed = performance.now();
      return (await hear(ledgerVersion)) - committed;
    };
    // The listener may still be connecting: what is committed meanwhile is told when it is there.
    await postAndHear('primero');
    const delays: number[] = [];
    for (let round = 0; round < 9; round += 1) delays.push(await postAndHear(`aviso ${round}`));
    delays.sort((a, b) => a - b);
    // Far below the second that looking would take, also on a busy machine.
    expect(delays[4]).toBeLessThan(400);
    await runOnServer(
      test.url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
    );
    await postAndHear('con el oyente cortado');
    forget();
    stop();
  });

  it('does not tell a process of its own postings a second time', async () => {
    const companies: (number | null)[] = [];
    let isListening = (): void => undefined;
    const listening = new Promise<void>((resolve) => (isListening = resolve));
    const stop = test.engine.onRemoteChange!((companyId) => {
      if (companyId === null) isListening();
      else companies.push(companyId);
    });
    await listening;
    await ledger.post('2024-05-07', '1.00', 'propio');
    const elsewhere = new RawLedger(other, second);
    await elsewhere.post('2024-05-07', '1.00', 'ajeno');
    const deadline = performance.now() + 10_000;
    while (!companies.includes(second) && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    stop();
    expect(companies).toEqual([second]);
  });
});
