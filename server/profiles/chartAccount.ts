/**
 * One account of a chart that ships with the product, as it is copied into a new company.
 */
import type { AccountKind, AccountNature } from '../../shared/account.ts';

export interface ChartAccount {
  code: string;
  name: string;
  kind: AccountKind;
  /** The side on which the account normally grows; opposite to its kind's when `isContra`. */
  nature: AccountNature;
  parentCode: string | null;
  /** T01: every line on this account names a third party. */
  requiresParty: boolean;
  requiresCostCenter: boolean;
  /** Reduces the heading where it is presented (depreciation, returns, capital not called…). */
  isContra: boolean;
  /**
   * A result account that the closing takes to this equity account instead of to the result of the
   * year (PGC groups 8 and 9). Absent: it goes to the result.
   */
  closesInto?: string;
  /** Its balance never enters the result of the year: without `closesInto`, the company must say where it goes. */
  closesApart?: true;
}

/** P02: only accounts without children accept entries. Computed, never stored. */
export function findLeafCodes(
  accounts: readonly Pick<ChartAccount, 'code' | 'parentCode'>[],
): Set<string> {
  const leaves = new Set(accounts.map((account) => account.code));
  for (const account of accounts) {
    if (account.parentCode !== null) leaves.delete(account.parentCode);
  }
  return leaves;
}
