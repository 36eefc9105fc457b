// Excel's own cell styles, by the names of Excel.BuiltInStyle, with their looks in the Office theme.
import { BooleanNumber, BorderStyleTypes, type IStyleData } from '@univerjs/core';
import { toCellChange, type NamedStyle, type StyleAspect } from './namedStyle.ts';

const ALL: StyleAspect[] = ['number', 'font', 'patterns', 'border', 'alignment', 'protection'];

function only(governed: StyleAspect[], look: IStyleData): NamedStyle {
  return { look, leftAlone: ALL.filter((aspect) => !governed.includes(aspect)) };
}

function coloured(font: string, fill?: string, isBold = false): NamedStyle {
  return only(fill ? ['font', 'patterns'] : ['font'], {
    cl: { rgb: font },
    ...(fill ? { bg: { rgb: fill } } : {}),
    ...(isBold ? { bl: BooleanNumber.TRUE } : {}),
  });
}

function heading(size: number, lineColor?: string): NamedStyle {
  const line = lineColor && { b: { s: BorderStyleTypes.MEDIUM, cl: { rgb: lineColor } } };
  return only(line ? ['font', 'border'] : ['font'], {
    fs: size,
    bl: BooleanNumber.TRUE,
    cl: { rgb: '#44546A' },
    ...(line ? { bd: line } : {}),
  });
}

const format = (pattern: string) => only(['number'], { n: { pattern } });

/** Colour of each accent, and its lighter tones: 20, 40 and 60 per cent of it. */
const ACCENTS = ['#4472C4', '#ED7D31', '#A5A5A5', '#FFC000', '#5B9BD5', '#70AD47'];
const TONES = [20, 40, 60];

function lighten(color: string, percentage: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const mixed = parts.map((part) => Math.round(255 - ((255 - part) * percentage) / 100));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

const accents = ACCENTS.flatMap((color, index): [string, NamedStyle][] => [
  [`Accent${index + 1}`, coloured('#FFFFFF', color)],
  ...TONES.map((tone): [string, NamedStyle] => [
    `Accent${index + 1}_${tone}`,
    coloured('#000000', lighten(color, tone)),
  ]),
]);

export const BUILT_IN_STYLES: ReadonlyMap<string, NamedStyle> = new Map<string, NamedStyle>([
  ['Comma', format('_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-')],
  ['Currency', format('_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-;_-* "-"?? "€"_-;_-@_-')],
  ['Percent', format('0%')],
  ['WholeComma', format('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-')],
  ['WholeDollar', format('_-* #,##0 "€"_-;-* #,##0 "€"_-;_-* "-" "€"_-;_-@_-')],
  ['Hlink', coloured('#0563C1')],
  ['HlinkTrav', coloured('#954F72')],
  ['Note', coloured('#000000', '#FFFFCC')],
  ['WarningText', coloured('#FF0000')],
  ['Emphasis1', coloured('#FFFFFF', '#4472C4', true)],
  ['Emphasis2', coloured('#FFFFFF', '#ED7D31', true)],
  ['Emphasis3', coloured('#FFFFFF', '#A5A5A5', true)],
  ['SheetTitle', only(['font'], { fs: 18, cl: { rgb: '#44546A' } })],
  ['Heading1', heading(15, '#4472C4')],
  ['Heading2', heading(13, '#A2B9E2')],
  ['Heading3', heading(11, '#8EA9DB')],
  ['Heading4', heading(11)],
  ['Input', coloured('#3F3F76', '#FFCC99')],
  ['Output', coloured('#3F3F3F', '#F2F2F2', true)],
  ['Calculation', coloured('#FA7D00', '#F2F2F2', true)],
  ['CheckCell', coloured('#FFFFFF', '#A5A5A5', true)],
  ['LinkedCell', coloured('#FA7D00')],
  ['Total', coloured('#000000', undefined, true)],
  ['Good', coloured('#006100', '#C6EFCE')],
  ['Bad', coloured('#9C0006', '#FFC7CE')],
  ['Neutral', coloured('#9C5700', '#FFEB9C')],
  ['ExplanatoryText', only(['font'], { it: BooleanNumber.TRUE, cl: { rgb: '#7F7F7F' } })],
  ...accents,
]);

export function builtInChange(name: string): IStyleData | null {
  const style = BUILT_IN_STYLES.get(name);
  return style ? toCellChange(style) : null;
}
