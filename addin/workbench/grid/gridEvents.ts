// What happened in the grid, in Excel's terms. Whoever made the change (a person, the add-in, a
// test), it is read from Univer's mutations, so nothing can change without being noticed.
import type { ICellData, ICommandInfo, Nullable } from '@univerjs/core';
import {
  InsertColMutation,
  InsertRowMutation,
  InsertSheetMutation,
  RemoveColMutation,
  RemoveRowMutation,
  RemoveSheetMutation,
  SelectionMoveType,
  SetRangeValuesMutation,
  SetSelectionsOperation,
  SetWorksheetActiveOperation,
  SetWorksheetNameMutation,
} from '@univerjs/sheets';
import { MAX_COLUMNS, MAX_ROWS, includeCell, type CellRange } from './address.ts';
import type { CellValue } from './cellInput.ts';
import type { Grid } from './grid.ts';
import type { ValueType } from './gridCells.ts';

export type ChangeType =
  'RangeEdited' | 'RowInserted' | 'RowDeleted' | 'ColumnInserted' | 'ColumnDeleted';

export interface CellSnapshot {
  value: CellValue;
  type: ValueType;
}

export type GridEvent =
  | {
      kind: 'changed';
      sheetId: string;
      range: CellRange;
      changeType: ChangeType;
      /** Only for a change of one cell. */
      before?: CellSnapshot;
      after?: CellSnapshot;
    }
  | {
      kind: 'linesShifted';
      sheetId: string;
      axis: 'rows' | 'columns';
      index: number;
      count: number;
    }
  | { kind: 'selectionChanged'; sheetId: string; range: CellRange }
  | { kind: 'sheetAdded' | 'sheetDeleted' | 'sheetActivated' | 'sheetDeactivated'; sheetId: string }
  | { kind: 'sheetRenamed'; sheetId: string; name: string; nameBefore: string };

interface SheetParams {
  subUnitId: string;
  range?: CellRange;
  cellValue?: Record<string, Record<string, Nullable<ICellData>>>;
  selections?: { range: CellRange }[];
  type?: SelectionMoveType;
  name?: string;
  sheet?: { id: string };
}

interface CommandOptions {
  onlyLocal?: boolean;
  fromFormula?: boolean;
}

export class GridEvents {
  private readonly listeners = new Set<(event: GridEvent) => void>();
  private before: CellSnapshot | undefined;
  private nameBefore = '';
  private activeSheetId: string;

  constructor(private readonly grid: Grid) {
    this.activeSheetId = grid.activeSheet.getSheetId();
    grid.commands.beforeCommandExecuted((command) => this.remember(command));
    grid.commands.onCommandExecuted((command, options) => {
      this.translate(command, options ?? {});
    });
  }

  listen(listener: (event: GridEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private emit(event: GridEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  private snapshot(sheetId: string, range: CellRange): CellSnapshot | undefined {
    const { startRow: row, startColumn: column } = range;
    if (range.endRow !== row || range.endColumn !== column) return undefined;
    const cells = this.grid.cells;
    return {
      value: cells.value(sheetId, row, column),
      type: cells.valueType(sheetId, row, column),
    };
  }

  private remember(command: Readonly<ICommandInfo>): void {
    const params = command.params as SheetParams | undefined;
    if (command.id === SetRangeValuesMutation.id) {
      const range = editedRange(params?.cellValue ?? {});
      this.before = range ? this.snapshot(params!.subUnitId, range) : undefined;
    } else if (command.id === SetWorksheetNameMutation.id) {
      this.nameBefore = this.grid.findSheet(params!.subUnitId)?.getName() ?? '';
    }
  }

  private translate(command: Readonly<ICommandInfo>, options: CommandOptions): void {
    const params = command.params as SheetParams;
    if (command.id === SetRangeValuesMutation.id) this.translateEdit(params, options);
    else if (command.id === SetSelectionsOperation.id) this.translateSelection(params);
    else if (LINE_MUTATIONS[command.id]) this.translateLines(command.id, params);
    else if (command.id === InsertSheetMutation.id) {
      this.emit({ kind: 'sheetAdded', sheetId: params.sheet!.id });
    } else if (command.id === RemoveSheetMutation.id) {
      this.emit({ kind: 'sheetDeleted', sheetId: params.subUnitId });
    } else if (command.id === SetWorksheetActiveOperation.id) {
      this.translateActivation(params.subUnitId);
    } else if (command.id === SetWorksheetNameMutation.id) {
      const { subUnitId: sheetId, name = '' } = params;
      this.emit({ kind: 'sheetRenamed', sheetId, name, nameBefore: this.nameBefore });
    }
  }

  private translateEdit({ subUnitId, cellValue }: SheetParams, options: CommandOptions): void {
    if (options.fromFormula || options.onlyLocal) return;
    const range = editedRange(cellValue ?? {});
    if (!range) return;
    const event: GridEvent = {
      kind: 'changed',
      sheetId: subUnitId,
      range,
      changeType: 'RangeEdited',
    };
    const after = this.snapshot(subUnitId, range);
    if (this.before && after) Object.assign(event, { before: this.before, after });
    this.emit(event);
  }

  private translateLines(commandId: string, { subUnitId, range }: SheetParams): void {
    const { axis, sign, changeType } = LINE_MUTATIONS[commandId]!;
    const isRows = axis === 'rows';
    const first = isRows ? range!.startRow : range!.startColumn;
    const last = isRows ? range!.endRow : range!.endColumn;
    const count = sign * (last - first + 1);
    this.emit({ kind: 'linesShifted', sheetId: subUnitId, axis, index: first, count });
    const whole = isRows
      ? { startRow: first, endRow: last, startColumn: 0, endColumn: MAX_COLUMNS - 1 }
      : { startRow: 0, endRow: MAX_ROWS - 1, startColumn: first, endColumn: last };
    this.emit({ kind: 'changed', sheetId: subUnitId, range: whole, changeType });
  }

  private translateSelection({ subUnitId, selections, type }: SheetParams): void {
    const isFinal = type === undefined || FINAL_SELECTIONS.has(type);
    const range = selections?.at(-1)?.range;
    if (!isFinal || !range) return;
    const { startRow, startColumn, endRow, endColumn } = range;
    this.emit({
      kind: 'selectionChanged',
      sheetId: subUnitId,
      range: { startRow, startColumn, endRow, endColumn },
    });
  }

  private translateActivation(sheetId: string): void {
    if (sheetId === this.activeSheetId) return;
    const before = this.activeSheetId;
    this.activeSheetId = sheetId;
    this.emit({ kind: 'sheetDeactivated', sheetId: before });
    this.emit({ kind: 'sheetActivated', sheetId });
  }
}

const FINAL_SELECTIONS = new Set([SelectionMoveType.MOVE_END, SelectionMoveType.ONLY_SET]);

const LINE_MUTATIONS: Record<
  string,
  { axis: 'rows' | 'columns'; sign: 1 | -1; changeType: ChangeType }
> = {
  [InsertRowMutation.id]: { axis: 'rows', sign: 1, changeType: 'RowInserted' },
  [RemoveRowMutation.id]: { axis: 'rows', sign: -1, changeType: 'RowDeleted' },
  [InsertColMutation.id]: { axis: 'columns', sign: 1, changeType: 'ColumnInserted' },
  [RemoveColMutation.id]: { axis: 'columns', sign: -1, changeType: 'ColumnDeleted' },
};

/** The rectangle of cells whose content changed; formats and moved references are no edit. */
function editedRange(
  cellValue: Record<string, Record<string, Nullable<ICellData>>>,
): CellRange | null {
  let range: CellRange | null = null;
  for (const [rowKey, line] of Object.entries(cellValue)) {
    for (const [columnKey, cell] of Object.entries(line ?? {})) {
      const isContent = cell === null || (cell && ('v' in cell || 'p' in cell));
      if (isContent) range = includeCell(range, Number(rowKey), Number(columnKey));
    }
  }
  return range;
}
