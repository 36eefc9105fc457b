// One round trip that says what the workbook is about: its company, the documents not sent yet and the
// sheet in front.
import { runExcel } from './runExcel.ts';
import { loadSheetProperties, type SheetDocument } from './sheetDocument.ts';
import { loadWorkbookHabits, type WorkbookHabits } from './workbookHabits.ts';
import { loadSettings, type StoredDraft, type WorkbookSettings } from './workbookSettings.ts';

export interface WorkbookView {
  settings: WorkbookSettings;
  habits: WorkbookHabits;
  active: { id: string; name: string; document: SheetDocument | null };
  /** Of sheets that are still there, with the name they have now. */
  drafts: (StoredDraft & { sheetName: string })[];
}

export async function lookAtWorkbook(): Promise<WorkbookView> {
  return runExcel(async (context) => {
    const { worksheets } = context.workbook;
    const sheet = worksheets.getActiveWorksheet();
    sheet.load('id,name');
    const propertiesOf = loadSheetProperties(sheet);
    const settingsOf = loadSettings(context);
    const habitsOf = loadWorkbookHabits(context);
    worksheets.load('items/id,items/name');
    await context.sync();
    const settings = settingsOf();
    const nameOf = new Map(worksheets.items.map((one) => [one.id, one.name]));
    return {
      settings,
      habits: habitsOf(),
      active: { id: sheet.id, name: sheet.name, document: propertiesOf().document },
      drafts: settings.drafts.flatMap((draft) => {
        const sheetName = nameOf.get(draft.sheetId);
        return sheetName === undefined ? [] : [{ ...draft, sheetName }];
      }),
    };
  });
}
