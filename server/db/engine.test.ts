// What every engine promises a use case: all or nothing, one snapshot, and nothing announced too early.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines, type TestEngine } from '../testing/testEngines.ts';
import type { ReadTx, Tx } from './engine.ts';

const addUser = (tx: Tx, id: number, name = 'Ana'): Promise<void> =>
  tx.execute(
    'INSERT INTO users (id, email, name, password_hash, created_at) VALUES (?, ?, ?, ?, ?)',
    [id, `${id}@example.com`, name, '-', '2026-01-01T00:00:00.000Z'],
  );
const addCompany = (tx: Tx, id: number): Promise<void> =>
  tx.execute(
    'INSERT INTO companies (id, uid, code, name, profile, chart, currency, minor_digits, ' +
      'subaccount_length, result_account, last_hash, last_fact_hash, created_at) ' +
      "VALUES (?, ?, ?, 'Una', 'ES', 'pgc', 'EUR', 2, 0, '129', '', '', '')",
    [id, `uid ${id}`, `C${id}`],
  );
const countUsers = async (tx: ReadTx): Promise<number> => {
  const [row] = await tx.query<{ count: bigint }>('SELECT count(*) AS count FROM users', []);
  return Number(row?.count);
};

describeOnEngines('engine', (open) => {
  let test: TestEngine;
  beforeAll(async () => {
    test = await open();
  });
  afterAll(() => test.remove());

  it('rolls back everything when the work throws, and announces nothing', async () => {
    const announced: string[] = [];
    const before = await test.engine.read(countUsers);
    const failing = test.engine.write(async (tx) => {
      tx.afterCommit(() => announced.push('failed'));
      await addUser(tx, 1);
      throw new Error('not today');
    });
    await expect(failing).rejects.toThrow('not today');
    expect(await test.engine.read(countUsers)).toBe(before);
    expect(announced).toEqual([]);
  });

  it('announces after the commit, in order, when others can see it', async () => {
    const seen: Promise<number>[] = [];
    const announced: number[] = [];
    await test.engine.write(async (tx) => {
      tx.afterCommit(() => announced.push(1));
      tx.afterCommit(() => announced.push(2));
      tx.afterCommit(() => seen.push(test.engine.read(countUsers)));
      await addUser(tx, 2);
      expect(announced).toEqual([]);
    });
    expect(announced).toEqual([1, 2]);
    expect(await Promise.all(seen)).toEqual([1]);
  });

  it('reads one snapshot, and never what is not committed', async () => {
    const before = await test.engine.read(countUsers);
    let commitNow = (): void => undefined;
    const mayCommit = new Promise<void>((resolve) => (commitNow = resolve));
    const writing = test.engine.write(async (tx) => {
      await addUser(tx, 3);
      await mayCommit;
    });
    await test.engine.read(async (tx) => {
      expect(await countUsers(tx)).toBe(before);
      commitNow();
      await writing;
      expect(await countUsers(tx)).toBe(before);
    });
    expect(await test.engine.read(countUsers)).toBe(before + 1);
  });

  it('refuses to write in a reading transaction', async () => {
    const writing = test.engine.read(async (tx) => {
      await tx.query("UPDATE users SET name = 'otro' RETURNING id", []);
    });
    await expect(writing).rejects.toThrow(/read-?only/);
  });

  it('carries integers past 2^53, sums of them, texts and nulls without loss', async () => {
    const large = 2n ** 62n + 1n;
    await test.engine.write(async (tx) => {
      await addCompany(tx, 1);
      const columns = ['company_id', 'type', 'scope', 'last_number'];
      await tx.insertRows('voucher_counters', columns, [
        [1, "it's ?", 0, large],
        [1, 'Ñ 🧾', 1, 5n],
      ]);
      const upsert =
        'ON CONFLICT (company_id, type, scope) DO UPDATE SET last_number = voucher_counters.last_number - excluded.last_number';
      await tx.insertRows('voucher_counters', columns, [[1, 'Ñ 🧾', 1, 7n]], upsert);
    });
    const rows = await test.engine.read((tx) =>
      tx.query(
        'SELECT type, last_number FROM voucher_counters WHERE company_id = ? ORDER BY scope',
        [1],
      ),
    );
    expect(rows).toEqual([
      { type: "it's ?", last_number: large },
      { type: 'Ñ 🧾', last_number: -2n },
    ]);
    const [sum] = await test.engine.read((tx) =>
      tx.query(
        'SELECT sum(last_number) AS total, max(type) AS last, NULL AS absent FROM voucher_counters',
        [],
      ),
    );
    expect(sum).toEqual({ total: large - 2n, last: 'Ñ 🧾', absent: null });
  });

  it('inserts as many rows as it is given, none too, and adds up those of one key', async () => {
    const columns = ['company_id', 'type', 'scope', 'last_number'];
    const upsert =
      'ON CONFLICT (company_id, type, scope) DO UPDATE SET last_number = voucher_counters.last_number + excluded.last_number';
    await test.engine.write((tx) => addCompany(tx, 8));
    for (const count of [0, 1, 7, 8, 9, 16, 21]) {
      const rows = Array.from({ length: count }, (_, index) => [8, 'T', index, BigInt(index + 1)]);
      const [found] = await test.engine.write(async (tx) => {
        await tx.execute('DELETE FROM voucher_counters WHERE company_id = 8', []);
        await tx.insertRows('voucher_counters', columns, rows);
        await tx.insertRows('voucher_counters', columns, rows, upsert);
        return tx.query<Record<'rows' | 'total', unknown>>(
          'SELECT count(*) AS rows, coalesce(sum(last_number), 0) AS total FROM voucher_counters WHERE company_id = 8',
          [],
        );
      });
      expect([found?.rows, found?.total].map(Number)).toEqual([count, count * (count + 1)]);
    }
  });

  it('orders text by its bytes', async () => {
    await test.engine.write(async (tx) => {
      const codes = ['a', 'B', 'á', '1.1', '1-1', '11', 'Z'];
      const rows = codes.map((code) => [9, code, '', '']);
      await addCompany(tx, 9);
      await tx.insertRows('parties', ['company_id', 'code', 'name', 'created_at'], rows);
    });
    const rows = await test.engine.read((tx) =>
      tx.query<{ code: string }>('SELECT code FROM parties WHERE company_id = 9 ORDER BY code', []),
    );
    expect(rows.map(({ code }) => code)).toEqual(['1-1', '1.1', '11', 'B', 'Z', 'a', 'á']);
  });

  it('undoes one of two works that arrive together, and keeps the other', async () => {
    const results = await Promise.allSettled([
      test.engine.write((tx) => addUser(tx, 20, 'queda')),
      test.engine.write(async (tx) => {
        await addUser(tx, 21, 'se va');
        throw new Error('no');
      }),
      test.engine.write((tx) => addUser(tx, 22, 'queda')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const rows = await test.engine.read((tx) =>
      tx.query('SELECT name FROM users WHERE id BETWEEN 20 AND 22', []),
    );
    expect(rows).toEqual([{ name: 'queda' }, { name: 'queda' }]);
  });
});
