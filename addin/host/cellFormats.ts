// Reads the number formats of cells that formulas refer to: one round trip, or a few when they are many.
import { runExcel } from './runExcel.ts';

export interface FormatArea {
  sheet: string;
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Excel on the web answers at most 5 MB; a format takes some 20 bytes. */
const mostCellsPerTrip = 150_000;

/** @returns the formats of each area, in English as Excel keeps them; null for a sheet that is not there */
export async function readNumberFormats(
  areas: readonly FormatArea[],
): Promise<(string[][] | null)[]> {
  return runExcel(async (context) => {
    const ranges: Excel.Range[] = [];
    let cells = 0;
    for (const { sheet, row, column, rows, columns } of areas) {
      const worksheet = context.workbook.worksheets.getItemOrNullObject(sheet);
      const range = worksheet.getRangeByIndexes(row, column, rows, columns);
      range.load('numberFormat');
      ranges.push(range);
      cells += rows * columns;
      if (cells < mostCellsPerTrip) continue;
      await context.sync();
      cells = 0;
    }
    await context.sync();
    return ranges.map((range) => (range.isNullObject ? null : (range.numberFormat as string[][])));
  });
}
