// Excel.Table: name, place and options are kept and follow inserted rows; the table's own looks and
// filters are not drawn.
import { generateRandomId } from '@univerjs/core';
import { parseAddress } from '../../grid/address.ts';
import type { TableRecord } from '../../grid/bookState.ts';
import type { OfficeContext } from '../officeContext.ts';
import {
  HostError,
  NullObject,
  OfficeCollection,
  OfficeObject,
  invalidArgument,
  itemNotFound,
} from '../officeObject.ts';
import { RangeObject } from './rangeObject.ts';
import { WorksheetObject } from './worksheetObject.ts';

class TableObject extends OfficeObject {
  readonly typeName = 'Table';
  readonly scalars = [
    'Id',
    'Name',
    'ShowBandedRows',
    'ShowFilterButton',
    'ShowHeaders',
    'ShowTotals',
    'Style',
  ];
  constructor(
    private readonly context: OfficeContext,
    private readonly id: string,
  ) {
    super();
  }
  override identity() {
    return { Id: this.id };
  }
  private get record(): TableRecord {
    const record = this.context.state.tables.find((table) => table.id === this.id);
    if (!record) throw itemNotFound('esa tabla');
    return record;
  }
  get Id() {
    return this.id;
  }
  get Name() {
    return this.record.name;
  }
  set Name(name: string) {
    const isTaken = this.context.state.tables.some(
      (table) => table.id !== this.id && table.name.toLowerCase() === name.toLowerCase(),
    );
    if (isTaken) throw new HostError('ItemAlreadyExists', `Ya hay una tabla «${name}»`);
    this.record.name = name;
  }
  get Style() {
    return this.record.style;
  }
  set Style(style: string) {
    this.record.style = style;
  }
  get ShowTotals() {
    return this.record.showTotals;
  }
  set ShowTotals(isShown: boolean) {
    // Excel adds a row of its own; Cuadre writes its totals itself, below the table.
    if (isShown) throw invalidArgument('El banco de pruebas no dibuja la fila de totales');
    this.record.showTotals = isShown;
  }
  get ShowHeaders() {
    return this.record.showHeaders;
  }
  set ShowHeaders(isShown: boolean) {
    this.record.showHeaders = isShown;
  }
  get ShowBandedRows() {
    return this.record.showBandedRows;
  }
  set ShowBandedRows(isShown: boolean) {
    this.record.showBandedRows = isShown;
  }
  get ShowFilterButton() {
    return this.record.showFilterButton;
  }
  set ShowFilterButton(isShown: boolean) {
    this.record.showFilterButton = isShown;
  }
  get Worksheet() {
    return new WorksheetObject(this.context, this.record.sheetId);
  }
  GetRange() {
    return new RangeObject(this.context, this.record.sheetId, this.record.range);
  }
  GetHeaderRowRange() {
    const { sheetId, range } = this.record;
    return new RangeObject(this.context, sheetId, { ...range, endRow: range.startRow });
  }
  GetDataBodyRange() {
    const { sheetId, range, showHeaders } = this.record;
    const startRow = range.startRow + (showHeaders ? 1 : 0);
    return new RangeObject(this.context, sheetId, { ...range, startRow });
  }
  Resize(range: RangeObject | string) {
    const target =
      range instanceof RangeObject
        ? range.range
        : new WorksheetObject(this.context, this.record.sheetId).GetRange(range).range;
    this.record.range = target;
  }
  ConvertToRange() {
    const range = this.GetRange();
    this.forget();
    return range;
  }
  Delete() {
    const { sheetId, range } = this.record;
    this.context.grid.cells.clear(sheetId, range, { contents: true, formats: true });
    this.forget();
  }
  private forget(): void {
    this.context.state.tables = this.context.state.tables.filter((table) => table.id !== this.id);
  }
}

export class TableCollectionObject extends OfficeCollection {
  readonly typeName = 'TableCollection';
  constructor(
    private readonly context: OfficeContext,
    private readonly sheetId?: string,
  ) {
    super();
  }
  private get records(): TableRecord[] {
    const { tables } = this.context.state;
    return this.sheetId ? tables.filter((table) => table.sheetId === this.sheetId) : tables;
  }
  items() {
    return this.records.map((table) => new TableObject(this.context, table.id));
  }
  Add(address: RangeObject | string, hasHeaders: boolean) {
    const parsed = typeof address === 'string' ? parseAddress(address) : null;
    const sheetName = parsed?.sheetName;
    const sheetId =
      address instanceof RangeObject
        ? address.sheetId
        : sheetName
          ? this.context.grid.findSheet(sheetName)?.getSheetId()
          : (this.sheetId ?? this.context.grid.activeSheet.getSheetId());
    const range = address instanceof RangeObject ? address.range : parsed?.range;
    if (!range || !sheetId) throw invalidArgument('La dirección de la tabla no es válida');
    const { tables } = this.context.state;
    const record: TableRecord = {
      id: generateRandomId(8),
      name: `Tabla${tables.length + 1}`,
      sheetId,
      range,
      style: 'TableStyleMedium2',
      showTotals: false,
      showHeaders: hasHeaders,
      showBandedRows: true,
      showFilterButton: hasHeaders,
    };
    tables.push(record);
    return new TableObject(this.context, record.id);
  }
  GetItemOrNullObject(key: string) {
    const lower = key.toLowerCase();
    const record = this.records.find(
      (table) => table.id === key || table.name.toLowerCase() === lower,
    );
    return record ? new TableObject(this.context, record.id) : new NullObject();
  }
  GetItem(key: string) {
    const table = this.GetItemOrNullObject(key);
    if (table instanceof NullObject) throw itemNotFound(`la tabla «${key}»`);
    return table;
  }
  GetCount() {
    return this.records.length;
  }
}
