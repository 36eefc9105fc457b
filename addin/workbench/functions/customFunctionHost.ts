// Excel's part in custom functions: one invocation per cell and call, started once the cell's
// arguments are known, kept alive while the formula lives (also when its cell moves), cancelled when
// the formula goes or its arguments change. Results may arrive at any time, again and again.
import { IFunctionService } from '@univerjs/engine-formula';
import {
  cellRange,
  containsRange,
  formatAddress,
  shiftLines,
  type CellRange,
} from '../grid/address.ts';
import type { DirtyRange } from '../grid/calculation.ts';
import { fromSerial1900, toDateSerial } from '../grid/dateSystem.ts';
import type { Grid } from '../grid/grid.ts';
import { isErrorCode } from '../grid/gridCells.ts';
import type { GridEvent } from '../grid/gridEvents.ts';
import {
  wantedAddresses,
  type FunctionMetadata,
  type FunctionsMetadata,
} from './functionMetadata.ts';
import {
  busyValue,
  failureFromNumber,
  failureFromValue,
  readArguments,
  toValueObject,
  type FunctionArgument,
  type FunctionFailure,
} from './functionValue.ts';
import {
  ClockFunction,
  WorkbenchFunction,
  type CallArgument,
  type CallPlace,
} from './workbenchFunction.ts';

const FLAG_CANCELABLE = 1;
const FLAG_STREAMING = 2;

export interface Invocation {
  id: number;
  functionId: string;
  functionName: string;
  values: FunctionArgument[];
  flags: number;
  place: CallPlace;
  /** Only for functions that ask for it; null for an argument that is no reference. */
  parameterAddresses: ParameterAddresses | undefined;
  wantsAddress: boolean;
  /** Undefined while the function has not answered: the cell is busy. */
  result: { value: unknown; failure: FunctionFailure | undefined } | undefined;
}

type ParameterAddresses = (string | null)[];

interface Call {
  metadata: FunctionMetadata;
  values: FunctionArgument[];
  parameterAddresses: ParameterAddresses | undefined;
}

interface CellCalls {
  place: CallPlace;
  pass: number;
  calls: Map<string, Call>;
}

export interface FunctionMessages {
  invoke(invocations: Invocation[]): void;
  cancel(invocations: Invocation[]): void;
}

/** What the add-in answers: number of the invocation, whether it went well, value, error number. */
export type WireFunctionResult = [id: number, isOk: boolean, value: unknown, errorCode?: number];

const placeKey = ({ sheetId, row, column }: CallPlace) => `${sheetId}:${row}:${column}`;

export class CustomFunctionHost {
  private readonly byCell = new Map<string, Map<string, Invocation>>();
  private readonly byId = new Map<number, Invocation>();
  private seen = new Map<string, CellCalls>();
  private nextId = 1;
  /** Cells whose calls are made anew when they are next calculated. */
  private readonly renewed = new Set<string>();

  constructor(
    private readonly grid: Grid,
    private readonly messages: FunctionMessages,
    clock: () => Date,
  ) {
    const functions = grid.injector.get(IFunctionService);
    functions.registerExecutors(
      new ClockFunction('TODAY', () => Math.floor(this.serialOf(clock()))),
      new ClockFunction('NOW', () => this.serialOf(clock())),
    );
  }

  private serialOf(date: Date): number {
    return fromSerial1900(toSerial(date), this.grid.dateSystem);
  }

  register(metadata: FunctionsMetadata): void {
    const functions = this.grid.injector.get(IFunctionService);
    const executors = metadata.functions.map(
      (definition) =>
        new WorkbenchFunction(definition, (called, place, variants) => {
          const given = variants.map(({ value }) => value);
          const read = readArguments(given, called.parameters);
          if (read.error) return read.error;
          const parameterAddresses = this.addressesOf(called, variants);
          return this.answer({ metadata: called, values: read.values, parameterAddresses }, place);
        }),
    );
    functions.registerExecutors(...executors);
  }

  /** The invocations that wait for their first answer. */
  get busyCount(): number {
    return [...this.byId.values()].filter((invocation) => !invocation.result).length;
  }

  get liveCount(): number {
    return this.byId.size;
  }

  /**
   * The message of an error that a function of this cell gave, as Excel's error card shows it: only
   * when the cell itself shows an error, and not `=SI.ERROR(…)`.
   */
  failureAt(place: CallPlace): FunctionFailure | undefined {
    const { sheetId, row, column } = place;
    if (this.byCell.size === 0) return undefined;
    if (!isErrorCode(this.grid.cells.value(sheetId, row, column))) return undefined;
    const invocations = this.byCell.get(placeKey(place))?.values() ?? [];
    return [...invocations].find((invocation) => invocation.result?.failure)?.result?.failure;
  }

  private addressesOf(metadata: FunctionMetadata, given: CallArgument[]) {
    if (!wantedAddresses(metadata).ofParameters) return undefined;
    return given.map(({ reference }) => {
      const name = reference && this.grid.findSheet(reference.sheetId)?.getName();
      return reference && name !== undefined ? formatAddress(name!, reference.range) : null;
    });
  }

  private answer(call: Call, place: CallPlace) {
    const cellKey = placeKey(place);
    const { metadata, values, parameterAddresses } = call;
    const callKey = `${metadata.id}|${JSON.stringify([values, parameterAddresses])}`;
    const { pass } = this.grid.calculation;
    let cell = this.seen.get(cellKey);
    // An array formula is evaluated twice; only the arguments of the last time count.
    if (!cell || cell.pass !== pass) {
      cell = { place, pass, calls: new Map() };
      this.seen.set(cellKey, cell);
    }
    cell.calls.set(callKey, call);
    const result = this.byCell.get(cellKey)?.get(callKey)?.result;
    if (!result) return busyValue();
    return toValueObject(result.failure ? { type: 'Error', ...result.failure } : result.value);
  }

  /** Excel calls again what it calculates again: it keeps no answer of the call before. */
  recalculate(ranges: DirtyRange[]): void {
    for (const { sheetId, range } of ranges) {
      const { startRow: row, startColumn: column } = range;
      if (row === range.endRow && column === range.endColumn) {
        this.renewed.add(placeKey({ sheetId, row, column }));
      } else this.renewWithin(sheetId, range);
    }
    this.grid.calculation.recalculate(ranges);
  }

  private renewWithin(sheetId: string, range: CellRange): void {
    for (const [cellKey, invocations] of this.byCell) {
      const [first] = invocations.values();
      if (first?.place.sheetId !== sheetId) continue;
      const { row, column } = first.place;
      if (containsRange(range, cellRange(row, column))) this.renewed.add(cellKey);
    }
  }

  private dropRenewed(seen: ReadonlyMap<string, CellCalls>): Invocation[] {
    const dropped: Invocation[] = [];
    for (const cellKey of this.renewed) {
      if (!seen.has(cellKey)) continue;
      dropped.push(...(this.byCell.get(cellKey)?.values() ?? []));
      this.byCell.delete(cellKey);
    }
    this.renewed.clear();
    return dropped;
  }

  /** After each calculation: what is no longer called ends, what is called for the first time starts. */
  afterCalculation(): void {
    const seen = this.seen;
    this.seen = new Map();
    const dropped = this.dropRenewed(seen);
    const abandoned = this.collectAbandoned(seen);
    const started: Invocation[] = [];
    const adopted: DirtyRange[] = [];
    for (const { place, calls } of seen.values()) {
      for (const [callKey, call] of calls) {
        if (this.byCell.get(placeKey(place))?.has(callKey)) continue;
        // A formula that was cut and pasted: the same call, elsewhere.
        const moved = abandoned.get(callKey)?.pop();
        const invocation = moved ?? this.createInvocation(call, place);
        this.place(invocation, callKey, place);
        if (!moved) started.push(invocation);
        else adopted.push({ sheetId: place.sheetId, range: cellRange(place.row, place.column) });
      }
    }
    const cancelled = [...dropped, ...[...abandoned.values()].flat()];
    for (const invocation of cancelled) this.byId.delete(invocation.id);
    if (cancelled.length > 0) this.messages.cancel(cancelled);
    if (started.length > 0) this.messages.invoke(started);
    this.grid.calculation.recalculate(adopted);
  }

  private collectAbandoned(seen: Map<string, CellCalls>): Map<string, Invocation[]> {
    const abandoned = new Map<string, Invocation[]>();
    for (const [cellKey, invocations] of this.byCell) {
      const calls = seen.get(cellKey)?.calls;
      for (const [callKey, invocation] of invocations) {
        if (calls ? calls.has(callKey) : this.isStillWritten(invocation)) continue;
        invocations.delete(callKey);
        abandoned.set(callKey, [...(abandoned.get(callKey) ?? []), invocation]);
      }
      if (invocations.size === 0) this.byCell.delete(cellKey);
    }
    return abandoned;
  }

  /** A cell that was not evaluated keeps its invocations while its formula names the function. */
  private isStillWritten({ place, functionName }: Invocation): boolean {
    if (!this.grid.findSheet(place.sheetId)) return false;
    const formula = this.grid.cells.formula(place.sheetId, place.row, place.column);
    return formula?.toUpperCase().includes(`${functionName.toUpperCase()}(`) ?? false;
  }

  private createInvocation(call: Call, place: CallPlace): Invocation {
    const { metadata, values, parameterAddresses } = call;
    const { stream, cancelable } = metadata.options ?? {};
    const invocation: Invocation = {
      id: this.nextId,
      functionId: metadata.id,
      functionName: metadata.name,
      values,
      flags: (cancelable || stream ? FLAG_CANCELABLE : 0) | (stream ? FLAG_STREAMING : 0),
      place,
      parameterAddresses,
      wantsAddress: wantedAddresses(metadata).ofCell,
      result: undefined,
    };
    this.nextId += 1;
    this.byId.set(invocation.id, invocation);
    return invocation;
  }

  private place(invocation: Invocation, callKey: string, place: CallPlace): void {
    const cellKey = placeKey(place);
    const invocations = this.byCell.get(cellKey) ?? new Map<string, Invocation>();
    invocations.set(callKey, Object.assign(invocation, { place }));
    this.byCell.set(cellKey, invocations);
  }

  addressOf({ sheetId, row, column }: CallPlace): string {
    const name = this.grid.findSheet(sheetId)?.getName() ?? '';
    return formatAddress(name, cellRange(row, column));
  }

  /** Results of invocations that were cancelled meanwhile are dropped. */
  receive(results: WireFunctionResult[]): void {
    const changed: CallPlace[] = [];
    for (const [id, isOk, value, errorCode] of results) {
      const invocation = this.byId.get(id);
      if (!invocation) continue;
      const failure = isOk ? failureFromValue(value) : failureFromNumber(errorCode ?? 0, value);
      invocation.result = { value, failure };
      changed.push(invocation.place);
    }
    this.grid.calculation.recalculate(joinPlaces(changed));
  }

  /** Invocations move with the rows and columns of their cells. */
  follow(event: GridEvent): void {
    if (event.kind !== 'linesShifted') return;
    const shifted = new Map<string, Map<string, Invocation>>();
    for (const [cellKey, invocations] of this.byCell) {
      const [first] = invocations.values();
      if (!first || first.place.sheetId !== event.sheetId) continue;
      const { row, column } = first.place;
      const line = event.axis === 'rows' ? row : column;
      const moved = shiftLines(line, line, event.index, event.count);
      // A removed cell keeps its old key: the next calculation finds no formula there.
      if (!moved || moved.start === line) continue;
      this.byCell.delete(cellKey);
      const place = { ...first.place, [event.axis === 'rows' ? 'row' : 'column']: moved.start };
      for (const invocation of invocations.values()) invocation.place = place;
      shifted.set(placeKey(place), invocations);
    }
    for (const [cellKey, invocations] of shifted) {
      const staying = this.byCell.get(cellKey) ?? new Map<string, Invocation>();
      this.byCell.set(cellKey, new Map([...staying, ...invocations]));
    }
  }

  /** A new pane knows nothing of the calls of the one before it. */
  restartAll(): void {
    const all = [...this.byId.values()];
    if (all.length > 0) this.messages.invoke(all);
  }

  /** Tells the add-in that every formula is gone; used when the workbook is closed. */
  cancelAll(): void {
    const all = [...this.byId.values()];
    this.byId.clear();
    this.byCell.clear();
    if (all.length > 0) this.messages.cancel(all);
  }
}

function toSerial(date: Date): number {
  const day = toDateSerial(date.getFullYear(), date.getMonth() + 1, date.getDate()) ?? 0;
  const seconds = date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds();
  return day + seconds / 86_400;
}

/** Neighbouring cells of a column become one range: thousands of answers arrive at once. */
function joinPlaces(places: CallPlace[]): DirtyRange[] {
  const sorted = [...places].sort(
    (one, other) =>
      one.sheetId.localeCompare(other.sheetId) || one.column - other.column || one.row - other.row,
  );
  const joined: DirtyRange[] = [];
  for (const { sheetId, row, column } of sorted) {
    const last = joined.at(-1);
    const continues =
      last?.sheetId === sheetId &&
      last.range.startColumn === column &&
      row <= last.range.endRow + 1;
    if (continues) last.range.endRow = Math.max(last.range.endRow, row);
    else joined.push({ sheetId, range: cellRange(row, column) });
  }
  return joined;
}
