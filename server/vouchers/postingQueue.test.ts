// Vouchers that arrive together: one key is one voucher also inside a group, a clock that is set back does not
// turn the log over, and groups have a bound (invariant 3).
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TrialBalance } from '../../shared/contract/balances.ts';
import type { NewVoucher } from '../../shared/contract/vouchers.ts';
import type { Engine } from '../db/engine.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { Refusal } from '../refusal.ts';
import { describeOnEngines } from '../testing/testEngines.ts';
import {
  nextKey,
  nextUuid,
  openTestServer,
  type TestClient,
  type TestServer,
} from '../testing/testServer.ts';
import { PostingQueue } from './postingQueue.ts';

describeOnEngines('vouchers that arrive together', (open) => {
  let server: TestServer;
  let client: TestClient;
  beforeEach(async () => {
    server = await openTestServer(open);
    client = await server.signIn();
  });
  afterEach(async () => {
    const id = server.companyIds.get('UNO')!;
    const { findings } = await server.engine.read((tx) => verifyLedger(tx, id));
    expect(findings).toEqual([]);
    await server.remove();
  });

  const sale = (amount: string, id = nextUuid()): NewVoucher => ({
    ...{ id, action: 'post', date: '2025-03-10', description: `Venta de ${amount}` },
    lines: [
      { line: 1, account: '572', debit: amount },
      { line: 2, account: '700', credit: amount },
    ],
  });
  /** All of them wait before the first transaction of the queue begins. */
  const postTogether = async (
    requests: { input: NewVoucher; key: string }[],
    maxTogether?: number,
  ) => {
    const works: number[] = [];
    const queue = new PostingQueue(
      { ...server.services, engine: counting(server.engine, works) },
      maxTogether,
    );
    const companyId = server.companyIds.get('UNO')!;
    const actor = { userId: 1, name: 'Ana Ruiz', role: 'contador' } as const;
    const outcomes = await Promise.allSettled(
      requests.map(({ input, key }) =>
        queue.post({ companyId, actor, idempotencyKey: key }, input),
      ),
    );
    const said = outcomes.map((outcome) => {
      if (outcome.status === 'fulfilled') return outcome.value.voucher.label;
      const refusal = outcome.reason as unknown;
      if (!(refusal instanceof Refusal)) throw refusal;
      return `${refusal.reason} ${refusal.rejections.map(({ code }) => code).join(' ')}`;
    });
    return { said, outcomes, transactions: works.length };
  };

  it('who was posted together is waited for a moment, and who posts alone waits for nobody', async () => {
    const works: number[] = [];
    const engine = counting(server.engine, works);
    const queue = new PostingQueue({ ...server.services, engine });
    const companyId = server.companyIds.get('UNO')!;
    const actor = { userId: 1, name: 'Ana Ruiz', role: 'contador' } as const;
    const post = () =>
      queue.post({ companyId, actor, idempotencyKey: nextKey() }, sale('1.00')).catch(String);
    const turn = () => new Promise(setImmediate);
    await Promise.all([post(), post()]);
    expect(works).toHaveLength(1);
    const first = post();
    await turn();
    await Promise.all([first, post()]);
    expect(works).toHaveLength(2);
    // The last group was one: the next transaction is begun at once.
    await post();
    const alone = post();
    if (server.engine.dialect === 'sqlite') {
      await turn();
      expect(works).toHaveLength(4);
    }
    await alone;
  });

  it('the same key with other content inside one group is refused, and the first one stands', async () => {
    const [first, key] = [sale('10.00'), nextKey()];
    const { said, transactions } = await postTogether([
      { input: first, key },
      { input: sale('99.00'), key },
      { input: { ...first, description: 'Otra' }, key },
      { input: sale('1.00'), key: nextKey() },
    ]);
    expect(transactions).toBe(1);
    expect(said).toEqual([
      'AS-1',
      'conflict idempotency-key-reused',
      'conflict idempotency-key-reused',
      'AS-2',
    ]);
    expect(await client.figure('572', '2025-12-31')).toBe('11.00');
    // Nor later, from the database.
    const later = await postTogether([{ input: sale('99.00'), key }]);
    expect(later.said).toEqual(['conflict idempotency-key-reused']);
  });

  it('the same key with the same content is one voucher, with one answer', async () => {
    const request = { input: sale('10.00'), key: nextKey() };
    const { said, outcomes } = await postTogether([request, request, request]);
    expect(said).toEqual(['AS-1', 'AS-1', 'AS-1']);
    const values = outcomes.map((outcome) => 'value' in outcome && outcome.value);
    expect(values[1]).toEqual(values[0]);
    expect(values[2]).toEqual(values[0]);
    expect(await client.figure('572', '2025-12-31')).toBe('10.00');
    // A key of its own does not help an id that is taken, in the group or after it.
    const taken = await postTogether([
      { input: sale('3.00', request.input.id), key: nextKey() },
      { input: sale('4.00', '00000000-0000-4000-8000-0000000000aa'), key: nextKey() },
      { input: sale('5.00', '00000000-0000-4000-8000-0000000000aa'), key: nextKey() },
    ]);
    expect(taken.said).toEqual([
      'conflict voucher-already-posted',
      'AS-2',
      'conflict voucher-already-posted',
    ]);
  });

  it('no more than so many share a transaction', async () => {
    const requests = Array.from({ length: 5 }, () => ({ input: sale('1.00'), key: nextKey() }));
    const { said, transactions } = await postTogether(requests, 2);
    expect(said).toEqual(['AS-1', 'AS-2', 'AS-3', 'AS-4', 'AS-5']);
    expect(transactions).toBe(3);
  });

  it('a clock set back while recording: no batch comes before the one it follows', async () => {
    const record = async (instant: string, amount: string) => {
      server.clock.set(instant);
      return (await client.save(sale(amount))).body;
    };
    const first = await record('2025-06-30T10:00:00.000Z', '1.00');
    const second = await record('2025-06-30T08:00:00.000Z', '2.00');
    const third = await record('2025-06-30T09:59:59.999Z', '4.00');
    await client.post(`/vouchers/${second.voucher.id}/void`, { reason: 'Sobra' });
    const fourth = await record('2025-06-30T10:00:00.001Z', '8.00');
    const batches = await server.query<{ recorded_at: string }>(
      'SELECT recorded_at FROM posting_batches ORDER BY first_seq',
    );
    expect(batches.map((batch) => batch.recorded_at.slice(11))).toEqual([
      ...['10:00:00.000Z', '10:00:00.000Z', '10:00:00.000Z', '10:00:00.000Z', '10:00:00.001Z'],
    ]);
    // What was known at a moment is found by halving the log: it must be in order.
    const versionAt = async (instant: string) => {
      const path = `/trial-balance?from=2025-12-31&to=2025-12-31&asOf=${instant}`;
      return (await client.get<TrialBalance>(path)).body.ledgerVersion;
    };
    expect(await versionAt('2025-06-30T09:00:00.000Z')).toBe(0);
    expect(await versionAt('2025-06-30T10:00:00.000Z')).toBe(third.ledgerVersion + 2);
    expect(await versionAt('2025-06-30T10:00:00.001Z')).toBe(fourth.ledgerVersion);
    expect([first, second, third].map(({ ledgerVersion }) => ledgerVersion)).toEqual([2, 4, 6]);
  });
});

/** The engine itself; each transaction that is begun is noted. */
function counting(engine: Engine, works: number[]): Engine {
  const noted = (work: Parameters<Engine['write']>[0]) =>
    engine.write((tx) => {
      works.push(works.length + 1);
      return work(tx);
    });
  return new Proxy(engine, {
    get: (target, name) => {
      if (name === 'write') return noted;
      const value = Reflect.get(target, name, target) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
