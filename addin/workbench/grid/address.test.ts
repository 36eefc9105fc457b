// Addresses and the rectangles they name, and where rectangles go when lines come and go.
import { describe, expect, it } from 'vitest';
import { cellRange, formatAddress, formatCells, parseAddress, shiftRange } from './address.ts';

describe('addresses', () => {
  it.each(['A1', 'B3:D9', 'B:D', '3:9', 'XFD1048576'])('reads and writes %s', (address) => {
    expect(formatCells(parseAddress(address)!.range)).toBe(address);
  });

  it('reads sheet names, quotes and fixed marks', () => {
    const parsed = parseAddress("'Saldos de D''Ors'!$B$3:$D$9");
    expect(parsed?.sheetName).toBe("Saldos de D'Ors");
    expect(formatAddress(parsed!.sheetName!, parsed!.range)).toBe("'Saldos de D''Ors'!B3:D9");
  });

  it.each(['', 'cuadre_total', 'A', '3', 'A0', 'A1:B2:C3', 'XFE1'])('refuses «%s»', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it('moves and resizes rectangles with the lines around and inside them', () => {
    const range = cellRange(4, 1, 3, 2); // B5:C7
    const after = (index: number, count: number) => {
      const moved = shiftRange(range, 'rows', index, count);
      return moved && formatCells(moved);
    };
    expect(after(0, 2)).toBe('B7:C9');
    expect(after(5, 1)).toBe('B5:C8');
    expect(after(7, 1)).toBe('B5:C7');
    expect(after(0, -2)).toBe('B3:C5');
    expect(after(3, -2)).toBe('B4:C5');
    expect(after(6, -5)).toBe('B5:C6');
    expect(after(4, -3)).toBeNull();
  });
});
