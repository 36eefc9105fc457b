// Virtual results of any ledger: the naive fold of each year's own plan, kept up posting by posting, and no figure
// that moves when a year is regularised as planned (functions.md «Closed years never hide figures»).
import fc from 'fast-check';
import { expect, describe, it } from 'vitest';
import { isResultKind } from '../../shared/account.ts';
import type { ClosingView } from '../../shared/contract/balances.ts';
import { fromDayNumber, localDate, toDayNumber } from '../../shared/localDate.ts';
import { layers, type Layer, type Posting } from '../ledger/posting.ts';
import { ClosingTargets } from '../regularisation/closingTargets.ts';
import { planRegularisation } from '../regularisation/planRegularisation.ts';
import { listRegularisationEntries } from '../regularisation/regularisationEntries.ts';
import { testBooks } from '../testing/testBooks.ts';
import { BalanceIndex } from './balanceIndex.ts';
import { Figures } from './figures.ts';
import { computeTrialBalance } from './trialBalance.ts';
import { virtualResultsOf } from './virtualResults.ts';

const seed = 20261130;
const chart = `
  1405 Clientes · activo
  130 Subvenciones · patrimonio
  3605 Utilidad · patrimonio
  3610 Pérdida · patrimonio
  4135 Ventas · ingreso
  5195 Diversos · gasto
  5905 Ganancias y pérdidas · gasto
  83 Impuesto · gasto · aparte
  840 Transferencias · gasto · cierra 130
  91 Orden · orden
`;
/** Six months, a July–June year, a gap of a month, a year. */
const years = `
  a 2025-01-01 2025-06-30
  b 2025-07-01 2026-06-30
  c 2026-08-01 2027-07-31
`;
const books = testBooks({ chart, years, profile: 'CO' });
const codes = books.chart.accounts.map(({ code }) => code);
const firstDay = toDayNumber(localDate('2025-01-01'));
const lastDay = toDayNumber(localDate('2027-07-31'));

/** One posting to an account and its counterpart. */
const movement = fc.record({
  day: fc.integer({ min: firstDay, max: lastDay }).filter((day) => {
    const date = fromDayNumber(day);
    return date <= '2026-06-30' || date >= '2026-08-01';
  }),
  from: fc.constantFrom(...codes),
  to: fc.constantFrom(...codes),
  amount: fc.bigInt(1n, 10n ** 9n),
});
type Movement = typeof movement extends fc.Arbitrary<infer T> ? T : never;

function postingOf(
  seq: number,
  code: string,
  day: number,
  amount: bigint,
  layer: Layer = layers.ordinary,
): Posting {
  return {
    ...{ seq, voucherId: 1, entry: 1, line: 1, accountId: books.chart.find(code)!.id, layer },
    ...{ date: fromDayNumber(day), book: 0, currency: 'COP', currencyAmount: amount },
    debit: amount > 0n ? amount : 0n,
    credit: amount < 0n ? -amount : 0n,
    ...{ dimensionSetId: 0, origin: 0, documentRef: '', description: '', dueDate: null },
    mirrorsSeq: null,
  };
}

function logOf(movements: readonly Movement[]): Posting[] {
  return movements.flatMap(({ day, from, to, amount }, at) => [
    postingOf(at * 2 + 1, to, day, amount),
    postingOf(at * 2 + 2, from, day, -amount),
  ]);
}

function figuresOf(index: BalanceIndex, day: number, closing: ClosingView = 'antes'): string[] {
  const date = fromDayNumber(day);
  const figures = new Figures(books, index, { closing });
  const days = figures.days({ from: date, to: date });
  return books.chart.accounts.flatMap((account) =>
    (['opening', 'closing'] as const).map(
      (measure) =>
        `${account.code} ${measure} ${figures.measure(figures.account(account), days, measure)}`,
    ),
  );
}

/** The definition, word by word: each earlier year's own result, by itself. */
function closingOf(log: readonly Posting[], code: string, day: number): bigint {
  const date = fromDayNumber(day);
  const year = books.calendar.years.find(({ endsOn }) => date <= endsOn);
  const start = year && date >= year.startsOn ? year.startsOn : null;
  const earlier = books.calendar.years.filter(({ endsOn }) => endsOn < date);
  const sum = (from: string, to: string, wanted: (of: string) => boolean) =>
    log.reduce((total, { accountId, date: on, debit, credit }) => {
      const isWanted = on >= from && on <= to && wanted(books.chart.get(accountId).code);
      return isWanted ? total + debit - credit : total;
    }, 0n);
  const { kind } = books.chart.find(code)!;
  const ownFrom =
    start ?? (earlier.length > 0 ? fromDayNumber(toDayNumber(earlier.at(-1)!.endsOn) + 1) : '');
  if (isResultKind(kind) && code !== '83') return sum(ownFrom, date, (of) => of === code);
  let balance = sum('', date, (of) => of === code);
  for (const { startsOn, endsOn } of earlier) {
    if (code === '130') balance += sum(startsOn, endsOn, (of) => of === '840');
    const result = sum(startsOn, endsOn, (of) => ['4135', '5195', '5905'].includes(of));
    if (code === (result > 0n ? '3610' : '3605')) balance += result;
  }
  return balance;
}

describe('virtual results', () => {
  it(`K12 are each year’s own plan, kept up or built anew (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.array(movement, { maxLength: 20 }),
        fc.array(fc.integer({ min: firstDay, max: lastDay + 400 }), { minLength: 2, maxLength: 4 }),
        fc.nat(5),
        (movements, asked, remembered) => {
          const log = logOf(movements);
          const kept = new BalanceIndex(0, [], remembered);
          for (let at = 0; at < log.length; at += 2) {
            kept.apply(log.slice(at, at + 2));
            // Asked in between, so that what was planned must be forgotten again.
            figuresOf(kept, asked[at % asked.length]!);
          }
          const fresh = new BalanceIndex(0);
          fresh.apply(log);
          for (const day of asked) {
            expect(figuresOf(kept, day)).toEqual(figuresOf(fresh, day));
            const period = { from: fromDayNumber(day), to: fromDayNumber(day) };
            const shown = { leavesOnly: true, includeZeros: true };
            const { rows, totals } = computeTrialBalance(books, kept, period, shown);
            expect([totals.opening, totals.closing]).toEqual(['0.00', '0.00']);
            for (const { code, closing } of rows) {
              const cents = BigInt(closing.replace('.', ''));
              expect(`${code} ${cents}`).toBe(`${code} ${closingOf(log, code, day)}`);
            }
          }
        },
      ),
      { seed, numRuns: 150 },
    );
  });

  it(`K04 no figure moves when a year is regularised as planned (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.array(movement, { maxLength: 20 }),
        fc.array(fc.integer({ min: firstDay, max: lastDay + 400 }), { minLength: 2, maxLength: 4 }),
        (movements, asked) => {
          const log = logOf(movements);
          const index = new BalanceIndex(0);
          index.apply(log);
          const before = asked.map((day) => figuresOf(index, day));
          for (const { startsOn, endsOn } of books.calendar.years) {
            const of = (id: number, through: number) =>
              index.balance(id, through, [layers.ordinary]);
            const balances = books.chart.accounts
              .filter(({ kind }) => isResultKind(kind))
              .map((account) => ({
                account,
                amount:
                  BigInt(of(account.id, toDayNumber(endsOn))) -
                  BigInt(of(account.id, toDayNumber(startsOn) - 1)),
              }));
            const plan = planRegularisation(new ClosingTargets(books), balances);
            for (const { lines } of listRegularisationEntries(plan)) {
              for (const { account, amount } of lines) {
                const [seq, day] = [index.ledgerVersion + 1, toDayNumber(endsOn)];
                index.apply([postingOf(seq, account.code, day, amount, layers.regularisation)]);
              }
            }
            expect(asked.map((day) => figuresOf(index, day))).toEqual(before);
          }
          expect(
            figuresOf(index, lastDay, 'despues').filter((each) =>
              /^(4135|5195|5905|840) closing/.test(each),
            ),
          ).toEqual(['4135', '5195', '5905', '840'].map((code) => `${code} closing 0`));
        },
      ),
      { seed, numRuns: 100 },
    );
  });

  it('plans again the years that were posted to, and only those', () => {
    const index = new BalanceIndex(0);
    const results = virtualResultsOf(books, index);
    expect(virtualResultsOf(books, index)).toBe(results);
    const at = (day: string) => toDayNumber(localDate(day));
    const taken = (day: string) => {
      const now = virtualResultsOf(books, index);
      return now.taken(books.chart.find('3605')!.id, now.stretchesThrough(at(day)));
    };
    index.apply([postingOf(1, '4135', at('2025-03-01'), -500n)]);
    expect([taken('2025-06-29'), taken('2025-06-30'), taken('2026-06-30')]).toEqual([
      0, -500, -500,
    ]);
    index.apply([postingOf(2, '4135', at('2026-06-30'), -70n)]);
    expect([taken('2025-06-30'), taken('2026-06-30'), taken('2027-07-31')]).toEqual([
      -500, -570, -570,
    ]);
    // Back-dated by more than a year.
    index.apply([postingOf(3, '5195', at('2025-06-30'), 100n)]);
    expect([taken('2025-06-30'), taken('2026-06-30')]).toEqual([-400, -470]);
    // Nothing of a balance account.
    index.apply([postingOf(4, '1405', at('2025-06-30'), 9n)]);
    expect(taken('2026-06-30')).toBe(-470);
  });
});
