// Gives the amounts of the ledger in a sheet the format of amounts. Functions answer plain numbers, which Excel
// shows as General; whatever the user has formatted stays as it is.
import { isAmountFormula } from '../sheets/amountFormula.ts';
import { setNumberFormat } from './cellWriting.ts';
import { HostFailure, runExcel, writeQuietly } from './runExcel.ts';

/** A cell takes some 100 bytes here, and Excel on the web answers at most 5 MB. */
const mostCellsPerMessage = 20_000;
const mostCells = 1_000_000;
const mostSpillsPerMessage = 2_000;

export interface FormattedCells {
  sheet: { id: string; name: string };
  /** Cells that were General and are not any more. */
  formatted: number;
  /** Cells with amounts that had a format already. */
  kept: number;
}

interface Cell {
  row: number;
  column: number;
  formula: unknown;
  isGeneral: boolean;
  isNumber: boolean;
}

/** @param names of our functions that give amounts */
export function formatAmountCells(
  format: string,
  names: readonly string[],
): Promise<FormattedCells> {
  return runExcel(async (context) => {
    const worksheet = context.workbook.worksheets.getActiveWorksheet();
    worksheet.load('id,name');
    const used = worksheet.getUsedRangeOrNullObject(true);
    used.load('rowIndex,columnIndex,rowCount,columnCount');
    await context.sync();
    const cells = used.isNullObject ? [] : await readCells(context, worksheet, used);
    const amounts = await findAmounts(context, worksheet, cells, names);
    const general = amounts.filter(({ isGeneral }) => isGeneral);
    if (general.length > 0) {
      await writeQuietly(context, () => {
        for (const { row, column, rows } of joinColumns(general)) {
          setNumberFormat(worksheet.getRangeByIndexes(row, column, rows, 1), format);
        }
      });
    }
    const sheet = { id: worksheet.id, name: worksheet.name };
    return { sheet, formatted: general.length, kept: amounts.length - general.length };
  });
}

/** The cells that hold something, row by row. */
async function readCells(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  { rowIndex, columnIndex, rowCount, columnCount }: Excel.Range,
): Promise<Cell[]> {
  if (rowCount * columnCount > mostCells) {
    throw new HostFailure(
      'La hoja es demasiado grande para recorrerla entera.',
      'Seleccione usted las celdas y deles el formato de número de Excel.',
    );
  }
  const cells: Cell[] = [];
  const rowsPerMessage = Math.max(1, Math.floor(mostCellsPerMessage / columnCount));
  for (let start = 0; start < rowCount; start += rowsPerMessage) {
    const rows = Math.min(rowsPerMessage, rowCount - start);
    const block = worksheet.getRangeByIndexes(rowIndex + start, columnIndex, rows, columnCount);
    block.load('formulas,numberFormat,valueTypes');
    await context.sync();
    const { formulas, numberFormat, valueTypes } = block;
    formulas.forEach((line: unknown[], down) => {
      line.forEach((formula, right) => {
        if (formula === '') return;
        cells.push({
          row: rowIndex + start + down,
          column: columnIndex + right,
          formula,
          isGeneral: numberFormat[down]?.[right] === 'General',
          isNumber: String(valueTypes[down]?.[right]) === 'Double',
        });
      });
    });
  }
  return cells;
}

/** Cells of amount formulas whatever they show now, and the numbers among the cells that these fill. */
async function findAmounts(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  cells: readonly Cell[],
  names: readonly string[],
): Promise<Cell[]> {
  const anchors = cells.filter(({ formula }) => isAmountFormula(formula, names));
  const filled = new Set<string>();
  const keyOf = (row: number, column: number) => `${row}:${column}`;
  for (let start = 0; start < anchors.length; start += mostSpillsPerMessage) {
    const spills = anchors.slice(start, start + mostSpillsPerMessage).map(({ row, column }) => {
      const spill = worksheet.getRangeByIndexes(row, column, 1, 1).getSpillingToRangeOrNullObject();
      spill.load('rowIndex,columnIndex,rowCount,columnCount');
      return spill;
    });
    await context.sync();
    for (const spill of spills.filter(({ isNullObject }) => !isNullObject)) {
      for (let down = 0; down < spill.rowCount; down += 1) {
        for (let right = 0; right < spill.columnCount; right += 1) {
          filled.add(keyOf(spill.rowIndex + down, spill.columnIndex + right));
        }
      }
    }
  }
  const alone = new Set(anchors.filter(({ row, column }) => !filled.has(keyOf(row, column))));
  return cells.filter(
    (cell) => alone.has(cell) || (cell.isNumber && filled.has(keyOf(cell.row, cell.column))),
  );
}

/** Cells one below another as one range. */
function joinColumns(cells: readonly Cell[]): { row: number; column: number; rows: number }[] {
  const byColumn = cells.toSorted((one, other) => one.column - other.column || one.row - other.row);
  const joined: { row: number; column: number; rows: number }[] = [];
  for (const { row, column } of byColumn) {
    const last = joined.at(-1);
    if (last && last.column === column && last.row + last.rows === row) last.rows += 1;
    else joined.push({ row, column, rows: 1 });
  }
  return joined;
}
