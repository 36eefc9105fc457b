// Reads the sheet in front of the user in one round trip, or in blocks when it is long.
import type { CellGrid, CellValue } from '../sheets/cellGrid.ts';
import { checkStyles, type KnownStyles } from './cellStyles.ts';
import type { SheetAnswers } from '../sheets/sheetQuestions.ts';
import { loadNotes, separateNotes, type LoadedNotes } from './cellMarks.ts';
import { findHiddenRows, hiddenRowsProperties } from './hiddenRows.ts';
import { loadAnswers } from './sheetAnswers.ts';
import { loadSheetProperties, type SheetDocument } from './sheetDocument.ts';
import { loadWorkbookHabits, type WorkbookHabits } from './workbookHabits.ts';
import { loadSettings, type WorkbookSettings } from './workbookSettings.ts';

/** What comes with the first round trip: every ordinary voucher. */
const firstRows = 400;
const firstColumns = 26;
/** Excel on the web answers at most 5 MB; a cell of a trial balance takes some 60 bytes with its format. */
const mostBytesPerBlock = 3_000_000;
const bytesPerCell = 60;
const mostRowsPerBlock = 20_000;
const cellProperties = 'values,numberFormat';

export interface ReadSheet {
  worksheet: Excel.Worksheet;
  id: string;
  name: string;
  grid: CellGrid;
  /** Zero-based rows of the grid that cannot be seen. */
  hiddenRows: ReadonlySet<number>;
  habits: WorkbookHabits;
  answers: SheetAnswers;
  document: SheetDocument | null;
  markedCells: string[];
  notes: LoadedNotes | null;
  settings: WorkbookSettings;
  styles: KnownStyles;
}

/**
 * @param sheetId a sheet of the workbook; left out, the active one
 * @param onProgress told the rows read of a long sheet
 */
export async function readSheet(
  context: Excel.RequestContext,
  sheetId?: string,
  onProgress?: (rows: number, total: number) => void,
): Promise<ReadSheet> {
  const { worksheets } = context.workbook;
  const worksheet = sheetId ? worksheets.getItem(sheetId) : worksheets.getActiveWorksheet();
  worksheet.load('id,name');
  const propertiesOf = loadSheetProperties(worksheet);
  const settingsOf = loadSettings(context);
  const styles = checkStyles(context);
  const notesOf = loadNotes(worksheet);
  const habitsOf = loadWorkbookHabits(context);
  const answersOf = loadAnswers(worksheet);
  const head = worksheet.getRange(`A1:Z${firstRows}`).getUsedRangeOrNullObject(true);
  head.load(`${cellProperties},rowIndex,columnIndex`);
  const used = worksheet.getUsedRangeOrNullObject(true);
  used.load(`columnIndex,columnCount,${hiddenRowsProperties}`);
  await context.sync();

  const notes = notesOf ? separateNotes(notesOf()) : null;
  let grid: CellGrid = { rowIndex: 0, columnIndex: 0, values: [] };
  const hiddenRows = used.isNullObject ? new Set<number>() : await findHiddenRows(context, used);
  if (!used.isNullObject && exceedsHead(used)) {
    grid = await readBlocks(context, worksheet, used, onProgress);
  } else if (!head.isNullObject) {
    grid = {
      rowIndex: head.rowIndex,
      columnIndex: head.columnIndex,
      values: head.values as CellValue[][],
      formats: head.numberFormat as string[][],
    };
  }
  // Only when somebody else's notes are there is it worth asking where.
  if (notes && notes.foreign.length > 0) await context.sync();
  const { document, markedCells } = propertiesOf();
  return {
    worksheet,
    id: worksheet.id,
    name: worksheet.name,
    grid,
    hiddenRows,
    habits: habitsOf(),
    answers: answersOf(),
    document,
    markedCells,
    notes,
    settings: settingsOf(),
    styles,
  };
}

function exceedsHead(used: Excel.Range): boolean {
  const { rowIndex, rowCount, columnIndex, columnCount } = used;
  return rowIndex + rowCount > firstRows || columnIndex + columnCount > firstColumns;
}

async function readBlocks(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  used: Excel.Range,
  onProgress?: (rows: number, total: number) => void,
): Promise<CellGrid> {
  const { rowIndex, rowCount, columnIndex, columnCount } = used;
  const fitting = Math.floor(mostBytesPerBlock / (columnCount * bytesPerCell));
  const rowsPerBlock = Math.max(1, Math.min(mostRowsPerBlock, fitting));
  const values: CellValue[][] = [];
  const formats: string[][] = [];
  while (values.length < rowCount) {
    const rows = Math.min(rowsPerBlock, rowCount - values.length);
    const block = worksheet.getRangeByIndexes(
      rowIndex + values.length,
      columnIndex,
      rows,
      columnCount,
    );
    block.load(cellProperties);
    await context.sync();
    for (const row of block.values as CellValue[][]) values.push(row);
    for (const row of block.numberFormat as string[][]) formats.push(row);
    onProgress?.(values.length, rowCount);
  }
  return { rowIndex, columnIndex, values, formats };
}
