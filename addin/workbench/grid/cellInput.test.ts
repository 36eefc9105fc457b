// What typed and pasted texts become in a Spanish Excel, and what `range.values = …` makes of them in
// English. Known from Microsoft's pages, as no Excel runs here: «Insertar o dar formato a fechas»,
// «Cambiar el sistema de fechas, el formato o la interpretación de los años de dos dígitos», «Detener el
// cambio automático de números a fechas», «Números con formato de moneda / porcentaje / fracción» and
// «Especificaciones y límites de Excel» (support.microsoft.com).
import { describe, expect, it } from 'vitest';
import { parseCellInput, type CellInput } from './cellInput.ts';

const settings = { dateSystem: 1900, currentYear: 2026 } as const;
const typed = (text: string, format = 'General') =>
  parseCellInput(text, format, 'spanish', settings);

const spanish: [text: string, value: CellInput['value'], numberFormat?: string][] = [
  // Numbers
  ['1234,5', 1234.5],
  ['-5', -5],
  ['+5', 5],
  ['- 5', -5],
  [',5', 0.5],
  ['5,', 5],
  [' 5 ', 5],
  ['007', 7],
  ['1.234,56', 1234.56, '#,##0.00'],
  ['1.234', 1234, '#,##0'],
  ['-1.234', -1234, '#,##0'],
  ['(5)', -5],
  ['(1.000,00)', -1000, '#,##0.00'],
  ['1e3', 1000, '0.00E+00'],
  ['1,5E-2', 0.015, '0.00E+00'],
  ['4E+2', 400, '0.00E+00'],
  ['5%', 0.05, '0%'],
  ['12,5%', 0.125, '0.00%'],
  ['5 %', 0.05, '0%'],
  ['-5%', -0.05, '0%'],
  ['5 €', 5, '#,##0 "€";[Red]-#,##0 "€"'],
  ['5€', 5, '#,##0 "€";[Red]-#,##0 "€"'],
  ['€5', 5, '#,##0 "€";[Red]-#,##0 "€"'],
  ['-1.234,50 €', -1234.5, '#,##0.00 "€";[Red]-#,##0.00 "€"'],
  ['(5 €)', -5, '#,##0 "€";[Red]-#,##0 "€"'],
  ['0 1/2', 0.5, '# ?/?'],
  ['-2 3/16', -2.1875, '# ??/??'],
  ['1234567890123456789', 1_234_567_890_123_450_000],
  ['0,12345678901234567', 0.123456789012345],
  // Dates
  ['31/03/2025', 45_747, 'dd/mm/yyyy'],
  ['31-3-2025', 45_747, 'dd/mm/yyyy'],
  ['2025-03-31', 45_747, 'dd/mm/yyyy'],
  ['2025/3/31', 45_747, 'dd/mm/yyyy'],
  ['1/3/25', 45_717, 'dd/mm/yyyy'],
  ['31/12/29', 47_483, 'dd/mm/yyyy'],
  ['01/01/30', 10_959, 'dd/mm/yyyy'],
  ['1/1/1900', 1, 'dd/mm/yyyy'],
  ['31/12/9999', 2_958_465, 'dd/mm/yyyy'],
  ['03/2025', 45_717, 'mmm-yy'],
  ['3-2025', 45_717, 'mmm-yy'],
  ['2025/03', 45_717, 'mmm-yy'],
  ['1/2', 46_054, 'd-mmm'],
  ['12/31', 11_658, 'mmm-yy'],
  ['15-nov', 46_341, 'd-mmm'],
  ['15 nov', 46_341, 'd-mmm'],
  ['15/noviembre', 46_341, 'd-mmm'],
  ['15-nov-26', 46_341, 'd-mmm-yy'],
  ['15 de noviembre de 2026', 46_341, 'd-mmm-yy'],
  ['nov-2026', 46_327, 'mmm-yy'],
  ['septiembre 2026', 46_266, 'mmm-yy'],
  ['sept2', 46_267, 'd-mmm'],
  ['31/03/2025 6:00', 45_747.25, 'dd/mm/yyyy h:mm'],
  // Hours
  ['12:30', 0.520_833_333_333_333_4, 'h:mm'],
  ['6:00:36', 0.250_416_666_666_666_7, 'h:mm:ss'],
  ['6:00 p. m.', 0.75, 'h:mm AM/PM'],
  ['12:00 am', 0, 'h:mm AM/PM'],
  ['36:00', 1.5, '[h]:mm:ss'],
  // Truth values and errors
  ['VERDADERO', true],
  ['falso', false],
  ['#N/D', '#N/A'],
  ['#n/d', '#N/A'],
  ['#¡DIV/0!', '#DIV/0!'],
  ['#¡REF!', '#REF!'],
  ['#¿NOMBRE?', '#NAME?'],
];

/** Not one of Excel's forms in Spanish, or not a day of the calendar. */
const texts = [
  'Caja',
  '1,234.56',
  '1.23.456',
  '12.34',
  '430.1.2',
  '1.234,5,6',
  '$5',
  '5 USD',
  '5 € %',
  '-(5)',
  '5-',
  '(-5)',
  '12 %a',
  '5\u00A0€',
  '1\u00A0234',
  '31/02/2025',
  '13/25',
  '0/5',
  '1/13/2025',
  '31/12/1899',
  '1/1/10000',
  '15-xxx',
  '12:60',
  '13:00 pm',
  '12.30',
  '1/2/3/4',
  'TRUE',
  '#N/A',
  '#OCUPADO!',
  '- pendiente',
  '430-',
  'A58818501',
];

describe('cell input in Spanish', () => {
  it.each(spanish)('%s becomes %s', (text, value, numberFormat) => {
    const expected = numberFormat === undefined ? { value } : { value, numberFormat };
    const isError = typeof value === 'string';
    expect(typed(text)).toEqual(isError ? { ...expected, isError } : expected);
  });

  it.each(texts)('%s stays a text', (text) => {
    expect(typed(text)).toEqual({ value: text });
  });

  it('keeps text in text cells and behind an apostrophe, also formulas, dates and errors', () => {
    for (const text of ['0043', '=1+1', '03/2025', '#N/D', 'VERDADERO']) {
      expect(typed(text, '@')).toEqual({ value: text });
      expect(typed(`'${text}`)).toEqual({ value: text });
    }
  });

  it('empties a cell, and translates formulas', () => {
    expect(typed('')).toEqual({ value: null });
    expect(typed('=SUMA(1;2)')).toEqual({ value: null, formula: '=SUM(1,2)' });
    expect(typed('-A1+1,5')).toEqual({ value: null, formula: '=-A1+1.5' });
    expect(typed('+3-2')).toEqual({ value: null, formula: '=+3-2' });
  });

  it('takes 5 in a percentage cell for 5 %', () => {
    expect(typed('5', '0.00%')).toEqual({ value: 0.05 });
    expect(typed('0,05', '0.00%')).toEqual({ value: 0.05 });
  });

  it('counts dates from 1904 where the workbook does', () => {
    const in1904 = { dateSystem: 1904, currentYear: 2026 } as const;
    expect(parseCellInput('31/03/2025', 'General', 'spanish', in1904).value).toBe(44_285);
    expect(parseCellInput('12:00', 'General', 'spanish', in1904).value).toBe(0.5);
  });
});

describe('cell input in English, as Office.js writes', () => {
  it.each<[string, CellInput['value']]>([
    ['1,234.56', 1234.56],
    ['1.5', 1.5],
    ['$5', 5],
    ['3/31/2025', 45_747],
    ['Mar-2025', 45_717],
    ['TRUE', true],
    ['#N/A', '#N/A'],
    ['1.234,56', '1.234,56'],
    ['31/03/2025', '31/03/2025'],
    ['VERDADERO', 'VERDADERO'],
    ['#N/D', '#N/D'],
    ['5 €', '5 €'],
  ])('%s becomes %s', (text, value) => {
    expect(parseCellInput(text, 'General', 'english', settings).value).toBe(value);
  });
});
