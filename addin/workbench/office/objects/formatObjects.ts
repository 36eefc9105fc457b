// Excel.RangeFormat with its fill, font and borders; Excel.Style has the same parts, so both share
// them through a StyleTarget: something whose look can be read and changed.
import {
  BooleanNumber,
  BorderStyleTypes,
  HorizontalAlign,
  VerticalAlign,
  WrapStrategy,
  type IBorderStyleData,
  type IStyleData,
} from '@univerjs/core';
import type { CellRange } from '../../grid/address.ts';
import { readColor } from '../../grid/colorNames.ts';
import { HORIZONTAL_ALIGNMENTS, VERTICAL_ALIGNMENTS, toFlag } from '../../grid/gridStyles.ts';
import type { StyleChange } from '../../grid/namedStyle.ts';
import type { OfficeContext } from '../officeContext.ts';
import { OfficeCollection, OfficeObject, invalidArgument } from '../officeObject.ts';

export interface StyleTarget {
  read(): IStyleData;
  change(change: StyleChange): void;
  setBorder(edge: string, border: IBorderStyleData | null): void;
}

const DEFAULT_FONT = { name: 'Calibri', size: 11, color: '#000000' };

/** Excel names and `RGB` strings become what CSS and Excel both write: `#RRGGBB`. */
export function normalizeColor(color: unknown): string {
  if (typeof color !== 'string') throw invalidArgument('El color debe ser un texto');
  const hex = readColor(color);
  if (hex === null) throw invalidArgument(`«${color}» no es un color`);
  return hex;
}

export class FillObject extends OfficeObject {
  readonly typeName = 'RangeFill';
  readonly scalars = ['Color'];
  constructor(private readonly target: StyleTarget) {
    super();
  }
  get Color() {
    return this.target.read().bg?.rgb ?? '#FFFFFF';
  }
  set Color(color: unknown) {
    if (color === '' || color === null) this.Clear();
    else this.target.change({ bg: { rgb: normalizeColor(color) } });
  }
  Clear() {
    this.target.change({ bg: null });
  }
}

export class FontObject extends OfficeObject {
  readonly typeName = 'RangeFont';
  readonly scalars = ['Bold', 'Color', 'Italic', 'Name', 'Size', 'Underline', 'Strikethrough'];
  constructor(private readonly target: StyleTarget) {
    super();
  }
  get Bold() {
    return this.target.read().bl === BooleanNumber.TRUE;
  }
  set Bold(value: boolean) {
    this.target.change({ bl: toFlag(value) });
  }
  get Italic() {
    return this.target.read().it === BooleanNumber.TRUE;
  }
  set Italic(value: boolean) {
    this.target.change({ it: toFlag(value) });
  }
  get Color() {
    return this.target.read().cl?.rgb ?? DEFAULT_FONT.color;
  }
  set Color(color: unknown) {
    this.target.change({ cl: { rgb: normalizeColor(color) } });
  }
  get Name() {
    return this.target.read().ff ?? DEFAULT_FONT.name;
  }
  set Name(name: string) {
    this.target.change({ ff: name });
  }
  get Size() {
    return this.target.read().fs ?? DEFAULT_FONT.size;
  }
  set Size(size: number) {
    this.target.change({ fs: size });
  }
  get Underline() {
    return this.target.read().ul?.s === BooleanNumber.TRUE ? 'Single' : 'None';
  }
  set Underline(value: string) {
    this.target.change({ ul: { s: toFlag(value !== 'None') } });
  }
  get Strikethrough() {
    return this.target.read().st?.s === BooleanNumber.TRUE;
  }
  set Strikethrough(value: boolean) {
    this.target.change({ st: { s: toFlag(value) } });
  }
}

const BORDER_SIDES: Record<string, 't' | 'b' | 'l' | 'r'> = {
  EdgeTop: 't',
  EdgeBottom: 'b',
  EdgeLeft: 'l',
  EdgeRight: 'r',
};

const BORDER_EDGES = [...Object.keys(BORDER_SIDES), 'InsideHorizontal', 'InsideVertical'];

function borderStyle(style: string, weight: string): BorderStyleTypes {
  if (style === 'Double') return BorderStyleTypes.DOUBLE;
  if (style === 'Dot') return BorderStyleTypes.DOTTED;
  if (style === 'Dash') return BorderStyleTypes.DASHED;
  if (weight === 'Medium') return BorderStyleTypes.MEDIUM;
  if (weight === 'Thick') return BorderStyleTypes.THICK;
  return weight === 'Hairline' ? BorderStyleTypes.HAIR : BorderStyleTypes.THIN;
}

function borderNames(type: BorderStyleTypes): { style: string; weight: string } {
  if (type === BorderStyleTypes.NONE) return { style: 'None', weight: 'Thin' };
  if (type === BorderStyleTypes.DOUBLE) return { style: 'Double', weight: 'Thick' };
  if (type === BorderStyleTypes.DOTTED) return { style: 'Dot', weight: 'Thin' };
  if (type === BorderStyleTypes.DASHED) return { style: 'Dash', weight: 'Thin' };
  const weights = new Map([
    [BorderStyleTypes.MEDIUM, 'Medium'],
    [BorderStyleTypes.THICK, 'Thick'],
    [BorderStyleTypes.HAIR, 'Hairline'],
  ]);
  return { style: 'Continuous', weight: weights.get(type) ?? 'Thin' };
}

export class BorderObject extends OfficeObject {
  readonly typeName = 'RangeBorder';
  readonly scalars = ['Color', 'SideIndex', 'Style', 'Weight'];
  constructor(
    private readonly target: StyleTarget,
    private readonly edge: string,
  ) {
    super();
  }
  private get border(): IBorderStyleData {
    const side = BORDER_SIDES[this.edge];
    const borders = this.target.read().bd;
    const found = side ? borders?.[side] : (borders?.b ?? borders?.r);
    return found ?? { s: BorderStyleTypes.NONE, cl: { rgb: '#000000' } };
  }
  private change(style: string, weight: string, color: string): void {
    const border = style === 'None' ? null : { s: borderStyle(style, weight), cl: { rgb: color } };
    this.target.setBorder(this.edge, border);
  }
  get SideIndex() {
    return this.edge;
  }
  get Color(): string {
    return this.border.cl.rgb ?? '#000000';
  }
  set Color(color: string) {
    const { style, weight } = borderNames(this.border.s);
    this.change(style === 'None' ? 'Continuous' : style, weight, normalizeColor(color));
  }
  get Style() {
    return borderNames(this.border.s).style;
  }
  set Style(style: string) {
    this.change(style, borderNames(this.border.s).weight, this.Color);
  }
  get Weight() {
    return borderNames(this.border.s).weight;
  }
  set Weight(weight: string) {
    const { style } = borderNames(this.border.s);
    this.change(style === 'None' ? 'Continuous' : style, weight, this.Color);
  }
}

export class BordersObject extends OfficeCollection {
  readonly typeName = 'RangeBorderCollection';
  constructor(private readonly target: StyleTarget) {
    super();
  }
  items() {
    return BORDER_EDGES.map((edge) => new BorderObject(this.target, edge));
  }
  GetItem(edge: string) {
    if (!BORDER_EDGES.includes(edge)) throw invalidArgument(`Borde «${edge}» desconocido`);
    return new BorderObject(this.target, edge);
  }
}

/** What ranges and named styles share. */
export abstract class LookObject extends OfficeObject {
  constructor(protected readonly target: StyleTarget) {
    super();
  }
  get Fill() {
    return new FillObject(this.target);
  }
  get Font() {
    return new FontObject(this.target);
  }
  get Borders() {
    return new BordersObject(this.target);
  }
  get HorizontalAlignment() {
    const align = this.target.read().ht ?? HorizontalAlign.UNSPECIFIED;
    const name = Object.entries(HORIZONTAL_ALIGNMENTS).find(([, value]) => value === align);
    return name?.[0] ?? 'General';
  }
  set HorizontalAlignment(name: string) {
    const align = HORIZONTAL_ALIGNMENTS[name];
    if (align === undefined) throw invalidArgument(`Alineación «${name}» desconocida`);
    this.target.change({ ht: align });
  }
  get VerticalAlignment() {
    const align = this.target.read().vt ?? VerticalAlign.BOTTOM;
    const name = Object.entries(VERTICAL_ALIGNMENTS).find(([, value]) => value === align);
    return name?.[0] ?? 'Bottom';
  }
  set VerticalAlignment(name: string) {
    const align = VERTICAL_ALIGNMENTS[name];
    if (align === undefined) throw invalidArgument(`Alineación «${name}» desconocida`);
    this.target.change({ vt: align });
  }
  get WrapText() {
    return this.target.read().tb === WrapStrategy.WRAP;
  }
  set WrapText(isWrapped: boolean) {
    this.target.change({ tb: isWrapped ? WrapStrategy.WRAP : WrapStrategy.OVERFLOW });
  }
  get IndentLevel() {
    return Math.round((this.target.read().pd?.l ?? 0) / INDENT_PIXELS);
  }
  set IndentLevel(level: number) {
    this.target.change({ pd: { l: level * INDENT_PIXELS } });
  }
}

const INDENT_PIXELS = 10;

export class RangeFormatObject extends LookObject {
  readonly typeName = 'RangeFormat';
  readonly scalars = [
    'ColumnWidth',
    'HorizontalAlignment',
    'IndentLevel',
    'RowHeight',
    'VerticalAlignment',
    'WrapText',
  ];

  constructor(
    private readonly context: OfficeContext,
    private readonly sheetId: string,
    private readonly range: CellRange,
  ) {
    const styles = context.grid.styles;
    super({
      read: () => styles.style(sheetId, range.startRow, range.startColumn),
      change: (change) => styles.apply(sheetId, range, change),
      setBorder: (edge, border) => styles.setBorder(sheetId, range, edge, border),
    });
  }

  /** In points, as Excel counts them. */
  get ColumnWidth() {
    return this.context.grid.styles.columnWidthPoints(this.sheetId, this.range.startColumn);
  }
  set ColumnWidth(points: number) {
    this.context.grid.styles.setColumnWidthPoints(this.sheetId, this.range, points);
  }
  get RowHeight() {
    return this.context.grid.styles.rowHeightPoints(this.sheetId, this.range.startRow);
  }
  set RowHeight(points: number) {
    this.context.grid.styles.setRowHeightPoints(this.sheetId, this.range, points);
  }
  AutofitColumns() {
    this.context.grid.styles.autofitColumns(this.sheetId, this.range);
  }
  /** Rows grow with their text by themselves. */
  AutofitRows() {}
}
