// What a sheet says about itself: which document it is, whose copy, and how far it got. It is written in
// hidden names of the sheet, which Excel copies with it (custom properties it does not:
// github.com/OfficeDev/office-js/issues/5486). Nothing secret is among it.
import type { DocumentKind } from './documentKind.ts';

export interface SheetDocument {
  kind: DocumentKind;
  /** Identity of the voucher in the ledger, made when the sheet was laid out. */
  voucherId: string;
  company: string;
  /** The sheet this document belongs to: a copy of the sheet carries its original's id here. */
  ownerSheetId: string;
  /** As the ledger last said; it is asked again before anything is decided on it. */
  state: 'draft' | 'pending' | 'posted' | 'voided';
  /** Sent and not answered: the key and the content it was sent with. */
  pendingKey?: string;
  pendingContent?: string;
  label?: string;
  date?: string;
  /** Version of the voucher that the sheet was made from; a draft that has one is kept on the server. */
  version?: number;
  /** The account that took the difference of an opening: its line is not in the sheet. */
  differenceAccount?: string;
}

/** A text in a formula has at most 255 characters, and so has the text that a name stands for. */
const partLength = 200;
const partNames = [1, 2, 3, 4].map((number) => `_cuadre.documento.${number}`);
/** Which cells are marked concerns the workbook, not what the document is: one setting per sheet. */
const marksSetting = 'cuadre.marcas.';

export interface SheetProperties {
  document: SheetDocument | null;
  /** Cells that carry a mark of ours. */
  markedCells: string[];
}

/** Of a sheet whose id is loaded with it. */
export function loadSheetProperties(sheet: Excel.Worksheet): () => SheetProperties {
  const parts = partNames.map((name) => {
    const part = sheet.names.getItemOrNullObject(name);
    part.load('value');
    return part;
  });
  const settings = settingsOf(sheet);
  settings.load('items/key,items/value');
  return () => {
    const text = parts.map((part) => (part.isNullObject ? '' : textOfName(part.value))).join('');
    const document = parseDocument(text);
    const marksOf = (sheetId: string | undefined) =>
      settings.items.find((item) => item.key === marksSetting + sheetId)?.value as unknown;
    // A copy looks like its original, marks and all, until it is looked at for the first time.
    const marks = marksOf(sheet.id) ?? marksOf(document?.ownerSheetId);
    return {
      document,
      markedCells: (typeof marks === 'string' ? marks : '')
        .split(' ')
        .filter((cell) => cell !== ''),
    };
  };
}

export function writeDocument(sheet: Excel.Worksheet, document: SheetDocument): void {
  const text = JSON.stringify(document);
  for (const [index, name] of partNames.entries()) {
    sheet.names.getItemOrNullObject(name).delete();
    const part = text.slice(index * partLength, (index + 1) * partLength);
    if (part === '') continue;
    sheet.names.add(name, `="${part.replaceAll('"', '""')}"`).visible = false;
  }
}

export function writeMarkedCells(sheet: Excel.Worksheet, cells: readonly string[]): void {
  settingsOf(sheet).add(marksSetting + sheet.id, cells.join(' '));
}

function settingsOf(sheet: Excel.Worksheet): Excel.SettingCollection {
  return sheet.context.workbook.settings;
}

/** Some versions of Excel give the text, others the formula that says it. */
function textOfName(value: unknown): string {
  const text = String(value);
  const literal = /^="([^]*)"$/.exec(text)?.[1];
  return literal === undefined ? text : literal.replaceAll('""', '"');
}

function parseDocument(text: string): SheetDocument | null {
  if (text === '') return null;
  try {
    const document = JSON.parse(text) as SheetDocument;
    return document.voucherId && document.kind ? document : null;
  } catch {
    // Edited by hand or by another program: no longer a document of ours.
    return null;
  }
}
