// The rules of a voucher, each on a voucher that breaks it: code, line and field (C01, C03, P02, T01…).
import { describe, expect, it } from 'vitest';
import { voucherInputSchema, type VoucherInput } from '../../shared/contract/vouchers.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { readLedger } from '../testing/ledgerText.ts';
import { testBooks } from '../testing/testBooks.ts';
import { importPlan, ordinaryPlan, openingPlan, planVoucher } from './planVoucher.ts';

const books = testBooks({
  years: `
    2023 2023-01-01 2023-12-31 cerrado
    2025 2025-01-01 2025-12-31
  `,
  lockedThrough: '2025-01-31',
});

const write = ({ code, line, field }: Rejection) =>
  [code, line, field].filter((part) => part !== undefined).join(' ');

function rejectionsOf(input: VoucherInput, options = ordinaryPlan): string[] {
  const { rejections, plan } = planVoucher(books, input, options);
  expect(plan === undefined).toBe(rejections.length > 0);
  return rejections.map(write);
}

const ledger = (text: string): VoucherInput => readLedger(text)[0]!;

describe('each rejection, with its line and field', () => {
  it.each<[string, string, string[]]>([
    [
      'C01 debe and haber differ',
      `
      2025-03-01 x
        572      100,00
        700                99,99
      `,
      ['voucher-unbalanced'],
    ],
    [
      'C01 each partida balances by itself',
      `
      2025-03-01 x
        572      100,00 ; partida=1
        700                90,00 ; partida=1
        570       50,00 ; partida=2
        700                60,00 ; partida=2
      `,
      ['entry-unbalanced entry', 'entry-unbalanced entry'],
    ],
    [
      'C01 a lone line',
      `
      2025-03-01 x
        572      100,00
      `,
      ['voucher-unbalanced'],
    ],
    [
      'C03 date within no year',
      `
      2024-03-01 x
        572      100,00
        700               100,00
      `,
      ['date-outside-fiscal-years date'],
    ],
    [
      'E01 date in a closed year',
      `
      2023-03-01 x
        572      100,00
        700               100,00
      `,
      ['fiscal-year-closed date'],
    ],
    [
      'date under the lock',
      `
      2025-01-31 x
        572      100,00
        700               100,00
      `,
      ['date-locked date'],
    ],
    [
      'C03 no such day',
      `
      2025-02-30 x
        572      100,00
        700               100,00
      `,
      ['date-invalid date'],
    ],
    [
      'P02 an account of total',
      `
      2025-03-01 x
        57       100,00
        700               100,00
      `,
      ['account-not-postable 1 account'],
    ],
    [
      'an account that does not exist',
      `
      2025-03-01 x
        572      100,00
        7009              100,00
      `,
      ['account-unknown 2 account'],
    ],
    [
      'P08 an inactive account',
      `
      2025-03-01 x
        573      100,00
        700               100,00
      `,
      ['account-inactive 1 account'],
    ],
    [
      'T01 an account that needs a third party',
      `
      2025-03-01 x
        430.1    100,00
        700               100,00
      `,
      ['party-required 1 party'],
    ],
    [
      'P10 an account that needs a cost centre',
      `
      2025-03-01 x
        629      100,00
        572               100,00
      `,
      ['cost-center-required 1 costCenter'],
    ],
    [
      'the type is not of this company',
      `
      2025-03-01 [ZZ] x
        572      100,00
        700               100,00
      `,
      ['voucher-type-unknown type'],
    ],
    [
      'B01 the opening type is not for ordinary vouchers',
      `
      2025-03-01 [SI] x
        572      100,00
        700               100,00
      `,
      ['voucher-type-unknown type'],
    ],
    [
      'a zero line',
      `
      2025-03-01 x
        572      100,00
        570        0,00
        700               100,00
        570
      `,
      ['line-without-amount 2 debit', 'line-without-amount 4 debit'],
    ],
    [
      'everything at once: header, lines in order, balance last',
      `
      2025-02-31 [ZZ] x
        57       100,00
        9999     -50,00
        430.1              20,00
      `,
      [
        'voucher-type-unknown type',
        'date-invalid date',
        'account-not-postable 1 account',
        'account-unknown 2 account',
        'line-negative-amount 2 debit',
        'party-required 3 party',
        'voucher-unbalanced',
      ],
    ],
  ])('%s', (_name, text, expected) => {
    expect(rejectionsOf(ledger(text))).toEqual(expected);
  });

  it.each<[string, VoucherInput, string[]]>([
    ['C01 nothing at all', { lines: [] }, ['date-missing date', 'voucher-empty']],
    [
      'blank date, blank account',
      {
        date: '  ',
        lines: [{ line: 9, account: ' \u00a0', debit: '1' }],
      },
      ['date-missing date', 'account-missing 9 account', 'voucher-unbalanced'],
    ],
    [
      'both sides filled',
      {
        date: '2025-03-01',
        lines: [
          { line: 4, account: '572', debit: '5', credit: '5' },
          { line: 5, account: '700', credit: '0.00', debit: '0' },
        ],
      },
      ['line-both-sides 4 credit', 'line-without-amount 5 debit'],
    ],
    [
      'too many decimals, too large, negative, on either side',
      {
        date: '2025-03-01',
        lines: [
          { line: 1, account: '572', debit: '1.001' },
          { line: 2, account: '572', credit: '90071992547409.92' },
          { line: 3, account: '572', credit: '-1.00' },
        ],
      },
      [
        'amount-too-many-decimals 1 debit',
        'amount-too-large 2 credit',
        'line-negative-amount 3 credit',
      ],
    ],
    [
      'lines that are each possible and together too large',
      {
        date: '2025-03-01',
        lines: [
          { line: 1, account: '572', debit: '90071992547409.91' },
          { line: 2, account: '572', debit: '0.01' },
          { line: 3, account: '700', credit: '90071992547409.91' },
          { line: 4, account: '700', credit: '0.01' },
        ],
      },
      ['amount-too-large'],
    ],
    [
      'texts longer than what is kept',
      {
        date: '2025-03-01',
        description: 'd'.repeat(501),
        reference: 'r'.repeat(61),
        lines: [
          {
            line: 1,
            account: '572',
            debit: '1',
            party: 'p'.repeat(41),
            costCenter: 'c'.repeat(41),
          },
          {
            line: 2,
            account: '700',
            credit: '1',
            description: 'd'.repeat(501),
            reference: 'r'.repeat(61),
          },
        ],
      },
      [
        'text-too-long description',
        'text-too-long reference',
        'text-too-long 1 party',
        'text-too-long 1 costCenter',
        'text-too-long 2 description',
        'text-too-long 2 reference',
      ],
    ],
  ])('%s', (_name, input, expected) => {
    expect(rejectionsOf(input)).toEqual(expected);
  });

  it.each([
    ['a voucher', ordinaryPlan, 20_000],
    ['an imported voucher', importPlan, 20_000],
    ['opening balances', openingPlan, 200_000],
    ['a limit that is passed in', { ...ordinaryPlan, maxLines: 2 }, 2],
  ])(
    '%s of exactly as many lines as the limit is read; one more says so once',
    (_name, options, limit) => {
      const lines = Array.from({ length: limit }, (_, at) => ({
        ...{ line: at, account: at % 2 === 0 ? '572' : '700' },
        ...(at % 2 === 0 ? { debit: '1' } : { credit: '1' }),
      }));
      const input = { date: '2025-03-01', lines };
      expect(rejectionsOf(input, options)).toEqual([]);
      expect(planVoucher(books, input, options).plan?.lines).toHaveLength(limit);
      const more = [...lines, { line: limit, account: 'x', debit: '1' }];
      const { rejections } = planVoucher(books, { ...input, lines: more }, options);
      expect(rejections).toMatchObject([
        { code: 'voucher-too-long', params: { lines: limit + 1, max: limit } },
      ]);
    },
  );

  it('the wire takes no more lines than opening balances may have', () => {
    const { lines } = voucherInputSchema.shape;
    const of = (length: number) => Array<object>(length).fill({ line: 1, account: '572' });
    expect(lines.safeParse(of(200_000)).success).toBe(true);
    expect(lines.safeParse(of(200_001)).success).toBe(false);
  });
});

describe('what is accepted', () => {
  it('C01 C03 a balanced voucher is planned with its year, type and lines', () => {
    const { plan, notices } = planVoucher(
      books,
      ledger(`
        2025-02-01  Venta
          430.1  1.210,00 ; tercero=B64717838
          700             1.000,00
          4300000002        210,00
      `),
    );
    expect(notices).toEqual([]);
    expect(plan).toMatchObject({ type: { code: 'AS' }, date: '2025-02-01', total: 121_000n });
    expect(plan?.fiscalYear.name).toBe('2025');
    expect(plan?.lines.map((l) => [l.account.code, l.debit, l.credit, l.party])).toEqual([
      ['4300000001', 121_000n, 0n, 'B64717838'],
      ['700', 0n, 100_000n, ''],
      ['4300000002', 0n, 21_000n, ''],
    ]);
  });

  it('type, date and account are read whatever blanks surround them', () => {
    const { plan } = planVoucher(books, {
      type: ' fe ',
      date: ' 2025-02-01 ',
      lines: [
        { line: 1, account: " '572 ", debit: '1' },
        { line: 2, account: '7 00\u200b', credit: '1.000' },
      ],
    });
    expect(plan?.type.code).toBe('FE');
    expect(plan?.lines.map(({ account }) => account.code)).toEqual(['572', '700']);
  });

  it('B01 an opening takes its type and needs no third party', () => {
    const input = ledger(`
      2025-02-01 Saldos
        430.1    100,00
        120               100,00
    `);
    expect(planVoucher(books, input, openingPlan).plan?.type.code).toBe('SI');
  });

  it('two equal lines are noticed, not refused', () => {
    const { notices, plan } = planVoucher(
      books,
      ledger(`
        2025-02-01 x
          572     10,00
          572     10,00
          572     10,00 ; otra cosa
          700              30,00
      `),
    );
    expect(plan).toBeDefined();
    expect(notices.map(write)).toEqual(['line-repeated 2']);
    expect(notices[0]?.params).toEqual({ line: 1 });
  });

  it('an unknown account suggests the nearest, and a total its leaves', () => {
    const { rejections, accountNames } = planVoucher(
      books,
      ledger(`
        2025-02-01 x
          4309    10,00
          43      10,00
          572              20,00
      `),
    );
    expect(rejections.map(({ params }) => params)).toMatchObject([
      { account: '4309', nearest: '', parent: '430 (Clientes nacionales)' },
      { leaves: '4300000001 (Cliente uno), 4300000002 (Cliente dos)' },
    ]);
    expect([...accountNames]).toEqual([
      ['43', 'Clientes'],
      ['572', 'Bancos'],
    ]);
  });
});

it('a currency without decimals refuses them', () => {
  const yen = testBooks({ minorDigits: 0 });
  const lines = [
    { line: 1, account: '572', debit: '10.5' },
    { line: 2, account: '700', credit: '10.0' },
  ];
  const { rejections, creditTotal } = planVoucher(yen, { date: '2025-03-01', lines });
  expect(rejections.map(write)).toEqual(['amount-too-many-decimals 1 debit', 'voucher-unbalanced']);
  expect(creditTotal).toBe(10n);
});
