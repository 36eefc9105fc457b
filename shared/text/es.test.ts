// Every sentence of the product, each from a reproducer: printed, in Spanish, with a remedy, and with
// the example that is wrong in it. A code without a reproducer fails here. `CUADRE_GALLERY=1` prints
// them all.
import { expect, it } from 'vitest';
import { reject, type RejectionCode, type RejectionParams } from '../rejection.ts';
import { explainRejection, rejectionCodes } from './es.ts';

/** What a user did, as the parameters that it leaves. */
const reproducers: { [C in RejectionCode]: RejectionParams[C] } = {
  'voucher-empty': {},
  'voucher-unbalanced': { debit: '1210.00', credit: '1000.00', difference: '210.00' },
  'memorandum-unbalanced': {
    entry: 1,
    accounts: '84050501',
    debit: '0.00',
    credit: '60.00',
    difference: '-60.00',
  },
  'entry-unbalanced': { entry: 2, debit: '50.00', credit: '60.00', difference: '-10.00' },
  'voucher-too-long': { lines: 20_001, max: 20_000 },
  'voucher-type-unknown': { type: 'ZZ', known: 'AS (Asiento), SI (Saldos iniciales)' },
  'voucher-already-posted': { voucher: 'AS-12', date: '2025-03-01' },
  'voucher-not-draft': { voucher: 'AS-12' },
  'draft-keeps-number': { voucher: 'AS-35' },
  'voucher-keeps-number': { voucher: 'AS-12', fiscalYear: '2024' },
  'voucher-keeps-date': { voucher: 'CD-12' },
  'voucher-not-posted': { state: 'voided' },
  'reason-missing': {},
  'voucher-changed': { version: 3, changedBy: 'Ana Ruiz', changedAt: '2025-03-01T10:32:00.000Z' },
  'voucher-id-taken': {},
  'line-both-sides': { debit: '10.00', credit: '5.00' },
  'line-without-amount': {},
  'line-negative-amount': { amount: '-1234.50' },
  'amount-not-a-number': { text: 'mil' },
  'amount-error-value': { text: '#N/D' },
  'amount-malformed-grouping': { text: '1.23.456' },
  'amount-ambiguous': { text: '1.234' },
  'amount-mixed-styles': { text: '1,234.56', expected: '1.234,56' },
  'amount-double-sign': { text: '-25,00 CR' },
  'amount-other-currency': { text: 'US$ 25,00', currency: 'USD', own: 'EUR' },
  'amount-side-contradicts': { text: '25,00 H', says: 'haber', column: 'debe' },
  'amount-percentage': { text: '100%' },
  'amount-is-date': { text: '05/12/2025' },
  'amount-maybe-converted': { text: '2', changed: '2000' },
  'side-unknown': { text: 'X', amount: '25,00' },
  'sides-unknown': { title: 'Importe', text: '25,00' },
  'tables-side-by-side': { title: 'Cuenta', first: 'A8', second: 'D8' },
  'final-balance-missing': { previous: 'Saldo anterior', movement: 'Debe' },
  'total-account-differs': { account: '57', written: '1600.00', read: '1500.00' },
  'text-error-value': { text: '#N/D' },
  'amounts-maybe-converted': {
    cell: 'F9',
    text: '2,5',
    shown: '2,50',
    changed: '2.500,00',
    cells: 'F9, G10',
  },
  'amounts-ambiguous': {
    cell: 'F9',
    text: '1.234',
    thousands: '1.234,00',
    decimals: '1,234',
    cells: 'F9, F10',
  },
  'amounts-negative': {
    cell: 'F9',
    text: '-10,00',
    side: 'debe',
    other: 'haber',
    amount: '10,00',
    cells: 'F9, G10',
  },
  'dates-maybe-swapped': { cell: 'A9', shown: '05/03/2025', changed: '03/05/2025', cells: 'A9' },
  'column-unread': { column: 'H', title: 'Asiento', count: 3 },
  'line-dates-differ': { text: '01/03/2025', date: '15/03/2025', count: 2 },
  'amount-too-many-decimals': { text: '1.005', decimals: 2 },
  'amount-too-large': { text: '99999999999999999' },
  'account-missing': {},
  'account-unknown': { account: '4309', nearest: '4300000001', parent: '43 (Clientes)' },
  'filter-codes-unknown': { accounts: '998, 999' },
  'accounts-unknown': { count: 2000, accounts: '4300000101, 4300000102…' },
  'account-not-postable': { account: '43', name: 'Clientes', leaves: '430 (Clientes)' },
  'account-inactive': { account: '573', name: 'Caja vieja' },
  'party-required': { account: '430', name: 'Clientes' },
  'cost-center-required': { account: '629', name: 'Servicios' },
  'text-too-long': { length: 600, max: 500 },
  'date-missing': {},
  'date-invalid': { text: '180501', instead: '18/05/2001 o 01/05/2018' },
  'date-outside-fiscal-years': { date: '2031-01-01', years: '2024, 2025' },
  'date-locked': {
    date: '2024-03-15',
    lockedThrough: '2024-03-31',
    lockedBy: 'Ana Ruiz',
    lockedAt: '2024-04-04T09:30:00.000Z',
    firstOpenDate: '2024-04-01',
  },
  'fiscal-year-closed': { date: '2023-05-01', fiscalYear: '2023' },
  'fiscal-year-overlap': { fiscalYear: '2024', startsOn: '2024-01-01', endsOn: '2024-12-31' },
  'fiscal-year-ends-before-start': { startsOn: '2025-12-31', endsOn: '2025-01-01' },
  'fiscal-year-duplicate': { name: '2024' },
  'fiscal-year-long': { startsOn: '2030-01-01', endsOn: '2039-12-31', months: 120 },
  'fiscal-year-gap': { from: '2026-01-01', to: '2039-12-31' },
  'fiscal-year-too-late': {
    startsOn: '9999-01-01',
    endsOn: '9999-12-31',
    lastDay: '2199-12-31',
  },
  'fiscal-year-name-invalid': { max: 40 },
  'fiscal-year-has-vouchers': { fiscalYear: '2030', count: 3 },
  'fiscal-year-leaves-out': { fiscalYear: '2030', voucher: 'AS-1', date: '2031-02-01' },
  'lock-leaves-drafts': { lockedThrough: '2026-03-31', count: 1, drafts: '02/03/2026 Alquiler' },
  'lock-leaves-numbered': { lockedThrough: '2026-03-31', count: 1, vouchers: 'AS-1' },
  'sheet-differs': { voucher: 'AS-61', written: '99,00', posted: '12,34' },
  'sheet-line-extra': { voucher: 'AS-61' },
  'sheet-line-missing': {
    voucher: 'AS-61',
    account: '570',
    name: 'Caja',
    side: 'debe',
    amount: '12.34',
  },
  'file-encoding-unreadable': {
    ...{ encoding: 'UTF-8', byte: 1234, line: 12, shown: 'Camión' },
    instead: 'windows-1252',
  },
  'file-encoding-other': { encoding: 'UTF-8', shown: 'Ã³' },
  'file-not-text': { looks: 'un libro de Excel' },
  'file-not-json': { reason: 'falta una coma antes de «"b"»', line: 3, column: 14 },
  'file-too-deep': { max: 64, line: 3 },
  'file-member-repeated': { member: 'debit', line: 7, column: 20 },
  'books-empty': {},
  'books-currency-differs': { currency: 'USD', own: 'EUR' },
  'import-account-repeated': { account: '5001', name: 'Caja' },
  'import-account-kinds-differ': { account: '5001', type: 'asset', kind: 'expense' },
  'import-voucher-changed': { voucher: 'AS-3', date: '2025-02-01', import: 2 },
  'import-voucher-renamed': {
    ...{ voucher: 'AS-3', date: '2025-02-01', import: 2, source: 'Contaplus' },
  },
  'import-opening-changed': { voucher: 'SI-1', date: '2025-01-01', import: 2 },
  'import-unknown': { import: '7' },
  'import-worked-on': { import: 2, count: 2, vouchers: 'AS-3, AS-4' },
  'import-date-closed': { import: 2, count: 1, vouchers: 'AS-3', locked: '2025-03-31' },
  'refused-voucher-is-correct': {},
  'opening-unbalanced': {
    debit: '25000.00',
    credit: '10000.00',
    difference: '15000.00',
    account: '120',
    name: 'Remanente',
  },
  'opening-over-balances': { date: '2025-01-01', accounts: 12, total: '85000.00' },
  'account-code-invalid': { account: '=SUMA(A1)' },
  'account-code-unsafe': { account: '5.7E5', becomes: 'un número en notación científica' },
  'account-duplicate': { account: '430', name: 'Clientes' },
  'account-parent-has-postings': { account: '4300000001', parent: '430' },
  'account-in-the-middle': { account: '43', children: '430' },
  'account-kind-missing': { account: '8' },
  'closing-target-needless': { account: '430', name: 'Clientes' },
  'closing-target-not-equity': { target: '570', name: 'Caja', candidates: '130 (Subvenciones)' },
  'closing-target-is-result': {
    target: '129',
    name: 'Resultado del ejercicio',
    candidates: '130 (Subvenciones)',
  },
  'closing-without-target': {
    account: '8301',
    name: 'Impuesto diferido',
    amount: '400.00',
    candidates: '130 (Subvenciones), 133 (Ajustes)',
  },
  'company-duplicate': { company: 'UNO' },
  'company-code-invalid': { company: 'Año 1' },
  'company-unknown': { company: 'DOS' },
  'profile-unknown': { profile: 'FR', known: 'ES (España)' },
  'chart-unknown': { chart: 'otro', known: 'pgc-pymes, pgc' },
  'currency-unknown': { currency: 'EURO' },
  'user-duplicate': { email: 'ana@ejemplo.es' },
  'user-unknown': { email: 'ana@ejemplo.es' },
  'email-invalid': { email: 'ana' },
  'password-too-short': { min: 10 },
  'credentials-wrong': {},
  'too-many-attempts': { seconds: 42 },
  'session-expired': {},
  'permission-denied': { role: 'consulta', action: 'contabilizar' },
  'filter-invalid': { text: '43$' },
  'filter-without-accounts': { text: '999' },
  'period-invalid': { text: '03/25', instead: '03/2025' },
  'period-reversed': { from: '2025-12-31', to: '2025-01-01' },
  'version-unknown': { version: '99', last: '12' },
  'too-many-cells': { cells: 200_001, max: 200_000 },
  'balance-too-large': {},
  'cell-set-unknown': { cellSet: 'x1' },
  'method-not-allowed': { method: 'DELETE', allowed: 'GET, HEAD, OPTIONS' },
  'idempotency-key-missing': {},
  'idempotency-key-reused': { key: 'clave-000001' },
  'request-malformed': { detail: 'el cuerpo no es JSON bien formado' },
  'member-unknown': {
    member: 'costCentre',
    where: ' en la línea 3',
    instead: 'costCenter',
    known: 'account, costCenter',
  },
  'parameter-unknown': { parameter: 'hasta', instead: '', known: 'from, to, asOf' },
  'parameter-repeated': { parameter: 'level' },
  'value-missing': { what: 'el parámetro «from»', is: 'un día con la forma AAAA-MM-DD' },
  'value-malformed': {
    what: '«description» de la línea 3',
    problem: 'lleva como mucho 120 caracteres y tiene 300',
    right: 'Acórtelo',
  },
  'body-unexpected': {},
  'if-match-missing': {},
  'precondition-unread': { header: 'if-match' },
  'body-too-large': { max: '32 MB' },
  'too-much-work': { what: 'sumas de saldos de cuentas', count: 2_000_000_000, max: 20_000_000 },
  'too-many-feeds': { max: 200 },
  'server-busy': { seconds: 5 },
  'sign-in-busy': { seconds: 5 },
  'not-found': { what: '/v1/nada' },
  'amount-converted': { text: '1.234,56', read: '1234,56' },
  'party-new': { party: 'B64717838' },
  'cost-center-new': { costCenter: '01' },
  'party-added': { party: 'B64717838' },
  'cost-center-added': { costCenter: '01' },
  'voucher-without-concept': {},
  'line-repeated': { line: 4 },
  'opening-exists': { voucher: 'SI-1', date: '2025-01-01' },
};

const english = /\b(the|is|not|and|must|invalid|expected|received|unknown|missing)\b/i;

it.each(rejectionCodes)('%s says what happened and what to do', (code) => {
  const params = reproducers[code];
  expect(params, `${code} has no reproducer`).toBeDefined();
  const rejection = reject<RejectionCode>(code, params);
  const { message, remedy } = explainRejection(rejection);
  for (const sentence of [message, remedy]) {
    expect(sentence).toMatch(/^[A-ZÁÉÍÓÚÑ«0-9]/);
    expect(sentence).toMatch(/[.…]$/);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object|[{}]| {2}|\.\.|!|¡/);
    expect(sentence).not.toMatch(english);
    // Dates and instants are written for people, never as they travel.
    expect(sentence.replace('2025-03-31', '').replace('2024-03', '')).not.toMatch(/\d{4}-\d{2}/);
  }
  expect(remedy).not.toBe(message);
  // What is wrong can be read in the sentence.
  const [first] = Object.values(params as Record<string, string | number>);
  const isWord = typeof first === 'string' && !/\d{4}-\d{2}|^-?[\d.]+$/.test(first);
  if (isWord && code !== 'voucher-not-posted') expect(`${message} ${remedy}`).toContain(first);
});

it.runIf(process.env.CUADRE_GALLERY)('prints the gallery', () => {
  const printed = rejectionCodes.map((code) => {
    const { message, remedy } = explainRejection(reject<RejectionCode>(code, reproducers[code]));
    return `${code}\n  ${message}\n  → ${remedy}`;
  });
  console.log(printed.join('\n'));
});

it('amounts are written as the company does, with its decimals', () => {
  const params = reproducers['voucher-unbalanced'];
  const say = (minorDigits: number, numberStyle: 'comma-decimal' | 'point-decimal') =>
    explainRejection(reject('voucher-unbalanced', params), { minorDigits, numberStyle }).message;
  expect(say(2, 'comma-decimal')).toBe('El comprobante no cuadra: debe 1.210,00, haber 1.000,00.');
  expect(say(3, 'point-decimal')).toBe(
    'El comprobante no cuadra: debe 1,210.000, haber 1,000.000.',
  );
});
