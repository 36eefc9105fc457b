// Amounts as people write and paste them (domain.md section 3), column by column.
import { describe, expect, it } from 'vitest';
import { formatDecimalAmount } from '../../shared/money.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import { readAmountColumn } from './amountColumn.ts';
import type { CellValue } from './cellGrid.ts';

const spain: AmountWriting = { minorDigits: 2, numberStyle: 'comma-decimal' };
const pointStyle: AmountWriting = { minorDigits: 2, numberStyle: 'point-decimal' };

/** Each cell as `amount`, or the code of its rejection; `*` after an amount means «convertido». */
function read(values: CellValue[], writing = spain): string[] {
  return readAmountColumn(
    values.map((value, index) => ({ value, place: { line: index + 1 } })),
    writing,
  ).map(({ amountMinor, rejection, notice }) => {
    if (rejection) return rejection.code;
    if (amountMinor === null) return '';
    return formatDecimalAmount(amountMinor, writing.minorDigits) + (notice ? '*' : '');
  });
}

describe('numbers', () => {
  it.each<[CellValue, string]>([
    [1234.56, '1234.56'],
    [0.1 + 0.2, '0.30'],
    [-5, '-5.00'],
    [0, '0.00'],
    ['', ''],
    ['\u00a0 \u200b', ''],
    [1.005, 'amount-too-many-decimals'],
    [1e15, 'amount-too-large'],
    [true, 'amount-not-a-number'],
  ])('C01 %s is read as %s', (value, expected) => expect(read([value])).toEqual([expected]));

  it('takes no decimals where the currency has none', () => {
    expect(read([1000, 1000.5], { ...spain, minorDigits: 0 })).toEqual([
      '1000',
      'amount-too-many-decimals',
    ]);
  });
});

describe('one text alone', () => {
  it.each<[string, string]>([
    ['1.234,56', '1234.56*'],
    ['1,234.56', '1234.56*'],
    ['1.234.567', '1234567.00*'],
    ['1,234,567', '1234567.00*'],
    ['0,5', '0.50*'],
    ['0.500', '0.50*'],
    ['1234.567', 'amount-too-many-decimals'],
    ['12', '12.00*'],
    ["'1.234,56", '1234.56*'],
    ['\u00a01.234,56\u200b', '1234.56*'],
    ['1 234,56', '1234.56*'],
    ['€ 1.234,56', '1234.56*'],
    ['1.234,56 €', '1234.56*'],
    ['$1,234.56', '1234.56*'],
    ['Bs. 1.234,56', '1234.56*'],
    ['(1.000,00)', '-1000.00*'],
    ['1.000,00-', '-1000.00*'],
    ['−1.000,00', '-1000.00*'],
    ['1.000,00 CR', '-1000.00*'],
    ['1.000,00 DB', '1000.00*'],
    ['1.234', 'amount-ambiguous'],
    ['1,234', 'amount-ambiguous'],
    ['1.23.456', 'amount-malformed-grouping'],
    ['1.234,56,7', 'amount-malformed-grouping'],
    ['12.34,567', 'amount-malformed-grouping'],
    ['abc', 'amount-not-a-number'],
    ['10 %', 'amount-not-a-number'],
    ['31/03/2025', 'amount-not-a-number'],
    ['#N/A', 'amount-error-value'],
    ['#¡VALOR!', 'amount-error-value'],
    ['#DIV/0!', 'amount-error-value'],
    ['90.071.992.547.409,91', '90071992547409.91*'],
    ['90.071.992.547.409,92', 'amount-too-large'],
  ])('C01 «%s» is read as %s', (text, expected) => expect(read([text])).toEqual([expected]));
});

describe('a column', () => {
  it('decides what is ambiguous by the unanimous style of the rest', () => {
    expect(read(['1.234', '1.234,56'])).toEqual(['1234.00*', '1234.56*']);
    expect(read(['1.234', '12.5'])).toEqual(['amount-too-many-decimals', '12.50*']);
    expect(read(['1,234', '1,234.56'], spain)).toEqual(['1234.00*', '1234.56*']);
  });

  it('refuses a mixture, cell by cell, keeping what agrees with the company', () => {
    expect(read(['1.234,56', '1,234.56', '1.234', 7])).toEqual([
      '1234.56*',
      'amount-mixed-styles',
      'amount-ambiguous',
      '7.00',
    ]);
    expect(read(['1.234,56', '1,234.56'], pointStyle)).toEqual(['amount-mixed-styles', '1234.56*']);
  });

  it('says how the style of the column is written', () => {
    const [, second] = readAmountColumn(
      [
        { value: '1.234,56', place: {} },
        { value: '1,234.56', place: { line: 2, field: 'debit', cell: 'F10' } },
      ],
      spain,
    );
    expect(second?.rejection).toEqual({
      code: 'amount-mixed-styles',
      params: { text: '1,234.56', expected: '1.234,56' },
      line: 2,
      field: 'debit',
      cell: 'F10',
    });
  });
});
