/**
 * Colombia: Plan Único de Cuentas para comerciantes (Decreto 2650 de 1993).
 */
import type { CountryProfile } from './profile.ts';

export const COLOMBIA: CountryProfile = {
  code: 'CO',
  name: 'Colombia',
  defaultCurrency: 'COP',
  numberStyle: 'comma-decimal',
  // P01, manual D: mask 1/1/2/2/2; auxiliary accounts start at the seventh digit.
  codeSyntax: { separator: '', levelLengths: [1, 2, 4, 6, 8], maxLength: 20 },
  defaultSubaccountLength: null,
  charts: [{ id: 'puc', name: 'PUC para comerciantes (Decreto 2650/1993)', isDefault: true }],
  resultAccountCode: '3605',
  lossAccountCode: '3610',
  incomeSummaryAccountCode: '5905',
  openingDifferenceAccountCode: '3705',
  openingDifferenceLossAccountCode: '3710',
  voucherTypes: [
    { code: 'CD', name: 'Comprobante de diario', purpose: 'ordinary', isDefault: true },
    { code: 'RC', name: 'Recibo de caja', purpose: 'ordinary', isDefault: false },
    { code: 'CE', name: 'Comprobante de egreso', purpose: 'ordinary', isDefault: false },
    { code: 'FV', name: 'Factura de venta', purpose: 'ordinary', isDefault: false },
    { code: 'FC', name: 'Factura de compra', purpose: 'ordinary', isDefault: false },
    { code: 'DS', name: 'Documento soporte', purpose: 'ordinary', isDefault: false },
    { code: 'NC', name: 'Nota crédito', purpose: 'ordinary', isDefault: false },
    { code: 'ND', name: 'Nota débito', purpose: 'ordinary', isDefault: false },
    { code: 'NB', name: 'Nota bancaria', purpose: 'ordinary', isDefault: false },
    { code: 'NM', name: 'Nómina', purpose: 'ordinary', isDefault: false },
    { code: 'SI', name: 'Saldos iniciales', purpose: 'opening', isDefault: true },
  ],
  numbering: 'per-type-continuous',
  vocabulary: {
    voucher: 'comprobante',
    voucherPlural: 'comprobantes',
    voucherNumber: 'consecutivo',
    costCenter: 'centro de costo',
    party: 'tercero',
    fiscalYear: 'ejercicio',
    trialBalance: 'balance de prueba',
    balanceSheet: 'estado de situación financiera',
    incomeStatement: 'estado de resultados',
    taxId: 'NIT',
  },
};
