// How far a document got, as its sheet shows it: the word of its state, its number, and whether its
// cells look as if one could type in them. The same for every kind of document.
import { cellStyles } from './cellStyles.ts';
import { asText } from './cellWriting.ts';

export const stateWords = {
  draft: 'Borrador',
  pending: 'Pendiente de confirmar',
  posted: 'Contabilizado',
} as const;

export interface DocumentCells {
  /** Left out where the user deleted its label. */
  state?: string;
  number?: string;
  /** Everything the user may type: cells and ranges. */
  inputs: readonly string[];
}

export function writeState(
  sheet: Excel.Worksheet,
  { state }: Pick<DocumentCells, 'state'>,
  reached: keyof typeof stateWords,
): void {
  if (state) sheet.getRange(state).values = [[stateWords[reached]]];
}

/** State and number as the ledger has them; the lines are closed for typing. */
export function closeDocument(sheet: Excel.Worksheet, cells: DocumentCells, label: string): void {
  writeState(sheet, cells, 'posted');
  writeNumber(sheet, cells, asText(label));
  for (const address of cells.inputs) sheet.getRange(address).style = cellStyles.calculated;
}

/** A copy of a sheet already sent becomes a new draft. */
export function reopenDocument(sheet: Excel.Worksheet, cells: DocumentCells): void {
  writeState(sheet, cells, 'draft');
  writeNumber(sheet, cells, '');
  for (const address of cells.inputs) sheet.getRange(address).style = cellStyles.input;
}

function writeNumber(sheet: Excel.Worksheet, { number }: DocumentCells, text: string): void {
  if (number) sheet.getRange(number).values = [[text]];
}
