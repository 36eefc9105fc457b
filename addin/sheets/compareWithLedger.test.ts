// A sheet beside what was posted from it, as tables: what differs, and what does not although it looks so.
import { describe, expect, it } from 'vitest';
import type { Voucher, VoucherLineInput } from '../../shared/contract/vouchers.ts';
import { compareWithLedger } from './compareWithLedger.ts';

const writing = { minorDigits: 2, numberStyle: 'comma-decimal' } as const;
const columns = { account: 0, party: 2, costCenter: 3, description: 4, debit: 5, credit: 6 };

const line = (row: number, account: string, debit: string, credit: string, rest = {}) => ({
  ...{ line: row, account, ...rest },
  ...(debit ? { debit } : {}),
  ...(credit ? { credit } : {}),
});
const posted = (account: string, debit: string, credit: string, rest = {}) => ({
  ...{ line: 1, entry: 1, account, accountName: `Cuenta ${account}`, party: null },
  ...{ costCenter: null, description: '', reference: '', debit: debit || '0.00' },
  ...{ credit: credit || '0.00', ...rest },
});
const voucher = {
  ...{ label: 'AS-61', type: 'AS', date: '2025-03-01', description: 'Venta', reference: '' },
  lines: [
    posted('4300000001', '121.00', '', { party: 'B64717838' }),
    posted('700', '', '100.00'),
    posted('477', '', '21.00'),
  ],
} as unknown as Voucher;
const head = { date: '2025-03-01', description: 'Venta' };
const lines = [
  line(9, '4300000001', '121.00', '', { party: 'B64717838' }),
  line(10, '700', '', '100.00'),
  line(11, '477', '', '21'),
];

function differences(
  changed: Partial<typeof head> & { type?: string; lines?: VoucherLineInput[] },
  addedAccount: string | null = null,
): string[] {
  const { rejections } = compareWithLedger(
    {
      input: { ...head, lines, ...changed },
      places: {
        tables: [{ fromLine: 9, columns }],
        cells: { date: 'B4', description: 'B6', type: 'B3' },
        totals: null,
        firstLine: 'A9',
      },
      grid: { rowIndex: 0, columnIndex: 0, values: [] },
    },
    voucher,
    writing,
    addedAccount,
  );
  return rejections.map(({ code, cell, line: row }) =>
    [code, cell ?? row].filter(Boolean).join(' '),
  );
}

describe('the same', () => {
  it.each<[string, Parameters<typeof differences>[0]]>([
    ['as it was sent', {}],
    ['with its usual type, left empty or written small', { type: 'as' }],
    ['sorted', { lines: [...lines].reverse() }],
    ['with rows moved', { lines: lines.map((each) => ({ ...each, line: each.line + 7 })) }],
    ['an account typed short', { lines: [{ ...lines[0]!, account: '430.1' }, ...lines.slice(1)] }],
    [
      'a tax number with hyphens',
      { lines: [{ ...lines[0]!, party: 'b-64.717.838' }, ...lines.slice(1)] },
    ],
    [
      'a tax number with its country',
      { lines: [{ ...lines[0]!, party: 'ES B64717838' }, ...lines.slice(1)] },
    ],
  ])('%s', (_name, changed) => {
    expect(differences(changed)).toEqual([]);
  });
});

describe('not the same', () => {
  it.each<[string, Parameters<typeof differences>[0], string[]]>([
    [
      'an amount',
      { lines: [line(9, '4300000001', '1.00', '', { party: 'B64717838' }), ...lines.slice(1)] },
      ['sheet-differs F9'],
    ],
    [
      'an amount on the other side',
      { lines: [...lines.slice(0, 2), line(11, '477', '21.00', '')] },
      ['sheet-differs F11', 'sheet-differs G11'],
    ],
    [
      'another account',
      { lines: [...lines.slice(0, 2), line(11, '475', '', '21.00')] },
      ['sheet-differs A11'],
    ],
    [
      'the date and the concept',
      { date: '2025-03-02', description: '' },
      ['sheet-differs B4', 'sheet-differs B6'],
    ],
    [
      'a code that is no tax number, with other capitals',
      {
        lines: [lines[0]!, line(10, '700', '', '100.00', { party: 'socio-1' }), ...lines.slice(2)],
      },
      ['sheet-differs C10'],
    ],
    ['another type', { type: 'DI' }, ['sheet-differs B3']],
    ['a line more', { lines: [...lines, line(12, '629', '5.00', '')] }, ['sheet-line-extra 12']],
    ['a line less', { lines: lines.slice(1) }, ['sheet-line-missing']],
    [
      'a cell that cannot be read',
      { lines: [...lines.slice(0, 2), line(11, '477', '', '')] },
      ['sheet-differs G11'],
    ],
  ])('%s', (_name, changed, found) => {
    expect(differences(changed)).toEqual(found);
  });
});

it('B03 the line that took the difference of an opening was never in the sheet', () => {
  expect(differences({ lines: lines.slice(0, 2) }, '477')).toEqual([]);
  expect(differences({ lines: lines.slice(0, 2) }, '120')).toEqual(['sheet-line-missing']);
});
