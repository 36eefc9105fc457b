// What is told of hidden rows: which they are, few or many.
import { expect, it } from 'vitest';
import { hiddenRowsRemark, rowsOfAddress } from './hiddenRows.ts';

const linesOf = (...lines: number[]) => lines.map((line) => ({ line }));
const hide = (...lines: number[]) => new Set(lines.map((line) => line - 1));

it('names the hidden rows among those that were read', () => {
  const lines = linesOf(9, 10, 11, 12, 14, 20);
  expect(hiddenRowsRemark(lines, hide())).toBeNull();
  expect(hiddenRowsRemark(lines, hide(13, 21))).toBeNull();
  expect(hiddenRowsRemark(lines, hide(9))).toBe('También se leyó la fila 9, que está oculta.');
  expect(hiddenRowsRemark(lines, hide(10, 11, 12, 13, 20))).toBe(
    'También se leyeron 4 filas que están ocultas: 10–12, 20.',
  );
});

it('tells the number of many and names the first', () => {
  const lines = Array.from({ length: 20 }, (_, index) => ({ line: 10 + 2 * index }));
  expect(hiddenRowsRemark(lines, new Set(lines.map(({ line }) => line - 1)))).toBe(
    'También se leyeron 20 filas que están ocultas: 10, 12, 14, 16, 18, 20….',
  );
});

it('reads the rows of an address, whatever its sheet is called', () => {
  expect([...rowsOfAddress('Hoja1!A2:G3,Hoja1!$A$6')]).toEqual([1, 2, 5]);
  expect([...rowsOfAddress("'A9, B10''s'!A2:G3,'A9, B10''s'!C3:G4")]).toEqual([1, 2, 3]);
});
