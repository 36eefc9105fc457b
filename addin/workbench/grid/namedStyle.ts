// A named cell style as Excel keeps it: a look, and which parts of a cell's look it governs. Applying a
// style replaces those parts whole, so that «error» leaves nothing behind when «dato» comes back.
import type { IStyleData } from '@univerjs/core';

export type StyleAspect = 'number' | 'font' | 'patterns' | 'border' | 'alignment' | 'protection';

/** Changes to a style; null takes the property away. */
export type StyleChange = { [Key in keyof IStyleData]?: IStyleData[Key] | null };

export interface NamedStyle {
  look: IStyleData;
  leftAlone: StyleAspect[];
}

const NO_BORDER = { t: null, b: null, l: null, r: null };

/** Univer's keys of each aspect, with what stands for «none». */
const ASPECTS: Record<StyleAspect, Record<string, unknown>> = {
  number: { n: null },
  font: { ff: null, fs: null, cl: null, bl: null, it: null, ul: null, st: null },
  patterns: { bg: null },
  border: { bd: NO_BORDER },
  alignment: { ht: null, vt: null, tb: null, pd: null },
  protection: {},
};

function governedKeys({ leftAlone }: NamedStyle): Record<string, unknown> {
  const aspects = Object.entries(ASPECTS) as [StyleAspect, Record<string, unknown>][];
  const governed = aspects.filter(([aspect]) => !leftAlone.includes(aspect));
  return Object.assign({}, ...governed.map(([, keys]) => keys)) as Record<string, unknown>;
}

/** What a cell gets when the style is applied to it. */
export function toCellChange(style: NamedStyle): IStyleData {
  const keys = governedKeys(style);
  const look = style.look as Record<string, unknown>;
  const change: Record<string, unknown> = {};
  for (const [key, none] of Object.entries(keys)) {
    change[key] = key === 'bd' ? { ...NO_BORDER, ...(look['bd'] as object) } : (look[key] ?? none);
  }
  return change;
}

export function mergeStyle(style: IStyleData, change: StyleChange): IStyleData {
  const merged: Record<string, unknown> = { ...style };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete merged[key];
    else if (key === 'bd') merged['bd'] = { ...style.bd, ...(value as object) };
    else merged[key] = value;
  }
  return merged;
}
