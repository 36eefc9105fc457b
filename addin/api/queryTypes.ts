// Query shapes as callers write them (before zod fills in the defaults).
import type { z } from 'zod';
import type { trialBalanceQuerySchema } from '../../shared/contract/balances.ts';
import type { newFiscalYearSchema } from '../../shared/contract/companies.ts';
import type { voucherListQuerySchema, voucherListSchema } from '../../shared/contract/vouchers.ts';

export type VoucherListQuery = Partial<z.output<typeof voucherListQuerySchema>>;
export type VoucherList = z.output<typeof voucherListSchema>;
/** `from` and `to` are `YYYY-MM-DD`. */
export type TrialBalanceQuery = { from: string; to: string } & Partial<
  Omit<z.output<typeof trialBalanceQuerySchema>, 'from' | 'to'>
>;
/** Dates are `YYYY-MM-DD`. */
export type NewFiscalYear = z.input<typeof newFiscalYearSchema>;
