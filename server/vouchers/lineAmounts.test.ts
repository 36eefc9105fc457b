// Debe and haber of one line.
import { expect, it } from 'vitest';
import { readLineAmounts } from './lineAmounts.ts';

it.each<[string | undefined, string | undefined, string]>([
  ['10', undefined, '1000 0'],
  [undefined, '10.5', '0 1050'],
  ['10.00', '0', '1000 0'],
  ['0.00', '0.01', '0 1'],
  ['90071992547409.91', undefined, '9007199254740991 0'],
  ['10', '10', '1000 1000 line-both-sides credit'],
  ['10', '0.01', '1000 1 line-both-sides credit'],
  [undefined, undefined, '0 0 line-without-amount debit'],
  ['0', '-0.00', '0 0 line-without-amount debit'],
  ['-5', undefined, '0 0 line-negative-amount debit'],
  [undefined, '-5', '0 0 line-negative-amount credit'],
  ['1.234', undefined, '0 0 amount-too-many-decimals debit'],
  ['90071992547409.92', undefined, '0 0 amount-too-large debit'],
  ['-1', '1.001', '0 0 line-negative-amount debit amount-too-many-decimals credit'],
])('debe %s, haber %s: %s', (debit, credit, expected) => {
  const input = {
    line: 3,
    account: '572',
    ...(debit === undefined ? {} : { debit }),
    ...(credit === undefined ? {} : { credit }),
  };
  const read = readLineAmounts(input, 2);
  for (const { line } of read.rejections) expect(line).toBe(3);
  const reasons = read.rejections.map(({ code, field }) => `${code} ${field}`);
  expect([read.debit, read.credit, ...reasons].join(' ')).toBe(expected);
});
