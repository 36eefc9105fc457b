// The reader of test ledgers reads what it seems to say.
import { expect, it } from 'vitest';
import { readLedger, tidyTable, writeTable } from './ledgerText.ts';

it('reads vouchers with debe, haber, third party, cost centre and concept', () => {
  expect(
    readLedger(`
      2025-01-10 Venta al contado
        572   1.210,00
        700             1.000,00
        477               210,00 ; tercero=B64717838 ; cc=01 ; IVA 21 %
      2025-01-11 [SI]
        129         -5
        430
    `),
  ).toEqual([
    {
      date: '2025-01-10',
      description: 'Venta al contado',
      lines: [
        { line: 1, account: '572', debit: '1210.00' },
        { line: 2, account: '700', credit: '1000.00' },
        {
          line: 3,
          account: '477',
          credit: '210.00',
          party: 'B64717838',
          costCenter: '01',
          description: 'IVA 21 %',
        },
      ],
    },
    {
      date: '2025-01-11',
      type: 'SI',
      description: '',
      lines: [
        { line: 1, account: '129', debit: '-5' },
        { line: 2, account: '430' },
      ],
    },
  ]);
});

it('aligns tables, and reads them however they are spaced', () => {
  const table = writeTable([
    ['572', '1.210,00'],
    ['4300000001', '0,00'],
  ]);
  expect(table).toBe('572         1.210,00\n4300000001      0,00');
  expect(tidyTable('\n   572 1.210,00\n  4300000001 0,00  ')).toBe(table);
});
