// What a sheet says about itself in its custom properties: which document it is, whose copy, and how
// far it got. They travel with the sheet; nothing secret is among them.
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

const documentProperty = 'cuadre.documento';
const marksProperty = 'cuadre.marcas';

export interface SheetProperties {
  document: SheetDocument | null;
  /** Cells that carry a mark of ours. */
  markedCells: string[];
}

export function loadSheetProperties(sheet: Excel.Worksheet): () => SheetProperties {
  const properties = sheet.customProperties;
  properties.load('items/key,items/value');
  return () => {
    const textOf = (key: string) => properties.items.find((item) => item.key === key)?.value;
    return {
      document: parseDocument(textOf(documentProperty)),
      markedCells: (textOf(marksProperty) ?? '').split(' ').filter((cell) => cell !== ''),
    };
  };
}

export function writeDocument(sheet: Excel.Worksheet, document: SheetDocument): void {
  sheet.customProperties.add(documentProperty, JSON.stringify(document));
}

export function writeMarkedCells(sheet: Excel.Worksheet, cells: readonly string[]): void {
  sheet.customProperties.add(marksProperty, cells.join(' '));
}

function parseDocument(text: string | undefined): SheetDocument | null {
  if (!text) return null;
  try {
    const document = JSON.parse(text) as SheetDocument;
    return document.voucherId && document.kind ? document : null;
  } catch {
    // Edited by hand or by another program: no longer a document of ours.
    return null;
  }
}
