// One call by a cell while it lasts: its dates looked at in the workbook, its figures asked of the book,
// their values told to Excel as Excel wants them.
import type { DateContext } from '../../shared/period.ts';
import { matrixOf, type Matrix } from './argumentMatrix.ts';
import { hasSerials, readDateCells } from './dateArguments.ts';
import { isFigureError, type FigureError, type FigureValue } from './figure.ts';
import type { CallSlot, FigureCall } from './figureBook.ts';
import { noteCall } from './figureNotices.ts';
import { answerTooLarge } from './figureTexts.ts';
import { saysToday } from './functionArguments.ts';
import type { DayClock } from './functionClock.ts';
import type { Argument, Streaming } from './invocation.ts';
import { openCall } from './openCall.ts';

/** What a call asks, worked out once its dates are known. */
export interface Question {
  slots: (dates: DateContext) => CallSlot[];
  columns: number;
}

/** Calls whose dates stand in cells: what these show may change without Excel calling again. */
const lookingAtCells = new Set<() => Promise<void>>();

/** Looks again at what the cells of dates show: a format that was changed makes a day of a month. */
export async function lookAtDatesAgain(): Promise<void> {
  await Promise.all([...lookingAtCells].map((look) => look()));
}

/** Opens the call, at once unless its dates have to be looked at in the workbook first. */
export function startCall(
  invocation: Streaming,
  dateArguments: readonly Argument[],
  today: DayClock,
  ask: (dates: Matrix[]) => Question,
): void {
  let isCanceled = false;
  let close: () => void = () => undefined;
  let opened: string | null = null;
  const open = (dates: Matrix[], context: Omit<DateContext, 'today'>, notices: string[]): void => {
    const { slots, columns } = ask(dates);
    close();
    close = openQuestion(invocation, columns, notices, {
      slotsOfDay: () => slots({ ...context, today: today() }),
      changesWithDay: dates.some(({ cells }) => cells.some((row) => row.some(saysToday))),
    });
  };
  const look = async (): Promise<void> => {
    const { matrices, dateSystem, notices, isComplete } = await readDateCells(dateArguments);
    const shown = JSON.stringify([matrices, dateSystem]);
    // What cannot be read now keeps the figure that it had.
    if (isCanceled || shown === opened || (opened !== null && !isComplete)) return;
    opened = shown;
    open(matrices, { dateSystem }, notices);
  };
  invocation.onCanceled = () => {
    isCanceled = true;
    lookingAtCells.delete(look);
    close();
  };
  const matrices = dateArguments.map(({ value }) => matrixOf(value));
  if (!hasSerials(matrices)) return open(matrices, {}, []);
  lookingAtCells.add(look);
  void look();
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
