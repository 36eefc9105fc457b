/**
 * Spain: Plan General de Contabilidad (RD 1514/2007) and PGC de PYMES (RD 1515/2007).
 */
import type { CountryProfile } from './profile.ts';

export const SPAIN: CountryProfile = {
  code: 'ES',
  name: 'España',
  defaultCurrency: 'EUR',
  numberStyle: 'comma-decimal',
  codeSyntax: { separator: '', levelLengths: [1, 2, 3, 4], maxLength: 20 },
  defaultSubaccountLength: 10,
  charts: [
    { id: 'pgc-pymes', name: 'PGC de PYMES (RD 1515/2007)', isDefault: true },
    { id: 'pgc', name: 'PGC con grupos 8 y 9 (RD 1514/2007)', isDefault: false },
  ],
  resultAccountCode: '129',
  lossAccountCode: null,
  incomeSummaryAccountCode: null,
  openingDifferenceAccountCode: '120',
  openingDifferenceLossAccountCode: '121',
  voucherTypes: [
    { code: 'AS', name: 'Asiento', purpose: 'ordinary', isDefault: true },
    { code: 'FE', name: 'Factura emitida', purpose: 'ordinary', isDefault: false },
    { code: 'FR', name: 'Factura recibida', purpose: 'ordinary', isDefault: false },
    { code: 'CO', name: 'Cobro', purpose: 'ordinary', isDefault: false },
    { code: 'PA', name: 'Pago', purpose: 'ordinary', isDefault: false },
    { code: 'NO', name: 'Nómina', purpose: 'ordinary', isDefault: false },
    { code: 'SI', name: 'Saldos iniciales', purpose: 'opening', isDefault: true },
  ],
  numbering: 'per-fiscal-year',
  vocabulary: {
    voucher: 'asiento',
    voucherPlural: 'asientos',
    voucherNumber: 'número de asiento',
    costCenter: 'centro de coste',
    party: 'tercero',
    fiscalYear: 'ejercicio',
    trialBalance: 'balance de sumas y saldos',
    balanceSheet: 'balance de situación',
    incomeStatement: 'cuenta de pérdidas y ganancias',
    taxId: 'NIF',
  },
};
