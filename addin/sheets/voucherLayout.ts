// Where everything stands in a voucher sheet as Cuadre lays it out. Reading does not trust it: rows
// may have been inserted, sorted or pasted over since (voucherSheet.ts finds them again).
import { cellAddress } from './cellGrid.ts';

/** Line columns in their order; `name` is calculated. */
export const voucherColumns = [
  { field: 'account', title: 'Cuenta', widthPoints: 82 },
  { field: 'name', title: 'Nombre', widthPoints: 156 },
  { field: 'party', title: 'Tercero', widthPoints: 82 },
  { field: 'costCenter', title: 'Centro de costo', widthPoints: 92 },
  { field: 'description', title: 'Concepto', widthPoints: 164 },
  { field: 'debit', title: 'Debe', widthPoints: 84 },
  { field: 'credit', title: 'Haber', widthPoints: 84 },
] as const;

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
export const voucherTitleRow = 7;
export const voucherFirstLineRow = 8;
export const voucherBlankLines = 15;
export const voucherFootRow = voucherFirstLineRow + voucherBlankLines;

export const totalsLabel = 'Totales';
export const differenceLabel = 'Diferencia (debe − haber)';

const columnOf = (field: string) => voucherColumns.findIndex((column) => column.field === field);
export const accountColumn = columnOf('account');
export const nameColumn = columnOf('name');
export const labelColumn = columnOf('description');
export const debitColumn = columnOf('debit');
export const creditColumn = columnOf('credit');
export const lastVoucherColumn = voucherColumns.length - 1;

/** The name of the account beside it, live while the voucher is a draft. */
export function nameFormula(row: number): string {
  const account = cellAddress(row, accountColumn);
  return `=IF(${account}="","",NOMBRE.CUENTA(${account}))`;
}

/** Formulas of the foot for lines in [first, end). */
export function footFormulas(first: number, end: number): string[][] {
  const sum = (column: number) =>
    `=SUM(${cellAddress(first, column)}:${cellAddress(end - 1, column)})`;
  const debit = cellAddress(end, debitColumn);
  const credit = cellAddress(end, creditColumn);
  const difference = cellAddress(end + 1, debitColumn);
  return [
    [totalsLabel, sum(debitColumn), sum(creditColumn)],
    [differenceLabel, `=ROUND(${debit}-${credit},4)`, `=IF(${difference}=0,"Cuadra","No cuadra")`],
  ];
}
