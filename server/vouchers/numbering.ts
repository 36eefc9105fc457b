// Which sequence a voucher takes its number from (C03, C04): the one place that knows the schemes of the countries.
import type { LocalDate } from '../../shared/localDate.ts';
import type { NumberingScheme } from '../profiles/profile.ts';
import type { NumberSequence } from './voucherTypes.store.ts';

export interface NumberedVoucher {
  type: string;
  fiscalYearId: number;
  date: LocalDate;
}

interface Scheme {
  /** Voucher types have their own sequences. */
  isPerType: boolean;
  scopeOf(voucher: NumberedVoucher): number;
  /** The same of the columns of `vouchers v`. */
  scopeSql: string;
}

const schemes: Record<NumberingScheme, Scheme> = {
  'per-fiscal-year': {
    isPerType: false,
    scopeOf: ({ fiscalYearId }) => fiscalYearId,
    scopeSql: 'v.fiscal_year_id',
  },
  'per-type-continuous': { isPerType: true, scopeOf: () => 0, scopeSql: '0' },
  // A day begins at 1 again, whatever the type: number and date together are unique.
  'number-and-date': {
    isPerType: false,
    scopeOf: ({ date }) => Number(date.replaceAll('-', '')),
    scopeSql: "CAST(replace(v.date, '-', '') AS INTEGER)",
  },
};

export function sequenceOf(numbering: NumberingScheme, voucher: NumberedVoucher): NumberSequence {
  const { isPerType, scopeOf } = schemes[numbering];
  return { type: isPerType ? voucher.type : '', scope: scopeOf(voucher) };
}

/** The sequence of a voucher as SQL over `vouchers v`. */
export function sequenceSql(numbering: NumberingScheme): { type: string; scope: string } {
  const { isPerType, scopeSql } = schemes[numbering];
  return { type: isPerType ? 'v.type' : "''", scope: scopeSql };
}
