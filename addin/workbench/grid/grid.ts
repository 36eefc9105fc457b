// The spreadsheet itself: one Univer workbook, the same headless and on the page, behind the few
// operations that Office.js and the tests need. Everything that changes the workbook goes through
// Univer's own commands, so formulas, references, notes and the screen follow by themselves.
import {
  BooleanNumber,
  Direction,
  ICommandService,
  IUniverInstanceService,
  RANGE_TYPE,
  UniverInstanceType,
  generateRandomId,
  mergeWorksheetSnapshotWithDefault,
  type IRange,
  type Injector,
  type Univer,
  type Workbook,
  type Worksheet,
} from '@univerjs/core';
import { FormulaDataModel, IActiveDirtyManagerService } from '@univerjs/engine-formula';
import {
  CopySheetCommand,
  DeleteRangeMoveLeftCommand,
  DeleteRangeMoveUpCommand,
  InsertColCommand,
  InsertRangeMoveDownCommand,
  InsertRangeMoveRightCommand,
  InsertSheetMutation,
  RemoveColCommand,
  RemoveRowCommand,
  RemoveSheetCommand,
  SetFrozenMutation,
  SetSelectionsOperation,
  SetTabColorMutation,
  SetWorksheetActiveOperation,
  SetWorksheetColumnCountMutation,
  SetWorksheetHideMutation,
  SetWorksheetNameCommand,
  SetWorksheetOrderMutation,
  SetWorksheetRowCountMutation,
  SheetsSelectionsService,
  ToggleGridlinesMutation,
} from '@univerjs/sheets';
import type { DateSystem } from '../../../shared/localDate.ts';
import {
  type CellRange,
  isEntireColumn,
  isEntireRow,
  rowCountOf,
  columnCountOf,
} from './address.ts';
import { Calculation } from './calculation.ts';
import './endlessRanges.ts';
import { GridCells } from './gridCells.ts';
import { GridNotes } from './gridNotes.ts';
import { GridStyles } from './gridStyles.ts';
import { SheetCopies } from './sheetCopies.ts';
import { installSpanishFunctions } from './spanishFunctions.ts';
import './textLiterals.ts';

export const WORKBOOK_ID = 'workbench';
/** InsertRowCommand: exported by Univer, but forgotten by its type declarations. */
const INSERT_ROW = 'sheet.command.insert-row';
const NEW_SHEET_ROWS = 1000;
const NEW_SHEET_COLUMNS = 40;
/** Added at once when a write goes past the last row, so that a bulk load does not grow per block. */
const ROW_MARGIN = 200;

/** A workbook as Excel would open it in Spanish: one empty sheet. */
export function createEmptyWorkbookData() {
  return {
    id: WORKBOOK_ID,
    name: 'Libro1',
    sheetOrder: ['hoja1'],
    sheets: {
      hoja1: {
        id: 'hoja1',
        name: 'Hoja1',
        rowCount: NEW_SHEET_ROWS,
        columnCount: NEW_SHEET_COLUMNS,
      },
    },
  };
}

export class Grid {
  readonly injector: Injector;
  readonly commands: ICommandService;
  readonly workbook: Workbook;
  readonly calculation: Calculation;
  readonly cells: GridCells;
  readonly styles: GridStyles;
  readonly notes: GridNotes;
  readonly copies: SheetCopies;

  /** What «today» is, for a typed `15-nov`; the host says. */
  clock: () => Date = () => new Date();

  constructor(
    readonly univer: Univer,
    readonly dateSystem: DateSystem = 1900,
  ) {
    this.injector = univer.__getInjector();
    this.commands = this.injector.get(ICommandService);
    this.workbook = this.injector
      .get(IUniverInstanceService)
      .getUnit<Workbook>(WORKBOOK_ID, UniverInstanceType.UNIVER_SHEET) as Workbook;
    const dirtyManager = this.injector.get(IActiveDirtyManagerService);
    this.calculation = new Calculation(this.commands, dirtyManager, WORKBOOK_ID);
    this.cells = new GridCells(this, this.injector.get(FormulaDataModel));
    this.styles = new GridStyles(this);
    this.notes = new GridNotes(this);
    this.copies = new SheetCopies(this);
    installSpanishFunctions(this);
  }

  run(commandId: string, params: object): void {
    this.commands.syncExecuteCommand(commandId, { unitId: WORKBOOK_ID, ...params });
  }

  // --- sheets -----------------------------------------------------------------------------------

  get sheets(): Worksheet[] {
    return this.workbook.getSheetOrders().map((id) => this.workbook.getSheetBySheetId(id)!);
  }

  /** By id or by name, as `worksheets.getItem` takes either; names do not mind case. */
  findSheet(idOrName: string): Worksheet | undefined {
    const name = idOrName.toLowerCase();
    return (
      this.workbook.getSheetBySheetId(idOrName) ??
      this.sheets.find((sheet) => sheet.getName().toLowerCase() === name)
    );
  }

  get activeSheet(): Worksheet {
    return this.workbook.getActiveSheet() ?? this.sheets[0]!;
  }

  addSheet(name?: string): Worksheet {
    const id = generateRandomId(8);
    const sheet = mergeWorksheetSnapshotWithDefault({
      id,
      name: name ?? this.nextSheetName(),
      rowCount: NEW_SHEET_ROWS,
      columnCount: NEW_SHEET_COLUMNS,
    });
    this.run(InsertSheetMutation.id, { index: this.workbook.getSheetSize(), sheet });
    return this.workbook.getSheetBySheetId(id)!;
  }

  private nextSheetName(): string {
    for (let number = this.workbook.getSheetSize() + 1; ; number += 1) {
      if (!this.findSheet(`Hoja${number}`)) return `Hoja${number}`;
    }
  }

  async copySheet(sheetId: string): Promise<Worksheet> {
    const known = new Set(this.workbook.getSheetOrders());
    await this.keepingActiveSheet(() =>
      this.commands.executeCommand(CopySheetCommand.id, {
        unitId: WORKBOOK_ID,
        subUnitId: sheetId,
      }),
    );
    return this.sheets.find((sheet) => !known.has(sheet.getSheetId()))!;
  }

  async deleteSheet(sheetId: string): Promise<void> {
    await this.keepingActiveSheet(() =>
      this.commands.executeCommand(RemoveSheetCommand.id, {
        unitId: WORKBOOK_ID,
        subUnitId: sheetId,
      }),
    );
  }

  /** Univer shows the sheet that it copied or the neighbour of the one it deleted; Excel does not. */
  private async keepingActiveSheet(action: () => Promise<unknown>): Promise<void> {
    const before = this.activeSheet.getSheetId();
    await action();
    const isElsewhere = this.activeSheet.getSheetId() !== before;
    if (isElsewhere && this.workbook.getSheetBySheetId(before)) this.activateSheet(before);
  }

  async renameSheet(sheetId: string, name: string): Promise<void> {
    const params = { unitId: WORKBOOK_ID, subUnitId: sheetId, name };
    await this.commands.executeCommand(SetWorksheetNameCommand.id, params);
  }

  activateSheet(sheetId: string): void {
    this.run(SetWorksheetActiveOperation.id, { subUnitId: sheetId });
  }

  moveSheet(sheetId: string, position: number): void {
    const fromOrder = this.workbook.getSheetOrders().indexOf(sheetId);
    this.run(SetWorksheetOrderMutation.id, { subUnitId: sheetId, fromOrder, toOrder: position });
  }

  setSheetHidden(sheetId: string, isHidden: boolean): void {
    const hidden = isHidden ? BooleanNumber.TRUE : BooleanNumber.FALSE;
    this.run(SetWorksheetHideMutation.id, { subUnitId: sheetId, hidden });
  }

  setTabColor(sheetId: string, color: string): void {
    this.run(SetTabColorMutation.id, { subUnitId: sheetId, color });
  }

  setGridlines(sheetId: string, isShown: boolean): void {
    const showGridlines = isShown ? BooleanNumber.TRUE : BooleanNumber.FALSE;
    this.run(ToggleGridlinesMutation.id, { subUnitId: sheetId, showGridlines });
  }

  /** Zero of both thaws the panes. */
  setFrozen(sheetId: string, rows: number, columns: number): void {
    this.run(SetFrozenMutation.id, {
      subUnitId: sheetId,
      startRow: rows > 0 ? rows : -1,
      startColumn: columns > 0 ? columns : -1,
      ySplit: rows,
      xSplit: columns,
    });
  }

  // --- shape ------------------------------------------------------------------------------------

  /** Grows the sheet when a range reaches past its last row or column. */
  ensureSize(sheetId: string, range: CellRange): void {
    const sheet = this.workbook.getSheetBySheetId(sheetId)!;
    if (!isEntireColumn(range) && range.endRow >= sheet.getRowCount()) {
      const rowCount = range.endRow + 1 + ROW_MARGIN;
      this.run(SetWorksheetRowCountMutation.id, { subUnitId: sheetId, rowCount });
    }
    if (!isEntireRow(range) && range.endColumn >= sheet.getColumnCount()) {
      const columnCount = range.endColumn + 1;
      this.run(SetWorksheetColumnCountMutation.id, { subUnitId: sheetId, columnCount });
    }
  }

  /** The part of a range that exists in the grid: whole columns end at the sheet's last row. */
  clip(sheetId: string, range: CellRange): CellRange {
    const sheet = this.workbook.getSheetBySheetId(sheetId)!;
    return {
      ...range,
      endRow: Math.min(range.endRow, sheet.getRowCount() - 1),
      endColumn: Math.min(range.endColumn, sheet.getColumnCount() - 1),
    };
  }

  /** The range without its hidden rows. */
  visibleAreas(sheetId: string, within: CellRange): CellRange[] {
    const sheet = this.workbook.getSheetBySheetId(sheetId)!;
    const range = this.clip(sheetId, within);
    const areas: CellRange[] = [];
    for (let row = range.startRow; row <= range.endRow; row += 1) {
      if (!sheet.getRowVisible(row)) continue;
      const last = areas.at(-1);
      if (last?.endRow === row - 1) last.endRow = row;
      else areas.push({ ...range, startRow: row, endRow: row });
    }
    return areas;
  }

  private toUniverRange(sheetId: string, range: CellRange): IRange {
    const clipped = this.clip(sheetId, range);
    if (isEntireRow(range)) return { ...clipped, rangeType: RANGE_TYPE.ROW };
    if (isEntireColumn(range)) return { ...clipped, rangeType: RANGE_TYPE.COLUMN };
    return clipped;
  }

  async insertCells(sheetId: string, range: CellRange, shift: 'Down' | 'Right'): Promise<void> {
    this.ensureSize(sheetId, range);
    const params = {
      unitId: WORKBOOK_ID,
      subUnitId: sheetId,
      range: this.toUniverRange(sheetId, range),
      cellValue: {},
    };
    if (isEntireRow(range)) {
      await this.commands.executeCommand(INSERT_ROW, {
        ...params,
        direction: Direction.UP,
      });
    } else if (isEntireColumn(range)) {
      await this.commands.executeCommand(InsertColCommand.id, {
        ...params,
        direction: Direction.LEFT,
      });
    } else {
      const command = shift === 'Down' ? InsertRangeMoveDownCommand : InsertRangeMoveRightCommand;
      await this.onSheet(sheetId, () => this.commands.executeCommand(command.id, params));
    }
  }

  async deleteCells(sheetId: string, range: CellRange, shift: 'Up' | 'Left'): Promise<void> {
    const params = {
      unitId: WORKBOOK_ID,
      subUnitId: sheetId,
      range: this.toUniverRange(sheetId, range),
    };
    if (isEntireRow(range)) await this.commands.executeCommand(RemoveRowCommand.id, params);
    else if (isEntireColumn(range)) await this.commands.executeCommand(RemoveColCommand.id, params);
    else {
      const command = shift === 'Up' ? DeleteRangeMoveUpCommand : DeleteRangeMoveLeftCommand;
      await this.onSheet(sheetId, () => this.commands.executeCommand(command.id, params));
    }
  }

  /** Some of Univer's commands only know the active sheet; the person's sheet comes back after. */
  private async onSheet(sheetId: string, action: () => Promise<unknown>): Promise<void> {
    const active = this.activeSheet.getSheetId();
    if (active !== sheetId) this.activateSheet(sheetId);
    await action();
    if (active !== sheetId) this.activateSheet(active);
  }

  // --- selection --------------------------------------------------------------------------------

  get selection(): { sheetId: string; range: CellRange } {
    const sheetId = this.activeSheet.getSheetId();
    const selected = this.injector.get(SheetsSelectionsService).getCurrentLastSelection()?.range;
    const { startRow = 0, startColumn = 0, endRow = 0, endColumn = 0 } = selected ?? {};
    return { sheetId, range: { startRow, startColumn, endRow, endColumn } };
  }

  select(sheetId: string, range: CellRange): void {
    if (this.activeSheet.getSheetId() !== sheetId) this.activateSheet(sheetId);
    const clipped = this.clip(sheetId, range);
    const primary = {
      actualRow: clipped.startRow,
      actualColumn: clipped.startColumn,
      ...clipped,
      endRow: clipped.startRow,
      endColumn: clipped.startColumn,
      isMerged: false,
      isMergedMainCell: false,
    };
    this.run(SetSelectionsOperation.id, {
      subUnitId: sheetId,
      reveal: true,
      selections: [{ range: this.toUniverRange(sheetId, range), primary, style: null }],
    });
  }

  countCells(range: CellRange): number {
    return rowCountOf(range) * columnCountOf(range);
  }
}
