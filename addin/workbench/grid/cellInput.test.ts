// What typed and pasted texts become.
import { describe, expect, it } from 'vitest';
import { parseCellInput } from './cellInput.ts';

const typed = (text: string, format = 'General') => parseCellInput(text, format, 'spanish');

describe('cell input', () => {
  it.each([
    ['1.234,56', 1234.56],
    ['-1.234', -1234],
    ['1234,5', 1234.5],
    [',5', 0.5],
    ['12,5%', 0.125],
    ['31/03/2025', 45747],
    ['2025-03-31', 45747],
    ['1/3/25', 45717],
    ['VERDADERO', true],
  ])('reads %s as %s in Spanish', (text, value) => {
    expect(typed(text).value).toBe(value);
  });

  it.each(['1,234.56', '1.23.456', '(1.000,00)', '31/02/2025', '430.1.2', '12 %a', 'Caja'])(
    'leaves %s as text in Spanish',
    (text) => {
      expect(typed(text)).toEqual({ value: text });
    },
  );

  it('reads English separators when Office.js writes', () => {
    expect(parseCellInput('1,234.56', 'General', 'english').value).toBe(1234.56);
    expect(parseCellInput('1.5', 'General', 'english').value).toBe(1.5);
    expect(parseCellInput('3/31/2025', 'General', 'english').value).toBe(45747);
  });

  it('keeps text in text cells and behind an apostrophe, also formulas', () => {
    expect(typed('0043', '@')).toEqual({ value: '0043' });
    expect(typed('=1+1', '@')).toEqual({ value: '=1+1' });
    expect(typed("'=1+1")).toEqual({ value: '=1+1' });
  });

  it('empties a cell, and translates formulas', () => {
    expect(typed('')).toEqual({ value: null });
    expect(typed('=SUMA(1;2)')).toEqual({ value: null, formula: '=SUM(1,2)' });
  });
});
