// Balances as the wire has them: many figures in one dictionary-coded question, amounts as numbers that
// a cell can hold.
import type {
  BalanceAnswer,
  BalanceMeasure,
  BalanceQuery,
} from '../../shared/contract/balances.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import type { Figure, FigureError, FigureValue } from './figure.ts';
import { figureErrorOf, tooManyDigits } from './figureTexts.ts';

export type BalanceFigure = Extract<Figure, { kind: 'balance' }>;

export function encodeBalanceQuery(figures: readonly BalanceFigure[]): BalanceQuery {
  const accounts = createDictionary<string>();
  const periods = createDictionary<{ from: LocalDate; to: LocalDate }>();
  const measures = createDictionary<BalanceMeasure>();
  const cells: number[] = [];
  for (const { account, from, to, measure } of figures) {
    cells.push(
      accounts.indexOf(account, account),
      periods.indexOf(`${from}|${to}`, { from: from as LocalDate, to: to as LocalDate }),
      measures.indexOf(measure, measure),
    );
  }
  return { accounts: accounts.items, periods: periods.items, measures: measures.items, cells };
}

function createDictionary<T>() {
  const indexes = new Map<string, number>();
  const items: T[] = [];
  return {
    items,
    indexOf(key: string, item: T): number {
      const known = indexes.get(key);
      if (known !== undefined) return known;
      indexes.set(key, items.length);
      return items.push(item) - 1;
    },
  };
}

/** @param keys of the figures in the order in which they were asked */
export function valuesOfAmounts(
  keys: readonly string[],
  { amounts, rejections }: Pick<BalanceAnswer, 'amounts' | 'rejections'>,
): Map<string, FigureValue> {
  const errors = new Map<number, FigureError>();
  for (const rejection of rejections) {
    if (rejection.line !== undefined) errors.set(rejection.line, figureErrorOf(rejection));
  }
  const values = new Map<string, FigureValue>();
  keys.forEach((key, index) => {
    const amount = amounts[index];
    const value = amount == null ? errors.get(index) : numberOfAmount(amount);
    if (value !== undefined) values.set(key, value);
  });
  return values;
}

/** Excel keeps 15 significant digits: an amount with more is an error, never rounded (functions.md). */
export function numberOfAmount(amount: string): number | FigureError {
  // Fewer characters than digits allowed: most amounts need no closer look.
  if (amount.length <= 15) return Number(amount) + 0;
  const digits = amount
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '');
  // Normalised so that a zero is never −0, which cells show with its sign.
  return digits.length > 15 ? tooManyDigits() : Number(amount) + 0;
}
