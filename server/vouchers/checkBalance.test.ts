// C01 and P05: each partida balances, and in it the memorandum accounts by themselves and the others by themselves.
import { expect, it } from 'vitest';
import type { VoucherInput } from '../../shared/contract/vouchers.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { testBooks } from '../testing/testBooks.ts';
import { readOpening } from './openingBalances.ts';
import { importPlan, openingPlan, ordinaryPlan, planVoucher } from './planVoucher.ts';

const books = testBooks({
  chart: `
    1105 Caja · activo
    2205 Proveedores · pasivo
    3705 Resultados anteriores · patrimonio
    8305 Activos castigados · orden
    8405 Deudoras por contra · orden
    9305 Garantías · orden
    9405 Acreedoras por contra · orden
  `,
  profile: 'CO',
});

/** `1105 10.00 @2`: debe is positive; after @ the partida. */
const voucher = (...lines: string[]): VoucherInput => ({
  date: '2025-03-01',
  description: 'x',
  lines: lines.map((text, index) => {
    const [, account = '', sign, amount = '', entry = '1'] =
      /^(\d+) (-?)([\d.]+)(?: @(\d+))?$/.exec(text)!;
    return {
      ...{ line: index + 1, account, entry: Number(entry) },
      ...(sign === '-' ? { credit: amount } : { debit: amount }),
    };
  }),
});

const rows: [name: string, lines: string[], rejections: string[]][] = [
  ['real accounts alone', ['1105 10.00', '2205 -10.00'], []],
  ['memorandum accounts alone', ['8305 10.00', '8405 -10.00'], []],
  [
    'both, each balanced, in one partida',
    ['1105 10.00', '2205 -10.00', '9405 7.00', '9305 -7.00'],
    [],
  ],
  [
    'a memorandum account against a real one',
    ['1105 10.00', '8405 -10.00'],
    ['memorandum-unbalanced 2: 8405 -10.00'],
  ],
  [
    'each is off and together they add up',
    ['1105 10.00', '2205 -9.00', '8305 5.00', '8405 -6.00'],
    ['memorandum-unbalanced 3: 8305, 8405 -1.00'],
  ],
  [
    'balanced in the voucher, mixed in each partida',
    ['1105 10.00 @1', '8405 -10.00 @1', '8305 10.00 @2', '2205 -10.00 @2'],
    ['memorandum-unbalanced 2: 8405 -10.00', 'memorandum-unbalanced 3: 8305 10.00'],
  ],
  [
    'only the memorandum accounts are off: it is said of them',
    ['1105 10.00', '2205 -10.00', '8305 5.00'],
    ['memorandum-unbalanced 3: 8305 5.00'],
  ],
  [
    'the real ones are off: the voucher does not balance',
    ['1105 10.00', '8305 5.00', '8405 -5.00'],
    ['voucher-unbalanced'],
  ],
  [
    'a partida that does not balance says so first',
    ['1105 10.00 @1', '8405 -9.00 @1', '2205 -1.00 @2'],
    ['entry-unbalanced', 'entry-unbalanced'],
  ],
];

it.each(rows)('%s', (_name, lines, expected) => {
  for (const options of [ordinaryPlan, openingPlan, importPlan]) {
    const { rejections, plan } = planVoucher(books, voucher(...lines), options);
    const told = rejections.map(({ code, line, params }) =>
      code === 'memorandum-unbalanced'
        ? `${code} ${line}: ${params.accounts} ${params.difference}`
        : code,
    );
    expect(told).toEqual(expected);
    expect(plan === undefined).toBe(expected.length > 0);
  }
});

it('B03 an opening whose memorandum accounts lack their counterpart is offered no real account', () => {
  const lines = [
    { line: 1, account: '1105', debit: '100.00' },
    { line: 2, account: '3705', credit: '100.00' },
    { line: 3, account: '8305', debit: '40.00' },
  ];
  const codes = (differenceAccount?: string) =>
    readOpening(books, { lines, ...(differenceAccount && { differenceAccount }) }).rejections.map(
      ({ code }) => code,
    );
  expect(codes()).toEqual(['memorandum-unbalanced']);
  expect(codes('3705')).toEqual(['memorandum-unbalanced']);
  expect(codes('8405')).toEqual([]);
});

it('the sentence names partida, accounts and difference', () => {
  const { rejections } = planVoucher(books, voucher('1105 10.00', '8405 -10.00'));
  const { message, remedy } = explainRejection(rejections[0]!, books.writing);
  expect(message).toContain('las cuentas de orden (8405) no cuadran entre sí');
  expect(remedy).toContain('su contrapartida de orden');
});
