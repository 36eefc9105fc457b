// Every pasted shape of the corpus is read, asked about or refused as its file says. Whatever is read
// whole of an opening balances to the cent: a figure that went astray would show.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { balanceOf, parseShape, readShape, sections } from './pastedShape.ts';

const folder = fileURLToPath(new URL('./pastes/', import.meta.url));
const shapes = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({ name, shape: parseShape(readFileSync(folder + name, 'utf8')) }));

it.each(shapes)('C01 B01 $name: $shape.title', ({ shape }) => {
  const actual = readShape(shape);
  expect(actual).toEqual(shape.expected);
  const isWhole = actual.asked.length === 0 && actual.refused.length === 0;
  if (isWhole) expect(balanceOf(actual.read)).toBe('0.00');
});

it('the corpus has shapes of both sheets, and uses every section', () => {
  expect(shapes.length).toBeGreaterThanOrEqual(50);
  expect(new Set(shapes.map(({ shape }) => shape.sheet))).toEqual(new Set(['voucher', 'opening']));
  for (const section of sections) {
    expect(shapes.some(({ shape }) => shape.expected[section].length > 0)).toBe(true);
  }
});
