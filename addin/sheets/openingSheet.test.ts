// Opening balances as they are pasted from other programs (B01, B03).
import { describe, expect, it } from 'vitest';
import type { AmountWriting } from '../../shared/rejection.ts';
import { readOpeningSheet } from './openingSheet.ts';
import { gridOf, spanishHabits } from './testGrid.ts';

const writing: AmountWriting = { minorDigits: 2, numberStyle: 'comma-decimal' };

const form = `
  | Saldos iniciales | | | | | |
  | Nueva, S.L. | | | | | |
  | Fecha | 45658 | 0 | 0 | Totales | |
  | Número | | 0 | | Diferencia (debe − haber) | |
  | Estado | Borrador | | | | |
  | Pegue aquí debajo el balance | | | | | |
  | Cuenta | Nombre | Saldo deudor (debe) | Saldo acreedor (haber) | Tercero | Centro de costo |`;

function read(lines: string) {
  const reading = readOpeningSheet(gridOf(form + lines), writing, spanishHabits);
  if (!reading) throw new Error('no columns');
  return reading;
}

/** Lines as `code debit/credit`. */
const linesOf = (reading: ReturnType<typeof read>) =>
  reading.input.lines.map(
    ({ line, account, debit, credit }) => `${line}: ${account} ${debit ?? '-'}/${credit ?? '-'}`,
  );

describe('readOpeningSheet', () => {
  it('B01 reads our own columns, the date, and leaves totals out as a control', () => {
    const reading = read(`
  | 572 | Bancos | 25000 | | | |
  | 430 | Clientes | 15000 | 0 | A58818501 | |
  | 400 | Proveedores | | 10000 | | 01 |
  | | Totales | 40000 | 10000 | | |`);
    expect(reading.input.date).toBe('2025-01-01');
    expect(linesOf(reading)).toEqual([
      '8: 572 25000.00/-',
      '9: 430 15000.00/-',
      '10: 400 -/10000.00',
    ]);
    expect(reading.input.lines[1]?.party).toBe('A58818501');
    expect(reading.places.totals).toBe('C4');
    expect(reading.remarks).toEqual(['Se dejó fuera 1 fila de totales: la 11.']);
  });

  it('B03 says when the pasted totals do not agree with what was read', () => {
    const reading = read(`
  | 572 | Bancos | 25000 | |
  | SUMAS IGUALES | | 30000 | 30000 |`);
    expect(reading.remarks).toEqual([
      'Se dejó fuera 1 fila de totales: la 9.',
      'La fila de totales (C9) dice 30.000,00 y las filas leídas suman 25.000,00.',
      'La fila de totales (D9) dice 30.000,00 y las filas leídas suman 0,00.',
    ]);
  });

  it('takes saldo deudor and acreedor, not the sums of movements beside them', () => {
    const reading = read(`
  | Balance de sumas y saldos | | | | | |
  | CÓDIGO | TÍTULO | DEBE | HABER | DEUDOR | ACREEDOR |
  | 572 | Bancos | 30000 | 5000 | 25000 | |
  | 430 | Clientes | 9 | 9 | | |
  | VAN | | | | 25000 | |
  | CÓDIGO | TÍTULO | DEBE | HABER | DEUDOR | ACREEDOR |
  | VIENEN | | | | 25000 | |
  | 400 | Proveedores | 0 | 25000 | | 25000 |`);
    expect(linesOf(reading)).toEqual(['10: 572 25000.00/-', '15: 400 -/25000.00']);
    expect(reading.remarks).toContain('Se dejó fuera 1 fila sin saldo: la 11.');
    expect(reading.remarks).toContain('Se dejaron fuera 2 filas de totales: 12, 14.');
  });

  it('splits one signed column by its sign, and prefers the final balance', () => {
    const reading = read(`
  | Cuenta | Descripción | Saldo inicial | Débitos | Créditos | Saldo final |
  | 1105 | Caja | 1 | 2 | 1 | 2 |
  | 2205 | Proveedores | 0 | 1 | 3 | «(2,00)» |`);
    expect(linesOf(reading)).toEqual(['9: 1105 2.00/-', '10: 2205 -/2.00']);
    expect(reading.table.totals).toEqual({ debitMinor: 200n, creditMinor: 200n });
  });

  it('uses debe and haber when they are all there is', () => {
    const reading = read(`
  | Cta. | Nombre | Debe | Haber |
  | 1.1.01 | Caja | «1.234,56» | |
  | «3.1» | Capital | | «1.234,56» |`);
    expect(linesOf(reading)).toEqual(['9: 1.1.01 1234.56/-', '10: 3.1 -/1234.56']);
    expect(reading.table.notices).toHaveLength(2);
  });

  it('C01 refuses amounts that cannot be read, each in its cell', () => {
    const reading = read(`
  | 572 | Bancos | #N/A | |
  | 430 | Clientes | «1.234» | |
  | | | 5 | |`);
    expect(reading.rejections.map(({ code, cell }) => [code, cell])).toEqual([
      ['amount-error-value', 'C8'],
    ]);
    expect(reading.table.questions).toMatchObject([
      { key: 'ambiguous-amounts', places: [{ cell: 'C9' }] },
    ]);
    expect(reading.input.lines.at(-1)).toEqual({ line: 10, debit: '5.00' });
  });

  it('reads a hundred thousand rows', () => {
    const grid = gridOf(form);
    const rows = Array.from({ length: 100_000 }, (_, index) =>
      index % 2 === 0
        ? [String(400_000 + index), 'Cuenta', 10.25, '', '', '']
        : [String(400_000 + index), 'Cuenta', '', 10.25, '', ''],
    );
    const reading = readOpeningSheet(
      { ...grid, values: [...grid.values, ...rows] },
      writing,
      spanishHabits,
    );
    expect(reading?.input.lines).toHaveLength(100_000);
    expect(reading?.table.totals.debitMinor).toBe(51_250_000n);
  });
});
