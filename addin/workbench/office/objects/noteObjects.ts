// Excel.Note and its collections, of the workbook or of one sheet (ExcelApi 1.18).
import { cellRange, formatAddress, parseAddress } from '../../grid/address.ts';
import type { GridNote } from '../../grid/gridNotes.ts';
import type { OfficeContext } from '../officeContext.ts';
import {
  HostError,
  NullObject,
  OfficeCollection,
  OfficeObject,
  invalidArgument,
  itemNotFound,
} from '../officeObject.ts';
import { checkTextLength } from '../cellLimits.ts';
import { RangeObject } from './rangeObject.ts';

class NoteObject extends OfficeObject {
  readonly typeName = 'Note';
  readonly scalars = ['AuthorName', 'Content', 'Visible'];
  constructor(
    private readonly context: OfficeContext,
    private readonly note: GridNote,
  ) {
    super();
  }
  get Content() {
    const { sheetId, row, column } = this.note;
    return this.context.grid.notes.get(sheetId, row, column) ?? this.note.text;
  }
  set Content(text: string) {
    const { sheetId, row, column } = this.note;
    this.context.grid.notes.set(sheetId, row, column, text);
  }
  get AuthorName() {
    return 'Cuadre';
  }
  get Visible() {
    const { sheetId, row, column } = this.note;
    return this.context.grid.notes.isShown(sheetId, row, column);
  }
  set Visible(isShown: boolean) {
    const { sheetId, row, column } = this.note;
    this.context.grid.notes.setShown(sheetId, row, column, isShown);
  }
  GetLocation() {
    const { sheetId, row, column } = this.note;
    return new RangeObject(this.context, sheetId, cellRange(row, column));
  }
  Delete() {
    const { sheetId, row, column } = this.note;
    this.context.grid.notes.remove(sheetId, row, column);
  }
}

export class NoteCollectionObject extends OfficeCollection {
  readonly typeName = 'NoteCollection';
  constructor(
    private readonly context: OfficeContext,
    private readonly sheetId?: string,
  ) {
    super();
  }

  private locate(cell: string | RangeObject): { sheetId: string; row: number; column: number } {
    if (cell instanceof RangeObject) {
      return { sheetId: cell.sheetId, row: cell.range.startRow, column: cell.range.startColumn };
    }
    const parsed = parseAddress(cell);
    const named = parsed?.sheetName ? this.context.grid.findSheet(parsed.sheetName) : undefined;
    const sheetId =
      named?.getSheetId() ?? this.sheetId ?? this.context.grid.activeSheet.getSheetId();
    if (!parsed || (parsed.sheetName && !named)) {
      throw invalidArgument(`«${cell}» no es la dirección de una celda`);
    }
    return { sheetId, row: parsed.range.startRow, column: parsed.range.startColumn };
  }

  items() {
    return this.context.grid.notes
      .list(this.sheetId)
      .map((note) => new NoteObject(this.context, note));
  }
  Add(cell: string | RangeObject, content: string) {
    checkTextLength(content);
    const place = this.locate(cell);
    const notes = this.context.grid.notes;
    if (notes.get(place.sheetId, place.row, place.column) !== undefined) {
      const name = this.context.grid.findSheet(place.sheetId)!.getName();
      const address = formatAddress(name, cellRange(place.row, place.column));
      throw new HostError('ItemAlreadyExists', `La celda ${address} ya tiene una nota`);
    }
    notes.set(place.sheetId, place.row, place.column, content);
    return new NoteObject(this.context, { ...place, text: content });
  }
  GetItemAt(index: number) {
    const note = this.items()[index];
    if (!note) throw itemNotFound('esa nota');
    return note;
  }
  GetItemOrNullObject(cell: string | RangeObject) {
    const place = this.locate(cell);
    const text = this.context.grid.notes.get(place.sheetId, place.row, place.column);
    return text === undefined ? new NullObject() : new NoteObject(this.context, { ...place, text });
  }
  GetItem(cell: string | RangeObject) {
    const note = this.GetItemOrNullObject(cell);
    if (note instanceof NullObject) throw itemNotFound('esa nota');
    return note;
  }
  GetCount() {
    return this.context.grid.notes.list(this.sheetId).length;
  }
}
