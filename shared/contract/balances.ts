// Balances on the wire: a bulk query with its texts coded in dictionaries, and the trial balance.
import * as z from 'zod';
import { ACCOUNT_KINDS } from '../account.ts';
import {
  amountSchema,
  ledgerVersionSchema,
  localDateSchema,
  rejectionSchema,
  wholeNumberSchema,
} from './common.ts';
import { wordings } from './wordings.ts';

export const maxBalanceCells = 200_000;

/** What a cell asks of an account filter over a period. `closing` is the balance at the end of `to`. */
export const balanceMeasures = ['closing', 'opening', 'debit', 'credit', 'movement'] as const;
export type BalanceMeasure = (typeof balanceMeasures)[number];

/** Which layers a figure sums (functions.md «Closed years never hide figures»). */
export const closingViews = ['antes', 'despues', 'todos'] as const;
export type ClosingView = (typeof closingViews)[number];

/** Layers of the log, when a figure is wanted of some of them only. */
export const layerNames = ['ordinary', 'regularisation', 'closing', 'opening'] as const;
export type LayerName = (typeof layerNames)[number];

const momentWording = {
  is: 'una versión del libro (un número entero desde 0) o un instante con su zona, como 2025-03-31T10:00:00Z',
};
/** A ledger version, or a moment: the figures as they were known then. */
export const asOfSchema = z
  .union([ledgerVersionSchema, z.iso.datetime({ offset: true })])
  .register(wordings, momentWording);
/** The same in an address, where everything is text. */
const asOfParameterSchema = z
  .union([wholeNumberSchema(), z.iso.datetime({ offset: true })])
  .register(wordings, momentWording);

/** A flat list of indexes. Checked in one pass: it may hold hundreds of thousands. */
const indexesSchema = z
  .custom<number[]>(
    (value) =>
      Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0),
  )
  .meta({ type: 'array', items: { type: 'integer', minimum: 0 } })
  .register(wordings, { is: 'una lista de índices enteros desde 0, tres por celda' });

/**
 * `cells` holds `[account, period, measure]` indexes into the three lists, flattened: three
 * numbers per cell. A workbook of 20,000 cells repeats few accounts and few dates.
 */
export const balanceQuerySchema = z.strictObject({
  accounts: z.array(z.string().max(4_000)).max(maxBalanceCells),
  periods: z
    .array(z.strictObject({ from: localDateSchema, to: localDateSchema }))
    .max(maxBalanceCells),
  measures: z.array(z.enum(balanceMeasures)).max(balanceMeasures.length),
  cells: indexesSchema,
  closing: z.enum(closingViews).optional(),
  layers: z.array(z.enum(layerNames)).min(1).max(layerNames.length).optional(),
  asOf: asOfSchema.optional(),
});
export type BalanceQuery = z.infer<typeof balanceQuerySchema>;

/** Kept cells follow the ledger: who wants them as they were known then is told so, and not shown today's. */
export const cellSetBodySchema = balanceQuerySchema.omit({ asOf: true });

/**
 * The figure stands, and somebody should look: a part of its account list takes no account, or it holds what
 * closing earlier years could take nowhere yet (`line` is then the first cell that does).
 */
export const figureNoticeSchema = rejectionSchema.extend({
  /** The account list, as it was asked. */
  accounts: z.string(),
});
export type FigureNotice = z.infer<typeof figureNoticeSchema>;

/** Amounts (debit − credit) in request order; null where `rejections` explains the cell by its `line`. */
export const balanceAnswerSchema = z.object({
  ledgerVersion: ledgerVersionSchema,
  /** Of the chart and the years that the amounts were computed with. */
  settingsVersion: z.number().int(),
  amounts: z.array(amountSchema.nullable()),
  rejections: z.array(rejectionSchema),
  notices: z.array(figureNoticeSchema),
});
export type BalanceAnswer = z.infer<typeof balanceAnswerSchema>;

/** A cell set kept by the server: the first answer, and the name to ask for it again. */
export const cellSetSchema = balanceAnswerSchema.extend({ cellSet: z.string() });
export type CellSet = z.infer<typeof cellSetSchema>;

export const cellSetQuerySchema = z.strictObject({
  /** Only what changed after this ledger version; left out: everything. */
  since: wholeNumberSchema().optional(),
});

/**
 * Everything (`amounts`, with the `rejections` of those that are null), or `changes` as pairs of cell
 * number and new amount. `notices` come with everything, and whole whenever they changed. `changes` at another
 * `settingsVersion` than the client's lack what the chart changed: it registers the set again.
 */
export const cellSetAnswerSchema = z.object({
  ledgerVersion: ledgerVersionSchema,
  settingsVersion: z.number().int(),
  amounts: z.array(amountSchema.nullable()).optional(),
  rejections: z.array(rejectionSchema).optional(),
  notices: z.array(figureNoticeSchema).optional(),
  changes: z.array(z.tuple([z.number().int(), amountSchema.nullable()])).optional(),
});
export type CellSetAnswer = z.infer<typeof cellSetAnswerSchema>;

export const monthlyBalancesQuerySchema = z.strictObject({
  from: localDateSchema,
  to: localDateSchema,
  measure: z.enum(balanceMeasures).default('closing'),
  closing: z.enum(closingViews).optional(),
  asOf: asOfParameterSchema.optional(),
});

/** One column per month between two days, first and last cut at them. */
export const monthlyBalancesSchema = z.object({
  ledgerVersion: ledgerVersionSchema,
  months: z.array(z.object({ from: localDateSchema, to: localDateSchema })),
  rows: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      level: z.number().int(),
      isPostable: z.boolean(),
      amounts: z.array(amountSchema),
    }),
  ),
});
export type MonthlyBalances = z.infer<typeof monthlyBalancesSchema>;

export const balanceChangesQuerySchema = z.strictObject({
  account: z.string().min(1).max(4_000),
  from: localDateSchema,
  to: localDateSchema,
  /** `closing` asks of the balance at the end of `to`, `from` aside. */
  measure: z.enum(['movement', 'closing']).default('movement'),
  sinceVersion: wholeNumberSchema(),
  untilVersion: wholeNumberSchema().optional(),
});

/** The postings that explain why a movement or closing differs between two versions. */
export const balanceChangesSchema = z.object({
  sinceVersion: ledgerVersionSchema,
  untilVersion: ledgerVersionSchema,
  /** What the figure was and became; the changes and the rest add up to the difference. */
  before: amountSchema,
  after: amountSchema,
  changes: z.array(
    z.object({
      seq: z.number().int(),
      voucher: z.string().nullable(),
      voucherId: z.string(),
      kind: z.string(),
      account: z.string(),
      date: localDateSchema,
      amount: amountSchema,
      /** It stands in a result account of an earlier year that is not closed yet. */
      virtual: z.boolean().optional(),
      recordedAt: z.string(),
      recordedBy: z.string(),
    }),
  ),
  /** What no posting explains by itself: an earlier year's result that went to another account (profit, loss). */
  rest: amountSchema,
  notices: z.array(figureNoticeSchema),
});
export type BalanceChanges = z.infer<typeof balanceChangesSchema>;

export const trialBalanceQuerySchema = z.strictObject({
  from: localDateSchema,
  to: localDateSchema,
  /** Deepest level shown; left out: all. */
  level: wholeNumberSchema({ min: 1, max: 20 }).optional(),
  /** `leaves`: only accounts that take postings. */
  rows: z.enum(['all', 'leaves']).default('all'),
  /** Accounts without balance nor movement are left out unless asked for. */
  zeros: z.enum(['no', 'si']).default('no'),
  closing: z.enum(closingViews).optional(),
  asOf: asOfParameterSchema.optional(),
});

export const trialBalanceRowSchema = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(ACCOUNT_KINDS),
  level: z.number().int(),
  isPostable: z.boolean(),
  opening: amountSchema,
  debit: amountSchema,
  credit: amountSchema,
  closing: amountSchema,
  /** The part of `closing` that is results of earlier years not closed yet, as closing them would post it. */
  virtual: amountSchema.optional(),
  /** The part of `closing` that earlier years not closed yet left here: nothing says where the account closes. */
  withoutTarget: amountSchema.optional(),
});
export type TrialBalanceRow = z.infer<typeof trialBalanceRowSchema>;

export const trialBalanceSchema = z.object({
  ledgerVersion: ledgerVersionSchema,
  from: localDateSchema,
  to: localDateSchema,
  rows: z.array(trialBalanceRowSchema),
  totals: z.object({
    opening: amountSchema,
    debit: amountSchema,
    credit: amountSchema,
    closing: amountSchema,
  }),
});
export type TrialBalance = z.infer<typeof trialBalanceSchema>;
