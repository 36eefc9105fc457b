// What a Spanish accountant types, what the workbook stores, and back.
import { describe, expect, it } from 'vitest';
import { toShownFormula, toSpanishError, toStoredFormula } from './spanishFormula.ts';

const pairs: [typed: string, stored: string][] = [
  ['=SALDO("430";HOY())', '=SALDO("430",TODAY())'],
  ['=SUMA(A1:A9;0,5)*1,21', '=SUM(A1:A9,0.5)*1.21'],
  ['=SI(A1>=1000,5;"sí; claro, 1,5";FALSO)', '=IF(A1>=1000.5,"sí; claro, 1,5",FALSE)'],
  ["=SUMAR.SI('Saldos; 2025'!A:A;B1;C:C)", "=SUMIF('Saldos; 2025'!A:A,B1,C:C)"],
  ['=BUSCARV("x";{"a"\\1;"b"\\2,5};2)', '=VLOOKUP("x",{"a",1;"b",2.5},2)'],
  [
    '=SALDO(A2:A500;B1:M1)-SALDO.INICIAL("430";"2025")',
    '=SALDO(A2:A500,B1:M1)-SALDO.INICIAL("430","2025")',
  ],
  ['=SI.ERROR(AÑO(HOY());"""")', '=IFERROR(YEAR(TODAY()),"""")'],
];

describe('Spanish formulas', () => {
  it.each(pairs)('stores %s as %s and shows it again', (typed, stored) => {
    expect(toStoredFormula(typed)).toBe(stored);
    expect(toShownFormula(stored)).toBe(typed);
  });

  it('takes lower case and leaves names that are not functions alone', () => {
    expect(toStoredFormula('=suma(si;Y1)')).toBe('=SUM(si,Y1)');
  });

  it('names errors as Excel does', () => {
    expect([toSpanishError('#N/A'), toSpanishError('#VALUE!'), toSpanishError('#SIN')]).toEqual([
      '#N/D',
      '#¡VALOR!',
      '#SIN',
    ]);
  });
});
