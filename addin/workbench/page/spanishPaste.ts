// Pasting text from elsewhere as a Spanish Excel does: `1.234,56` becomes a number, `1,234.56` stays
// text. Univer reads pasted text in English, which would turn 1.234 into 1,234. Cells copied in the
// grid itself keep Univer's way, with formulas and formats.
import { ISheetClipboardService } from '@univerjs/preset-sheets-core';
import { SetRangeValuesCommand } from '@univerjs/sheets';
import { cellRange } from '../grid/address.ts';
import { WORKBOOK_ID, type Grid } from '../grid/grid.ts';
import { splitPastedText } from '../grid/pastedText.ts';

const OWN_COPY = 'data-copy-id=';

interface Clipboard {
  legacyPaste(html?: string, text?: string, files?: File[]): Promise<boolean>;
  paste(item: ClipboardItem, pasteType?: string): Promise<boolean>;
}

export function installSpanishPaste(grid: Grid): void {
  const clipboard: Clipboard = grid.injector.get(ISheetClipboardService);
  const legacyPaste = clipboard.legacyPaste.bind(clipboard);
  const paste = clipboard.paste.bind(clipboard);
  clipboard.legacyPaste = (html, text, files) =>
    text && !html?.includes(OWN_COPY) ? pasteText(grid, text) : legacyPaste(html, text, files);
  clipboard.paste = async (item, pasteType) => {
    const html = await readItem(item, 'text/html');
    const text = await readItem(item, 'text/plain');
    return text && !html.includes(OWN_COPY) ? pasteText(grid, text) : paste(item, pasteType);
  };
}

async function readItem(item: ClipboardItem, type: string): Promise<string> {
  return item.types.includes(type) ? (await item.getType(type)).text() : '';
}

async function pasteText(grid: Grid, text: string): Promise<boolean> {
  const table = splitPastedText(text);
  const { sheetId, range } = grid.selection;
  const columns = Math.max(...table.map((line) => line.length));
  const target = cellRange(range.startRow, range.startColumn, table.length, columns);
  const value = grid.cells.prepare(sheetId, target, table, 'spanish');
  grid.ensureSize(sheetId, target);
  // A command, not a mutation, so that Ctrl+Z takes it back.
  const params = { unitId: WORKBOOK_ID, subUnitId: sheetId, range: target, value };
  const isDone = await grid.commands.executeCommand(SetRangeValuesCommand.id, params);
  grid.select(sheetId, target);
  return isDone;
}
