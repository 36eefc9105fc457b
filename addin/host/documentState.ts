// How far a document got, as its sheet shows it: the word of its state, its number, and whether its
// cells look as if one could type in them. The same for every kind of document.
import { cellStyles } from './cellStyles.ts';
import { asText } from './cellWriting.ts';

export const stateWords = {
  draft: 'Borrador',
  saved: 'Borrador guardado',
  pending: 'Pendiente de confirmar',
  posted: 'Contabilizado',
  differs: 'Contabilizado; la hoja difiere',
  corrected: 'Corregido en el libro; la hoja difiere',
  takenBack: 'Devuelto a borrador',
  voided: 'Anulado',
  missing: 'No está en el libro',
} as const;
export type StateWord = keyof typeof stateWords;

export interface DocumentCells {
  /** Left out where the user deleted its label. */
  state?: string;
  number?: string;
  /** Everything the user may type: cells and ranges. */
  inputs: readonly string[];
}

/** What the ledger says of a document, for its sheet to show. */
export interface ShownState {
  word: StateWord;
  /** `AS-12`; null while it has no number. */
  label: string | null;
  /** Whether the lines look as if one could type in them. */
  isOpen: boolean;
}

export function writeState(
  sheet: Excel.Worksheet,
  { state }: Pick<DocumentCells, 'state'>,
  word: StateWord,
): void {
  if (state) sheet.getRange(state).values = [[stateWords[word]]];
}

export function showState(
  sheet: Excel.Worksheet,
  cells: DocumentCells,
  { word, label, isOpen }: ShownState,
): void {
  writeState(sheet, cells, word);
  if (cells.number) sheet.getRange(cells.number).values = [[asText(label ?? '')]];
  const style = isOpen ? cellStyles.input : cellStyles.calculated;
  for (const address of cells.inputs) sheet.getRange(address).style = style;
}

/** State and number as the ledger has them; the lines are closed for typing. */
export function closeDocument(sheet: Excel.Worksheet, cells: DocumentCells, label: string): void {
  showState(sheet, cells, { word: 'posted', label, isOpen: false });
}

/** A copy of a sheet already sent becomes a new draft. */
export function reopenDocument(sheet: Excel.Worksheet, cells: DocumentCells): void {
  showState(sheet, cells, { word: 'draft', label: null, isOpen: true });
}
