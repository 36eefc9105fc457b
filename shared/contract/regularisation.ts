// The regularisation of a fiscal year on the wire, before it is posted.
import * as z from 'zod';
import { amountSchema, ledgerVersionSchema, rejectionSchema } from './common.ts';
import { fiscalYearSchema } from './companies.ts';

const namedAccountSchema = z.object({ code: z.string(), name: z.string() });

/** What closing the year would post, from the ordinary layer as it stands at `ledgerVersion`. */
export const regularisationSchema = z.object({
  fiscalYear: fiscalYearSchema,
  ledgerVersion: ledgerVersionSchema,
  /** Each balances by itself. */
  entries: z.array(
    z.object({
      description: z.string(),
      lines: z.array(
        z.object({
          account: z.string(),
          name: z.string(),
          party: z.string().nullable(),
          costCenter: z.string().nullable(),
          debit: amountSchema,
          credit: amountSchema,
        }),
      ),
    }),
  ),
  /** What each account receives (debit − credit): the virtual results of later years while this one is open. */
  targets: z.array(namedAccountSchema.extend({ amount: amountSchema })),
  /** Balances that no account takes yet: the year can't be closed while there is one. */
  withoutTarget: z.array(
    namedAccountSchema.extend({ amount: amountSchema, candidates: z.array(namedAccountSchema) }),
  ),
  /** The same as sentences; empty when the year can be regularised. */
  rejections: z.array(rejectionSchema),
});
export type Regularisation = z.infer<typeof regularisationSchema>;
