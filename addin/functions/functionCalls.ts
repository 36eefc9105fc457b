// From a call by Excel to what it asks of the figure book: accounts, dates and levels of each function.
import type { BalanceMeasure } from '../../shared/contract/balances.ts';
import type { DateContext } from '../../shared/period.ts';
import { broadcast, isBlank, isLeftOut, matrixOf, outside } from './argumentMatrix.ts';
import { accountNameFigure, balanceFigure, isFigureError, trialBalanceFigure } from './figure.ts';
import type { CallSlot } from './figureBook.ts';
import { answerTooLarge, sizesDiffer } from './figureTexts.ts';
import {
  checkFilters,
  readAccountCode,
  readAccountFilter,
  readLevel,
  readPeriod,
  readPeriodRange,
} from './functionArguments.ts';
import type { DayClock } from './functionClock.ts';
import type { Argument, Call } from './invocation.ts';
import { startCall } from './runningCall.ts';

/** No answer of so many cells fits in Excel's 5 MB: it is not even asked for. */
const mostCells = 1_000_000;

/** SALDO and its relatives: accounts × dates, each a range, a spilled array or one value. */
export function openBalances(call: Call, measure: BalanceMeasure, today: DayClock): void {
  const accounts = matrixOf(call.argument(0).value);
  const date = orToday(call.argument(1));
  const refused = checkFilters(call.argument(2).value);
  startCall(call.invocation, [date], today, ([dates]) => {
    if (refused) return { slots: () => [refused], columns: 1 };
    const { rows, columns, isSingle, at } = broadcast(accounts, dates!);
    if (rows * columns > mostCells) return { slots: () => [answerTooLarge()], columns: 1 };
    const slotAt = (row: number, column: number, context: DateContext): CallSlot => {
      const [account, when] = at(row, column);
      if (account === outside || when === outside) return sizesDiffer;
      // Blank rows of a range stay blank; a single blank argument is an error.
      if (!isSingle && (isBlank(account) || isBlank(when))) return '';
      const filter = readAccountFilter(account);
      if (isFigureError(filter)) return filter;
      const period = readPeriod(when, context);
      return isFigureError(period) ? period : balanceFigure(filter, period, measure);
    };
    const slots = (context: DateContext): CallSlot[] =>
      Array.from({ length: rows * columns }, (_, index) =>
        slotAt(Math.floor(index / columns), index % columns, context),
      );
    return { slots, columns };
  });
}

/** NOMBRE.CUENTA over one code or a range of them. */
export function openAccountNames(call: Call, today: DayClock): void {
  const { cells, rows, columns } = matrixOf(call.argument(0).value);
  const slots = (): CallSlot[] =>
    cells.flat().map((cell) => {
      if (rows * columns > 1 && isBlank(cell)) return '';
      const code = readAccountCode(cell);
      return isFigureError(code) ? code : accountNameFigure(code);
    });
  startCall(call.invocation, [], today, () => ({ slots, columns: cells[0]!.length }));
}

/** BALANCE.COMPROBACION: one figure, which is a table. */
export function openTrialBalance(call: Call, today: DayClock): void {
  const depth = matrixOf(call.argument(2).value).cells[0]![0];
  const refused = checkFilters(call.argument(3).value);
  startCall(call.invocation, [call.argument(0), call.argument(1)], today, ([from, to]) => ({
    columns: 1,
    slots: (context) => {
      if (refused) return [refused];
      const period = readPeriodRange(from!.cells[0]![0], to!.cells[0]![0], context);
      if (isFigureError(period)) return [period];
      const level = readLevel(depth);
      if (isFigureError(level)) return [level];
      return [trialBalanceFigure(period.from, period.to, level)];
    },
  }));
}

/** SALDO(cuenta) is the balance of today; a blank cell given as the date is a mistake. */
function orToday(argument: Argument): Argument {
  return isLeftOut(argument.value) ? { value: 'hoy', address: null } : argument;
}
