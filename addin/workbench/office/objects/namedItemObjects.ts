// Excel.NamedItem and its collections, of the workbook or of one sheet. The names are the grid's own,
// so formulas can use them.
import { generateRandomId } from '@univerjs/core';
import {
  IDefinedNamesService,
  RemoveDefinedNameMutation,
  SetDefinedNameMutation,
  type IDefinedNamesServiceParam,
} from '@univerjs/engine-formula';
import { toColumnLetters, parseAddress, quoteSheetName, formatCells } from '../../grid/address.ts';
import { WORKBOOK_ID } from '../../grid/grid.ts';
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

/** Univer's word for «known in the whole workbook». */
const WORKBOOK_SCOPE = 'AllDefaultWorkbook';

/** `Hoja1!A1:B2` → `Hoja1!$A$1:$B$2`: a name means fixed cells. */
function absoluteReference(range: RangeObject): string {
  const sheetName = range.context.grid.findSheet(range.sheetId)!.getName();
  const { startRow, startColumn, endRow, endColumn } = range.range;
  const first = `$${toColumnLetters(startColumn)}$${startRow + 1}`;
  const last = `$${toColumnLetters(endColumn)}$${endRow + 1}`;
  const cells = formatCells(range.range).includes(':') ? `${first}:${last}` : first;
  return `${quoteSheetName(sheetName)}!${cells}`;
}

class NamedItemObject extends OfficeObject {
  readonly typeName = 'NamedItem';
  readonly scalars = ['Comment', 'Formula', 'Name', 'Scope', 'Type', 'Value', 'Visible'];

  constructor(
    private readonly context: OfficeContext,
    private readonly item: IDefinedNamesServiceParam,
  ) {
    super();
  }
  override identity() {
    return { Name: this.item.name };
  }
  private save(change: Partial<IDefinedNamesServiceParam>): void {
    Object.assign(this.item, change);
    this.context.grid.run(SetDefinedNameMutation.id, { ...this.item });
  }
  get Name() {
    return this.item.name;
  }
  get Formula() {
    const text = this.item.formulaOrRefString;
    return text.startsWith('=') ? text : `=${text}`;
  }
  set Formula(formula: string) {
    this.save({ formulaOrRefString: formula.replace(/^=/, '') });
  }
  get Value() {
    return this.item.formulaOrRefString.replace(/^=?"?|"$/g, '');
  }
  get Type() {
    return parseAddress(this.item.formulaOrRefString) ? 'Range' : 'String';
  }
  get Scope() {
    return this.item.localSheetId === WORKBOOK_SCOPE ? 'Workbook' : 'Worksheet';
  }
  get Comment() {
    return this.item.comment ?? '';
  }
  set Comment(comment: string) {
    this.save({ comment });
  }
  get Visible() {
    return this.item.hidden !== true;
  }
  set Visible(isVisible: boolean) {
    this.save({ hidden: !isVisible });
  }
  GetRangeOrNullObject() {
    return toRange(this.context, this.item.formulaOrRefString) ?? new NullObject();
  }
  GetRange() {
    const range = this.GetRangeOrNullObject();
    if (range instanceof NullObject) throw itemNotFound(`el rango de «${this.item.name}»`);
    return range;
  }
  Delete() {
    this.context.grid.run(RemoveDefinedNameMutation.id, { ...this.item });
  }
}

function toRange(context: OfficeContext, reference: string): RangeObject | null {
  const parsed = parseAddress(reference.replace(/^=/, ''));
  const sheet = parsed?.sheetName ? context.grid.findSheet(parsed.sheetName) : undefined;
  return parsed && sheet ? new RangeObject(context, sheet.getSheetId(), parsed.range) : null;
}

export class NamedItemCollectionObject extends OfficeCollection {
  readonly typeName = 'NamedItemCollection';
  private readonly scope: string;

  constructor(
    private readonly context: OfficeContext,
    sheetId?: string,
  ) {
    super();
    this.scope = sheetId ?? WORKBOOK_SCOPE;
  }

  private entries(): IDefinedNamesServiceParam[] {
    const service = this.context.grid.injector.get(IDefinedNamesService);
    return Object.values(service.getDefinedNameMap(WORKBOOK_ID) ?? {}).filter(
      (item) => (item.localSheetId ?? WORKBOOK_SCOPE) === this.scope,
    );
  }
  private find(name: string): IDefinedNamesServiceParam | undefined {
    return this.entries().find((item) => item.name.toLowerCase() === name.toLowerCase());
  }
  /** For `getRange('nombre')`. */
  findRange(name: string): RangeObject | null {
    const item = this.find(name);
    return item ? toRange(this.context, item.formulaOrRefString) : null;
  }

  items() {
    return this.entries().map((item) => new NamedItemObject(this.context, item));
  }
  Add(name: string, reference: RangeObject | string, comment?: string | null) {
    if (this.find(name)) throw new HostError('ItemAlreadyExists', `Ya existe el nombre «${name}»`);
    if (!/^[A-Za-zÁÉÍÓÚÑáéíóúñ_\\][\wÁÉÍÓÚÑáéíóúñ.\\]*$/.test(name)) {
      throw invalidArgument(`«${name}» no es un nombre válido`);
    }
    const item: IDefinedNamesServiceParam = {
      id: generateRandomId(8),
      name,
      formulaOrRefString:
        reference instanceof RangeObject
          ? absoluteReference(reference)
          : String(reference).replace(/^=/, ''),
      localSheetId: this.scope,
      ...(comment ? { comment } : {}),
    };
    this.context.grid.run(SetDefinedNameMutation.id, { ...item });
    return new NamedItemObject(this.context, item);
  }
  GetItemOrNullObject(name: string) {
    const item = this.find(name);
    return item ? new NamedItemObject(this.context, item) : new NullObject();
  }
  GetItem(name: string) {
    const item = this.GetItemOrNullObject(name);
    if (item instanceof NullObject) throw itemNotFound(`el nombre «${name}»`);
    return item;
  }
  GetCount() {
    return this.entries().length;
  }
}
