// «Closed years never hide figures» (functions.md): each case is a ledger with its layers, and the
// trial balance that an accountant would expect, adding up to zero in every view.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, localDate, toDayNumber, type LocalDate } from '../../shared/localDate.ts';
import { isResultKind } from '../../shared/account.ts';
import type { DayTotal } from '../ledger/dayTotals.store.ts';
import { layers, type Layer } from '../ledger/posting.ts';
import { readLedger, tidyTable, writeTrialBalance } from '../testing/ledgerText.ts';
import { testBooks, type TestBooksOptions } from '../testing/testBooks.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import { closingViews } from '../../shared/contract/balances.ts';
import { BalanceIndex } from './balanceIndex.ts';
import { addExact, type ExactAmount } from './exactAmount.ts';
import { Figures } from './figures.ts';
import { computeTrialBalance } from './trialBalance.ts';

const chart = `
  129 Resultado del ejercicio · patrimonio
  100 Capital · patrimonio
  430 Clientes · activo
  570 Caja · activo
  600 Compras · gasto
  700 Ventas · ingreso
  710 Variación de existencias · costo
`;
const layersByWord: Record<string, Layer> = {
  regularización: layers.regularisation,
  cierre: layers.closing,
  apertura: layers.opening,
};

/** A ledger whose voucher texts name their layer; all others are ordinary. */
function indexOf(books: CompanyBooks, text: string): BalanceIndex {
  const totals: DayTotal[] = [];
  for (const { date = '', description = '', lines } of readLedger(text)) {
    const layer = layersByWord[description] ?? layers.ordinary;
    for (const { account = '', debit, credit } of lines) {
      const cents = (amount = '0') => BigInt(Math.round(Number(amount) * 100));
      const { id } = books.chart.find(account)!;
      totals.push({
        accountId: id,
        date,
        layer,
        book: 0,
        debit: cents(debit),
        credit: cents(credit),
      });
    }
  }
  return new BalanceIndex(totals.length, totals);
}

function trialBalanceOf(options: TestBooksOptions, ledger: string) {
  const books = testBooks({ chart, ...options });
  const index = indexOf(books, ledger);
  return (from: string, to = from): string => {
    const period = { from: localDate(from), to: localDate(to) };
    const shown = { leavesOnly: true, includeZeros: false };
    const answer = computeTrialBalance(books, index, period, shown);
    expect(answer.totals.opening, `opening of ${from}`).toBe('0.00');
    expect(answer.totals.closing, `closing of ${to}`).toBe('0.00');
    return writeTrialBalance({ ...answer, rows: answer.rows });
  };
}

describe('three years, none closed', () => {
  const at = trialBalanceOf(
    {
      years: `
        2023 2023-01-01 2023-12-31
        2024 2024-01-01 2024-12-31
        2025 2025-01-01 2025-12-31
      `,
    },
    `
      2023-01-01 Saldos
        570    1.000,00
        100             1.000,00
      2023-05-01 Venta
        570      300,00
        700               300,00
      2024-05-01 Compra
        600      120,00
        570               120,00
      2024-06-01 Coste
        710       10,00
        570                10,00
      2025-05-01 Venta
        430      500,00
        700               500,00
    `,
  );

  it.each([
    [
      'within the first year there is nothing earlier',
      '2023-01-01',
      '2023-12-31',
      `
      100      0,00       0,00  1.000,00  -1.000,00
      570      0,00   1.300,00      0,00   1.300,00
      700      0,00       0,00    300,00    -300,00
      Total    0,00   1.300,00  1.300,00       0,00
      `,
    ],
    [
      'the second year starts its result accounts at zero, and 129 shows the first one’s result',
      '2024-01-01',
      '2024-12-31',
      `
      100   -1.000,00     0,00     0,00  -1.000,00
      129*    -300,00     0,00     0,00    -300,00
      570    1.300,00     0,00   130,00   1.170,00
      600        0,00   120,00     0,00     120,00
      710        0,00    10,00     0,00      10,00
      Total      0,00   130,00   130,00       0,00
      `,
    ],
    [
      'the third sees both',
      '2025-06-01',
      '2025-06-30',
      `
      100   -1.000,00     0,00     0,00  -1.000,00
      129*    -170,00     0,00     0,00    -170,00
      430      500,00     0,00     0,00     500,00
      570    1.170,00     0,00     0,00   1.170,00
      700     -500,00     0,00     0,00    -500,00
      Total      0,00     0,00     0,00       0,00
      `,
    ],
    [
      'E13 a period over several years: openings of its first year, closings of its last',
      '2023-06-01',
      '2025-12-31',
      `
      100   -1.000,00       0,00    0,00  -1.000,00
      129*       0,00       0,00    0,00    -170,00
      430        0,00     500,00    0,00     500,00
      570    1.300,00       0,00  130,00   1.170,00
      600        0,00     120,00    0,00       0,00
      700     -300,00       0,00  500,00    -500,00
      710        0,00      10,00    0,00       0,00
      Total      0,00     630,00  630,00       0,00
      `,
    ],
    [
      'after every year: nothing is lost in the gap',
      '2026-03-01',
      '2026-03-31',
      `
      100   -1.000,00     0,00     0,00  -1.000,00
      129*    -670,00     0,00     0,00    -670,00
      430      500,00     0,00     0,00     500,00
      570    1.170,00     0,00     0,00   1.170,00
      Total      0,00     0,00     0,00       0,00
      `,
    ],
  ])('S01 %s', (_name, from, to, expected) => {
    expect(tidyTable(at(from, to))).toBe(tidyTable(expected));
  });
});

describe('a closed year', () => {
  // 2024 sold 300 for 100, was regularised, closed and opened again; 2025 goes on.
  const at = trialBalanceOf(
    {
      years: `
        2024 2024-01-01 2024-12-31 cerrado
        2025 2025-01-01 2025-12-31
      `,
    },
    `
      2024-05-01 Venta
        570      300,00
        700               300,00
      2024-05-02 Compra
        600      100,00
        570               100,00
      2024-12-31 regularización
        700      300,00
        600               100,00
        129               200,00
      2024-12-31 cierre
        129      200,00
        570               200,00
      2025-01-01 apertura
        570      200,00
        129               200,00
      2025-02-01 Venta
        570       50,00
        700                50,00
    `,
  );

  it('its December still shows what was sold: its regularisation is left out', () => {
    expect(tidyTable(at('2024-12-01', '2024-12-31'))).toBe(
      tidyTable(`
        570     200,00   0,00   0,00    200,00
        600     100,00   0,00   0,00    100,00
        700    -300,00   0,00   0,00   -300,00
        Total     0,00   0,00   0,00      0,00
      `),
    );
  });

  it('the next year opens with the real result on 129, nothing virtual, and no fictitious movement', () => {
    expect(tidyTable(at('2025-01-01', '2025-12-31'))).toBe(
      tidyTable(`
        129    -200,00   0,00   0,00   -200,00
        570     200,00  50,00   0,00    250,00
        700       0,00   0,00  50,00    -50,00
        Total     0,00  50,00  50,00      0,00
      `),
    );
  });

  it('a period across the closing has neither closing, opening nor regularisation in its movements', () => {
    expect(tidyTable(at('2024-12-31', '2025-01-01'))).toBe(
      tidyTable(`
        129       0,00   0,00   0,00   -200,00
        570     200,00   0,00   0,00    200,00
        600     100,00   0,00   0,00      0,00
        700    -300,00   0,00   0,00      0,00
        Total     0,00   0,00   0,00      0,00
      `),
    );
  });
});

describe('years of other lengths', () => {
  const at = trialBalanceOf(
    {
      years: `
        largo 2023-01-01 2024-06-30
        corto 2024-07-01 2024-12-31
        2026  2026-01-01 2026-12-31
      `,
    },
    `
      2022-12-01 Antes de todo ejercicio
        570       40,00
        100                40,00
      2023-02-01 Venta
        570      100,00
        700               100,00
      2024-06-30 Venta
        570       10,00
        700                10,00
      2024-07-01 Venta
        570        1,00
        700                 1,00
      2025-05-05 En el hueco
        570        0,50
        700                 0,50
    `,
  );

  it('E03 E13 an 18-month year accumulates its 18 months', () => {
    expect(tidyTable(at('2024-01-01', '2024-06-30'))).toBe(
      tidyTable(`
        100     -40,00   0,00   0,00   -40,00
        570     140,00  10,00   0,00   150,00
        700    -100,00   0,00  10,00  -110,00
        Total     0,00  10,00  10,00     0,00
      `),
    );
  });

  it('the short year that follows starts again', () => {
    expect(tidyTable(at('2024-07-01', '2024-12-31'))).toBe(
      tidyTable(`
        100     -40,00   0,00   0,00   -40,00
        129*   -110,00   0,00   0,00  -110,00
        570     150,00   1,00   0,00   151,00
        700       0,00   0,00   1,00    -1,00
        Total     0,00   1,00   1,00     0,00
      `),
    );
  });

  it('a day between years accumulates from the end of the last one', () => {
    expect(tidyTable(at('2025-06-01'))).toBe(
      tidyTable(`
        100     -40,00   0,00   0,00   -40,00
        129*   -111,00   0,00   0,00  -111,00
        570     151,50   0,00   0,00   151,50
        700      -0,50   0,00   0,00    -0,50
        Total     0,00   0,00   0,00     0,00
      `),
    );
  });
});

describe('the result account', () => {
  const years = `
    2024 2024-01-01 2024-12-31
    2025 2025-01-01 2025-12-31
  `;
  const ledger = `
    2024-05-01 Venta
      570      300,00
      700               300,00
  `;

  it('with accounts below it: the first of them takes the virtual result', () => {
    const at = trialBalanceOf(
      {
        years,
        chart: `${chart}
          1290000000 Resultado · patrimonio
          1290000001 Otro resultado · patrimonio
        `,
      },
      ledger,
    );
    expect(tidyTable(at('2025-01-01'))).toBe(
      tidyTable(`
        1290000000*  -300,00  0,00  0,00  -300,00
        570           300,00  0,00  0,00   300,00
        Total           0,00  0,00  0,00     0,00
      `),
    );
  });
});

describe('levels and zeros', () => {
  const books = testBooks({
    chart: `
      4 Deudores · activo
      43 Clientes · activo
      430 Nacionales · activo
      431 Efectos · activo
      5 Tesorería · activo
      570 Caja · activo
      7 Ingresos · ingreso
      700 Ventas · ingreso
    `,
  });
  const index = indexOf(
    books,
    `
      2025-02-01 x
        430    100,00
        700             100,00
      2025-02-02 x
        570    100,00
        430             100,00
    `,
  );
  const period = { from: localDate('2025-01-01'), to: localDate('2025-12-31') };
  const at = (options: Partial<Parameters<typeof computeTrialBalance>[3]>) =>
    computeTrialBalance(books, index, period, {
      leavesOnly: false,
      includeZeros: false,
      ...options,
    }).rows.map(
      ({ code, closing, isPostable }) => `${code} ${closing}${isPostable ? '' : ' total'}`,
    );

  it('R01 shows totals of the accounts above, down to a level', () => {
    expect(at({})).toEqual([
      '4 0.00 total',
      '43 0.00 total',
      '430 0.00',
      '5 100.00 total',
      '570 100.00',
      '7 -100.00 total',
      '700 -100.00',
    ]);
    expect(at({ level: 1 })).toEqual(['4 0.00 total', '5 100.00 total', '7 -100.00 total']);
    expect(at({ leavesOnly: true })).toEqual(['430 0.00', '570 100.00', '700 -100.00']);
    expect(at({ leavesOnly: true, includeZeros: true })).toContain('431 0.00');
  });
});

describe('any ledger', () => {
  const seed = 20250331;
  const years = `
    2023 2023-01-01 2023-12-31
    18m  2024-01-01 2025-06-30
    2026 2026-01-01 2026-12-31
  `;
  const books = testBooks({ chart, years });
  const first = toDayNumber(localDate('2022-11-01'));
  const movement = fc.record({
    day: fc.integer({ min: first, max: first + 1_700 }),
    from: fc.integer({ min: 1, max: 7 }),
    to: fc.integer({ min: 1, max: 7 }),
    amount: fc.bigInt(1n, 10n ** 9n),
    layer: fc.constantFrom<Layer>(layers.ordinary, ...Object.values(layers)),
  });

  it(`adds up to zero at every date, and agrees with a plain fold (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.array(movement, { maxLength: 25 }),
        fc.integer({ min: first, max: first + 1_700 }),
        (movements, day) => {
          const totals = movements.flatMap(({ day: at, from, to, amount, layer }): DayTotal[] => {
            // Closing and opening entries move balance accounts only (the first four of the chart).
            const isOfYear = layer === layers.ordinary || layer === layers.regularisation;
            const idOf = (id: number) => (isOfYear ? id : ((id - 1) % 4) + 1);
            const common = { date: fromDayNumber(at), layer, book: 0 };
            return [
              { ...common, accountId: idOf(from), debit: 0n, credit: amount },
              { ...common, accountId: idOf(to), debit: amount, credit: 0n },
            ];
          });
          const date = fromDayNumber(day);
          const index = new BalanceIndex(totals.length, totals);
          const answer = computeTrialBalance(
            books,
            index,
            { from: date, to: date },
            { leavesOnly: true, includeZeros: true },
          );
          expect(answer.totals.opening).toBe('0.00');
          expect(answer.totals.closing).toBe('0.00');
          for (const closing of closingViews) {
            const figures = new Figures(books, index, { closing });
            const days = figures.days({ from: date, to: date });
            for (const measure of ['opening', 'closing', 'movement'] as const) {
              const sum = books.chart.accounts
                .map((account) => figures.measure(figures.account(account), days, measure))
                .reduce<ExactAmount>(addExact, 0);
              expect(`${closing} ${measure} ${sum}`).toBe(`${closing} ${measure} 0`);
            }
          }
          for (const { code, closing } of answer.rows) {
            expect(`${code} ${closing}`).toBe(`${code} ${foldOf(totals, code, date)}`);
          }
        },
      ),
      { seed, numRuns: 200 },
    );
  });

  /** The definition, word by word, with nothing cached or indexed. */
  function foldOf(totals: readonly DayTotal[], code: string, date: LocalDate): string {
    const starts = ['2027-01-01', '2026-01-01', '2025-07-01', '2024-01-01', '2023-01-01', '0000'];
    const start = starts.find((each) => each <= date)!;
    const account = books.chart.find(code)!;
    let sum = 0n;
    for (const { accountId, date: on, layer, debit, credit } of totals) {
      if (layer === layers.closing || layer === layers.opening) continue;
      const isEarlier = on < start;
      const isOwn = !isEarlier && on <= date && layer === layers.ordinary;
      const kind = books.chart.get(accountId).kind;
      if (accountId === account.id && (isOwn || (isEarlier && !isResultKind(kind)))) {
        sum += debit - credit;
      }
      if (code === '129' && isEarlier && isResultKind(kind)) sum += debit - credit;
    }
    const text = sum.toString().replace('-', '').padStart(3, '0');
    return `${sum < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
  }
});
