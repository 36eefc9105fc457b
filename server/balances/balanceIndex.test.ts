// The balances in memory against a plain fold of the postings, at every day and version (seeded).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber } from '../../shared/localDate.ts';
import type { DayTotal } from '../ledger/dayTotals.store.ts';
import { contributionOf, layers, mirrorOf, type Layer, type Posting } from '../ledger/posting.ts';
import { AccountSeries } from './accountSeries.ts';
import { BalanceIndex } from './balanceIndex.ts';
import { exactOf } from './exactAmount.ts';

const seed = 20250331;
const layerSets: (readonly Layer[])[] = [
  [layers.ordinary],
  [layers.ordinary, layers.regularisation],
  Object.values(layers),
];

describe('AccountSeries', () => {
  const movement = fc.record({
    day: fc.integer({ min: -40, max: 40 }),
    debit: fc.bigInt(0n, 2n ** 53n - 1n),
    credit: fc.bigInt(0n, 2n ** 53n - 1n),
  });

  it(`S01 is the sum of what came on or before a day, in any order of arrival (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 60 }), (movements) => {
        const series = new AccountSeries();
        for (const { day, debit, credit } of movements) {
          series.add(day, exactOf(debit), exactOf(credit));
        }
        for (let day = -42; day <= 42; day += 1) {
          let [debit, credit] = [0n, 0n];
          for (const each of movements) {
            if (each.day > day) continue;
            debit += each.debit;
            credit += each.credit;
          }
          expect(series.debitThrough(day)).toBe(exactOf(debit));
          expect(series.creditThrough(day)).toBe(exactOf(credit));
          expect(series.balanceThrough(day)).toBe(exactOf(debit - credit));
        }
      }),
      { seed, numRuns: 60 },
    );
  });

  it('sums beyond 64 bits are as exact as any other', () => {
    const series = new AccountSeries();
    series.add(1, 2n ** 62n, 0);
    series.add(1, 2n ** 62n, 5);
    series.add(9, 1, 0);
    series.add(0, 0, 2);
    expect(series.balanceThrough(9)).toBe(2n ** 63n + 1n - 7n);
    expect(series.balanceThrough(1)).toBe(2n ** 63n - 7n);
  });
});

/** A posting of account 1–4; the index reads nothing else of it. */
const postingArbitrary = fc.record({
  accountId: fc.integer({ min: 1, max: 4 }),
  day: fc.integer({ min: 20_000, max: 20_030 }),
  layer: fc.constantFrom<Layer>(...Object.values(layers)),
  amount: fc.bigInt(1n, 10n ** 12n),
  isDebit: fc.boolean(),
  /** Cancels an earlier one, when there is one. */
  mirrors: fc.option(fc.nat(30), { freq: 4 }),
});

function buildLog(
  drawn: readonly (typeof postingArbitrary extends fc.Arbitrary<infer T> ? T : never)[],
) {
  const log: Posting[] = [];
  const cancelled = new Set<number>();
  for (const { accountId, day, layer, amount, isDebit, mirrors } of drawn) {
    const seq = log.length + 1;
    const target = mirrors === null ? undefined : log[mirrors];
    if (target && target.mirrorsSeq === null && !cancelled.has(target.seq)) {
      cancelled.add(target.seq);
      log.push({ ...mirrorOf(target), seq, voucherId: 1 });
      continue;
    }
    log.push({
      ...{ seq, voucherId: 1, entry: 1, line: 1, accountId, date: fromDayNumber(day), layer },
      ...{ book: 0, debit: isDebit ? amount : 0n, credit: isDebit ? 0n : amount, currency: 'EUR' },
      ...{ currencyAmount: isDebit ? amount : -amount, dimensionSetId: 0, origin: 0 },
      ...{ documentRef: '', description: '', dueDate: null, mirrorsSeq: null },
    });
  }
  return log;
}

/** What the roll-ups of the database would hold. */
function dayTotalsOf(log: readonly Posting[]): DayTotal[] {
  const totals = new Map<string, DayTotal>();
  for (const posting of log) {
    const { accountId, date, layer, book } = posting;
    const { debit, credit } = contributionOf(posting);
    const key = `${accountId} ${date} ${layer} ${book}`;
    const known = totals.get(key) ?? { accountId, date, layer, book, debit: 0n, credit: 0n };
    totals.set(key, { ...known, debit: known.debit + debit, credit: known.credit + credit });
  }
  return [...totals.values()];
}

describe('BalanceIndex', () => {
  it(`S01 equals the fold of the log at every version, built or caught up (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(postingArbitrary, { maxLength: 40 }), fc.nat(40), (drawn, cut) => {
        const log = buildLog(drawn);
        const known = log.slice(0, cut);
        const index = new BalanceIndex(known.length, dayTotalsOf(known));
        index.apply(log.slice(known.length));
        expect(index.ledgerVersion).toBe(log.length);
        for (const accountId of [1, 2, 3, 4]) {
          for (const day of [19_999, 20_000, 20_007, 20_015, 20_030, 20_031]) {
            for (const inLayers of layerSets) {
              const fold = log
                .filter((p) => p.accountId === accountId && inLayers.includes(p.layer))
                .filter((p) => p.date <= fromDayNumber(day))
                .reduce((sum, p) => sum + p.debit - p.credit, 0n);
              expect(index.balance(accountId, day, inLayers)).toBe(exactOf(fold));
            }
          }
        }
      }),
      { seed, numRuns: 150 },
    );
  });

  it('a cancelled pair leaves no turnover behind', () => {
    const draw = { accountId: 1, day: 20_000, layer: layers.ordinary, amount: 500n, isDebit: true };
    const log = buildLog([
      { ...draw, mirrors: null },
      { ...draw, mirrors: 0 },
    ]);
    const index = new BalanceIndex(0, []);
    index.apply(log);
    expect(index.debits(1, 20_000, [layers.ordinary])).toBe(0);
    expect(index.credits(1, 20_000, [layers.ordinary])).toBe(0);
  });

  it('refuses postings that do not follow its version', () => {
    const draw = { accountId: 1, day: 20_000, layer: layers.ordinary, amount: 1n, isDebit: true };
    const log = buildLog([
      { ...draw, mirrors: null },
      { ...draw, mirrors: null },
    ]);
    const index = new BalanceIndex(0, []);
    expect(() => index.apply([log[1]!])).toThrow('does not follow version 0');
    index.apply([log[0]!]);
    expect(() => index.apply([log[0]!])).toThrow('does not follow version 1');
  });
});
