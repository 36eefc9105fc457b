// How cells look: number formats, fills, fonts, borders, sizes, and the named cell styles that
// Excel keeps in the workbook. A cell remembers the name of its style, so that a later change of the
// style reaches it.
import {
  BooleanNumber,
  HorizontalAlign,
  VerticalAlign,
  type IBorderStyleData,
  type ICellData,
  type IStyleData,
  type Nullable,
} from '@univerjs/core';
import {
  AddWorksheetMergeMutation,
  RemoveWorksheetMergeMutation,
  SetColDataMutation,
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetRowDataMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetRowHeightMutation,
} from '@univerjs/sheets';
import { BUILT_IN_STYLES, builtInChange } from './builtInStyles.ts';
import {
  type CellRange,
  WHOLE_SHEET,
  intersectRanges,
  isEntireColumn,
  isEntireRow,
} from './address.ts';
import type { Grid } from './grid.ts';
import {
  mergeStyle,
  toCellChange,
  type NamedStyle,
  type StyleAspect,
  type StyleChange,
} from './namedStyle.ts';

export const NORMAL_STYLE = 'Normal';
export const GENERAL_FORMAT = 'General';
const PIXELS_PER_POINT = 4 / 3;
const CHARACTER_WIDTH = 7.2;
/** Room that a line of text needs, per point of its font. */
const LINE_PIXELS_PER_POINT = 1.7;
const CELL_PADDING = 14;

export type BorderEdge = 't' | 'b' | 'l' | 'r';

export class GridStyles {
  private readonly named = new Map<string, NamedStyle>();

  constructor(private readonly grid: Grid) {}

  private sheet(sheetId: string) {
    return this.grid.workbook.getSheetBySheetId(sheetId)!;
  }

  // --- cells ------------------------------------------------------------------------------------

  style(sheetId: string, row: number, column: number): IStyleData {
    const sheet = this.sheet(sheetId);
    const own = this.ownStyle(sheetId, row, column);
    const ofColumn = sheet.getColumnStyle(column);
    const ofRow = sheet.getRowStyle(row);
    return { ...ofColumn, ...ofRow, ...own };
  }

  private ownStyle(sheetId: string, row: number, column: number): Nullable<IStyleData> {
    const cell = this.sheet(sheetId).getCellMatrix().getValue(row, column);
    return cell?.s ? this.grid.workbook.getStyles().getStyleByCell(cell) : null;
  }

  numberFormat(sheetId: string, row: number, column: number): string {
    const own = this.ownStyle(sheetId, row, column)?.n?.pattern;
    if (own) return own;
    const sheet = this.sheet(sheetId);
    const inherited = sheet.getColumnStyle(column)?.n ?? sheet.getRowStyle(row)?.n;
    return inherited?.pattern ?? GENERAL_FORMAT;
  }

  /** Whole columns and rows carry the style themselves, so that new cells have it too. */
  apply(sheetId: string, range: CellRange, change: StyleChange): void {
    this.applyTo(sheetId, range, () => change as IStyleData);
    if (change.fs) this.growRows(sheetId, range, change.fs);
  }

  /** Rows that nobody has sized grow with a larger font, as in Excel. */
  private growRows(sheetId: string, range: CellRange, points: number): void {
    if (isEntireColumn(range)) return;
    const rowHeight = Math.ceil(points * LINE_PIXELS_PER_POINT);
    const { startRow, endRow } = this.grid.clip(sheetId, range);
    for (let row = startRow; row <= endRow; row += 1) {
      if (this.sheet(sheetId).getRowHeight(row) >= rowHeight) continue;
      const ranges = [{ ...range, startRow: row, endRow: row }];
      this.grid.run(SetWorksheetRowHeightMutation.id, { subUnitId: sheetId, ranges, rowHeight });
    }
  }

  applyTo(
    sheetId: string,
    range: CellRange,
    changeAt: (row: number, column: number) => IStyleData | undefined,
  ): void {
    if (isEntireColumn(range) || isEntireRow(range)) {
      this.applyToLines(sheetId, range, changeAt(range.startRow, range.startColumn) ?? {});
      return;
    }
    this.grid.ensureSize(sheetId, range);
    const cellValue: Record<number, Record<number, ICellData>> = {};
    for (let row = range.startRow; row <= range.endRow; row += 1) {
      for (let column = range.startColumn; column <= range.endColumn; column += 1) {
        const change = changeAt(row, column);
        if (change) (cellValue[row] ??= {})[column] = { s: change };
      }
    }
    this.grid.cells.changeLooks(sheetId, cellValue);
  }

  private applyToLines(sheetId: string, range: CellRange, change: IStyleData): void {
    this.grid.ensureSize(sheetId, range);
    const clipped = this.grid.clip(sheetId, range);
    const sheet = this.sheet(sheetId);
    if (isEntireColumn(range)) {
      const columnData: Record<number, { s: IStyleData }> = {};
      for (let column = clipped.startColumn; column <= clipped.endColumn; column += 1) {
        columnData[column] = { s: { ...sheet.getColumnStyle(column), ...change } };
      }
      this.grid.run(SetColDataMutation.id, { subUnitId: sheetId, columnData });
    } else {
      const rowData: Record<number, { s: IStyleData }> = {};
      for (let row = clipped.startRow; row <= clipped.endRow; row += 1) {
        rowData[row] = { s: { ...sheet.getRowStyle(row), ...change } };
      }
      this.grid.run(SetRowDataMutation.id, { subUnitId: sheetId, rowData });
    }
    const cellValue: Record<number, Record<number, ICellData>> = {};
    this.grid.cells.forEachStored(sheetId, clipped, (row, column) => {
      (cellValue[row] ??= {})[column] = { s: change };
    });
    this.grid.cells.changeLooks(sheetId, cellValue);
  }

  setBorder(
    sheetId: string,
    range: CellRange,
    edge: string,
    border: IBorderStyleData | null,
  ): void {
    const sidesAt = borderSides(edge, range);
    this.applyTo(sheetId, this.grid.clip(sheetId, range), (row, column) => {
      const sides = sidesAt(row, column);
      if (sides.length === 0) return undefined;
      return { bd: Object.fromEntries(sides.map((side) => [side, border])) };
    });
  }

  // --- named styles -----------------------------------------------------------------------------

  get names(): string[] {
    return [NORMAL_STYLE, ...BUILT_IN_STYLES.keys(), ...this.named.keys()];
  }

  hasNamed(name: string): boolean {
    return this.isBuiltIn(name) || this.named.has(name);
  }

  isBuiltIn(name: string): boolean {
    return name === NORMAL_STYLE || BUILT_IN_STYLES.has(name);
  }

  addNamed(name: string): void {
    this.named.set(name, { look: {}, leftAlone: [] });
  }

  deleteNamed(name: string): void {
    this.named.delete(name);
  }

  getNamed(name: string): IStyleData {
    return (this.named.get(name) ?? BUILT_IN_STYLES.get(name))?.look ?? {};
  }

  /** Changes the style and every cell that carries it, on all sheets. */
  changeNamed(name: string, change: StyleChange): void {
    const style = this.named.get(name);
    if (!style) return;
    style.look = mergeStyle(style.look, change);
    this.refreshNamed(name, style);
  }

  leavesAlone(name: string, aspect: StyleAspect): boolean {
    return this.named.get(name)?.leftAlone.includes(aspect) ?? false;
  }

  setLeftAlone(name: string, aspect: StyleAspect, isLeftAlone: boolean): void {
    const style = this.named.get(name);
    if (!style) return;
    const others = style.leftAlone.filter((known) => known !== aspect);
    style.leftAlone = isLeftAlone ? [...others, aspect] : others;
    this.refreshNamed(name, style);
  }

  private refreshNamed(name: string, style: NamedStyle): void {
    const change = toCellChange(style);
    for (const sheet of this.grid.sheets) {
      const sheetId = sheet.getSheetId();
      const cellValue: Record<number, Record<number, ICellData>> = {};
      this.grid.cells.forEachStored(sheetId, WHOLE_SHEET, (row, column, cell) => {
        const carried: unknown = cell.custom?.['styleName'];
        if (carried === name) (cellValue[row] ??= {})[column] = { s: change };
      });
      this.grid.cells.changeLooks(sheetId, cellValue);
    }
  }

  styleName(sheetId: string, row: number, column: number): string {
    const cell = this.sheet(sheetId).getCellMatrix().getValue(row, column);
    const name: unknown = cell?.custom?.['styleName'];
    return typeof name === 'string' ? name : NORMAL_STYLE;
  }

  applyNamed(sheetId: string, range: CellRange, name: string): void {
    const clipped = this.grid.clip(sheetId, range);
    this.grid.ensureSize(sheetId, clipped);
    const style = this.named.get(name);
    const look = style ? toCellChange(style) : builtInChange(name);
    const cellValue: Record<number, Record<number, ICellData>> = {};
    for (let row = clipped.startRow; row <= clipped.endRow; row += 1) {
      for (let column = clipped.startColumn; column <= clipped.endColumn; column += 1) {
        const custom = name === NORMAL_STYLE ? null : { styleName: name };
        (cellValue[row] ??= {})[column] = { s: look, custom };
      }
    }
    this.grid.cells.changeLooks(sheetId, cellValue);
    if (look?.fs) this.growRows(sheetId, clipped, look.fs);
  }

  exportNamed(): [string, NamedStyle][] {
    return [...this.named.entries()];
  }

  importNamed(styles: [string, NamedStyle][]): void {
    for (const [name, style] of styles) this.named.set(name, style);
  }

  // --- sizes, merges, visibility ----------------------------------------------------------------

  columnWidthPoints(sheetId: string, column: number): number {
    return this.sheet(sheetId).getColumnWidth(column) / PIXELS_PER_POINT;
  }

  rowHeightPoints(sheetId: string, row: number): number {
    return this.sheet(sheetId).getRowHeight(row) / PIXELS_PER_POINT;
  }

  setColumnWidthPoints(sheetId: string, range: CellRange, points: number): void {
    this.grid.ensureSize(sheetId, { ...range, endRow: 0, startRow: 0 });
    const ranges = [this.grid.clip(sheetId, range)];
    const colWidth = points * PIXELS_PER_POINT;
    this.grid.run(SetWorksheetColWidthMutation.id, { subUnitId: sheetId, ranges, colWidth });
  }

  setRowHeightPoints(sheetId: string, range: CellRange, points: number): void {
    const ranges = [this.grid.clip(sheetId, range)];
    const rowHeight = points * PIXELS_PER_POINT;
    this.grid.run(SetWorksheetRowHeightMutation.id, { subUnitId: sheetId, ranges, rowHeight });
  }

  /** As wide as the longest text; an estimate by characters, since no screen is needed for it. */
  autofitColumns(sheetId: string, range: CellRange): void {
    const longest = new Map<number, number>();
    const clipped = this.grid.clip(sheetId, range);
    this.grid.cells.forEachStored(sheetId, clipped, (row, column) => {
      const length = this.grid.cells.text(sheetId, row, column).length;
      longest.set(column, Math.max(longest.get(column) ?? 0, length));
    });
    for (const [column, length] of longest) {
      const points = (length * CHARACTER_WIDTH + CELL_PADDING) / PIXELS_PER_POINT;
      const line = { startRow: 0, endRow: 0, startColumn: column, endColumn: column };
      this.setColumnWidthPoints(sheetId, line, points);
    }
  }

  setColumnsHidden(sheetId: string, range: CellRange, isHidden: boolean): void {
    const command = isHidden ? SetColHiddenMutation : SetColVisibleMutation;
    this.grid.run(command.id, { subUnitId: sheetId, ranges: [this.grid.clip(sheetId, range)] });
  }

  setRowsHidden(sheetId: string, range: CellRange, isHidden: boolean): void {
    const command = isHidden ? SetRowHiddenMutation : SetRowVisibleMutation;
    this.grid.run(command.id, { subUnitId: sheetId, ranges: [this.grid.clip(sheetId, range)] });
  }

  /** Only the first value stays, and it goes to the first cell (support.microsoft.com, «Combinar celdas»). */
  merge(sheetId: string, range: CellRange): void {
    this.unmerge(sheetId, range);
    this.grid.cells.keepFirst(sheetId, range);
    this.grid.run(AddWorksheetMergeMutation.id, { subUnitId: sheetId, ranges: [range] });
  }

  /** Whether the cell lies under a merged one and has no content of its own. */
  isUnderMerged(sheetId: string, row: number, column: number): boolean {
    const merged = this.sheet(sheetId).getMergedCell(row, column);
    return Boolean(merged && (merged.startRow !== row || merged.startColumn !== column));
  }

  unmerge(sheetId: string, range: CellRange): void {
    const ranges = this.sheet(sheetId)
      .getMergeData()
      .filter((merged) => intersectRanges(merged, range) !== null);
    if (ranges.length > 0) {
      this.grid.run(RemoveWorksheetMergeMutation.id, { subUnitId: sheetId, ranges });
    }
  }
}

function borderSides(
  edge: string,
  range: CellRange,
): (row: number, column: number) => BorderEdge[] {
  const { startRow, startColumn, endRow, endColumn } = range;
  return (row, column) => {
    if (edge === 'EdgeTop') return row === startRow ? ['t'] : [];
    if (edge === 'EdgeBottom') return row === endRow ? ['b'] : [];
    if (edge === 'EdgeLeft') return column === startColumn ? ['l'] : [];
    if (edge === 'EdgeRight') return column === endColumn ? ['r'] : [];
    const isHorizontal = edge === 'InsideHorizontal';
    const sides: BorderEdge[] = [];
    if (isHorizontal && row < endRow) sides.push('b');
    if (isHorizontal && row > startRow) sides.push('t');
    if (!isHorizontal && column < endColumn) sides.push('r');
    if (!isHorizontal && column > startColumn) sides.push('l');
    return sides;
  };
}

export const HORIZONTAL_ALIGNMENTS: Record<string, HorizontalAlign> = {
  General: HorizontalAlign.UNSPECIFIED,
  Left: HorizontalAlign.LEFT,
  Center: HorizontalAlign.CENTER,
  CenterAcrossSelection: HorizontalAlign.CENTER,
  Right: HorizontalAlign.RIGHT,
  Justify: HorizontalAlign.JUSTIFIED,
};

export const VERTICAL_ALIGNMENTS: Record<string, VerticalAlign> = {
  Top: VerticalAlign.TOP,
  Center: VerticalAlign.MIDDLE,
  Bottom: VerticalAlign.BOTTOM,
};

export function toFlag(value: unknown): BooleanNumber {
  return value ? BooleanNumber.TRUE : BooleanNumber.FALSE;
}
