// Tells when the user changes a sheet or turns to another. Events of co-authors and of our own writes
// are not passed on.
import { runExcel } from './runExcel.ts';

export interface SheetEventHandlers {
  /** A local edit, by hand or by pasting. */
  onEdited: (sheetId: string) => void;
  onActivated: (sheetId: string) => void;
  onDeleted: (sheetId: string) => void;
}

/** @returns the function that stops listening. */
export async function listenToSheets(handlers: SheetEventHandlers): Promise<() => Promise<void>> {
  return runExcel(async (context) => {
    const { worksheets } = context.workbook;
    const registered = [
      worksheets.onChanged.add(async (event) => {
        if (event.source !== 'Remote') handlers.onEdited(event.worksheetId);
      }),
      worksheets.onActivated.add(async (event) => handlers.onActivated(event.worksheetId)),
      worksheets.onDeleted.add(async (event) => handlers.onDeleted(event.worksheetId)),
    ];
    await context.sync();
    return async () => {
      for (const handler of registered) handler.remove();
      await context.sync();
    };
  });
}
