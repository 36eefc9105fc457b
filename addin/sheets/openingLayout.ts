// Where everything stands in the opening balances sheet. Totals live above: what is pasted below may
// have any length.
export const openingColumns = [
  { field: 'account', title: 'Cuenta', widthPoints: 96 },
  { field: 'name', title: 'Nombre', widthPoints: 200 },
  { field: 'debit', title: 'Saldo deudor (debe)', widthPoints: 150 },
  { field: 'credit', title: 'Saldo acreedor (haber)', widthPoints: 150 },
  { field: 'party', title: 'Tercero', widthPoints: 96 },
  { field: 'costCenter', title: 'Centro de costo', widthPoints: 104 },
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
/** The label of the sums stands at their right. */
export const openingTotalsLabelColumn = 4;
export const openingTotalsOffset = -2;
