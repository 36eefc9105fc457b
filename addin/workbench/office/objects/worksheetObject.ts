// Excel.Worksheet, its frozen panes and its custom properties, and Excel.WorksheetCollection.
import {
  parseAddress,
  WHOLE_SHEET,
  cellRange,
  isEntireColumn,
  isEntireRow,
} from '../../grid/address.ts';
import { findNameProblem } from '../../grid/sheetNames.ts';
import { type OfficeContext, registerEvent, unregisterEvent } from '../officeContext.ts';
import {
  HostError,
  NullObject,
  OfficeCollection,
  OfficeObject,
  invalidArgument,
  itemNotFound,
} from '../officeObject.ts';
import { NamedItemCollectionObject } from './namedItemObjects.ts';
import { NoteCollectionObject } from './noteObjects.ts';
import { PageLayoutObject } from './pageLayoutObject.ts';
import { RangeObject } from './rangeObject.ts';
import { TableCollectionObject } from './tableObjects.ts';

const WORKBOOK_TARGET = 'Workbook';

function checkSheetName(context: OfficeContext, name: string, ownId?: string): void {
  const problem = findNameProblem(name);
  if (problem) throw invalidArgument(problem);
  const other = context.grid.findSheet(name);
  if (other && other.getSheetId() !== ownId) {
    throw new HostError('ItemAlreadyExists', `Ya hay una hoja «${name}»`);
  }
}

export class WorksheetObject extends OfficeObject {
  readonly typeName = 'Worksheet';
  readonly scalars = ['Id', 'Name', 'Position', 'ShowGridlines', 'TabColor', 'Visibility'];

  constructor(
    private readonly context: OfficeContext,
    readonly sheetId: string,
  ) {
    super();
  }

  override identity() {
    return { Id: this.sheetId };
  }

  private get sheet() {
    const sheet = this.context.grid.findSheet(this.sheetId);
    if (!sheet) throw itemNotFound('esa hoja');
    return sheet;
  }

  get Id() {
    return this.sheetId;
  }
  get Name() {
    return this.sheet.getName();
  }
  set Name(name: string) {
    checkSheetName(this.context, name, this.sheetId);
    this.context.pending.push(this.context.grid.renameSheet(this.sheetId, name));
  }
  get Position() {
    return this.context.grid.sheets.findIndex((sheet) => sheet.getSheetId() === this.sheetId);
  }
  set Position(position: number) {
    this.context.grid.moveSheet(this.sheetId, position);
  }
  get Visibility() {
    if (!this.sheet.isSheetHidden()) return 'Visible';
    return this.context.state.veryHidden.has(this.sheetId) ? 'VeryHidden' : 'Hidden';
  }
  set Visibility(visibility: string) {
    if (!['Visible', 'Hidden', 'VeryHidden'].includes(visibility)) {
      throw invalidArgument(`«${visibility}» no es una visibilidad`);
    }
    if (visibility !== 'Visible') this.checkOthersVisible();
    if (visibility === 'VeryHidden') this.context.state.veryHidden.add(this.sheetId);
    else this.context.state.veryHidden.delete(this.sheetId);
    this.context.grid.setSheetHidden(this.sheetId, visibility !== 'Visible');
  }
  get TabColor() {
    const color = this.sheet.getTabColor();
    return typeof color === 'string' ? color.toUpperCase() : '';
  }
  set TabColor(color: string) {
    this.context.grid.setTabColor(this.sheetId, color);
  }
  get ShowGridlines() {
    return !this.sheet.hasHiddenGridlines();
  }
  /** What Office.js really sends for `showGridlines = …`. */
  set Gridlines(isShown: boolean) {
    this.context.grid.setGridlines(this.sheetId, isShown);
  }

  Activate() {
    this.context.grid.activateSheet(this.sheetId);
  }
  async Delete() {
    this.checkOthersVisible();
    await this.context.grid.deleteSheet(this.sheetId);
  }
  private checkOthersVisible(): void {
    const others = this.context.grid.sheets.filter(
      (sheet) => sheet.getSheetId() !== this.sheetId && !sheet.isSheetHidden(),
    );
    if (others.length === 0) throw invalidArgument('Un libro no puede quedarse sin hojas visibles');
  }
  async Copy(positionType = 'None', relativeTo?: WorksheetObject) {
    const copy = await this.context.grid.copySheet(this.sheetId);
    const copyId = copy.getSheetId();
    const last = this.context.grid.sheets.length - 1;
    const positions: Record<string, number> = {
      None: last,
      End: last,
      Beginning: 0,
      Before: relativeTo?.Position ?? 0,
      After: (relativeTo?.Position ?? last) + 1,
    };
    this.context.grid.moveSheet(copyId, Math.min(positions[positionType] ?? last, last));
    return new WorksheetObject(this.context, copyId);
  }
  Calculate() {
    const everything = this.context.grid.clip(this.sheetId, WHOLE_SHEET);
    this.context.recalculate([{ sheetId: this.sheetId, range: everything }]);
  }

  // --- ranges -----------------------------------------------------------------------------------

  GetRange(address?: string): RangeObject {
    if (address === undefined || address === null || address === '') {
      return new RangeObject(this.context, this.sheetId, WHOLE_SHEET);
    }
    const parsed = parseAddress(address);
    if (parsed) {
      const other = parsed.sheetName ? this.context.grid.findSheet(parsed.sheetName) : undefined;
      if (parsed.sheetName && !other) throw itemNotFound(`la hoja «${parsed.sheetName}»`);
      const sheetId = other?.getSheetId() ?? this.sheetId;
      return new RangeObject(this.context, sheetId, parsed.range);
    }
    const named = new NamedItemCollectionObject(this.context).findRange(address);
    if (!named) throw invalidArgument(`«${address}» no es una dirección de esta hoja`);
    return named;
  }
  GetRangeByIndexes(row: number, column: number, rows: number, columns: number) {
    return new RangeObject(this.context, this.sheetId, cellRange(row, column, rows, columns));
  }
  GetCell(row: number, column: number) {
    return new RangeObject(this.context, this.sheetId, cellRange(row, column));
  }
  GetUsedRangeOrNullObject(valuesOnly?: boolean) {
    return this.GetRange().GetUsedRangeOrNullObject(valuesOnly);
  }
  GetUsedRange(valuesOnly?: boolean) {
    return this.GetRange().GetUsedRange(valuesOnly);
  }

  // --- parts ------------------------------------------------------------------------------------

  get FreezePanes() {
    return new FreezePanesObject(this.context, this.sheetId);
  }
  get CustomProperties() {
    return new SheetPropertyCollectionObject(this.context, this.sheetId);
  }
  get PageLayout() {
    return new PageLayoutObject(this.context.state, this.sheetId);
  }
  get Names() {
    return new NamedItemCollectionObject(this.context, this.sheetId);
  }
  get Notes() {
    return new NoteCollectionObject(this.context, this.sheetId);
  }
  get Tables() {
    return new TableCollectionObject(this.context, this.sheetId);
  }

  // --- events -----------------------------------------------------------------------------------

  _RegisterDataChangedEvent() {
    registerEvent(this.context, 'DataChanged', this.sheetId);
  }
  _UnregisterDataChangedEvent() {
    unregisterEvent(this.context, 'DataChanged', this.sheetId);
  }
  _RegisterSelectionChangedEvent() {
    registerEvent(this.context, 'SelectionChanged', this.sheetId);
  }
  _UnregisterSelectionChangedEvent() {
    unregisterEvent(this.context, 'SelectionChanged', this.sheetId);
  }
  _RegisterActivatedEvent() {
    registerEvent(this.context, 'Activated', this.sheetId);
  }
  _UnregisterActivatedEvent() {
    unregisterEvent(this.context, 'Activated', this.sheetId);
  }
  _RegisterDeactivatedEvent() {
    registerEvent(this.context, 'Deactivated', this.sheetId);
  }
  _UnregisterDeactivatedEvent() {
    unregisterEvent(this.context, 'Deactivated', this.sheetId);
  }
}

class FreezePanesObject extends OfficeObject {
  readonly typeName = 'WorksheetFreezePanes';
  readonly scalars = [];
  constructor(
    private readonly context: OfficeContext,
    private readonly sheetId: string,
  ) {
    super();
  }
  FreezeRows(count = 1) {
    this.context.grid.setFrozen(this.sheetId, count, 0);
  }
  FreezeColumns(count = 1) {
    this.context.grid.setFrozen(this.sheetId, 0, count);
  }
  /** The given range (`A1:B3`) stays on screen: three rows and two columns. */
  FreezeAt(range: RangeObject | string) {
    const target =
      range instanceof RangeObject
        ? range.range
        : new WorksheetObject(this.context, this.sheetId).GetRange(range).range;
    const rows = isEntireColumn(target) ? 0 : target.endRow + 1;
    const columns = isEntireRow(target) ? 0 : target.endColumn + 1;
    this.context.grid.setFrozen(this.sheetId, rows, columns);
  }
  Unfreeze() {
    this.context.grid.setFrozen(this.sheetId, 0, 0);
  }
}

class SheetPropertyObject extends OfficeObject {
  readonly typeName = 'WorksheetCustomProperty';
  readonly scalars = ['Key', 'Value'];
  constructor(
    private readonly properties: Map<string, string>,
    private readonly key: string,
  ) {
    super();
  }
  override identity() {
    return { Key: this.key };
  }
  get Key() {
    return this.key;
  }
  get Value() {
    return this.properties.get(this.key) ?? '';
  }
  set Value(value: string) {
    this.properties.set(this.key, value);
  }
  Delete() {
    this.properties.delete(this.key);
  }
}

class SheetPropertyCollectionObject extends OfficeCollection {
  readonly typeName = 'WorksheetCustomPropertyCollection';
  private readonly properties: Map<string, string>;
  constructor(context: OfficeContext, sheetId: string) {
    super();
    this.properties = context.state.sheetProperties(sheetId);
  }
  items() {
    return [...this.properties.keys()].map((key) => new SheetPropertyObject(this.properties, key));
  }
  private findKey(key: string): string | undefined {
    return [...this.properties.keys()].find((known) => known.toLowerCase() === key.toLowerCase());
  }
  Add(key: string, value: string) {
    const existing = this.findKey(key) ?? key;
    this.properties.set(existing, String(value));
    return new SheetPropertyObject(this.properties, existing);
  }
  GetItemOrNullObject(key: string) {
    const found = this.findKey(key);
    return found ? new SheetPropertyObject(this.properties, found) : new NullObject();
  }
  GetItem(key: string) {
    const item = this.GetItemOrNullObject(key);
    if (item instanceof NullObject) throw itemNotFound(`la propiedad «${key}»`);
    return item;
  }
  GetCount() {
    return this.properties.size;
  }
}

export class WorksheetCollectionObject extends OfficeCollection {
  readonly typeName = 'WorksheetCollection';
  constructor(private readonly context: OfficeContext) {
    super();
  }
  items() {
    return this.context.grid.sheets.map(
      (sheet) => new WorksheetObject(this.context, sheet.getSheetId()),
    );
  }
  Add(name?: string | null) {
    if (name !== null && name !== undefined) checkSheetName(this.context, name);
    const sheet = this.context.grid.addSheet(name ?? undefined);
    return new WorksheetObject(this.context, sheet.getSheetId());
  }
  GetItemOrNullObject(key: string) {
    const sheet = this.context.grid.findSheet(key);
    return sheet ? new WorksheetObject(this.context, sheet.getSheetId()) : new NullObject();
  }
  GetItem(key: string) {
    const sheet = this.context.grid.findSheet(key);
    if (!sheet) throw itemNotFound(`la hoja «${key}»`);
    return new WorksheetObject(this.context, sheet.getSheetId());
  }
  GetActiveWorksheet() {
    return new WorksheetObject(this.context, this.context.grid.activeSheet.getSheetId());
  }
  GetCount(visibleOnly?: boolean) {
    return this.context.grid.sheets.filter((sheet) => !visibleOnly || !sheet.isSheetHidden())
      .length;
  }
  GetFirst() {
    return this.items()[0];
  }
  GetLast() {
    return this.items().at(-1);
  }

  _RegisterDataChangedEvent() {
    registerEvent(this.context, 'DataChanged', WORKBOOK_TARGET);
  }
  _UnregisterDataChangedEvent() {
    unregisterEvent(this.context, 'DataChanged', WORKBOOK_TARGET);
  }
  _RegisterSelectionChangedEvent() {
    registerEvent(this.context, 'SelectionChanged', WORKBOOK_TARGET);
  }
  _UnregisterSelectionChangedEvent() {
    unregisterEvent(this.context, 'SelectionChanged', WORKBOOK_TARGET);
  }
  _RegisterActivatedEvent() {
    registerEvent(this.context, 'Activated', WORKBOOK_TARGET);
  }
  _UnregisterActivatedEvent() {
    unregisterEvent(this.context, 'Activated', WORKBOOK_TARGET);
  }
  _RegisterDeactivatedEvent() {
    registerEvent(this.context, 'Deactivated', WORKBOOK_TARGET);
  }
  _UnregisterDeactivatedEvent() {
    unregisterEvent(this.context, 'Deactivated', WORKBOOK_TARGET);
  }
  _RegisterAddedEvent() {
    registerEvent(this.context, 'Added', WORKBOOK_TARGET);
  }
  _UnregisterAddedEvent() {
    unregisterEvent(this.context, 'Added', WORKBOOK_TARGET);
  }
  _RegisterDeletedEvent() {
    registerEvent(this.context, 'Deleted', WORKBOOK_TARGET);
  }
  _UnregisterDeletedEvent() {
    unregisterEvent(this.context, 'Deleted', WORKBOOK_TARGET);
  }
  _RegisterEventNameChanged() {
    registerEvent(this.context, 'NameChanged', WORKBOOK_TARGET);
  }
  _UnregisterEventNameChanged() {
    unregisterEvent(this.context, 'NameChanged', WORKBOOK_TARGET);
  }
}
