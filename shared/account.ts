/**
 * What an account is and on which side it grows. Server rules, sheets and functions speak of
 * accounts in these words; the value is data on each account and never read from its code.
 */

export const ACCOUNT_KINDS = [
  'asset',
  'liability',
  'equity',
  'income',
  'expense',
  'cost',
  'memorandum',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const ACCOUNT_NATURES = ['debit', 'credit'] as const;
export type AccountNature = (typeof ACCOUNT_NATURES)[number];

/** Kinds that a year-end closing takes to the result; the others carry over (functions.md). */
export const RESULT_ACCOUNT_KINDS = ['income', 'expense', 'cost'] as const satisfies AccountKind[];

/** True for the accounts that start every fiscal year at zero. */
export function isResultKind(kind: AccountKind): boolean {
  return (RESULT_ACCOUNT_KINDS as readonly AccountKind[]).includes(kind);
}

/**
 * The side on which a kind normally grows. Memorandum accounts have none of their own: a chart
 * states it. A contra account grows on the opposite side.
 */
export function usualNature(kind: Exclude<AccountKind, 'memorandum'>): AccountNature {
  return kind === 'asset' || kind === 'expense' || kind === 'cost' ? 'debit' : 'credit';
}

export function oppositeNature(nature: AccountNature): AccountNature {
  return nature === 'debit' ? 'credit' : 'debit';
}
