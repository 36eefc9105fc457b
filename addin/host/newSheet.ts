// Adds a laid out sheet to the workbook as the document of a voucher to come, or finds the one that is
// there already.
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

/** Turns to the first document of a kind that is not sent yet. @returns null when there is none */
export async function goToDraft(kind: DocumentKind): Promise<{ id: string; name: string } | null> {
  return runExcel(async (context) => {
    const settingsOf = loadSettings(context);
    const { worksheets } = context.workbook;
    worksheets.load('items/id,items/name');
    await context.sync();
    const drafts = settingsOf().drafts.filter((draft) => draft.kind === kind);
    const sheet = worksheets.items.find(({ id }) => drafts.some((draft) => draft.sheetId === id));
    if (!sheet) return null;
    sheet.activate();
    await context.sync();
    return { id: sheet.id, name: sheet.name };
  });
}
