// From an invocation of Excel to a call of the figure book, and back: broadcasting of ranges, sizes of
// results, and errors as Excel wants them.
import type { BalanceMeasure } from '../../shared/contract/balances.ts';
import {
  accountNameFigure,
  balanceFigure,
  isFigureError,
  trialBalanceFigure,
  type FigureValue,
} from './figure.ts';
import type { CallSlot, FigureCall } from './figureBook.ts';
import { openCall } from './openCall.ts';
import { sizesDiffer } from './figureTexts.ts';
import type { DayClock } from './functionClock.ts';
import {
  checkFilters,
  isBlank,
  matrixOf,
  readAccountCode,
  readAccountFilter,
  readLevel,
  readPeriod,
  readPeriodRange,
  saysToday,
  type ArgumentMatrix,
} from './functionArguments.ts';

/** What a streaming cell is told with: a scalar result is a matrix of one cell, which Excel shows as a scalar. */
export interface Streaming {
  setResult: (value: unknown[][] | CustomFunctions.Error) => void;
  onCanceled?: () => void;
}

/** SALDO and its relatives: accounts × dates, each a range, a spilled array or one value. */
export function openBalances(
  cuenta: ArgumentMatrix,
  fecha: ArgumentMatrix,
  filtros: ArgumentMatrix,
  measure: BalanceMeasure,
  today: DayClock,
  invocation: Streaming,
): void {
  const accounts = matrixOf(cuenta);
  const dates = matrixOf(fecha);
  const refusedFilter = checkFilters(filtros);
  const size = broadcastSize(accounts, dates);
  const isSingle = size.rows === 1 && size.columns === 1;
  const slots = (): CallSlot[] => {
    if (refusedFilter) return [refusedFilter];
    const day = today();
    return broadcast(accounts, dates, (account, date) => {
      if (account === outside || date === outside) return sizesDiffer;
      // Blank rows of a range stay blank; a single blank argument is an error.
      if (!isSingle && (isBlank(account) || isBlank(date))) return '';
      const filter = readAccountFilter(account);
      if (isFigureError(filter)) return filter;
      const period = readPeriod(date, { today: day });
      return isFigureError(period) ? period : balanceFigure(filter, period, measure);
    });
  };
  const columns = refusedFilter ? 1 : size.columns;
  const changesWithDay = dates.flat().some(saysToday);
  start(slots, columns, changesWithDay, invocation);
}

/** NOMBRE.CUENTA over one code or a range of them. */
export function openAccountNames(cuenta: ArgumentMatrix, invocation: Streaming): void {
  const codes = matrixOf(cuenta);
  const cells = codes.flat();
  const slots = (): CallSlot[] =>
    cells.map((cell) => {
      if (cells.length > 1 && isBlank(cell)) return '';
      const code = readAccountCode(cell);
      return isFigureError(code) ? code : accountNameFigure(code);
    });
  start(slots, codes[0]?.length ?? 1, false, invocation);
}

/** BALANCE.COMPROBACION: one figure, which is a table. */
export function openTrialBalance(
  desde: ArgumentMatrix,
  hasta: ArgumentMatrix,
  nivel: ArgumentMatrix,
  filtros: ArgumentMatrix,
  today: DayClock,
  invocation: Streaming,
): void {
  const [from, to, depth] = [desde, hasta, nivel].map((one) => matrixOf(one)[0]?.[0]);
  const slots = (): CallSlot[] => {
    const refusedFilter = checkFilters(filtros);
    if (refusedFilter) return [refusedFilter];
    const period = readPeriodRange(from, to, { today: today() });
    if (isFigureError(period)) return [period];
    const level = readLevel(depth);
    if (isFigureError(level)) return [level];
    return [trialBalanceFigure(period.from, period.to, level)];
  };
  start(slots, 1, saysToday(from) || saysToday(to), invocation);
}

function start(
  slots: () => CallSlot[],
  columns: number,
  changesWithDay: boolean,
  invocation: Streaming,
): void {
  const call: FigureCall = {
    slots: slots(),
    deliver: (values) => invocation.setResult(resultOf(values, columns)),
    ...(changesWithDay ? { slotsOfToday: slots } : {}),
  };
  invocation.onCanceled = openCall(call);
}

function resultOf(values: FigureValue[], columns: number): unknown[][] | CustomFunctions.Error {
  const [first] = values;
  if (values.length === 1 && Array.isArray(first)) return first;
  if (values.length === 1 && isFigureError(first)) return excelError(first);
  const rows: unknown[][] = [];
  for (let index = 0; index < values.length; index += columns) {
    rows.push(
      values
        .slice(index, index + columns)
        .map((value) => (isFigureError(value) ? excelError(value) : value)),
    );
  }
  return rows;
}

function excelError(error: { error: string; message: string }): CustomFunctions.Error {
  const code =
    error.error === 'notAvailable'
      ? CustomFunctions.ErrorCode.notAvailable
      : CustomFunctions.ErrorCode.invalidValue;
  return new CustomFunctions.Error(code, error.message);
}

/** A position beyond a range that is neither single nor as long as the other: Excel shows #N/D there. */
const outside = Symbol('outside');

function broadcastSize(left: unknown[][], right: unknown[][]): { rows: number; columns: number } {
  return {
    rows: Math.max(left.length, right.length),
    columns: Math.max(left[0]?.length ?? 1, right[0]?.length ?? 1),
  };
}

function broadcast(
  left: unknown[][],
  right: unknown[][],
  combine: (left: unknown, right: unknown) => CallSlot,
): CallSlot[] {
  const size = broadcastSize(left, right);
  const slots: CallSlot[] = [];
  for (let row = 0; row < size.rows; row += 1) {
    for (let column = 0; column < size.columns; column += 1) {
      slots.push(combine(cellAt(left, row, column), cellAt(right, row, column)));
    }
  }
  return slots;
}

function cellAt(matrix: unknown[][], row: number, column: number): unknown {
  const cells = matrix.length === 1 ? matrix[0] : matrix[row];
  if (!cells) return outside;
  if (cells.length === 1) return cells[0];
  return column < cells.length ? cells[column] : outside;
}
