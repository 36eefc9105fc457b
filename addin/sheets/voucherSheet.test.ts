// A voucher sheet as a person leaves it, and what reaches the server from it.
import { describe, expect, it } from 'vitest';
import type { AmountWriting } from '../../shared/rejection.ts';
import type { ReadingHabits } from './sheetQuestions.ts';
import { cellOfRejection, withoutEchoes } from './sheetReading.ts';
import { gridOf, spanishHabits } from './testGrid.ts';
import { readVoucherSheet } from './voucherSheet.ts';

const writing: AmountWriting = { minorDigits: 2, numberStyle: 'comma-decimal' };

const header = `
  | Comprobante      |            |         |                 |          |       |       |
  | Panadería        |            |         |                 |          |       |       |
  | Tipo             | DI         |         | Número          |          |       |       |
  | Fecha            | 45823      |         | Estado          | Borrador |       |       |
  | Documento        | F-12       |         |                 | Totales  |  1210 | 1210  |
  | Concepto         | Venta      |         |                 | Diferencia | 0 | Cuadra |
  |                  |            |         |                 |          |       |       |
  | Cuenta           | Nombre     | Tercero | Centro de costo | Concepto | Debe  | Haber |`;
function read(lines: string) {
  const reading = readVoucherSheet(gridOf(header + lines), writing, spanishHabits);
  if (!reading) throw new Error('no table of lines');
  return reading;
}

describe('readVoucherSheet', () => {
  it('C02 reads header and lines, and nothing of the foot', () => {
    const reading = read(`
  | 4300000001 | Hotel | A58818501 | | Factura 12 | 1210 |      |
  |            |       |           | |            |      |      |
  | «0700»     | Ventas |          | 01 |         | 0    | 1000 |
  | 477        | IVA   |           | |            |      | «210,00» |`);
    expect(reading.input).toEqual({
      type: 'DI',
      date: '2025-06-15',
      reference: 'F-12',
      description: 'Venta',
      lines: [
        {
          line: 9,
          account: '4300000001',
          party: 'A58818501',
          description: 'Factura 12',
          debit: '1210.00',
        },
        { line: 11, account: '0700', costCenter: '1', credit: '1000.00' },
        { line: 12, account: '477', credit: '210.00' },
      ],
    });
    expect(reading.notices.map(({ code, cell }) => [code, cell])).toEqual([
      ['amount-converted', 'G12'],
    ]);
    expect(reading.places.totals).toBe('F6');
    expect(reading.remarks).toEqual([]);
  });

  it('E06 sends dates as days, and what is no day as it was written', () => {
    const dateOf = (text: string) => {
      const grid = gridOf(header.replace('45823', text));
      return readVoucherSheet(grid, writing, spanishHabits)?.input.date;
    };
    expect(dateOf('15/06/2025')).toBe('2025-06-15');
    expect(dateOf('2025-06-15')).toBe('2025-06-15');
    expect(dateOf('5-6-2025')).toBe('2025-06-05');
    expect(dateOf('31/02/2025')).toBe('31/02/2025');
    expect(dateOf('ayer')).toBe('ayer');
    expect(dateOf('2025')).toBe('2025');
    expect(dateOf('')).toBeUndefined();
  });

  it('P02 account codes lose what nobody sees, and are refused when their digits are gone', () => {
    const reading = read(`
  | «'430 » | | | | | 1 | |
  | 1e+15   | | | | | | 1 |
  | «4.3.0» | | | | | 1 | |`);
    expect(reading.input.lines.map((line) => line.account)).toEqual(['430', undefined, '4.3.0']);
    expect(reading.rejections).toMatchObject([{ code: 'account-code-invalid', cell: 'A10' }]);
  });

  it('C01 what Excel made of a text goes to the ledger as people see it', () => {
    const grid = gridOf(
      `${header.replace('Venta', '45992')}
  | 430 | | 45992 | 12.5 | 45992 | 1 | |`,
    );
    const formats = grid.values.map((row) => row.map(() => 'General'));
    for (const [row, column] of [
      [5, 1],
      [8, 2],
      [8, 4],
    ] as const) {
      (formats[row] as string[])[column] = 'd-mmm';
    }
    const reading = readVoucherSheet({ ...grid, formats }, writing, spanishHabits);
    expect(reading?.input.description).toBe('01/12/2025');
    expect(reading?.input.lines[0]).toMatchObject({
      party: '01/12/2025',
      costCenter: '12,5',
      description: '01/12/2025',
    });
    const in1904 = { ...spanishHabits, dateSystem: 1904 } as const;
    const later = readVoucherSheet({ ...grid, formats }, writing, in1904);
    expect(later?.input.date).toBe('2029-06-16');
    expect(later?.input.description).toBe('02/12/2029');
  });

  it('C01 asks once about negative amounts, and reads them as answered', () => {
    const grid = gridOf(`${header}
  | 430 | | | | Abono | -5 | |
  | 700 | | | | Abono | 0 | «(5,00)» |
  | 701 | | | | Abono | 3 | -3 |`);
    const linesWith = (answers: ReadingHabits['answers']) => {
      const reading = readVoucherSheet(grid, writing, { ...spanishHabits, answers });
      const lines = reading?.input.lines.map(({ debit = '', credit = '' }) => [debit, credit]);
      return {
        lines,
        questions: reading?.questions.map(({ key, places }) => [key, places.length]),
      };
    };
    expect(linesWith({})).toEqual({
      lines: [
        ['', ''],
        ['', ''],
        ['', ''],
      ],
      questions: [['negative-sides', 3]],
    });
    // With an amount on each side nothing can move: the ledger refuses the line.
    expect(linesWith({ 'negative-sides': 'opposite' })).toEqual({
      lines: [
        ['', '5.00'],
        ['5.00', ''],
        ['3.00', '-3.00'],
      ],
      questions: [],
    });
    expect(linesWith({ 'negative-sides': 'as-shown' }).lines).toEqual([
      ['-5.00', ''],
      ['', '-5.00'],
      ['3.00', '-3.00'],
    ]);
  });

  it('C01 keeps both sides for the server to refuse, and leaves unreadable amounts out', () => {
    const reading = read(`
  | 430 | | | | | 5 | 5 |
  | 700 | | | | | abc | |`);
    expect(reading.input.lines).toEqual([
      { line: 9, account: '430', debit: '5.00', credit: '5.00' },
      { line: 10, account: '700' },
    ]);
    expect(reading.rejections).toMatchObject([{ code: 'amount-not-a-number', cell: 'F10' }]);
  });

  it('finds its parts again after rows were inserted and columns moved', () => {
    const moved = `
  | | | | | |
  | Comprobante | | | | |
  | | | | Fecha | 45823 |
  | Haber | Debe | Concepto | Cuenta | |
  | | 7 | Compra | 600 | |
  | 7 | | Compra | 572 | |`;
    const reading = readVoucherSheet(gridOf(moved), writing, spanishHabits);
    expect(reading?.input).toEqual({
      date: '2025-06-15',
      lines: [
        { line: 5, account: '600', description: 'Compra', debit: '7.00' },
        { line: 6, account: '572', description: 'Compra', credit: '7.00' },
      ],
    });
    expect(reading?.places.totals).toBeNull();
    expect(readVoucherSheet(gridOf('| nada | aquí |'), writing, spanishHabits)).toBeNull();
  });

  it('a concept that says «Totales» beside an account is a line', () => {
    const reading = read(`
  | 430 | | | | Totales | 5 | |`);
    expect(reading.input.lines).toHaveLength(1);
  });
});

describe('rejections of the server', () => {
  const { places } = read(`
  | 430 | | | | | 5 | |`);

  it.each([
    [{ code: 'account-unknown', line: 9, field: 'account' }, 'A9'],
    [{ code: 'party-required', line: 9, field: 'party' }, 'C9'],
    [{ code: 'cost-center-required', line: 9, field: 'costCenter' }, 'D9'],
    [{ code: 'line-both-sides', line: 9 }, 'F9'],
    [{ code: 'line-negative-amount', line: 9, field: 'credit' }, 'G9'],
    [{ code: 'date-locked', field: 'date' }, 'B4'],
    [{ code: 'voucher-type-unknown', field: 'type' }, 'B3'],
    [{ code: 'voucher-unbalanced' }, 'F6'],
    [{ code: 'voucher-empty' }, 'A9'],
  ] as const)('C01 E06 %j points at %s', (rejection, cell) =>
    expect(cellOfRejection(rejection, places)).toBe(cell),
  );

  it('leaves out what is said only because a cell could not be read', () => {
    const { rejections } = read(`
  | 430 | | | | | abc | |`);
    const answered = (
      [
        { code: 'line-without-amount', line: 9, field: 'debit' },
        { code: 'party-required', line: 9, field: 'party' },
        { code: 'line-without-amount', line: 10, field: 'debit' },
        { code: 'voucher-unbalanced' },
      ] as const
    ).map((one) => ({ ...one, params: {}, message: '', remedy: '' }));
    expect(
      withoutEchoes(answered, { rejections, asked: [] }).map(({ code, line }) => [code, line]),
    ).toEqual([
      ['party-required', 9],
      ['line-without-amount', 10],
    ]);
  });
});
