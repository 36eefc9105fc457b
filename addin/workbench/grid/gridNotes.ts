// Cell notes (the yellow ones), kept by Univer's own notes model so that they move with their cells.
import { generateRandomId } from '@univerjs/core';
import { RemoveNoteMutation, SheetsNoteModel, UpdateNoteMutation } from '@univerjs/sheets-note';
import { WORKBOOK_ID, type Grid } from './grid.ts';

export interface GridNote {
  sheetId: string;
  row: number;
  column: number;
  text: string;
}

const NOTE_WIDTH = 260;
const LINE_HEIGHT = 20;
const CHARACTERS_PER_LINE = 27;

export class GridNotes {
  private readonly model: SheetsNoteModel;

  constructor(private readonly grid: Grid) {
    this.model = grid.injector.get(SheetsNoteModel);
  }

  get(sheetId: string, row: number, column: number): string | undefined {
    return this.model.getNote(WORKBOOK_ID, sheetId, { row, col: column })?.note;
  }

  list(sheetId?: string): GridNote[] {
    const ids = sheetId ? [sheetId] : this.grid.workbook.getSheetOrders();
    return ids.flatMap((id) =>
      [...(this.model.getSheetNotes(WORKBOOK_ID, id)?.values() ?? [])]
        .map(({ row, col, note }) => ({ sheetId: id, row, column: col, text: note }))
        .sort((one, other) => one.row - other.row || one.column - other.column),
    );
  }

  isShown(sheetId: string, row: number, column: number): boolean {
    return this.model.getNote(WORKBOOK_ID, sheetId, { row, col: column })?.show === true;
  }

  /** Shown always, not only while the pointer is on the cell. */
  setShown(sheetId: string, row: number, column: number, show: boolean): void {
    const note = this.model.getNote(WORKBOOK_ID, sheetId, { row, col: column });
    if (!note) return;
    this.grid.run(UpdateNoteMutation.id, { sheetId, row, col: column, note: { ...note, show } });
  }

  set(sheetId: string, row: number, column: number, text: string): void {
    const current = this.model.getNote(WORKBOOK_ID, sheetId, { row, col: column });
    const lines = text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_PER_LINE)), 0);
    this.grid.run(UpdateNoteMutation.id, {
      sheetId,
      row,
      col: column,
      note: {
        id: current?.id ?? generateRandomId(8),
        row,
        col: column,
        width: NOTE_WIDTH,
        height: 24 + lines * LINE_HEIGHT,
        note: text,
        show: current?.show ?? false,
      },
    });
  }

  remove(sheetId: string, row: number, column: number): void {
    this.grid.run(RemoveNoteMutation.id, { sheetId, row, col: column });
  }
}
