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
import { WORKBOOK_ID, type Grid } from '../../grid/grid.ts';
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
    const text = this.item.formulaOrRefString.replace(/^=/, '');
    const literal = /^"([^]*)"$/.exec(text)?.[1];
    if (literal !== undefined) return literal.replaceAll('""', '"');
    return this.Type === 'Double' ? Number(text) : text;
  }
  get Type() {
    const text = this.item.formulaOrRefString.replace(/^=/, '');
    if (parseAddress(text)) return 'Range';
    return text !== '' && Number.isFinite(Number(text)) ? 'Double' : 'String';
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

/** A text in a formula has at most 255 characters («Especificaciones y límites de Excel»). */
const MAX_LITERAL_LENGTH = 255;

function checkLiterals(formula: string): void {
  for (const [, literal = ''] of formula.matchAll(/"((?:[^"]|"")*)"/g)) {
    if (literal.replaceAll('""', '"').length > MAX_LITERAL_LENGTH) {
      throw invalidArgument(
        `Un texto de una fórmula tiene más de ${MAX_LITERAL_LENGTH} caracteres`,
      );
    }
  }
}

/** Nothing that reads as a cell: `A1`, `TAX2025`, `R1C1`, `C` (support.microsoft.com, «Nombres en fórmulas»). */
function isValidName(name: string): boolean {
  const isWritable = /^[A-Za-zÁÉÍÓÚÜÑáéíóúüñ_\\][\wÁÉÍÓÚÜÑáéíóúüñ.\\]*$/.test(name);
  const isCell = parseAddress(name) !== null || /^R\d*(C\d*)?$|^C\d*$/i.test(name);
  return isWritable && !isCell && name.length <= MAX_LITERAL_LENGTH;
}

function allNames(grid: Grid): IDefinedNamesServiceParam[] {
  const service = grid.injector.get(IDefinedNamesService);
  return Object.values(service.getDefinedNameMap(WORKBOOK_ID) ?? {});
}

/**
 * The names of a sheet are copied with it; names of the workbook for cells of the sheet become names of
 * the copy (excelcodex.com/2012/06/defined-names-choosing-the-scope).
 */
export function copyNames(grid: Grid, fromSheetId: string, toSheetId: string): void {
  const from = grid.findSheet(fromSheetId)!.getName();
  const to = quoteSheetName(grid.findSheet(toSheetId)!.getName());
  const names = allNames(grid);
  const ownNames = names.filter((item) => item.localSheetId === fromSheetId);
  const taken = new Set(ownNames.map((item) => item.name.toLowerCase()));
  const others = names.filter(
    (item) =>
      (item.localSheetId ?? WORKBOOK_SCOPE) === WORKBOOK_SCOPE &&
      parseAddress(item.formulaOrRefString)?.sheetName === from &&
      !taken.has(item.name.toLowerCase()),
  );
  for (const item of [...ownNames, ...others]) {
    const isOfSheet = parseAddress(item.formulaOrRefString)?.sheetName === from;
    const cells = item.formulaOrRefString.slice(item.formulaOrRefString.lastIndexOf('!') + 1);
    grid.run(SetDefinedNameMutation.id, {
      ...item,
      id: generateRandomId(8),
      localSheetId: toSheetId,
      formulaOrRefString: isOfSheet ? `${to}!${cells}` : item.formulaOrRefString,
    });
  }
}

export function removeNames(grid: Grid, sheetId: string): void {
  for (const item of allNames(grid)) {
    if (item.localSheetId === sheetId) grid.run(RemoveDefinedNameMutation.id, { ...item });
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
    return allNames(this.context.grid).filter(
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
    if (!isValidName(name)) throw invalidArgument(`«${name}» no es un nombre válido`);
    if (typeof reference === 'string') checkLiterals(reference);
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
