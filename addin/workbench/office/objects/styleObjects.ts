// Excel.Style: a named look of the workbook; changing it changes every cell that carries it.
import { GENERAL_FORMAT } from '../../grid/gridStyles.ts';
import type { StyleAspect } from '../../grid/namedStyle.ts';
import type { OfficeContext } from '../officeContext.ts';
import {
  HostError,
  NullObject,
  OfficeCollection,
  invalidArgument,
  itemNotFound,
} from '../officeObject.ts';
import { LookObject } from './formatObjects.ts';

const SIDES: Record<string, 't' | 'b' | 'l' | 'r'> = {
  EdgeTop: 't',
  EdgeBottom: 'b',
  EdgeLeft: 'l',
  EdgeRight: 'r',
};

class StyleObject extends LookObject {
  readonly typeName = 'Style';
  readonly scalars = [
    'BuiltIn',
    'HorizontalAlignment',
    'IndentLevel',
    'Name',
    'NumberFormat',
    'VerticalAlignment',
    'WrapText',
  ];
  constructor(
    private readonly context: OfficeContext,
    private readonly name: string,
  ) {
    const styles = context.grid.styles;
    super({
      read: () => styles.getNamed(name),
      change: (change) => styles.changeNamed(name, change),
      setBorder: (edge, border) => {
        const side = SIDES[edge];
        if (side) styles.changeNamed(name, { bd: { [side]: border } });
      },
    });
  }
  override identity() {
    return { Name: this.name };
  }
  get Name() {
    return this.name;
  }
  get BuiltIn() {
    return this.context.grid.styles.isBuiltIn(this.name);
  }
  get NumberFormat() {
    return this.target.read().n?.pattern ?? GENERAL_FORMAT;
  }
  set NumberFormat(pattern: string) {
    this.target.change({ n: pattern === GENERAL_FORMAT ? null : { pattern } });
  }
  get IncludeNumber() {
    return this.includes('number');
  }
  set IncludeNumber(isIncluded: boolean) {
    this.include('number', isIncluded);
  }
  get IncludeFont() {
    return this.includes('font');
  }
  set IncludeFont(isIncluded: boolean) {
    this.include('font', isIncluded);
  }
  get IncludePatterns() {
    return this.includes('patterns');
  }
  set IncludePatterns(isIncluded: boolean) {
    this.include('patterns', isIncluded);
  }
  get IncludeBorder() {
    return this.includes('border');
  }
  set IncludeBorder(isIncluded: boolean) {
    this.include('border', isIncluded);
  }
  get IncludeAlignment() {
    return this.includes('alignment');
  }
  set IncludeAlignment(isIncluded: boolean) {
    this.include('alignment', isIncluded);
  }
  get IncludeProtection() {
    return this.includes('protection');
  }
  set IncludeProtection(isIncluded: boolean) {
    this.include('protection', isIncluded);
  }
  private includes(aspect: StyleAspect): boolean {
    return !this.context.grid.styles.leavesAlone(this.name, aspect);
  }
  private include(aspect: StyleAspect, isIncluded: boolean): void {
    this.context.grid.styles.setLeftAlone(this.name, aspect, !isIncluded);
  }
  Delete() {
    if (this.BuiltIn) throw invalidArgument(`El estilo «${this.name}» es de Excel`);
    this.context.grid.styles.deleteNamed(this.name);
  }
}

export class StyleCollectionObject extends OfficeCollection {
  readonly typeName = 'StyleCollection';
  constructor(private readonly context: OfficeContext) {
    super();
  }
  items() {
    return this.context.grid.styles.names.map((name) => new StyleObject(this.context, name));
  }
  Add(name: string) {
    if (this.context.grid.styles.hasNamed(name)) {
      throw new HostError('ItemAlreadyExists', `Ya existe el estilo «${name}»`);
    }
    this.context.grid.styles.addNamed(name);
  }
  GetItemOrNullObject(name: string) {
    const isKnown = this.context.grid.styles.hasNamed(name);
    return isKnown ? new StyleObject(this.context, name) : new NullObject();
  }
  GetItem(name: string) {
    const style = this.GetItemOrNullObject(name);
    if (style instanceof NullObject) throw itemNotFound(`el estilo «${name}»`);
    return style;
  }
  GetCount() {
    return this.context.grid.styles.names.length;
  }
}
