// Adds a laid out sheet to the workbook as the document of a voucher to come.
import { addMissingStyles, checkStyles } from './cellStyles.ts';
import type { DocumentKind } from './documentKind.ts';
import { runExcel, writeQuietly } from './runExcel.ts';
import { writeDocument, type SheetDocument } from './sheetDocument.ts';
import { loadWorkbookHabits, type WorkbookHabits } from './workbookHabits.ts';
import { freeSheetName } from './workbookNavigation.ts';
import { loadSettings, withDraft, writeDrafts } from './workbookSettings.ts';

export interface NewSheet {
  kind: DocumentKind;
  company: string;
  voucherId: string;
  /** Name of the sheet, or what comes before its number. */
  baseName: string;
  isNumbered: boolean;
  layOut: (sheet: Excel.Worksheet, habits: WorkbookHabits) => void;
}

export interface CreatedSheet {
  sheet: { id: string; name: string };
  document: SheetDocument;
}

/** Three round trips: what is there, the sheet, and whose document it is (its id exists only then). */
export async function createSheet(request: NewSheet): Promise<CreatedSheet> {
  return runExcel(async (context) => {
    const { worksheets } = context.workbook;
    worksheets.load('items/name');
    const settingsOf = loadSettings(context);
    const styles = checkStyles(context);
    const habitsOf = loadWorkbookHabits(context);
    await context.sync();
    const taken = worksheets.items.map((sheet) => sheet.name);
    const name = freeSheetName(request.baseName, taken, request.isNumbered);
    const sheet = worksheets.add(name);
    sheet.load('id');
    await writeQuietly(context, () => {
      addMissingStyles(context, styles);
      request.layOut(sheet, habitsOf());
    });
    const { kind, company, voucherId } = request;
    const document: SheetDocument = {
      kind,
      voucherId,
      company,
      ownerSheetId: sheet.id,
      state: 'draft',
    };
    writeDocument(sheet, document);
    const draft = { sheetId: sheet.id, voucherId, kind, state: 'draft' } as const;
    writeDrafts(context, withDraft(settingsOf().drafts, sheet.id, draft));
    await context.sync();
    return { sheet: { id: sheet.id, name }, document };
  });
}
