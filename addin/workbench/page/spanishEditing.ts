// Makes Univer's cells read and edit as in a Spanish Excel: `=SUMA(A1;0,5)` while editing, 1.234,56
// typed as a number, VERDADERO and #N/D shown, a mark on cells whose function gave an error message.
import {
  CellValueType,
  InterceptorEffectEnum,
  type ICellData,
  type ICellDataForSheetInterceptor,
  type Nullable,
} from '@univerjs/core';
import {
  AFTER_CELL_EDIT,
  BEFORE_CELL_EDIT,
  INTERCEPTOR_POINT,
  SheetInterceptorService,
} from '@univerjs/sheets';
import type { Grid } from '../grid/grid.ts';
import { isErrorCode } from '../grid/gridCells.ts';
import { showValue, toEditableDate } from '../grid/numberFormats.ts';
import { toShownFormula, toSpanishError, toStoredFormula } from '../grid/spanishFormula.ts';
import type { WorkbookHost } from '../office/workbookHost.ts';

/** Before Univer's own interceptors, which read numbers and dates in English. */
const FIRST = 1000;
/** After all of them, when number formats have been applied. */
const LAST = -0.5;
const ERROR_MARK = { color: '#107C41', size: 6 };

export function installSpanishEditing(host: WorkbookHost): void {
  const { grid } = host;
  const interceptors = grid.injector.get(SheetInterceptorService);
  interceptors.writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
    priority: FIRST,
    handler: (cell, place, next) => {
      const typed = readTyped(grid, cell, place);
      return typed ?? next(cell);
    },
  });
  interceptors.writeCellInterceptor.intercept(BEFORE_CELL_EDIT, {
    priority: FIRST,
    handler: (cell, place, next) => toEditable(grid, cell, place) ?? next(cell),
  });
  interceptors.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: LAST,
    effect: InterceptorEffectEnum.Value,
    handler: (cell, place, next) => {
      const { subUnitId: sheetId, row, col: column } = place;
      const failure = cell && host.functions.failureAt({ sheetId, row, column });
      return next(toShown(cell, failure?.message !== undefined));
    },
  });
}

interface EditPlace {
  subUnitId: string;
  row: number;
  col: number;
}

function readTyped(
  grid: Grid,
  cell: Nullable<ICellDataForSheetInterceptor>,
  { subUnitId, row, col }: EditPlace,
): ICellData | undefined {
  if (!cell || cell.p) return undefined;
  if (cell.f) return { ...cell, f: toStoredFormula(cell.f) };
  if (typeof cell.v !== 'string' || cell.t === CellValueType.FORCE_STRING) return undefined;
  const data = grid.cells.toCellData(subUnitId, row, col, cell.v, 'spanish');
  const isEmptied = data.v === null && !data.f;
  return isEmptied ? undefined : { ...cell, ...data };
}

/** What the editor begins with; undefined leaves it to Univer (texts). */
function toEditable(
  grid: Grid,
  cell: Nullable<ICellDataForSheetInterceptor>,
  { subUnitId, row, col }: EditPlace,
): ICellDataForSheetInterceptor | undefined {
  if (!cell) return undefined;
  const formula = grid.cells.formula(subUnitId, row, col);
  if (formula) return { ...cell, f: toShownFormula(formula) };
  const value = grid.cells.value(subUnitId, row, col);
  if (grid.cells.isError(subUnitId, row, col)) return { ...cell, v: toSpanishError(String(value)) };
  if (typeof value !== 'number') return undefined;
  const format = grid.styles.numberFormat(subUnitId, row, col);
  const date = toEditableDate(value, format, grid.dateSystem);
  if (date !== null) return { ...cell, v: date, f: null };
  const isPercentage = format.includes('%');
  // Fifteen digits, as many as can be typed.
  const digits = Number((isPercentage ? value * 100 : value).toPrecision(15));
  return { ...cell, v: `${String(digits).replace('.', ',')}${isPercentage ? '%' : ''}`, f: null };
}

function toShown<T extends Nullable<ICellDataForSheetInterceptor>>(cell: T, isMarked: boolean): T {
  if (!cell) return cell;
  const { v: value, t: type } = cell;
  const marked = isMarked ? { ...cell, markers: { ...cell.markers, tl: ERROR_MARK } } : cell;
  if (type === CellValueType.BOOLEAN) {
    return { ...marked, v: Number(value) === 1 ? 'VERDADERO' : 'FALSO' };
  }
  const isError = isErrorCode(value) && type !== CellValueType.FORCE_STRING;
  if (isError) return { ...marked, v: toSpanishError(value) };
  // Without a number format Univer shows the number as JavaScript writes it.
  if (type === CellValueType.NUMBER && typeof value === 'number') {
    return { ...marked, v: showValue(value, 'General', 1900) };
  }
  return marked;
}
