// Where everything stands in a voucher sheet as Cuadre lays it out. Reading does not trust it: rows
// may have been inserted, sorted or pasted over since. Totals live above: lines may reach any row.
import { cellAddress } from './cellGrid.ts';

/** Line columns in their order; `name` is calculated. Amounts are as wide as 123.456.789,01. */
export const voucherColumns = [
  { field: 'account', title: 'Cuenta', widthPoints: 82 },
  { field: 'name', title: 'Nombre', widthPoints: 156 },
  { field: 'party', title: 'Tercero', widthPoints: 82 },
  { field: 'costCenter', title: 'Centro de costo', widthPoints: 104 },
  { field: 'description', title: 'Concepto', widthPoints: 164 },
  { field: 'debit', title: 'Debe', widthPoints: 88 },
  { field: 'credit', title: 'Haber', widthPoints: 88 },
] as const;

/** Of large numbers: their books need columns as wide as 1.234.567.890.123,45. */
const currenciesOfLargeNumbers = new Set(['ARS', 'CLP', 'COP', 'PYG', 'VEF', 'VES']);
const largeAmountPoints = 124;

/** The widths of the columns, in points: in euros all of them are seen at once beside the pane. */
export function voucherWidths(currency: string): number[] {
  const isLarge = currenciesOfLargeNumbers.has(currency);
  return voucherColumns.map(({ field, widthPoints }) =>
    isLarge && (field === 'debit' || field === 'credit') ? largeAmountPoints : widthPoints,
  );
}

/** Labels of the header, with the cell of their value. Zero-based row and column of the label. */
export const voucherHeader = {
  type: { label: 'Tipo', row: 2, column: 0 },
  date: { label: 'Fecha', row: 3, column: 0 },
  reference: { label: 'Documento', row: 4, column: 0 },
  description: { label: 'Concepto', row: 5, column: 0 },
  number: { label: 'Número', row: 2, column: 3 },
  state: { label: 'Estado', row: 3, column: 3 },
} as const;
export type VoucherHeaderField = keyof typeof voucherHeader;

/** Zero-based. */
export const voucherTotalsRow = 4;
export const voucherTitleRow = 7;
export const voucherFirstLineRow = 8;
/** Rows of the form with the look of a cell for typing; what is pasted beyond is read all the same. */
export const voucherBlankLines = 15;

const columnOf = (field: string) => voucherColumns.findIndex((column) => column.field === field);
export const accountColumn = columnOf('account');
export const nameColumn = columnOf('name');
/** The label of the sums stands at their left. */
export const voucherTotalsLabelColumn = columnOf('description');
export const voucherTotalsOffset = 1;
export const debitColumn = columnOf('debit');
export const creditColumn = columnOf('credit');
export const lastVoucherColumn = voucherColumns.length - 1;

/** The name of the account beside it, live while the voucher is a draft. */
export function nameFormula(row: number, column = accountColumn): string {
  const account = cellAddress(row, column);
  return `=IF(${account}="","",NOMBRE.CUENTA(${account}))`;
}
