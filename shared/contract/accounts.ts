// The chart of accounts on the wire.
import * as z from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_NATURES } from '../account.ts';
import { textSchema } from './common.ts';
import { breaks } from './wordings.ts';

export const accountSchema = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(ACCOUNT_KINDS),
  nature: z.enum(ACCOUNT_NATURES),
  parentCode: z.string().nullable(),
  level: z.number().int(),
  /** P02: only accounts without accounts below take postings. */
  isPostable: z.boolean(),
  isActive: z.boolean(),
  requiresParty: z.boolean(),
  requiresCostCenter: z.boolean(),
  /**
   * The equity account that takes its balance at the year end, stated here or above; null: the result of the
   * year, unless `closesApart`.
   */
  closesInto: z.string().nullable(),
  /** Its balance never enters the result of the year (PGC groups 8 and 9): without `closesInto` it goes nowhere. */
  closesApart: z.boolean(),
});
export type Account = z.infer<typeof accountSchema>;

export const chartSchema = z.object({
  settingsVersion: z.number().int(),
  /** Digits of working subaccounts, with which 430.1 is read; 0 where there is no such shorthand. */
  subaccountLength: z.number().int(),
  accounts: z.array(accountSchema),
});
export type Chart = z.infer<typeof chartSchema>;

/** Left out: as the account above says. Null takes back what the account itself said. */
const closingChanges = {
  closesInto: z.string().max(60).nullable().optional(),
  closesApart: z.boolean().optional(),
};

/** Kind and nature come from the account above when they are left out. */
export const newAccountSchema = z.strictObject({
  code: z.union([z.string().max(60), z.number()]),
  name: textSchema(120).refine(
    (name) => name.trim() !== '',
    breaks('está vacío', 'Escriba un nombre'),
  ),
  kind: z.enum(ACCOUNT_KINDS).optional(),
  nature: z.enum(ACCOUNT_NATURES).optional(),
  requiresParty: z.boolean().optional(),
  requiresCostCenter: z.boolean().optional(),
  ...closingChanges,
});
export type NewAccount = z.infer<typeof newAccountSchema>;

/** What may change of an account. Postings keep what they were: no change moves one. */
export const accountChangesSchema = z.strictObject(closingChanges);
export type AccountChanges = z.infer<typeof accountChangesSchema>;

export const maxAccountsInBulk = 10_000;

/** A name left out is that of the account above. */
export const newAccountInBulkSchema = newAccountSchema.extend({
  name: textSchema(120).optional(),
});
export type NewAccountInBulk = z.infer<typeof newAccountInBulkSchema>;

export const newAccountsSchema = z.strictObject({
  accounts: z.array(newAccountInBulkSchema).min(1).max(maxAccountsInBulk),
});
export const addedAccountsSchema = z.object({ accounts: z.array(accountSchema) });
