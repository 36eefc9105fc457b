// Format codes in Spanish, and what they show.
import { describe, expect, it } from 'vitest';
import { showValue, toEditableDate, toLocalFormat, toStoredFormat } from './numberFormats.ts';

describe('number formats', () => {
  it.each([
    ['dd/mm/aaaa', 'dd/mm/yyyy'],
    ['mmm-aa', 'mmm-yy'],
    ['#.##0,00', '#,##0.00'],
    ['#.##0,00 "€";[Rojo]-#.##0,00 "€"', '#,##0.00 "€";[Red]-#,##0.00 "€"'],
    ['Estándar', 'General'],
    ['d" de "mmmm" de "aaaa', 'd" de "mmmm" de "yyyy'],
    ['h:mm AM/PM', 'h:mm AM/PM'],
    ['[h]:mm:ss', '[h]:mm:ss'],
    ['0,00%', '0.00%'],
    ['@', '@'],
  ])('%s is stored as %s', (local, stored) => {
    expect(toStoredFormat(local)).toBe(stored);
    expect(toLocalFormat(stored)).toBe(local);
  });

  it.each<[number | string, string, string]>([
    [45_657, 'dd/mm/yyyy', '31/12/2024'],
    [46_266, 'mmm-yy', 'sep-26'],
    [45_657, 'dddd d" de "mmmm', 'martes 31 de diciembre'],
    [1234.5, '#,##0.00', '1.234,50'],
    [-5, '#,##0 "€";[Red]-#,##0 "€"', '-5 €'],
    [0.1 + 0.2, 'General', '0,3'],
    [1_234_567_890_123, 'General', '1,23457E+12'],
    ['Caja', '0.00', 'Caja'],
  ])('%s as %s reads %s', (value, format, text) => {
    expect(showValue(value, format, 1900)).toBe(text);
  });

  it.each<[number, string, string | null]>([
    [45_717, 'mmm-yy', '01/03/2025'],
    [46_341, 'd-mmm', '15/11/2026'],
    [0.5, 'h:mm', '12:00:00'],
    [45_747.25, 'dd/mm/yyyy h:mm', '31/03/2025 6:00:00'],
    [45_747.25, 'mmm-yy', '31/03/2025 6:00:00'],
    [1.5, '[h]:mm:ss', '36:00:00'],
    [5, '#,##0 "€"', null],
    [5, 'General', null],
    [5, '"dd" 0', null],
    [0.5, '0%', null],
  ])('%s as %s is edited as %s', (value, format, text) => {
    expect(toEditableDate(value, format, 1900)).toBe(text);
  });

  it('shows the same day in both date systems', () => {
    expect(showValue(44_285, 'dd/mm/yyyy', 1904)).toBe('31/03/2025');
    expect(showValue(44_285, '0', 1904)).toBe('44285');
  });
});
