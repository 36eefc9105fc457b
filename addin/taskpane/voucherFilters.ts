// The voucher list's chips and search: which server query they mean and which rows they keep.
import type { FiscalYear } from '../../shared/contract/companies.ts';
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';
import {
  daysInMonth,
  localDateOf,
  monthOf,
  yearOf,
  type LocalDate,
} from '../../shared/localDate.ts';
import { parsePeriod } from '../../shared/period.ts';
import { sayDay } from './writing.ts';

export type VoucherState = VoucherSummary['state'];

export interface VoucherFilter {
  state: VoucherState | null;
  dates: DateChoice;
}

export type DateChoice =
  | { kind: 'all' }
  | { kind: 'month' }
  | { kind: 'fiscalYear' }
  /** As written: a day or a period, like the arguments of the functions. Empty: no limit. */
  | { kind: 'range'; from: string; to: string };

export const everyVoucher: VoucherFilter = { state: null, dates: { kind: 'all' } };

export const voucherStateNames: Record<VoucherState, { singular: string; plural: string }> = {
  draft: { singular: 'Borrador', plural: 'Borradores' },
  posted: { singular: 'Contabilizado', plural: 'Contabilizados' },
  voided: { singular: 'Anulado', plural: 'Anulados' },
};

/** The first and last day a choice stands for; null on a side that has no limit. */
export function daysOfChoice(
  choice: DateChoice,
  today: LocalDate,
  currentYear: FiscalYear | null,
): { from: LocalDate | null; to: LocalDate | null } {
  if (choice.kind === 'month') {
    const [year, month] = [yearOf(today), monthOf(today)];
    return {
      from: localDateOf(year, month, 1),
      to: localDateOf(year, month, daysInMonth(year, month)),
    };
  }
  if (choice.kind === 'fiscalYear' && currentYear) {
    return { from: currentYear.startsOn, to: currentYear.endsOn };
  }
  if (choice.kind === 'range') {
    return {
      from: parsePeriod(choice.from, today)?.from ?? null,
      to: parsePeriod(choice.to, today)?.to ?? null,
    };
  }
  return { from: null, to: null };
}

/** True for a text that a date box takes: nothing, a day or a period. */
export function isDateOrPeriod(text: string, today: LocalDate): boolean {
  return text.trim() === '' || parsePeriod(text, today) !== null;
}

/** «del 01/03/2025 al 31/03/2025», «desde el…», «hasta el…»; empty when there is no limit. */
export function sayDays(days: { from: string | null; to: string | null }): string {
  if (days.from && days.to) return `del ${sayDay(days.from)} al ${sayDay(days.to)}`;
  if (days.from) return `desde el ${sayDay(days.from)}`;
  return days.to ? `hasta el ${sayDay(days.to)}` : '';
}
