// Finds the cells that hold our functions, and makes Excel call those that it does not: a workbook that is
// opened may show what it showed when it was saved (OfficeDev/office-js issues 6556, 6355 and 4502).
import { runExcel, writeQuietly } from './runExcel.ts';

/** Cells one below another. */
export interface FunctionRun {
  sheetId: string;
  row: number;
  column: number;
  formulas: string[];
}

export interface FunctionCells {
  runs: FunctionRun[];
  /** How often the formulas name our functions: each is a call, if Excel reaches it. */
  mentions: number;
  /** Sheets with such cells, and those too large to be looked through. */
  sheetIds: string[];
}

/** A formula takes some 60 bytes and Excel on the web answers at most 5 MB. */
const mostCellsPerMessage = 20_000;
/** Of the whole workbook: looking takes about a second then. Sheets beyond it are only recalculated. */
const mostCells = 1_000_000;
const mostRunsPerMessage = 500;

interface UsedSheet {
  id: string;
  range: Excel.Range;
}

/** @param names of the functions, as formulas write them */
export function findFunctionCells(names: readonly string[]): Promise<FunctionCells> {
  const pattern = mentionPattern(names);
  return runExcel(async (context) => {
    const found: FunctionCells = { runs: [], mentions: 0, sheetIds: [] };
    let left = mostCells;
    for (const { id, range } of await loadUsedRanges(context)) {
      left -= range.rowCount * range.columnCount;
      const runs = left < 0 ? [] : await readRuns(context, id, range, pattern);
      if (left < 0 || runs.length > 0) found.sheetIds.push(id);
      found.runs.push(...(await withoutSpills(context, runs)));
    }
    for (const { formulas } of found.runs) {
      for (const formula of formulas) found.mentions += countMentions(formula, pattern);
    }
    return found;
  });
}

/** Names of functions hold dots, and are not case-sensitive. */
export function mentionPattern(names: readonly string[]): RegExp {
  const words = names.map((name) => name.replaceAll('.', '\\.'));
  return new RegExp(`(?<![\\p{L}\\d_.])(?:${words.join('|')})\\(`, 'giu');
}

/** @param formula as Excel's `formulas` gives it; what stands between quotes is text */
export function countMentions(formula: unknown, pattern: RegExp): number {
  if (typeof formula !== 'string' || !formula.startsWith('=')) return 0;
  return formula.replace(/"(?:[^"]|"")*"/g, '""').match(pattern)?.length ?? 0;
}

async function loadUsedRanges(context: Excel.RequestContext): Promise<UsedSheet[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/id');
  await context.sync();
  const used = worksheets.items.map((sheet) => {
    const range = sheet.getUsedRangeOrNullObject(true);
    range.load('rowIndex,columnIndex,rowCount,columnCount');
    return { id: sheet.id, range };
  });
  await context.sync();
  return used.filter(({ range }) => !range.isNullObject);
}

async function readRuns(
  context: Excel.RequestContext,
  sheetId: string,
  used: Excel.Range,
  pattern: RegExp,
): Promise<FunctionRun[]> {
  const { rowIndex, columnIndex, rowCount, columnCount } = used;
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const rowsPerMessage = Math.max(1, Math.floor(mostCellsPerMessage / columnCount));
  const runs: FunctionRun[] = [];
  for (let start = 0; start < rowCount; start += rowsPerMessage) {
    const rows = Math.min(rowsPerMessage, rowCount - start);
    const block = sheet.getRangeByIndexes(rowIndex + start, columnIndex, rows, columnCount);
    block.load('formulas');
    await context.sync();
    const { formulas } = block;
    for (let column = 0; column < columnCount; column += 1) {
      const cells = formulas.map((row: unknown[]) => row[column]);
      runs.push(
        ...runsOfColumn(cells, pattern).map(({ at, formulas: found }) => ({
          sheetId,
          row: rowIndex + start + at,
          column: columnIndex + column,
          formulas: found,
        })),
      );
    }
  }
  return runs;
}

function runsOfColumn(
  cells: readonly unknown[],
  pattern: RegExp,
): { at: number; formulas: string[] }[] {
  const runs: { at: number; formulas: string[] }[] = [];
  cells.forEach((cell, at) => {
    if (countMentions(cell, pattern) === 0) return;
    const last = runs.at(-1);
    if (last && last.at + last.formulas.length === at) last.formulas.push(cell as string);
    else runs.push({ at, formulas: [cell as string] });
  });
  return runs;
}

/**
 * A formula that spills may be read from every cell that it fills: written there it would stand in its own
 * way. Only formulas that repeat the one above or to the left can be such.
 */
async function withoutSpills(
  context: Excel.RequestContext,
  runs: FunctionRun[],
): Promise<FunctionRun[]> {
  const formulaAt = new Map<string, string>();
  forEachCell(runs, (run, row, formula) => formulaAt.set(placeOf(run, row, run.column), formula));
  const anchors: { run: FunctionRun; row: number; range: Excel.Range }[] = [];
  forEachCell(runs, (run, row, formula) => {
    const isSame = (down: number, right: number) =>
      formulaAt.get(placeOf(run, row + down, run.column + right)) === formula;
    if (isSame(-1, 0) || isSame(0, -1) || !(isSame(1, 0) || isSame(0, 1))) return;
    const sheet = context.workbook.worksheets.getItem(run.sheetId);
    const range = sheet.getCell(row, run.column).getSpillingToRangeOrNullObject();
    range.load('rowCount,columnCount');
    anchors.push({ run, row, range });
  });
  if (anchors.length === 0) return runs;
  await context.sync();
  const filled = new Set<string>();
  for (const { run, row, range } of anchors) {
    if (range.isNullObject) continue;
    for (let down = 0; down < range.rowCount; down += 1) {
      for (let right = 0; right < range.columnCount; right += 1) {
        if (down + right > 0) filled.add(placeOf(run, row + down, run.column + right));
      }
    }
  }
  return filled.size === 0 ? runs : runs.flatMap((run) => splitRun(run, filled));
}

function splitRun(run: FunctionRun, filled: ReadonlySet<string>): FunctionRun[] {
  const parts: FunctionRun[] = [];
  forEachCell([run], (_, row, formula) => {
    if (filled.has(placeOf(run, row, run.column))) return;
    const last = parts.at(-1);
    if (last && last.row + last.formulas.length === row) last.formulas.push(formula);
    else parts.push({ ...run, row, formulas: [formula] });
  });
  return parts;
}

function forEachCell(
  runs: readonly FunctionRun[],
  visit: (run: FunctionRun, row: number, formula: string) => void,
): void {
  for (const run of runs) {
    run.formulas.forEach((formula, down) => visit(run, run.row + down, formula));
  }
}

const placeOf = ({ sheetId }: FunctionRun, row: number, column: number) =>
  `${sheetId}:${row}:${column}`;

/** Every cell of these sheets is calculated again; nothing is written. */
export async function recalculateSheets(sheetIds: readonly string[]): Promise<void> {
  if (sheetIds.length === 0) return;
  await runExcel(async (context) => {
    for (const id of sheetIds) context.workbook.worksheets.getItem(id).calculate(true);
    await context.sync();
  });
}

/** Of these cells, those that show an error. */
export function findErrorCells(runs: readonly FunctionRun[]): Promise<FunctionRun[]> {
  return runExcel(async (context) => {
    const errors: FunctionRun[] = [];
    for (let start = 0; start < runs.length; start += mostRunsPerMessage) {
      const part = runs.slice(start, start + mostRunsPerMessage);
      const ranges = part.map((run) => rangeOf(context, run).load('valueTypes'));
      await context.sync();
      part.forEach((run, at) => {
        run.formulas.forEach((formula, down) => {
          if (String(ranges[at]!.valueTypes[down]?.[0]) !== 'Error') return;
          errors.push({ ...run, row: run.row + down, formulas: [formula] });
        });
      });
    }
    return errors;
  });
}

/** Writes formulas over themselves, which makes Excel call them. @returns cells that it refuses to write */
export async function rewriteFormulas(runs: readonly FunctionRun[]): Promise<number> {
  let refused = 0;
  for (const part of partsBySheet(runs)) {
    try {
      await runExcel((context) =>
        writeQuietly(context, () => {
          for (const run of part) {
            rangeOf(context, run).formulas = run.formulas.map((formula) => [formula]);
          }
        }),
      );
    } catch {
      // A protected sheet, an old array formula: said as cells that sleep.
      for (const { formulas } of part) refused += formulas.length;
    }
  }
  return refused;
}

/** Messages of bounded size, each of one sheet: a protected one spoils no other. */
function partsBySheet(runs: readonly FunctionRun[]): FunctionRun[][] {
  const parts: FunctionRun[][] = [];
  let cells = 0;
  for (const run of runs) {
    const last = parts.at(-1);
    const isFull =
      cells + run.formulas.length > mostCellsPerMessage || last?.length === mostRunsPerMessage;
    if (!last || isFull || last[0]!.sheetId !== run.sheetId) {
      parts.push([run]);
      cells = 0;
    } else last.push(run);
    cells += run.formulas.length;
  }
  return parts;
}

function rangeOf(context: Excel.RequestContext, run: FunctionRun): Excel.Range {
  const sheet = context.workbook.worksheets.getItem(run.sheetId);
  return sheet.getRangeByIndexes(run.row, run.column, run.formulas.length, 1);
}
