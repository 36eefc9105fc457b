// Formulas that Excel calculates again with every change of the workbook, because a function in them is
// volatile (learn.microsoft.com, «Excel recalculation», Volatile and non-volatile functions). A custom
// function in such a formula is called anew each time: Excel keeps no answer of the call before.
import { FormulaDataModel } from '@univerjs/engine-formula';
import { cellRange } from '../grid/address.ts';
import type { DirtyRange } from '../grid/calculation.ts';
import { WORKBOOK_ID, type Grid } from '../grid/grid.ts';

const VOLATILE = /\b(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|OFFSET|INDIRECT|CELL|INFO)\s*\(/i;

/** Texts in the formula are no calls. */
function isVolatile(formula: string): boolean {
  return VOLATILE.test(formula.replace(/"(?:[^"]|"")*"/g, '""'));
}

export function findVolatileCells(grid: Grid): DirtyRange[] {
  const bySheet = grid.injector.get(FormulaDataModel).getFormulaData()[WORKBOOK_ID] ?? {};
  const found: DirtyRange[] = [];
  for (const [sheetId, rows] of Object.entries(bySheet)) {
    for (const [row, line] of Object.entries(rows ?? {})) {
      for (const [column, cell] of Object.entries((line ?? {}) as Record<string, CellFormula>)) {
        if (!isVolatile(cell?.f ?? '')) continue;
        found.push({ sheetId, range: cellRange(Number(row), Number(column)) });
      }
    }
  }
  return found;
}

type CellFormula = { f?: string } | null;
