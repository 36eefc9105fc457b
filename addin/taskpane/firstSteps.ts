// The three first steps of an empty company: which are done and which is next.
import type { Company } from '../../shared/contract/companies.ts';
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';
import { yearOf, type LocalDate } from '../../shared/localDate.ts';
import { sayCount, voucherWord } from './writing.ts';

export interface FirstStep {
  key: 'chart' | 'opening' | 'voucher';
  name: string;
  explanation: string;
  isDone: boolean;
}

/** How many posted vouchers are enough to tell a company at its beginnings from a working one. */
export const firstStepsSample = 5;

/**
 * Null once the company works: something other than opening balances is posted.
 * @param posted up to `firstStepsSample` posted vouchers
 */
export function listFirstSteps(
  company: Company,
  accountCount: number,
  posted: readonly VoucherSummary[],
): FirstStep[] | null {
  const openingTypes = new Set(company.voucherTypes.filter((t) => t.isOpening).map((t) => t.code));
  const openings = posted.filter((voucher) => openingTypes.has(voucher.type));
  if (posted.length > openings.length || openings.length >= firstStepsSample) return null;
  const hasYear = company.fiscalYears.length > 0;
  return [
    {
      key: 'chart',
      name: 'Plan de cuentas y ejercicio',
      explanation: hasYear
        ? `${sayCount(accountCount, 'cuenta', 'cuentas', company)} en el plan; ejercicio ${company.fiscalYears.map((y) => y.name).join(', ')}`
        : 'Falta el ejercicio: sin él ninguna fecha es válida',
      isDone: hasYear && accountCount > 0,
    },
    {
      key: 'opening',
      name: 'Saldos iniciales',
      explanation:
        openings.length > 0
          ? `Contabilizados: ${openings.map((voucher) => voucher.label).join(', ')}`
          : 'Pegue el último balance de comprobación y contabilícelo. Si la empresa empieza de cero, siga con el paso 3',
      isDone: openings.length > 0,
    },
    {
      key: 'voucher',
      name: `Primer ${voucherWord(company)}`,
      explanation: 'Escriba las líneas en su hoja, valide y contabilice',
      isDone: false,
    },
  ];
}

/** E02: the natural year of a day, proposed for a company without years. */
export function proposeFiscalYear(today: LocalDate) {
  const year = yearOf(today);
  return { name: String(year), startsOn: `${year}-01-01`, endsOn: `${year}-12-31` };
}
