// Amounts as people write and paste them (domain.md section 3), column by column.
import { describe, expect, it } from 'vitest';
import { localDate } from '../../shared/localDate.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import { readAmountCells } from './amountCells.ts';
import type { CellValue } from './cellGrid.ts';
import type { ReadingHabits } from './sheetQuestions.ts';

const spain: AmountWriting = { minorDigits: 2, numberStyle: 'comma-decimal' };
const pointStyle: AmountWriting = { minorDigits: 2, numberStyle: 'point-decimal' };

const habitsOf = (
  writing: AmountWriting,
  answers: ReadingHabits['answers'] = {},
): ReadingHabits => ({
  workbookStyle: writing.numberStyle,
  dateSystem: 1900,
  today: localDate('2026-11-26'),
  currency: 'EUR',
  answers,
});

/** Each cell as `amount`, `?` for one that is asked about, or the code of its rejection; `*` is «convertido». */
function read(
  values: CellValue[],
  writing = spain,
  answers: ReadingHabits['answers'] = {},
): string[] {
  const cells = values.map((value, index) => ({
    value,
    place: { line: index + 1, cell: `F${index + 1}` },
  }));
  return readAmountCells(cells, writing, habitsOf(writing, answers)).results.map(
    ({ amountMinor, mark, rejection, notice, isAsked }) => {
      if (isAsked) return '?';
      if (rejection) return rejection.code;
      if (amountMinor === null) return '';
      const letter = mark === 'debit' ? ' D' : mark === 'credit' ? ' H' : '';
      return formatDecimalAmount(amountMinor, writing.minorDigits) + letter + (notice ? '*' : '');
    },
  );
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
    ['$ 1.234,56', '1234.56*'],
    ['US$ 1.234,56', 'amount-other-currency'],
    ['1.234,56 COP', 'amount-other-currency'],
    ['£5,00', 'amount-other-currency'],
    ['(1.000,00)', '-1000.00*'],
    ['1.000,00-', '-1000.00*'],
    ['−1.000,00', '-1000.00*'],
    ['−25', '-25.00*'],
    ['25,00-', '-25.00*'],
    ['25,00 -', '-25.00*'],
    ['-$ 25,00', '-25.00*'],
    ['(25,00 €)', '-25.00*'],
    ['+25,00', '25.00*'],
    ['1.000,00 CR', '1000.00 H*'],
    ['1.000,00 DB', '1000.00 D*'],
    ['25,00 D', '25.00 D*'],
    ['25,00H', '25.00 H*'],
    ['25,00 A', '25.00 H*'],
    ['25,00 € H', '25.00 H*'],
    ['CR 25,00', '25.00 H*'],
    ['25,00EUR', '25.00*'],
    ['25,00 Bs', 'amount-other-currency'],
    ['1\u2009234,56', '1234.56*'],
    ['1\u202f234\u202f567,89', '1234567.89*'],
    ["1'234'567,89", '1234567.89*'],
    ["25'50", '25.50*'],
    ["1.234'50", '1234.50*'],
    ['-', ''],
    [' - ', ''],
    ['- €', ''],
    ['€ -', ''],
    ['$   -', ''],
    ['—', ''],
    ['--', ''],
    ['-25,00 CR', 'amount-double-sign'],
    ['(-25,00)', 'amount-double-sign'],
    ['-(25,00)', 'amount-double-sign'],
    ['(25,00)-', 'amount-double-sign'],
    ['-25,00-', 'amount-double-sign'],
    ['--25,00', 'amount-double-sign'],
    ['(25,00) H', 'amount-double-sign'],
    ['25,00 D H', 'amount-not-a-number'],
    ['1.234', '?'],
    ['1,234', '?'],
    ['1.23.456', 'amount-malformed-grouping'],
    ['1.234,56,7', 'amount-malformed-grouping'],
    ['12.34,567', 'amount-malformed-grouping'],
    ['abc', 'amount-not-a-number'],
    ['10 %', 'amount-percentage'],
    ['100%', 'amount-percentage'],
    ['1,5E+06', 'amount-not-a-number'],
    ['CR', 'amount-not-a-number'],
    ['€', 'amount-not-a-number'],
    ['#CAMPO!', 'amount-error-value'],
    ['#¿NOMBRE?', 'amount-error-value'],
    ['#DESBORDAMIENTO!', 'amount-error-value'],
    ['#12', 'amount-not-a-number'],
    ['31/03/2025', 'amount-not-a-number'],
    ['#N/A', 'amount-error-value'],
    ['#¡VALOR!', 'amount-error-value'],
    ['#DIV/0!', 'amount-error-value'],
    ['90.071.992.547.409,91', '90071992547409.91*'],
    ['90.071.992.547.409,92', 'amount-too-large'],
  ])('C01 «%s» is read as %s', (text, expected) => expect(read([text])).toEqual([expected]));
});

describe('amounts of other countries', () => {
  const inCurrency = (currency: string, value: string) =>
    readAmountCells([{ value, place: {} }], spain, { ...habitsOf(spain), currency }).results[0]
      ?.amountMinor;

  it.each([
    ['VES', 'Bs. 1.234,56', 123_456n],
    ['VES', '25,00 Bs', 2_500n],
    ['VES', '25,00Bs.', 2_500n],
    ['VES', 'Bs.S 25,00', 2_500n],
    ['VES', 'Bs.D 25,00 -', -2_500n],
    ['COP', 'COP 1.234.567', 123_456_700n],
    ['COP', '$ 1.234.567', 123_456_700n],
    ['COP', '1.234.567,00 pesos', 123_456_700n],
  ])('C01 %s: «%s» is %s', (currency, text, minor) =>
    expect(inCurrency(currency, text)).toBe(minor),
  );
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
      // It stands beside a text of the other style: it may have been 7,000.
      '?',
    ]);
    expect(read(['1.234,56', '1,234.56'], pointStyle)).toEqual(['amount-mixed-styles', '1234.56*']);
  });

  it('says how the style of the column is written', () => {
    const { results } = readAmountCells(
      [
        { value: '1.234,56', place: {} },
        { value: '1,234.56', place: { line: 2, field: 'debit', cell: 'F10' } },
      ],
      spain,
      habitsOf(spain),
    );
    expect(results[1]?.rejection).toEqual({
      code: 'amount-mixed-styles',
      params: { text: '1,234.56', expected: '1.234,56' },
      line: 2,
      field: 'debit',
      cell: 'F10',
    });
  });
});

describe('numbers that say something else', () => {
  const readFormatted = (value: number, format: string) =>
    readAmountCells([{ value, format, place: { cell: 'F9' } }], spain, habitsOf(spain)).results[0];

  it.each([
    [1, '0%', 'amount-percentage', '100%'],
    [0.125, '0.00%', 'amount-percentage', '12,5%'],
    [45_996, 'dd/mm/yyyy', 'amount-is-date', '05/12/2025'],
    [45_996, 'd-mmm', 'amount-is-date', '05/12/2025'],
  ])('C01 %s shown as %s is refused: %s', (value, format, code, text) => {
    expect(readFormatted(value, format)?.rejection).toMatchObject({ code, params: { text } });
  });

  it.each(['General', '#,##0.00', '#,##0.00 "deudor"', '[$€-x-euro2] #,##0.00', '0.00\\ "h"'])(
    'C01 %s is a format of amounts',
    (format) => expect(readFormatted(5, format)?.amountMinor).toBe(500n),
  );
});

describe('what Excel may have changed', () => {
  const usStyle = ['1,234.56', 2.5, 2, 12.345, 1500, 0, ''];

  it('C01 asks about the numbers beside texts of the style that is not the workbook’s', () => {
    expect(read(usStyle)).toEqual(['1234.56*', '?', '?', '?', '1500.00', '0.00', '']);
    const cells = usStyle.map((value, index) => ({
      value,
      place: { line: index + 1, cell: `F${index + 1}` },
    }));
    const { questions } = readAmountCells(cells, spain, habitsOf(spain));
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject({
      key: 'converted-numbers',
      rejection: {
        code: 'amounts-maybe-converted',
        cell: 'F2',
        params: { text: '2,5', shown: '2,50', changed: '2.500,00', cells: 'F2, F3, F4' },
      },
    });
  });

  it('C01 reads them as answered; a whole number may have been either and is refused', () => {
    expect(read(usStyle, spain, { 'converted-numbers': 'as-shown' })).toEqual([
      '1234.56*',
      '2.50',
      '2.00',
      'amount-too-many-decimals',
      '1500.00',
      '0.00',
      '',
    ]);
    expect(read(usStyle, spain, { 'converted-numbers': 'changed' })).toEqual([
      '1234.56*',
      '2500.00*',
      'amount-maybe-converted',
      '12345.00*',
      '1500.00',
      '0.00',
      '',
    ]);
  });

  it('C01 the same in a workbook with points and texts with commas', () => {
    expect(read(['1.234,56', 2.5], pointStyle)).toEqual(['1234.56*', '?']);
    expect(read(['1,234.56', 2.5], pointStyle)).toEqual(['1234.56*', '2.50']);
    expect(read(['1.234,56', 2.5], spain)).toEqual(['1234.56*', '2.50']);
  });

  it('C01 ambiguous texts are asked about once and read as answered', () => {
    const texts = ['1.234', '2.500', 7];
    expect(read(texts)).toEqual(['?', '?', '7.00']);
    expect(read(texts, spain, { 'ambiguous-amounts': 'thousands' })).toEqual([
      '1234.00*',
      '2500.00*',
      '7.00',
    ]);
    expect(read(texts, spain, { 'ambiguous-amounts': 'decimals' })).toEqual([
      'amount-too-many-decimals',
      '2.50*',
      '7.00',
    ]);
    expect(read(['1,234', '1.234'], spain, { 'ambiguous-amounts': 'thousands' })).toEqual([
      '1234.00*',
      '1234.00*',
    ]);
  });
});
