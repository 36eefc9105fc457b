// A company as the pane shows it: its books, years, lock and how it writes numbers.
import * as z from 'zod';
import { numberStyles } from '../money.ts';
import type { ExplainedRejection } from '../rejection.ts';
import {
  confirmSchema,
  instantSchema,
  ledgerVersionSchema,
  localDateSchema,
  nameSchema,
  rejectionSchema,
} from './common.ts';
import { roleSchema } from './sessions.ts';

export const fiscalYearSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  startsOn: localDateSchema,
  endsOn: localDateSchema,
  state: z.enum(['open', 'closed']),
});
export type FiscalYear = z.infer<typeof fiscalYearSchema>;

/** With the days between it and its neighbours that belong to no year, when there are any. */
export const addedFiscalYearSchema = fiscalYearSchema.extend({
  notices: z.array(rejectionSchema).optional(),
});
/** As the server makes it. */
export type AddedFiscalYear = FiscalYear & { notices?: ExplainedRejection[] };

/** E02: the name defaults to the year, the dates to 01/01–31/12. */
export const newFiscalYearSchema = z.strictObject({
  name: nameSchema(40)
    .transform((name) => name.trim())
    .optional(),
  startsOn: localDateSchema,
  endsOn: localDateSchema,
  confirm: confirmSchema.optional(),
});

export const periodLockSchema = z.object({
  lockedThrough: localDateSchema,
  lockedBy: z.string(),
  lockedAt: instantSchema,
});
export type PeriodLock = z.infer<typeof periodLockSchema>;

/** Null lifts the lock (administrador only). */
export const setLockSchema = z.strictObject({
  lockedThrough: localDateSchema.nullable(),
  confirm: confirmSchema.optional(),
});

export const voucherTypeSchema = z.object({
  code: z.string(),
  name: z.string(),
  isOpening: z.boolean(),
});

export const companySchema = z.object({
  code: z.string(),
  name: z.string(),
  profile: z.string(),
  currency: z.string(),
  minorDigits: z.number().int(),
  numberStyle: z.enum(numberStyles),
  role: roleSchema,
  /** Words of the country: comprobante/asiento, centro de costo/coste… */
  vocabulary: z.record(z.string(), z.string()),
  ledgerVersion: ledgerVersionSchema,
  /** Grows with every change of chart, years, lock or settings. */
  settingsVersion: z.number().int(),
  fiscalYears: z.array(fiscalYearSchema),
  lock: periodLockSchema.nullable(),
  voucherTypes: z.array(voucherTypeSchema),
  defaultVoucherType: z.string(),
  /** The account offered when opening balances do not add up (B03). */
  openingDifferenceAccount: z.object({ code: z.string(), name: z.string() }).nullable(),
  draftCount: z.number().int(),
  lastPosting: z.object({ voucher: z.string(), postedAt: instantSchema }).nullable(),
});
export type Company = z.infer<typeof companySchema>;
