// Brings the user to a sheet or a cell, and creates sheets with free names.
import { runExcel, type HostContext } from './runExcel.ts';

/** @returns false when the sheet is no longer there. */
export async function goTo(sheetId: string, cell: string | null): Promise<boolean> {
  return runExcel(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(sheetId);
    sheet.load('id');
    await context.sync();
    if (sheet.isNullObject) return false;
    sheet.activate();
    if (cell !== null) sheet.getRange(cell).select();
    await context.sync();
    return true;
  });
}

export async function sheetExists(context: HostContext, sheetId: string): Promise<boolean> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(sheetId);
  sheet.load('id');
  await context.sync();
  return !sheet.isNullObject;
}

/** «Comprobante 1», «Comprobante 2»…: the first number not taken; a single sheet goes without. */
export function freeSheetName(base: string, taken: readonly string[], isNumbered: boolean): string {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  if (!isNumbered && !names.has(base.toLowerCase())) return base;
  for (let number = isNumbered ? 1 : 2; ; number += 1) {
    const name = `${base} ${number}`;
    if (!names.has(name.toLowerCase())) return name;
  }
}
