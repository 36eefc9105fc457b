// Excel.Range.
import {
  type CellRange,
  MAX_COLUMNS,
  MAX_ROWS,
  cellRange,
  columnCountOf,
  formatAddress,
  intersectRanges,
  isEntireColumn,
  isEntireRow,
  rowCountOf,
} from '../../grid/address.ts';
import type { CellValue, InputLanguage } from '../../grid/cellInput.ts';
import { toLocalFormat, toStoredFormat } from '../../grid/numberFormats.ts';
import { toShownFormula } from '../../grid/spanishFormula.ts';
import type { OfficeContext } from '../officeContext.ts';
import {
  NullObject,
  OfficeObject,
  apiNotFound,
  invalidArgument,
  itemNotFound,
} from '../officeObject.ts';
import { checkValue } from '../cellLimits.ts';
import { DataValidationObject } from './dataValidationObject.ts';
import { RangeFormatObject } from './formatObjects.ts';
import { RangeAreasObject } from './rangeAreasObject.ts';
import { WorksheetObject } from './worksheetObject.ts';

/** Excel refuses to read whole columns cell by cell as well (5 MB per answer on the web). */
const MAX_CELLS_READ = 2_000_000;

export class RangeObject extends OfficeObject {
  readonly typeName = 'Range';
  readonly scalars = [
    'Address',
    'CellCount',
    'ColumnCount',
    'ColumnIndex',
    'Formulas',
    'NumberFormat',
    'RowCount',
    'RowIndex',
    'Text',
    'Values',
    'ValueTypes',
  ];

  constructor(
    readonly context: OfficeContext,
    readonly sheetId: string,
    readonly range: CellRange,
    private referenceId?: string,
  ) {
    super();
  }

  override identity(): Record<string, unknown> {
    return this.referenceId ? { _ReferenceId: this.referenceId } : {};
  }

  get _ReferenceId() {
    return this.referenceId ?? '';
  }

  _KeepReference() {
    this.referenceId ??= this.context.held.keep(this.sheetId, this.range);
  }

  private get sheetName(): string {
    return this.context.grid.findSheet(this.sheetId)!.getName();
  }

  private with(range: CellRange): RangeObject {
    const isInside =
      range.startRow >= 0 &&
      range.startColumn >= 0 &&
      range.endRow < MAX_ROWS &&
      range.endColumn < MAX_COLUMNS &&
      range.endRow >= range.startRow &&
      range.endColumn >= range.startColumn;
    if (!isInside) throw invalidArgument('El rango queda fuera de la hoja');
    return new RangeObject(this.context, this.sheetId, range);
  }

  // --- where ------------------------------------------------------------------------------------

  get Address() {
    return formatAddress(this.sheetName, this.range);
  }
  get RowIndex() {
    return this.range.startRow;
  }
  get ColumnIndex() {
    return this.range.startColumn;
  }
  get RowCount() {
    return rowCountOf(this.range);
  }
  get ColumnCount() {
    return columnCountOf(this.range);
  }
  get CellCount() {
    return rowCountOf(this.range) * columnCountOf(this.range);
  }
  get IsEntireRow() {
    return isEntireRow(this.range);
  }
  get IsEntireColumn() {
    return isEntireColumn(this.range);
  }
  get Worksheet() {
    return new WorksheetObject(this.context, this.sheetId);
  }

  GetCell(row: number, column: number) {
    return this.with(cellRange(this.range.startRow + row, this.range.startColumn + column));
  }
  GetRow(row: number) {
    const line = this.range.startRow + row;
    return this.with({ ...this.range, startRow: line, endRow: line });
  }
  GetColumn(column: number) {
    const line = this.range.startColumn + column;
    return this.with({ ...this.range, startColumn: line, endColumn: line });
  }
  GetLastRow() {
    return this.with({ ...this.range, startRow: this.range.endRow });
  }
  GetLastColumn() {
    return this.with({ ...this.range, startColumn: this.range.endColumn });
  }
  GetLastCell() {
    return this.with(cellRange(this.range.endRow, this.range.endColumn));
  }
  GetEntireRow() {
    return this.with({ ...this.range, startColumn: 0, endColumn: MAX_COLUMNS - 1 });
  }
  GetEntireColumn() {
    return this.with({ ...this.range, startRow: 0, endRow: MAX_ROWS - 1 });
  }
  GetOffsetRange(rows: number, columns: number) {
    const { startRow, startColumn, endRow, endColumn } = this.range;
    return this.with({
      startRow: startRow + rows,
      endRow: endRow + rows,
      startColumn: startColumn + columns,
      endColumn: endColumn + columns,
    });
  }
  GetResizedRange(rows: number, columns: number) {
    const { endRow, endColumn } = this.range;
    return this.with({ ...this.range, endRow: endRow + rows, endColumn: endColumn + columns });
  }
  GetAbsoluteResizedRange(rows: number, columns: number) {
    return this.with(cellRange(this.range.startRow, this.range.startColumn, rows, columns));
  }
  GetBoundingRect(other: RangeObject | string) {
    const { range } = this.asRange(other);
    return this.with({
      startRow: Math.min(this.range.startRow, range.startRow),
      startColumn: Math.min(this.range.startColumn, range.startColumn),
      endRow: Math.max(this.range.endRow, range.endRow),
      endColumn: Math.max(this.range.endColumn, range.endColumn),
    });
  }
  GetIntersectionOrNullObject(other: RangeObject | string) {
    const target = this.asRange(other);
    const range =
      target.sheetId === this.sheetId ? intersectRanges(this.range, target.range) : null;
    return range ? this.with(range) : new NullObject();
  }
  GetIntersection(other: RangeObject | string) {
    const range = this.GetIntersectionOrNullObject(other);
    if (range instanceof NullObject) throw itemNotFound('esa intersección');
    return range;
  }
  GetUsedRangeOrNullObject(valuesOnly?: boolean) {
    const used = this.context.grid.cells.usedRange(this.sheetId, this.range, valuesOnly === true);
    return used ? this.with(used) : new NullObject();
  }
  GetUsedRange(valuesOnly?: boolean) {
    const used = this.GetUsedRangeOrNullObject(valuesOnly);
    return used instanceof NullObject ? this.GetCell(0, 0) : used;
  }
  GetSpillingToRangeOrNullObject() {
    const { startRow, startColumn } = this.range;
    const spill = this.context.grid.cells.spillRange(this.sheetId, startRow, startColumn);
    return spill ? this.with(spill) : new NullObject();
  }

  GetSpecialCellsOrNullObject(cellType: string) {
    if (cellType !== 'Visible') throw invalidArgument(`El banco de pruebas no busca «${cellType}»`);
    const areas = this.context.grid.visibleAreas(this.sheetId, this.range);
    if (areas.length === 0) return new NullObject();
    return new RangeAreasObject(this.context, this.sheetId, areas);
  }

  private asRange(other: RangeObject | string): RangeObject {
    if (other instanceof RangeObject) return other;
    return new WorksheetObject(this.context, this.sheetId).GetRange(other);
  }

  // --- contents ---------------------------------------------------------------------------------

  private read<T>(readCell: (row: number, column: number) => T): T[][] {
    const range = this.context.grid.clip(this.sheetId, this.range);
    const isTooLarge = this.context.grid.countCells(range) > MAX_CELLS_READ;
    if (isTooLarge || isEntireRow(this.range) || isEntireColumn(this.range)) {
      throw invalidArgument('El rango es demasiado grande para leerlo celda a celda');
    }
    return this.context.grid.cells.read(this.range, readCell);
  }

  get Values(): CellValue[][] {
    const cells = this.context.grid.cells;
    return this.read((row, column) => cells.value(this.sheetId, row, column));
  }
  set Values(values: unknown) {
    this.write(values, 'values');
  }
  get Formulas(): CellValue[][] {
    const cells = this.context.grid.cells;
    return this.read(
      (row, column) =>
        cells.formula(this.sheetId, row, column) ?? cells.value(this.sheetId, row, column),
    );
  }
  set Formulas(formulas: unknown) {
    this.write(formulas, 'formulas');
  }
  /** As a person reads them in the formula bar: `=SUMA(A1;0,5)`. */
  get FormulasLocal(): CellValue[][] {
    return this.Formulas.map((line) =>
      line.map((cell) =>
        typeof cell === 'string' && cell.startsWith('=') ? toShownFormula(cell) : cell,
      ),
    );
  }
  set FormulasLocal(formulas: unknown) {
    this.write(formulas, 'formulasLocal', 'spanish');
  }
  get ValueTypes() {
    const cells = this.context.grid.cells;
    return this.read((row, column) => cells.valueType(this.sheetId, row, column));
  }
  get Text() {
    const cells = this.context.grid.cells;
    return this.read((row, column) => cells.text(this.sheetId, row, column));
  }
  get HasSpill() {
    const { startRow, startColumn } = this.range;
    const spill = this.context.grid.cells.spillRange(this.sheetId, startRow, startColumn);
    return spill !== undefined;
  }
  get NumberFormat(): string[][] {
    const styles = this.context.grid.styles;
    return this.read((row, column) => styles.numberFormat(this.sheetId, row, column));
  }
  get NumberFormatLocal() {
    return this.NumberFormat.map((line) => line.map(toLocalFormat));
  }
  set NumberFormatLocal(formats: unknown) {
    const toStored = (format: unknown) =>
      typeof format === 'string' ? toStoredFormat(format) : format;
    this.NumberFormat = Array.isArray(formats)
      ? (formats as unknown[][]).map((line) => line.map(toStored))
      : toStored(formats);
  }
  set NumberFormat(formats: unknown) {
    const isTable = Array.isArray(formats);
    if (isTable) this._ValidateArraySize(formats.length, (formats[0] as unknown[]).length);
    const { startRow, startColumn } = this.range;
    this.context.grid.styles.applyTo(this.sheetId, this.range, (row, column) => {
      const format: unknown = isTable
        ? (formats as unknown[][])[row - startRow]?.[column - startColumn]
        : formats;
      return typeof format === 'string' ? { n: { pattern: format } } : undefined;
    });
  }

  /** Excel takes a table of the same size, or one value for every cell; null leaves a cell alone. */
  private write(input: unknown, property: string, language: InputLanguage = 'english'): void {
    const { cells } = this.context.grid;
    if (Array.isArray(input)) {
      const table = input as unknown[][];
      for (const line of table) {
        this._ValidateArraySize(table.length, Array.isArray(line) ? line.length : 0);
        for (const value of line) checkValue(value, property);
      }
      if (table.length === 0) this._ValidateArraySize(0, 0);
      cells.write(this.sheetId, this.range, table as (CellValue | null)[][], language);
      return;
    }
    checkValue(input, property);
    const clipped = this.context.grid.clip(this.sheetId, this.range);
    const table = cells.read(clipped, () => input as CellValue | null);
    cells.write(this.sheetId, clipped, table, language);
  }

  _ValidateArraySize(rows: number, columns: number) {
    if (rows !== this.RowCount || columns !== this.ColumnCount) {
      throw invalidArgument(
        `Los datos tienen ${rows} × ${columns} celdas y el rango ${this.RowCount} × ${this.ColumnCount}`,
      );
    }
  }

  Clear(applyTo = 'All') {
    // There are no hyperlinks here to be cleared.
    if (/Hyperlinks$/.test(applyTo)) throw apiNotFound('Range', `clear('${applyTo}')`);
    if (!['All', 'Contents', 'Formats'].includes(applyTo)) {
      throw invalidArgument(`Range.clear no admite «${applyTo}»`);
    }
    const grid = this.context.grid;
    const contents = applyTo === 'All' || applyTo === 'Contents';
    const formats = applyTo === 'All' || applyTo === 'Formats';
    if (contents || formats) grid.cells.clear(this.sheetId, this.range, { contents, formats });
    if (formats) grid.styles.unmerge(this.sheetId, this.range);
  }

  Select() {
    this.context.grid.select(this.sheetId, this.range);
  }

  async Insert(shift: 'Down' | 'Right') {
    await this.context.grid.insertCells(this.sheetId, this.range, shift);
    return new RangeObject(this.context, this.sheetId, this.range);
  }

  async Delete(shift: 'Up' | 'Left') {
    await this.context.grid.deleteCells(this.sheetId, this.range, shift);
  }

  Calculate() {
    const range = this.context.grid.clip(this.sheetId, this.range);
    this.context.recalculate([{ sheetId: this.sheetId, range }]);
  }

  // --- looks ------------------------------------------------------------------------------------

  get Format() {
    return new RangeFormatObject(this.context, this.sheetId, this.range);
  }
  get DataValidation() {
    return new DataValidationObject(this.context, this.sheetId, this.range);
  }
  get Style() {
    const { startRow, startColumn } = this.range;
    return this.context.grid.styles.styleName(this.sheetId, startRow, startColumn);
  }
  set Style(name: string) {
    if (!this.context.grid.styles.hasNamed(name)) throw itemNotFound(`el estilo «${name}»`);
    this.context.grid.styles.applyNamed(this.sheetId, this.range, name);
  }
  Merge(across?: boolean) {
    const { startRow, endRow } = this.range;
    const styles = this.context.grid.styles;
    if (!across) return styles.merge(this.sheetId, this.range);
    for (let row = startRow; row <= endRow; row += 1) {
      styles.merge(this.sheetId, { ...this.range, startRow: row, endRow: row });
    }
  }
  Unmerge() {
    this.context.grid.styles.unmerge(this.sheetId, this.range);
  }
  get ColumnHidden() {
    const sheet = this.context.grid.findSheet(this.sheetId)!;
    return !sheet.getColVisible(this.range.startColumn);
  }
  set ColumnHidden(isHidden: boolean) {
    this.context.grid.styles.setColumnsHidden(this.sheetId, this.range, isHidden);
  }
  /** Null when some rows are hidden and others are not. */
  get RowHidden(): boolean | null {
    const { startRow, endRow } = this.context.grid.clip(this.sheetId, this.range);
    const visible = this.context.grid.visibleAreas(this.sheetId, this.range);
    if (visible.length === 0) return true;
    const [first] = visible;
    return first?.startRow === startRow && first.endRow === endRow ? false : null;
  }
  set RowHidden(isHidden: boolean) {
    this.context.grid.styles.setRowsHidden(this.sheetId, this.range, isHidden);
  }
}
