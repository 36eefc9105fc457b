// The neutral JSON form of books from other programs: accounts, years, opening, vouchers.
import * as z from 'zod';
import { amountSchema } from '../../shared/contract/common.ts';

const codeSchema = z.union([z.string().max(60), z.number().transform(String)]);

const voucherSchema = z.object({
  series: z.string().default(''),
  number: z.union([z.string(), z.number().transform(String)]).default(''),
  date: z.string(),
  text: z.string().default(''),
  lines: z.array(
    z.object({
      code: codeSchema,
      debit: amountSchema.default('0'),
      credit: amountSchema.default('0'),
      text: z.string().default(''),
    }),
  ),
});

export const neutralBooksSchema = z.object({
  company: z.string().default(''),
  currency: z.string().default(''),
  fiscal_years: z.array(z.object({ from: z.string(), to: z.string() })).default([]),
  accounts: z
    .array(z.object({ code: codeSchema, name: z.string(), type: z.string().nullish() }))
    .default([]),
  /** Debit − credit. */
  opening: z.array(z.object({ code: codeSchema, amount: amountSchema })).default([]),
  vouchers: z.array(voucherSchema).default([]),
  /** Vouchers that the source's own program refused: checked, never posted. */
  rejected: z.array(voucherSchema).default([]),
});

export type NeutralBooks = z.infer<typeof neutralBooksSchema>;
export type NeutralVoucher = NeutralBooks['vouchers'][number];
