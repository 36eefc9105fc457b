// Two engines on one database are two server processes: what they write at the same moment is ordered by
// the company's row, so that numbers have no gaps, the chain is one, and no lock is passed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createUser } from '../auth/users.ts';
import { fixedClock } from '../clock.ts';
import { verifyLedger } from '../ledger/verifyLedger.ts';
import { Refusal } from '../refusal.ts';
import { createRawCompany, RawLedger } from '../testing/rawLedger.ts';
import { describeOnEngines, type TestEngine } from '../testing/testEngines.ts';
import type { Engine } from './engine.ts';
import { openEngine } from './openEngine.ts';

const clock = fixedClock('2025-06-30T10:00:00.000Z');

describeOnEngines('several processes', (open) => {
  let test: TestEngine;
  let other: Engine;
  let companyId: number;
  let processes: [RawLedger, RawLedger];

  beforeAll(async () => {
    test = await open();
    other = await openEngine(test.url);
  });
  afterAll(async () => {
    await other.close();
    await test.remove();
  });
  const startCompany = async (code: string): Promise<void> => {
    companyId = await createRawCompany(test.engine, code);
    processes = [new RawLedger(test.engine, companyId), new RawLedger(other, companyId)];
  };

  it('C04 Y05 number without gaps and continue one chain', async () => {
    await startCompany('NUMEROS');
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        processes[index % 2]!.post('2025-02-03', `${index + 1}.00`, `número ${index}`),
      ),
    );
    const numbers = results.map(({ voucher }) => voucher.number ?? 0).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    for (const { engine } of processes) {
      const report = await engine.read((tx) => verifyLedger(tx, companyId));
      expect(report).toMatchObject({ findings: [], ledgerVersion: 80, batches: 40 });
    }
    // Each process announced its own postings, once, and in the order of the log.
    const announced = processes.map((each) => each.announced.map(({ seq }) => seq));
    expect(announced.map((list) => list.length)).toEqual([40, 40]);
    expect(announced[0]).toEqual([...announced[0]!].sort((a, b) => a - b));
  });

  it('a request sent to both at once under one key is one voucher with one answer', async () => {
    await startCompany('CLAVES');
    for (let round = 0; round < 10; round += 1) {
      const name = `clave ${round}`;
      const answers = await Promise.all(
        processes.map((each) => each.post('2025-02-03', '10.00', name, `key-${round}-0000`)),
      );
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[0]!.voucher.number).toBe(round + 1);
    }
  });

  it('E06 a post raced with a lock is before it or refused, in 30 rounds', async () => {
    await startCompany('CARRERA');
    const codes = new Set<string>();
    for (let round = 1; round <= 30; round += 1) {
      const date = `2024-01-${String(round).padStart(2, '0')}`;
      const [locking, posting] = round % 2 ? processes : [processes[1], processes[0]];
      const posts = [0, 1, 2].map((index) => posting.post(date, '5.00', `${date} ${index}`));
      // Begun in another order each round, so that the lock meets posts before, during and after.
      const lock = locking.lock(date);
      posts.push(locking.post(date, '5.00', `${date} 3`));
      const outcomes = await Promise.allSettled(posts);
      await lock;
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') continue;
        expect(outcome.reason).toBeInstanceOf(Refusal);
        for (const { code } of (outcome.reason as Refusal).rejections) codes.add(code);
      }
    }
    expect([...codes].filter((code) => code !== 'date-locked')).toEqual([]);
    // Audit events are numbered under the company's row: the order in which things happened.
    const events = await test.engine.read((tx) =>
      tx.query<{ id: bigint; action: string; subject: string; detail: string }>(
        'SELECT id, action, subject, detail FROM audit_events WHERE company_id = ? ORDER BY id',
        [companyId],
      ),
    );
    expect(events.map(({ id }) => Number(id))).toEqual(events.map((_, index) => index + 1));
    let lockedThrough = '';
    for (const { action, subject, detail } of events) {
      if (action === 'setLock') lockedThrough = subject;
      if (action !== 'postVoucher') continue;
      expect((JSON.parse(detail) as { date: string }).date > lockedThrough).toBe(true);
    }
    expect(lockedThrough).toBe('2024-01-30');
    const report = await test.engine.read((tx) => verifyLedger(tx, companyId));
    expect(report.findings).toEqual([]);
  });

  it('users and companies made at once get ids of their own, and one e-mail is one user', async () => {
    const user = (email: string) => ({ email, name: '', password: 'contraseña-larga' });
    const engines = [test.engine, other];
    const ids = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        createUser(engines[index % 2]!, clock, user(`u${index}@ejemplo.es`)),
      ),
    );
    expect(new Set(ids).size).toBe(6);
    const same = await Promise.allSettled(
      engines.map((engine) => createUser(engine, clock, user('misma@ejemplo.es'))),
    );
    expect(same.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = same.find((each) => each.status === 'rejected');
    expect((refused?.reason as Refusal).rejections[0]?.code).toBe('user-duplicate');
    const companies = await Promise.all(
      engines.map((engine, index) => createRawCompany(engine, `EMPRESA${index}`)),
    );
    expect(new Set(companies).size).toBe(2);
  });
});
