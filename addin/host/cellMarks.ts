// Marks what is wrong in its own cell (fill and note) and takes the mark away when it is solved. What
// the user typed is never touched, nor are notes of other people.
import { cellStyles, type CellStyle } from './cellStyles.ts';
import { writeMarkedCells } from './sheetDocument.ts';
import { supports } from './runExcel.ts';

export interface CellMark {
  cell: string;
  severity: 'error' | 'notice';
  text: string;
}

/** Beyond this many the list in the pane says the rest: thousands of notes help nobody. */
const mostMarks = 500;
const noteSign = 'Cuadre: ';

export interface LoadedNotes {
  /** Reached only where Excel has notes, and through here alone. */
  collection: Excel.NoteCollection;
  own: Excel.Note[];
  /** Cells with notes of the user's own: they keep them. */
  foreign: Excel.Range[];
}

/** Queues the reading of the sheet's notes; null where Excel has no notes for add-ins. */
export function loadNotes(sheet: Excel.Worksheet): (() => Excel.NoteCollection) | null {
  // Some builds of Office.js answer for 1.18 and still have no notes.
  const notes = supports('1.18') ? (sheet.notes as Excel.NoteCollection | undefined) : undefined;
  if (!notes) return null;
  notes.load('items/content');
  return () => notes;
}

export function separateNotes(collection: Excel.NoteCollection): LoadedNotes {
  const notes = collection.items;
  const isOurs = (note: Excel.Note) => note.content.startsWith(noteSign);
  const foreign = notes
    .filter((note) => !isOurs(note))
    .map((note) => {
      const place = note.getLocation();
      place.load('address');
      return place;
    });
  return { collection, own: notes.filter(isOurs), foreign };
}

export interface CellLook {
  address: string;
  style: CellStyle;
}

export interface MarkingOptions {
  sheet: Excel.Worksheet;
  marks: readonly CellMark[];
  /** Cells marked before; they may have moved since (rows inserted or sorted). */
  before: readonly string[];
  /** Where marks may have been, with the look that is theirs without one. */
  looks: readonly CellLook[];
  /** Null where there are no notes. */
  notes: LoadedNotes | null;
}

/** Queues the changes of marks. @returns false when there is nothing to change. */
export function writeMarks(options: MarkingOptions): boolean {
  const { sheet, before, notes } = options;
  const marks = oneMarkPerCell(options.marks).slice(0, mostMarks);
  if (marks.length === 0 && before.length === 0) return false;
  if (before.length > 0) {
    for (const { address, style } of options.looks) {
      sheet.getRange(address).style = cellStyles[style];
    }
  }
  // Excel finds each note again by its position: from the last to the first none of them moves.
  for (const note of [...(notes?.own ?? [])].reverse()) note.delete();
  const taken = new Set(notes?.foreign.map((range) => range.address.split('!').at(-1)));
  for (const { cell, severity, text } of marks) {
    sheet.getRange(cell).style = cellStyles[severity];
    if (notes && !taken.has(cell)) notes.collection.add(cell, noteSign + text);
  }
  writeMarkedCells(
    sheet,
    marks.map((mark) => mark.cell),
  );
  return true;
}

/** Several problems of one cell share its note; an error prevails over a notice. */
function oneMarkPerCell(marks: readonly CellMark[]): CellMark[] {
  const byCell = new Map<string, CellMark>();
  for (const mark of marks) {
    const known = byCell.get(mark.cell);
    if (!known) {
      byCell.set(mark.cell, mark);
      continue;
    }
    byCell.set(mark.cell, {
      cell: mark.cell,
      severity: known.severity === 'error' ? 'error' : mark.severity,
      text: `${known.text}\n${mark.text}`,
    });
  }
  return [...byCell.values()];
}
