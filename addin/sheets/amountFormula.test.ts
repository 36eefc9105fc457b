// Formulas that give amounts, and those that only use them.
import { expect, it } from 'vitest';
import { isAmountFormula } from './amountFormula.ts';

const names = ['SALDO', 'BALANCE.COMPROBACION'];

it.each<[formula: unknown, isAmount: boolean]>([
  ['=SALDO("430","2025")', true],
  ['=saldo(A2:A50,B1:M1)', true],
  ['=BALANCE.COMPROBACION("2025","2025")', true],
  ['=-SALDO("700","2025")', true],
  ['=SALDO("430","2025")-SALDO("430","2024")', true],
  ['=SUM(SALDO(A2:A9,"2025"))', true],
  ['=ROUND(SALDO("430","2025"),0)', true],
  ['=IFERROR(SALDO("430",DATE(2025,(3+1),1)),0)', true],
  ['=SALDO("43)0","2025")', true],
  ['=SALDO("a""(b","2025") + 1', true],
  ['=SALDO("430","2025")/SALDO("700","2025")', false],
  ['=SALDO("430","2025")>0', false],
  ['=IF(SALDO("430","2025")>0,"deudor","acreedor")', false],
  ['=TEXT(SALDO("430","2025"),"0.00")', false],
  ['="Saldo: "&SALDO("430","2025")', false],
  ['=NOMBRE.CUENTA("430")', false],
  ['=MI.SALDO("430")', false],
  ['=SALDOS("430")', false],
  ['="=SALDO(1)"', false],
  ['SALDO("430")', false],
  ['=A1+B1', false],
  ['', false],
  [430, false],
])('%s: %s', (formula, isAmount) => {
  expect(isAmountFormula(formula, names)).toBe(isAmount);
});
