// Balances in memory as they are built from the database, on either engine: whatever order, layer, book or
// size the roll-ups come in.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { localDate, toDayNumber } from '../../shared/localDate.ts';
import { layers } from '../ledger/posting.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import { openTestServer, type TestServer } from '../testing/testServer.ts';
import { BalanceIndexes } from './balanceIndexes.ts';

describeOnEngines('balance indexes', (open) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await openTestServer(open);
  });
  afterEach(() => server.remove());

  const companyId = () => server.companyIds.get('UNO')!;
  const build = () => server.engine.read((tx) => new BalanceIndexes().get(tx, companyId()));
  const day = (date: string) => toDayNumber(localDate(date));

  it('S01 are the sums of the roll-ups, to the cent beyond 2^53 too', async () => {
    const rows = [
      [1, '2025-03-01', layers.ordinary, 0, 2n ** 62n, 1n],
      [1, '2025-02-01', layers.ordinary, 0, 7n, 0n],
      [1, '2025-02-01', layers.ordinary, 1, 2n, 0n],
      [1, '2025-12-31', layers.closing, 0, 0n, 5n],
      [1, '2025-03-02', layers.ordinary, 0, 2n ** 62n, 0n],
      [900, '2025-02-01', layers.ordinary, 0, -3n, 2n ** 53n - 1n],
      [900, '2025-01-31', layers.ordinary, 0, 4n, 2n],
    ] as const;
    await server.engine.write((tx) =>
      tx.insertRows(
        'day_totals',
        ['company_id', 'account_id', 'date', 'layer', 'book', 'debit', 'credit'],
        rows.map((row) => [companyId(), ...row]),
      ),
    );
    const index = await build();
    const { ordinary, closing } = layers;
    expect(index.balance(1, day('2025-01-31'), [ordinary])).toBe(0);
    expect(index.balance(1, day('2025-02-28'), [ordinary])).toBe(9);
    expect(index.balance(1, day('2025-03-01'), [ordinary])).toBe(2n ** 62n + 8n);
    expect(index.debits(1, day('2025-12-31'), [ordinary])).toBe(2n ** 63n + 9n);
    expect(index.credits(1, day('2025-12-31'), [ordinary, closing])).toBe(6);
    expect(index.debits(900, day('2025-02-01'), [ordinary])).toBe(1);
    expect(index.credits(900, day('2025-02-01'), [ordinary])).toBe(2n ** 53n + 1n);
    expect(index.account(2).isEmpty).toBe(true);
  });

  it('S01 a past version is the same from its own postings and from what came after', async () => {
    const client = await server.signIn();
    const versions: number[] = [];
    for (const [date, amount] of [
      ['2025-01-10', '10,00'],
      ['2025-03-10', '25,00'],
      ['2025-02-10', '40,00'],
    ]) {
      await client.postLedger(`
        ${date} Venta
          572      ${amount}
          700                ${amount}
      `);
      versions.push((await build()).ledgerVersion);
    }
    const figures = await server.engine.read(async (tx) => {
      const [account] = await tx.query<{ id: bigint }>(
        "SELECT id FROM accounts WHERE company_id = ? AND code = '572'",
        [companyId()],
      );
      const past = new BalanceIndexes();
      const found: unknown[] = [];
      for (const version of [0, ...versions]) {
        const index = await past.getAsOf(tx, companyId(), version);
        found.push(index.debits(Number(account!.id), day('2025-02-28'), [layers.ordinary]));
      }
      return found;
    });
    expect(figures).toEqual([0, 1_000, 1_000, 5_000]);
  });
});
