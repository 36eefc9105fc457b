// Our functions are found in formulas however they are written, and in nothing else.
import { describe, expect, it } from 'vitest';
import { countMentions, mentionPattern } from './functionCells.ts';

const pattern = mentionPattern(['SALDO', 'SALDO.INICIAL', 'NOMBRE.CUENTA']);

describe('formulas that call our functions', () => {
  it.each([
    ['=SALDO("430","2025")', 1],
    ['=saldo(A1,B1)+Saldo(A2,B1)', 2],
    ['=IF(A1>0,-SALDO(A1,B1),0)', 1],
    ['=SUM(SALDO.INICIAL(A1,B1),NOMBRE.CUENTA(A1))', 2],
    ['=@SALDO(A1,B1)', 1],
    ['="escriba =SALDO(430) aquí"', 0],
    ['="dice ""SALDO("" y"&SALDO(A1,B1)', 1],
    ['=MISALDO(A1)', 0],
    ['=OTRO.SALDO(A1)', 0],
    ['=AÑOSALDO(A1)', 0],
    ['=NOMBREXCUENTA(A1)', 0],
    ['=SALDO', 0],
    ['SALDO("430")', 0],
    [430, 0],
    ['', 0],
  ])('%s: %i', (formula, mentions) => {
    expect(countMentions(formula, pattern)).toBe(mentions);
  });
});
