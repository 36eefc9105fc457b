// Vouchers on the wire: what a sheet sends, what validation answers, what was posted.
import * as z from 'zod';
import {
  amountSchema,
  confirmSchema,
  instantSchema,
  ledgerVersionSchema,
  localDateSchema,
  rejectionSchema,
  textSchema,
  wholeNumberSchema,
} from './common.ts';
import { wordings } from './wordings.ts';

export const maxVoucherLines = 20_000;
/** Opening balances come as one voucher, however many accounts and third parties they have. */
export const maxOpeningLines = 200_000;

/**
 * One line. Texts may be as long as a cell; the rules say how much is kept. Everything is optional so that validation can say what is missing, line by line.
 * `line` is the client's own number (a sheet row): rejections repeat it.
 */
export const voucherLineInputSchema = z.strictObject({
  line: z.number().int().min(0).max(10_000_000),
  account: z.string().max(32_767).optional(),
  party: textSchema(32_767).optional(),
  costCenter: textSchema(32_767).optional(),
  description: textSchema(32_767).optional(),
  reference: textSchema(32_767).optional(),
  debit: amountSchema.optional(),
  credit: amountSchema.optional(),
  /** When what the line owes falls due; kept as text like the date of the voucher. */
  dueDate: z.string().max(32_767).optional(),
  /** Partida within the voucher (C08); 1 when left out. Each balances by itself. */
  entry: z.number().int().min(1).max(100_000).optional(),
});
export type VoucherLineInput = z.infer<typeof voucherLineInputSchema>;

export const voucherInputSchema = z.strictObject({
  /** Left out: the company's default type. */
  type: z.string().max(10).optional(),
  /** Kept as text so that a wrong date is a rejection with its cell, not a malformed request. */
  date: z.string().max(32_767).optional(),
  description: textSchema(32_767).optional(),
  reference: textSchema(32_767).optional(),
  lines: z.array(voucherLineInputSchema).max(maxOpeningLines),
});
export type VoucherInput = z.infer<typeof voucherInputSchema>;

/** A dry run: all rejections at once, notices apart, and the totals that were read. */
export const validationSchema = z.object({
  ok: z.boolean(),
  rejections: z.array(rejectionSchema),
  notices: z.array(rejectionSchema),
  totals: z.object({ debit: amountSchema, credit: amountSchema, difference: amountSchema }),
  /** Account names by the account text that was sent, for the «nombre» column. */
  accountNames: z.record(z.string(), z.string()),
});
export type Validation = z.infer<typeof validationSchema>;

export const newVoucherSchema = voucherInputSchema.extend({
  /** Made by the client, so that a retry after a lost connection is the same voucher. */
  id: z.uuid(),
  /** `draft` keeps it without effect; `post` posts it whole or not at all. */
  action: z.enum(['draft', 'post']),
});
export type NewVoucher = z.infer<typeof newVoucherSchema>;

export const voucherLineSchema = z.object({
  line: z.number().int(),
  entry: z.number().int(),
  account: z.string(),
  accountName: z.string(),
  party: z.string().nullable(),
  costCenter: z.string().nullable(),
  description: z.string(),
  reference: z.string(),
  debit: amountSchema,
  credit: amountSchema,
  dueDate: z.string().nullable(),
});

export const voucherSchema = z.object({
  id: z.string(),
  state: z.enum(['draft', 'posted', 'voided']),
  type: z.string(),
  /** Null while it is a draft. */
  number: z.number().int().nullable(),
  /** How people call it: `AS-12`; null while it is a draft. */
  label: z.string().nullable(),
  date: z.string(),
  fiscalYear: z.string().nullable(),
  description: z.string(),
  reference: z.string(),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: instantSchema,
  postedAt: instantSchema.nullable(),
  totals: z.object({ debit: amountSchema, credit: amountSchema }),
  lineCount: z.number().int(),
  lines: z.array(voucherLineSchema),
});
export type Voucher = z.infer<typeof voucherSchema>;

export const voucherSummarySchema = voucherSchema.omit({ lines: true });
export type VoucherSummary = z.infer<typeof voucherSummarySchema>;

/** What a write answers: the voucher and the ledger version that includes it. */
export const voucherResultSchema = z.object({
  voucher: voucherSchema,
  ledgerVersion: ledgerVersionSchema,
  notices: z.array(rejectionSchema),
});
export type VoucherResult = z.infer<typeof voucherResultSchema>;

export const voucherListQuerySchema = z.strictObject({
  state: z.enum(['draft', 'posted', 'voided']).optional(),
  from: localDateSchema.optional(),
  to: localDateSchema.optional(),
  /** Words that all appear in the voucher or its lines: concepts, accounts, third parties, amounts, days. */
  text: z.string().max(200).optional(),
  /** Only these: what became of vouchers that a client knows. Up to 100, separated by commas. */
  ids: z
    .string()
    .max(3_700)
    .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,99}$/i)
    .meta({ example: '00000000-0000-4000-8000-000000000000' })
    .register(wordings, { is: 'de uno a cien identificadores separados por comas' })
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: wholeNumberSchema({ min: 1, max: 500 }).default(100),
});

export const voucherListSchema = z.object({
  vouchers: z.array(voucherSummarySchema),
  nextCursor: z.string().nullable(),
  /** With `text`: how many vouchers were looked at so far in this request. */
  searched: z.number().int().optional(),
});

/** Why a posted voucher is voided or taken back; kept in the audit trail. */
export const voucherReasonSchema = z.strictObject({ reason: textSchema(500) });

/** A posted voucher with other content: the old postings are mirrored, the new ones follow. */
export const voucherCorrectionSchema = voucherInputSchema.extend({ reason: textSchema(500) });
export type VoucherCorrection = z.infer<typeof voucherCorrectionSchema>;

/** Opening balances (B01, B03): lines of accounts with their balance on one side. */
export const openingInputSchema = z.strictObject({
  date: z.string().max(32_767).optional(),
  lines: z.array(voucherLineInputSchema).max(maxOpeningLines),
  /** The account that takes the difference, when the user accepted the one offered. */
  differenceAccount: z.string().max(60).optional(),
  confirm: confirmSchema.optional(),
});
export type OpeningInput = z.infer<typeof openingInputSchema>;

export const newOpeningSchema = openingInputSchema.extend({ id: z.uuid() });
export type NewOpening = z.infer<typeof newOpeningSchema>;
