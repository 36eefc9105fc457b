// Opening balances as rules: dated where the books begin, balanced, a difference offered and never guessed (B01–B03).
import { describe, expect, it } from 'vitest';
import { testBooks } from '../testing/testBooks.ts';
import { readOpening } from './openingBalances.ts';

const books = testBooks({
  years: `
    2024 2024-03-01 2024-12-31
    2025 2025-01-01 2025-12-31
  `,
});
const short = [
  { line: 5, account: '572', debit: '25000' },
  { line: 6, account: '400', credit: '10000.50' },
];

describe('readOpening', () => {
  it('B01 B02 is of type SI and dated on the first day of the books', () => {
    const { plan } = readOpening(books, {
      lines: [...short, { line: 7, account: '120', credit: '14999.50' }],
    });
    expect(plan).toMatchObject({
      type: { code: 'SI' },
      date: '2024-03-01',
      total: 2_500_000n,
      description: 'Saldos iniciales',
    });
  });

  it('B02 may be dated elsewhere', () => {
    const lines = [...short, { line: 7, account: '120', credit: '14999.50' }];
    expect(readOpening(books, { date: '2025-01-01', lines }).plan?.date).toBe('2025-01-01');
  });

  it('B03 lacking credits: offers the account of earlier results, posts nothing', () => {
    const { plan, rejections } = readOpening(books, { lines: short });
    expect(plan).toBeUndefined();
    expect(rejections).toEqual([
      {
        code: 'opening-unbalanced',
        params: {
          debit: '25000.00',
          credit: '10000.50',
          difference: '14999.50',
          account: '120',
          name: 'Remanente',
        },
      },
    ]);
  });

  it('B03 lacking debits: offers accumulated losses', () => {
    const { rejections } = readOpening(books, { lines: [short[1]!] });
    expect(rejections[0]?.params).toMatchObject({ account: '121', difference: '-10000.50' });
  });

  it('B03 offers an account that takes postings, also where the usual one has accounts below', () => {
    const chart = `
      120 Remanente · patrimonio
      1200000000 Remanente de 2023 · patrimonio
      572 Bancos · activo
      400 Proveedores · pasivo
    `;
    const { rejections } = readOpening(testBooks({ chart }), { lines: short });
    expect(rejections[0]?.params).toMatchObject({
      account: '1200000000',
      name: 'Remanente de 2023',
    });
  });

  it('B03 the accepted account takes the difference, on its side, as one more line', () => {
    const { plan } = readOpening(books, { lines: short, differenceAccount: '129' });
    expect(plan?.lines.map((l) => [l.line, l.account.code, l.debit, l.credit])).toEqual([
      [5, '572', 2_500_000n, 0n],
      [6, '400', 0n, 1_000_050n],
      [7, '129', 0n, 1_499_950n],
    ]);
    const loss = readOpening(books, { lines: [short[1]!], differenceAccount: '121' });
    expect(loss.plan?.lines.at(-1)).toMatchObject({ debit: 1_000_050n, credit: 0n });
  });

  it('B03 an account that is no good for the difference is refused', () => {
    const refusal = (differenceAccount: string) =>
      readOpening(books, { lines: short, differenceAccount }).rejections.map(({ code }) => code);
    expect(refusal('12')).toEqual(['account-not-postable']);
    expect(refusal('9999')).toEqual(['account-unknown']);
  });

  it('says everything else that is wrong beside the difference', () => {
    const { rejections } = readOpening(books, {
      date: '2023-01-01',
      lines: [...short, { line: 8, account: '57', debit: '1' }],
    });
    expect(rejections.map(({ code, line }) => [code, line])).toEqual([
      ['date-outside-fiscal-years', undefined],
      ['account-not-postable', 8],
      ['opening-unbalanced', undefined],
    ]);
  });

  it('an empty one, and one before there is any year', () => {
    expect(readOpening(books, { lines: [] }).rejections.map(({ code }) => code)).toEqual([
      'voucher-empty',
    ]);
    const young = testBooks({ years: '' });
    expect(readOpening(young, { lines: short }).rejections[0]?.code).toBe('date-missing');
  });
});
