// Reading and writing cells: values, formulas and what is shown, in the shapes Office.js uses
// (two-dimensional arrays, `''` for an empty cell, error codes in English).
import {
  CellValueType,
  type ICellData,
  type IObjectMatrixPrimitiveType,
  type Nullable,
} from '@univerjs/core';
import type { FormulaDataModel } from '@univerjs/engine-formula';
import { SetRangeValuesMutation, SetStyleCommand } from '@univerjs/sheets';
import {
  type CellRange,
  columnCountOf,
  containsRange,
  includeCell,
  rowCountOf,
} from './address.ts';
import { type CellInput, type CellValue, type InputLanguage, parseCellInput } from './cellInput.ts';
import type { DirtyRange } from './calculation.ts';
import { WORKBOOK_ID, type Grid } from './grid.ts';
import { showValue } from './numberFormats.ts';
import { toSpanishError } from './spanishFormula.ts';

export type ValueType = 'Empty' | 'String' | 'Double' | 'Boolean' | 'Error';

const ERROR_CODES = new Set([
  '#VALUE!',
  '#N/A',
  '#REF!',
  '#NAME?',
  '#DIV/0!',
  '#NUM!',
  '#NULL!',
  '#BUSY!',
  '#SPILL!',
  '#CALC!',
  '#CONNECT!',
]);

export function isErrorCode(value: unknown): value is string {
  return typeof value === 'string' && ERROR_CODES.has(value);
}

type CellMatrix = IObjectMatrixPrimitiveType<Nullable<ICellData>>;

/** As Univer keeps them, by sheet, row and column. */
export interface SpillData {
  cells: NonNullable<ReturnType<FormulaDataModel['getArrayFormulaCellData']>[string]>;
  ranges: NonNullable<ReturnType<FormulaDataModel['getArrayFormulaRange']>[string]>;
}

export class GridCells {
  private knownSpills = new Map<string, DirtyRange>();

  constructor(
    private readonly grid: Grid,
    private readonly formulas: FormulaDataModel,
  ) {}

  /** The stored cell, or the part of a spilled result that lies on it. */
  private dataAt(sheetId: string, row: number, column: number): Nullable<ICellData> {
    const own = this.storedAt(sheetId, row, column);
    if (own?.v !== undefined && own.v !== null) return own;
    return this.spilled(sheetId)?.[row]?.[column] ?? own;
  }

  private storedAt(sheetId: string, row: number, column: number): Nullable<ICellData> {
    return this.grid.workbook.getSheetBySheetId(sheetId)?.getCellMatrix().getValue(row, column);
  }

  private spilled(sheetId: string): CellMatrix | undefined {
    return this.formulas.getArrayFormulaCellData()[WORKBOOK_ID]?.[sheetId];
  }

  /** The rectangle that the formula of this cell spills over, when it does. */
  spillRange(sheetId: string, row: number, column: number): CellRange | undefined {
    const range = this.formulas.getArrayFormulaRange()[WORKBOOK_ID]?.[sheetId]?.[row]?.[column];
    if (!range) return undefined;
    const { startRow, startColumn, endRow, endColumn } = range;
    return { startRow, startColumn, endRow, endColumn };
  }

  /**
   * Areas that a spilled result has left since the last call. What depends on them was calculated
   * while the engine still saw the old figures there, and has to be calculated once more.
   */
  takeVacatedSpills(): DirtyRange[] {
    const vacated: DirtyRange[] = [];
    const current = new Map<string, DirtyRange>();
    for (const sheetId of this.grid.workbook.getSheetOrders()) {
      const ranges = this.formulas.getArrayFormulaRange()[WORKBOOK_ID]?.[sheetId] ?? {};
      for (const [row, line] of Object.entries(ranges)) {
        for (const [column, range] of Object.entries((line ?? {}) as Record<string, CellRange>)) {
          const key = `${sheetId}:${row}:${column}`;
          current.set(key, { sheetId, range });
        }
      }
    }
    for (const [key, before] of this.knownSpills) {
      const now = current.get(key);
      if (!now || !containsRange(now.range, before.range)) vacated.push(before);
    }
    this.knownSpills = current;
    return vacated;
  }

  value(sheetId: string, row: number, column: number): CellValue {
    const cell = this.dataAt(sheetId, row, column);
    const value = cell?.v;
    if (value === undefined || value === null) return '';
    return cell?.t === CellValueType.BOOLEAN ? Boolean(Number(value)) : value;
  }

  valueType(sheetId: string, row: number, column: number): ValueType {
    const value = this.value(sheetId, row, column);
    if (value === '') return 'Empty';
    if (typeof value === 'number') return 'Double';
    if (typeof value === 'boolean') return 'Boolean';
    return this.isError(sheetId, row, column) ? 'Error' : 'String';
  }

  /** An error, calculated or typed; a text that spells one (typed with an apostrophe) is none. */
  isError(sheetId: string, row: number, column: number): boolean {
    const cell = this.dataAt(sheetId, row, column);
    return isErrorCode(cell?.v) && cell?.t !== CellValueType.FORCE_STRING;
  }

  /** The stored formula in English, undefined for a constant. */
  formula(sheetId: string, row: number, column: number): string | undefined {
    const cell = this.storedAt(sheetId, row, column);
    if (!cell) return undefined;
    if (cell.f) return cell.f;
    return cell.si
      ? (this.formulas.getFormulaStringByCell(row, column, sheetId, WORKBOOK_ID) ?? undefined)
      : undefined;
  }

  hasFormula(sheetId: string, row: number, column: number): boolean {
    const cell = this.storedAt(sheetId, row, column);
    return Boolean(cell?.f || cell?.si);
  }

  /** What a person reads in the cell: the value through its number format, in Spanish. */
  text(sheetId: string, row: number, column: number): string {
    const value = this.value(sheetId, row, column);
    if (typeof value === 'boolean') return value ? 'VERDADERO' : 'FALSO';
    const format = this.grid.styles.numberFormat(sheetId, row, column);
    if (this.isError(sheetId, row, column)) return toSpanishError(String(value));
    if (typeof value === 'string' && (format === '@' || format === 'General')) return value;
    return showValue(value, format, this.grid.dateSystem);
  }

  /** Reads a rectangle; whole rows and columns must be clipped by the caller. */
  read<T>(range: CellRange, readCell: (row: number, column: number) => T): T[][] {
    return Array.from({ length: rowCountOf(range) }, (_, row) =>
      Array.from({ length: columnCountOf(range) }, (_unused, column) =>
        readCell(range.startRow + row, range.startColumn + column),
      ),
    );
  }

  /**
   * Writes what `inputs` holds from the range's first cell on; null leaves a cell alone, `''`
   * empties it. Text is read as Excel reads it (see cellInput.ts).
   */
  write(
    sheetId: string,
    range: CellRange,
    inputs: (CellValue | null)[][],
    language: InputLanguage,
  ): void {
    this.grid.ensureSize(sheetId, range);
    const cellValue = this.prepare(sheetId, range, inputs, language);
    if (Object.keys(cellValue).length > 0) this.change(sheetId, cellValue);
  }

  /** The cells that `write` would write. */
  prepare(
    sheetId: string,
    range: CellRange,
    inputs: (CellValue | null)[][],
    language: InputLanguage,
  ): Record<number, Record<number, ICellData>> {
    const cellValue: Record<number, Record<number, ICellData>> = {};
    inputs.forEach((line, rowOffset) => {
      const row = range.startRow + rowOffset;
      line.forEach((input, columnOffset) => {
        if (input === null) return;
        if (this.grid.styles.isUnderMerged(sheetId, row, range.startColumn + columnOffset)) return;
        const column = range.startColumn + columnOffset;
        (cellValue[row] ??= {})[column] = this.toCellData(sheetId, row, column, input, language);
      });
    });
    return cellValue;
  }

  /** What a cell becomes when this is put into it. */
  toCellData(
    sheetId: string,
    row: number,
    column: number,
    input: CellValue,
    language: InputLanguage,
  ): ICellData {
    const { dateSystem, clock, styles } = this.grid;
    const format = styles.numberFormat(sheetId, row, column);
    const settings = { dateSystem, currentYear: clock().getFullYear() };
    return toCellData(parseCellInput(input, format, language, settings), format);
  }

  change(sheetId: string, cellValue: CellMatrix): void {
    this.grid.run(SetRangeValuesMutation.id, { subUnitId: sheetId, cellValue });
  }

  /** The trigger tells the formula engine that no formula is touched; without it they would go. */
  changeLooks(sheetId: string, cellValue: CellMatrix): void {
    const params = { subUnitId: sheetId, cellValue, trigger: SetStyleCommand.id };
    if (Object.keys(cellValue).length > 0) this.grid.run(SetRangeValuesMutation.id, params);
  }

  /** What merging does to the contents: the first one moves to the first cell, the others go. */
  keepFirst(sheetId: string, range: CellRange): void {
    const cellValue: CellMatrix = {};
    let kept: ICellData | undefined;
    this.forEachStored(sheetId, range, (row, column, cell) => {
      const isFilled =
        (cell.v !== undefined && cell.v !== null && cell.v !== '') || cell.f || cell.si;
      if (!isFilled) return;
      kept ??= { v: cell.v, t: cell.t, f: this.formula(sheetId, row, column) ?? null, si: null };
      (cellValue[row] ??= {})[column] = { v: null, f: null, si: null, p: null };
    });
    if (!kept) return;
    (cellValue[range.startRow] ??= {})[range.startColumn] = kept;
    this.change(sheetId, cellValue);
  }

  /** What a file keeps of spilled results: the cells that show them are empty themselves. */
  exportSpills(): SpillData {
    return {
      cells: this.formulas.getArrayFormulaCellData()[WORKBOOK_ID] ?? {},
      ranges: this.formulas.getArrayFormulaRange()[WORKBOOK_ID] ?? {},
    };
  }

  importSpills({ cells, ranges }: SpillData): void {
    this.formulas.setArrayFormulaCellData({ [WORKBOOK_ID]: cells });
    this.formulas.setArrayFormulaRange({ [WORKBOOK_ID]: ranges });
    this.takeVacatedSpills();
  }

  /** Empties contents, formats or both of the cells that have something. */
  clear(sheetId: string, range: CellRange, what: { contents: boolean; formats: boolean }): void {
    const cellValue: CellMatrix = {};
    this.forEachStored(sheetId, this.grid.clip(sheetId, range), (row, column) => {
      const cleared: ICellData = {};
      if (what.contents) Object.assign(cleared, { v: null, f: null, si: null, p: null });
      if (what.formats) Object.assign(cleared, { s: null, custom: null });
      (cellValue[row] ??= {})[column] = cleared;
    });
    if (Object.keys(cellValue).length === 0) return;
    if (what.contents) this.change(sheetId, cellValue);
    else this.changeLooks(sheetId, cellValue);
  }

  forEachStored(
    sheetId: string,
    range: CellRange,
    visit: (row: number, column: number, cell: ICellData) => void,
  ): void {
    const matrix = this.grid.workbook.getSheetBySheetId(sheetId)?.getCellMatrix().getMatrix() ?? {};
    visitMatrix(matrix, range, visit);
  }

  /** Smallest rectangle with content (or, unless `valuesOnly`, format); null on an empty sheet. */
  usedRange(sheetId: string, within: CellRange, valuesOnly: boolean): CellRange | null {
    let used: CellRange | null = null;
    const add = (row: number, column: number, cell: ICellData) => {
      const hasContent =
        (cell.v !== undefined && cell.v !== null && cell.v !== '') || cell.f || cell.si;
      if (!hasContent && (valuesOnly || !cell.s)) return;
      used = includeCell(used, row, column);
    };
    this.forEachStored(sheetId, within, add);
    visitMatrix(this.spilled(sheetId) ?? {}, within, add);
    return used;
  }
}

function visitMatrix(
  matrix: CellMatrix,
  range: CellRange,
  visit: (row: number, column: number, cell: ICellData) => void,
): void {
  for (const rowKey of Object.keys(matrix)) {
    const row = Number(rowKey);
    const line = matrix[row];
    if (!line || row < range.startRow || row > range.endRow) continue;
    for (const columnKey of Object.keys(line)) {
      const column = Number(columnKey);
      const cell = line[column];
      if (cell && column >= range.startColumn && column <= range.endColumn)
        visit(row, column, cell);
    }
  }
}

function cellTypeOf(value: CellValue): CellValueType {
  if (typeof value === 'number') return CellValueType.NUMBER;
  return typeof value === 'boolean' ? CellValueType.BOOLEAN : CellValueType.STRING;
}

function toCellData(input: CellInput, currentFormat: string): ICellData {
  if (input.formula !== undefined) return { f: input.formula, si: null, v: null, t: null, p: null };
  if (input.value === null) return { v: null, f: null, si: null, p: null };
  // FORCE_STRING keeps `001` a text, and `#N/A` written as one.
  const isForced =
    typeof input.value === 'string' &&
    (/^[\d.,+-]+$/.test(input.value) || (isErrorCode(input.value) && !input.isError));
  const type = isForced ? CellValueType.FORCE_STRING : cellTypeOf(input.value);
  const value = typeof input.value === 'boolean' ? Number(input.value) : input.value;
  const data: ICellData = { v: value, t: type, f: null, si: null, p: null };
  const wantsFormat = input.numberFormat !== undefined && currentFormat === 'General';
  return wantsFormat ? { ...data, s: { n: { pattern: input.numberFormat! } } } : data;
}
