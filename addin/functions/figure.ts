// What a cell may ask for and what it may be told: the vocabulary of the custom functions.
import type { BalanceMeasure } from '../../shared/contract/balances.ts';

/** One thing asked of the ledger. `key` identifies it: cells that ask the same share it. */
export type Figure =
  | {
      kind: 'balance';
      key: string;
      account: string;
      from: string;
      to: string;
      measure: BalanceMeasure;
    }
  | { kind: 'accountName'; key: string; code: string }
  | { kind: 'trialBalance'; key: string; from: string; to: string; level: number | null };

/** `#N/D` and `#¡VALOR!`: the only two errors of Excel that carry a text. */
export interface FigureError {
  error: 'notAvailable' | 'invalidValue';
  message: string;
}
export type FigureTable = (string | number)[][];
export type FigureValue = number | string | FigureError | FigureTable;

export function balanceFigure(
  account: string,
  period: { from: string; to: string },
  measure: BalanceMeasure,
): Figure {
  const { from, to } = period;
  return {
    kind: 'balance',
    key: `b|${from}|${to}|${measure}|${account}`,
    account,
    from,
    to,
    measure,
  };
}

export function accountNameFigure(code: string): Figure {
  return { kind: 'accountName', key: `n|${code}`, code };
}

export function trialBalanceFigure(from: string, to: string, level: number | null): Figure {
  return { kind: 'trialBalance', key: `t|${from}|${to}|${level ?? ''}`, from, to, level };
}

export function isFigureError(value: unknown): value is FigureError {
  return typeof value === 'object' && value !== null && 'error' in value;
}

export function sameFigureValue(left: FigureValue | undefined, right: FigureValue): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  return JSON.stringify(left) === JSON.stringify(right);
}
