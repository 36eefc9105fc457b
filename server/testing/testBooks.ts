// The books of a company as the rules see them, written by hand: a chart as text, years, a lock.
import { usualNature, type AccountKind } from '../../shared/account.ts';
import { localDate } from '../../shared/localDate.ts';
import type { AccountRow } from '../accounts/accounts.store.ts';
import { ChartIndex } from '../accounts/chartIndex.ts';
import type { CompanyRow } from '../companies/companies.store.ts';
import type { FiscalYearRow } from '../fiscal-years/fiscalYears.store.ts';
import { findProfile } from '../profiles/profile.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';

const kindsByWord: Record<string, AccountKind> = {
  activo: 'asset',
  pasivo: 'liability',
  patrimonio: 'equity',
  ingreso: 'income',
  gasto: 'expense',
  costo: 'cost',
  orden: 'memorandum',
};

/** Reads `430 Clientes · activo · tercero · cc · inactiva · cierra 130 · aparte`, one account a line. */
export function readChart(text: string): AccountRow[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const [head = '', kindWord = '', ...flags] = line.split(' · ');
      const [, code = '', name = ''] = /^(\S+) (.+)$/.exec(head) ?? [];
      const kind = kindsByWord[kindWord];
      if (!kind || code === '') throw new Error(`not an account: ${line}`);
      return {
        id: index + 1,
        code,
        name,
        kind,
        nature: kind === 'memorandum' ? 'debit' : usualNature(kind),
        isActive: !flags.includes('inactiva'),
        requiresParty: flags.includes('tercero'),
        requiresCostCenter: flags.includes('cc'),
        closesInto:
          flags.find((flag) => flag.startsWith('cierra '))?.slice('cierra '.length) ?? null,
        closesApart: flags.includes('aparte'),
      };
    });
}

/** Reads `2025 2025-01-01 2025-12-31 cerrado`, one year a line, oldest first. */
export function readYears(text: string): FiscalYearRow[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const [name = '', from = '', to = '', state] = line.split(/\s+/);
      return {
        id: index + 1,
        name,
        startsOn: localDate(from),
        endsOn: localDate(to),
        state: state === 'cerrado' ? 'closed' : 'open',
      };
    });
}

export const smallChart = `
  1 Financiación básica · patrimonio
  12 Resultados · patrimonio
  120 Remanente · patrimonio
  121 Resultados negativos · patrimonio
  129 Resultado del ejercicio · patrimonio
  4 Acreedores y deudores · activo
  43 Clientes · activo
  430 Clientes nacionales · activo
  4300000001 Cliente uno · activo · tercero
  4300000002 Cliente dos · activo
  400 Proveedores · pasivo
  57 Tesorería · activo
  570 Caja · activo
  572 Bancos · activo
  573 Caja vieja · activo · inactiva
  60 Compras · gasto
  600 Compras de mercaderías · gasto
  629 Otros servicios · gasto · cc
  70 Ventas · ingreso
  700 Ventas de mercaderías · ingreso
`;

export interface TestBooksOptions {
  chart?: string;
  years?: string;
  lockedThrough?: string;
  profile?: string;
  minorDigits?: number;
  subaccountLength?: number;
  resultAccount?: string;
}

export function testBooks(options: TestBooksOptions = {}): CompanyBooks {
  const profile = findProfile(options.profile ?? 'ES')!;
  const minorDigits = options.minorDigits ?? 2;
  const subaccountLength = options.subaccountLength ?? 10;
  const { lockedThrough } = options;
  const lockedBy = 'Ana Ruiz';
  const lockedAt = '2025-04-04T09:30:00.000Z';
  const company: CompanyRow = {
    id: 1,
    uid: '00000000-0000-4000-8000-000000000000',
    code: 'UNO',
    name: 'Empresa UNO',
    profile: profile.code,
    chart: 'prueba',
    currency: 'EUR',
    minorDigits,
    subaccountLength,
    resultAccount: options.resultAccount ?? profile.resultAccountCode,
    lastSeq: 0,
    lastHash: '',
    lastRecordedAt: null,
    lastFactId: 0,
    lastFactHash: '',
    lastVoucherId: 0,
    settingsVersion: 1,
    lockedThrough: lockedThrough ?? null,
    lockedBy: lockedThrough ? lockedBy : null,
    lockedAt: lockedThrough ? lockedAt : null,
    createdAt: '2025-01-01T00:00:00.000Z',
  };
  return {
    company,
    profile,
    writing: { minorDigits, numberStyle: profile.numberStyle },
    chart: new ChartIndex(readChart(options.chart ?? smallChart), subaccountLength),
    calendar: {
      years: readYears(options.years ?? '2025 2025-01-01 2025-12-31'),
      lock: lockedThrough ? { lockedThrough: localDate(lockedThrough), lockedBy, lockedAt } : null,
    },
    voucherTypes: [...profile.voucherTypes].sort(
      (a, b) => Number(b.isDefault) - Number(a.isDefault),
    ),
  };
}
