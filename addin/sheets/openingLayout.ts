// Where everything stands in the opening balances sheet. Totals live above: what is pasted below may
// have any length.
import { cellAddress } from './cellGrid.ts';

export const openingColumns = [
  { field: 'account', title: 'Cuenta', widthPoints: 96 },
  { field: 'name', title: 'Nombre', widthPoints: 200 },
  { field: 'debit', title: 'Saldo deudor (debe)', widthPoints: 132 },
  { field: 'credit', title: 'Saldo acreedor (haber)', widthPoints: 132 },
  { field: 'party', title: 'Tercero', widthPoints: 96 },
  { field: 'costCenter', title: 'Centro de costo', widthPoints: 96 },
] as const;

export const openingHeader = {
  date: { label: 'Fecha', row: 2, column: 0 },
  number: { label: 'Número', row: 3, column: 0 },
  state: { label: 'Estado', row: 4, column: 0 },
} as const;
export type OpeningHeaderField = keyof typeof openingHeader;

/** Zero-based rows. */
export const openingTotalsRow = 2;
export const openingTitleRow = 6;
export const openingFirstLineRow = 7;
/** Rows of the form with the look of a cell for typing; what is pasted beyond is read all the same. */
export const openingBlankLines = 60;

export const openingDebitColumn = 2;
export const openingCreditColumn = 3;
const lastSheetRow = 1_048_576;

/** Labels and formulas above the table: rows of column C (label at its left in B) and D. */
export function openingTotalFormulas(): string[][] {
  const sum = (column: number) => {
    const first = cellAddress(openingFirstLineRow, column);
    return `=SUM(${first}:${first.replace(/\d+/, '')}${lastSheetRow})`;
  };
  const debit = cellAddress(openingTotalsRow, openingDebitColumn);
  const credit = cellAddress(openingTotalsRow, openingCreditColumn);
  return [
    ['Suma de las columnas', sum(openingDebitColumn), sum(openingCreditColumn)],
    ['Diferencia (debe − haber)', `=ROUND(${debit}-${credit},4)`, ''],
  ];
}
