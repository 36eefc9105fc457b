// The neutral JSON form of books from other programs (docs/importing.md): accounts, years, opening, vouchers. It is as
// strict as the rest of the contract: what nobody reads is refused, and texts are those of a voucher.
import * as z from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_NATURES } from '../../shared/account.ts';
import { amountSchema, nameSchema, textSchema } from '../../shared/contract/common.ts';

/** As long as a cell: the rules of the voucher say how much is kept, and refuse what is longer. */
const longText = textSchema(32_767);
const codeSchema = z.union([
  textSchema(60),
  z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).transform(String),
]);
const numberSchema = z.union([
  textSchema(60),
  z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).transform(String),
]);

/** What programs call their accounts; `result` is that of the year inside the income statement of some charts. */
export const sourceTypes = [...ACCOUNT_KINDS, 'result'] as const;

const lineSchema = z.strictObject({
  code: codeSchema,
  debit: amountSchema.default('0'),
  credit: amountSchema.default('0'),
  text: longText.default(''),
  party: longText.optional(),
  cost_center: longText.optional(),
  /** The paper behind the line: number of an invoice, a receipt. */
  document: longText.optional(),
  due_date: longText.optional(),
  /** Partida: each balances by itself. */
  entry: z.number().int().min(1).max(100_000).optional(),
});

export const neutralVoucherSchema = z.strictObject({
  series: textSchema(60).default(''),
  number: numberSchema.default(''),
  date: longText,
  /** A voucher type of the company; left out, the one that the series stands for. */
  type: textSchema(10).optional(),
  text: longText.default(''),
  lines: z.array(lineSchema),
});

export const rejectedVoucherSchema = neutralVoucherSchema.extend({
  /** Why the source refused it; for people. */
  must_fail: longText.optional(),
});

const accountSchema = z.strictObject({
  code: codeSchema,
  name: textSchema(120),
  type: z.enum(sourceTypes).nullish(),
  kind: z.enum(ACCOUNT_KINDS).optional(),
  nature: z.enum(ACCOUNT_NATURES).optional(),
  requires_party: z.boolean().optional(),
  requires_cost_center: z.boolean().optional(),
  closes_into: codeSchema.optional(),
  /** Where it hangs from in the source; here the code decides, and a difference is told. */
  parent: codeSchema.nullish(),
  leaf: z.boolean().nullish(),
});

const namedCodeSchema = z.strictObject({ code: textSchema(40), name: textSchema(120) });

/** What is read first: everything but the vouchers, which are many. */
export const neutralHeadSchema = z.strictObject({
  /** Where the books come from, under which their vouchers are known; left out, `company`. */
  source: textSchema(120).optional(),
  company: textSchema(200).default(''),
  /** Must be the company's. */
  currency: textSchema(20).default(''),
  fiscal_years: z
    .array(z.strictObject({ from: longText, to: longText, name: nameSchema(40).optional() }))
    .default([]),
  parties: z.array(namedCodeSchema).default([]),
  cost_centers: z.array(namedCodeSchema).default([]),
  accounts: z.array(accountSchema).default([]),
  /** Debit − credit. */
  opening: z
    .array(
      z.strictObject({
        code: codeSchema,
        amount: amountSchema,
        text: longText.optional(),
        party: longText.optional(),
        cost_center: longText.optional(),
        document: longText.optional(),
        due_date: longText.optional(),
      }),
    )
    .default([]),
  vouchers: z.array(z.unknown()).default([]),
  /** Vouchers that the source's own program refused: checked, never posted. */
  rejected: z.array(z.unknown()).default([]),
  // Notes of whoever made the file: allowed, never read, and named in the report.
  expected: z.unknown().optional(),
  meta: z.unknown().optional(),
  check: z.unknown().optional(),
  odd: z.unknown().optional(),
});

export const neutralBooksSchema = neutralHeadSchema.extend({
  vouchers: z.array(neutralVoucherSchema).default([]),
  rejected: z.array(rejectedVoucherSchema).default([]),
});

/** Members that are allowed and not read. */
export const unreadMembers = ['expected', 'meta', 'check', 'odd'] as const;

export type NeutralBooks = z.infer<typeof neutralBooksSchema>;
export type NeutralVoucher = z.infer<typeof neutralVoucherSchema>;
export type NeutralAccount = NeutralBooks['accounts'][number];
export type NeutralOpeningLine = NeutralBooks['opening'][number];

/** How a voucher is called in what is said of it. */
export function nameVoucher({
  series,
  number,
  date,
}: Pick<NeutralVoucher, 'series' | 'number' | 'date'>): string {
  const label = [series, number].filter(Boolean).join('-');
  return `comprobante ${label || 'sin número'} del ${date.slice(0, 40)}`;
}
