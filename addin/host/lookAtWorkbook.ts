// What the workbook is about, in two round trips: its company, the documents that its sheets are and the
// sheet in front.
import { runExcel } from './runExcel.ts';
import { loadSheetProperties, type SheetDocument } from './sheetDocument.ts';
import { loadWorkbookHabits, type WorkbookHabits } from './workbookHabits.ts';
import { loadSettings, type WorkbookSettings } from './workbookSettings.ts';

/** A sheet of Cuadre with what it says of itself. */
export interface DocumentSheet {
  sheetId: string;
  sheetName: string;
  document: SheetDocument;
}

export interface WorkbookView {
  settings: WorkbookSettings;
  habits: WorkbookHabits;
  active: { id: string; name: string; document: SheetDocument | null };
  /** Every one of the workbook, in the order of its sheets. */
  documents: DocumentSheet[];
}

export async function lookAtWorkbook(): Promise<WorkbookView> {
  return runExcel(async (context) => {
    const { worksheets } = context.workbook;
    const active = worksheets.getActiveWorksheet();
    active.load('id,name');
    const settingsOf = loadSettings(context);
    const habitsOf = loadWorkbookHabits(context);
    worksheets.load('items/id,items/name');
    await context.sync();
    const sheets = worksheets.items.map((sheet) => {
      return { id: sheet.id, name: sheet.name, propertiesOf: loadSheetProperties(sheet) };
    });
    await context.sync();
    const documentOf = new Map(sheets.map(({ id, propertiesOf }) => [id, propertiesOf().document]));
    return {
      settings: settingsOf(),
      habits: habitsOf(),
      active: { id: active.id, name: active.name, document: documentOf.get(active.id) ?? null },
      documents: sheets.flatMap(({ id: sheetId, name: sheetName }) => {
        const document = documentOf.get(sheetId);
        return document ? [{ sheetId, sheetName, document }] : [];
      }),
    };
  });
}
