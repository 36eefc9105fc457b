/**
 * Venezuela: no chart is mandatory for private companies; a suggested one in dotted codes.
 */
import type { CountryProfile } from './profile.ts';

export const VENEZUELA: CountryProfile = {
  code: 'VE',
  name: 'Venezuela',
  defaultCurrency: 'VES',
  numberStyle: 'comma-decimal',
  codeSyntax: { separator: '.', levelLengths: [], maxLength: 20 },
  defaultSubaccountLength: null,
  charts: [{ id: 've-sugerido', name: 'Plan de cuentas sugerido', isDefault: true }],
  resultAccountCode: '3.3.2.01',
  lossAccountCode: null,
  incomeSummaryAccountCode: null,
  openingDifferenceAccountCode: '3.3.1.01',
  openingDifferenceLossAccountCode: '3.3.1.02',
  voucherTypes: [
    { code: 'CD', name: 'Comprobante de diario', purpose: 'ordinary', isDefault: true },
    { code: 'CI', name: 'Comprobante de ingreso', purpose: 'ordinary', isDefault: false },
    { code: 'CE', name: 'Comprobante de egreso', purpose: 'ordinary', isDefault: false },
    { code: 'CV', name: 'Comprobante de ventas', purpose: 'ordinary', isDefault: false },
    { code: 'CC', name: 'Comprobante de compras', purpose: 'ordinary', isDefault: false },
    { code: 'CN', name: 'Comprobante de nómina', purpose: 'ordinary', isDefault: false },
    { code: 'SI', name: 'Saldos iniciales', purpose: 'opening', isDefault: true },
  ],
  numbering: 'number-and-date',
  vocabulary: {
    voucher: 'comprobante',
    voucherPlural: 'comprobantes',
    voucherNumber: 'número de comprobante',
    costCenter: 'centro de costo',
    party: 'tercero',
    fiscalYear: 'ejercicio',
    trialBalance: 'balance de comprobación',
    balanceSheet: 'balance general',
    incomeStatement: 'estado de ganancias y pérdidas',
    taxId: 'RIF',
  },
};
