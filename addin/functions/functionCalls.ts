// From a call by Excel to a call of the figure book, and back: broadcasting of ranges, sizes of results,
// and errors as Excel wants them.
import type { BalanceMeasure } from '../../shared/contract/balances.ts';
import type { DateContext } from '../../shared/period.ts';
import { broadcast, isBlank, isLeftOut, matrixOf, outside, type Matrix } from './argumentMatrix.ts';
import { hasSerials, readDateCells } from './dateArguments.ts';
import {
  accountNameFigure,
  balanceFigure,
  isFigureError,
  trialBalanceFigure,
  type FigureError,
  type FigureValue,
} from './figure.ts';
import type { CallSlot, FigureCall } from './figureBook.ts';
import { noteCall } from './figureNotices.ts';
import { answerTooLarge, sizesDiffer } from './figureTexts.ts';
import {
  checkFilters,
  readAccountCode,
  readAccountFilter,
  readLevel,
  readPeriod,
  readPeriodRange,
  saysToday,
} from './functionArguments.ts';
import type { DayClock } from './functionClock.ts';
import type { Argument, Call, Streaming } from './invocation.ts';
import { openCall } from './openCall.ts';

/** What a call asks, worked out once its dates are known. */
interface Question {
  slots: (dates: DateContext) => CallSlot[];
  columns: number;
}

/** SALDO and its relatives: accounts × dates, each a range, a spilled array or one value. */
export function openBalances(call: Call, measure: BalanceMeasure, today: DayClock): void {
  const accounts = matrixOf(call.argument(0).value);
  const date = orToday(call.argument(1));
  const refused = checkFilters(call.argument(2).value);
  start(call.invocation, [date], today, ([dates]) => {
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
  start(call.invocation, [], today, () => ({ slots, columns: cells[0]!.length }));
}

/** BALANCE.COMPROBACION: one figure, which is a table. */
export function openTrialBalance(call: Call, today: DayClock): void {
  const depth = matrixOf(call.argument(2).value).cells[0]![0];
  const refused = checkFilters(call.argument(3).value);
  start(call.invocation, [call.argument(0), call.argument(1)], today, ([from, to]) => ({
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

/** Opens the call, at once unless its dates have to be looked at in the workbook first. */
function start(
  invocation: Streaming,
  dateArguments: readonly Argument[],
  today: DayClock,
  ask: (dates: Matrix[]) => Question,
): void {
  const matrices = dateArguments.map(({ value }) => matrixOf(value));
  let isCanceled = false;
  let close: () => void = () => undefined;
  const open = (dates: Matrix[], context: Omit<DateContext, 'today'>, notices: string[]): void => {
    if (isCanceled) return;
    const { slots, columns } = ask(dates);
    close = openQuestion(invocation, columns, notices, {
      slotsOfDay: () => slots({ ...context, today: today() }),
      changesWithDay: dates.some(({ cells }) => cells.some((row) => row.some(saysToday))),
    });
  };
  invocation.onCanceled = () => {
    isCanceled = true;
    close();
  };
  if (!hasSerials(matrices)) return open(matrices, {}, []);
  void readDateCells(dateArguments).then(({ matrices: shown, dateSystem, notices }) =>
    open(shown, { dateSystem }, notices),
  );
}

function openQuestion(
  invocation: Streaming,
  columns: number,
  sentences: string[],
  day: { slotsOfDay: () => CallSlot[]; changesWithDay: boolean },
): () => void {
  const slots = day.slotsOfDay();
  const call: FigureCall = {
    slots,
    deliver: (values) => invocation.setResult(resultOf(values, columns)),
    ...(day.changesWithDay ? { slotsOfToday: day.slotsOfDay } : {}),
  };
  const close = openCall(call);
  const forget = noteCall({ sentences, accounts: slots.flatMap(accountsOf) });
  return () => {
    close();
    forget();
  };
}

function accountsOf(slot: CallSlot): string[] {
  return slot !== '' && !isFigureError(slot) && slot.kind === 'balance' ? [slot.account] : [];
}

/** No answer of so many cells fits in Excel's 5 MB: it is not even asked for. */
const mostCells = 1_000_000;
/** Excel on the web takes answers of 5 MB (learn.microsoft.com, «Resource limits for Office Add-ins»). */
const mostAnswerLength = 5_000_000;
/** A cell of an answer takes fewer characters than this: small ones are not measured. */
const longestCell = 40;

function resultOf(values: FigureValue[], columns: number): unknown[][] | CustomFunctions.Error {
  const [first] = values;
  if (values.length === 1 && Array.isArray(first)) return withinLimit(first);
  if (values.length === 1 && isFigureError(first)) return excelError(first);
  const rows: unknown[][] = [];
  for (let index = 0; index < values.length; index += columns) {
    rows.push(
      values
        .slice(index, index + columns)
        .map((value) => (isFigureError(value) ? excelError(value) : value)),
    );
  }
  return withinLimit(rows);
}

function withinLimit(rows: unknown[][]): unknown[][] | CustomFunctions.Error {
  const isSmall = rows.length * (rows[0]?.length ?? 0) * longestCell < mostAnswerLength;
  if (isSmall || JSON.stringify(rows).length <= mostAnswerLength) return rows;
  return excelError(answerTooLarge());
}

function excelError({ error, message }: FigureError): CustomFunctions.Error {
  const code =
    error === 'notAvailable'
      ? CustomFunctions.ErrorCode.notAvailable
      : CustomFunctions.ErrorCode.invalidValue;
  return new CustomFunctions.Error(code, message);
}
