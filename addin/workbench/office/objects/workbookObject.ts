// Excel.Workbook: the root that every path begins at.
import { cellRange, parseAddress } from '../../grid/address.ts';
import type { OfficeContext } from '../officeContext.ts';
import { NullObject, OfficeObject, itemNotFound } from '../officeObject.ts';
import { ApplicationObject, RuntimeObject } from './applicationObject.ts';
import { FunctionsObject } from './functionsObject.ts';
import { NamedItemCollectionObject } from './namedItemObjects.ts';
import { NoteCollectionObject } from './noteObjects.ts';
import { RangeObject } from './rangeObject.ts';
import { SettingCollectionObject } from './settingObjects.ts';
import { StyleCollectionObject } from './styleObjects.ts';
import { TableCollectionObject } from './tableObjects.ts';
import { WorksheetCollectionObject } from './worksheetObject.ts';

export class WorkbookObject extends OfficeObject {
  readonly typeName = 'Workbook';
  readonly scalars = ['Name'];

  constructor(private readonly context: OfficeContext) {
    super();
  }
  get Name() {
    return `${this.context.grid.workbook.getName()}.xlsx`;
  }
  get Worksheets() {
    return new WorksheetCollectionObject(this.context);
  }
  get Application() {
    return new ApplicationObject(this.context);
  }
  get Functions() {
    return new FunctionsObject(this.context);
  }
  get _Runtime() {
    return new RuntimeObject(this.context);
  }
  get Names() {
    return new NamedItemCollectionObject(this.context);
  }
  get Notes() {
    return new NoteCollectionObject(this.context);
  }
  get Settings() {
    return new SettingCollectionObject(this.context);
  }
  get Styles() {
    return new StyleCollectionObject(this.context);
  }
  get Tables() {
    return new TableCollectionObject(this.context);
  }
  GetSelectedRange() {
    const { sheetId, range } = this.context.grid.selection;
    return new RangeObject(this.context, sheetId, range);
  }
  GetActiveCell() {
    const { sheetId, range } = this.context.grid.selection;
    return new RangeObject(this.context, sheetId, cellRange(range.startRow, range.startColumn));
  }

  // --- ranges held across requests ----------------------------------------------------------------

  _GetObjectByReferenceId(referenceId: string): OfficeObject {
    const held = this.context.held.get(referenceId);
    if (!held?.range) throw itemNotFound('el rango guardado');
    return new RangeObject(this.context, held.sheetId, held.range, referenceId);
  }
  _RemoveReference(referenceId: string) {
    this.context.held.release(referenceId);
  }
  /** Events carry their address (`Hoja1!B3`) in the place of a reference. */
  _GetRangeForEventByReferenceId(reference: string) {
    const range = this._GetRangeOrNullObjectForEventByReferenceId(reference);
    if (range instanceof NullObject) throw itemNotFound('el rango del suceso');
    return range;
  }
  _GetRangeOrNullObjectForEventByReferenceId(reference: string) {
    const parsed = parseAddress(reference);
    const sheet = parsed?.sheetName ? this.context.grid.findSheet(parsed.sheetName) : undefined;
    return parsed && sheet
      ? new RangeObject(this.context, sheet.getSheetId(), parsed.range)
      : new NullObject();
  }
}
