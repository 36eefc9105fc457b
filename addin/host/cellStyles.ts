// The named cell styles of Cuadre: they travel with the workbook, and an accountant can change them
// there once for every sheet.

import { supports } from './runExcel.ts';

export const cellStyles = {
  title: 'Cuadre título',
  heading: 'Cuadre encabezado',
  label: 'Cuadre rótulo',
  input: 'Cuadre dato',
  calculated: 'Cuadre calculado',
  total: 'Cuadre total',
  error: 'Cuadre error',
  notice: 'Cuadre aviso',
} as const;
export type CellStyle = keyof typeof cellStyles;

interface Look {
  color: string;
  bold?: true;
  italic?: true;
  size?: number;
  fill: string | null;
}

/** Ink on paper with one teal; errors and notices are also told by their note and in the pane. */
const looks: Record<CellStyle, Look> = {
  title: { color: '#0B5F6E', bold: true, size: 16, fill: null },
  heading: { color: '#FFFFFF', bold: true, fill: '#0B5F6E' },
  label: { color: '#475569', fill: null },
  input: { color: '#111827', fill: null },
  calculated: { color: '#475569', fill: '#F1F5F4' },
  total: { color: '#0B5F6E', bold: true, fill: '#E3EFEF' },
  error: { color: '#8A1C1C', fill: '#FBDADA' },
  notice: { color: '#6B4E00', fill: '#FFF1C9' },
};

/** Names of the styles that the workbook has; known after the sync. */
export type KnownStyles = () => ReadonlySet<string>;

/** Asks which styles the workbook already has: sent with the caller's next sync. */
export function checkStyles(context: Excel.RequestContext): KnownStyles {
  const { styles } = context.workbook;
  if (!supports('1.14')) {
    styles.load('items/name');
    return () => new Set(styles.items.map(({ name }) => name));
  }
  const asked = Object.values(cellStyles).map((name) => {
    const style = styles.getItemOrNullObject(name);
    style.load('name');
    return style;
  });
  return () => new Set(asked.filter((style) => !style.isNullObject).map(({ name }) => name));
}

/** Adds those that were missing; the ones there stay as the user left them. */
export function addMissingStyles(context: Excel.RequestContext, knownStyles: KnownStyles): void {
  const known = knownStyles();
  for (const key of Object.keys(cellStyles) as CellStyle[]) {
    if (known.has(cellStyles[key])) continue;
    const name = cellStyles[key];
    context.workbook.styles.add(name);
    const style = context.workbook.styles.getItem(name);
    const look = looks[key];
    // Number formats, borders and alignment belong to the cell: marking it must not change them.
    style.includeNumber = false;
    style.includeBorder = false;
    style.includeAlignment = false;
    style.includeProtection = false;
    style.font.color = look.color;
    style.font.bold = look.bold === true;
    if (look.size !== undefined) style.font.size = look.size;
    if (look.fill !== null) style.fill.color = look.fill;
  }
}
