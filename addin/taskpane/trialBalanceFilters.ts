// Which rows of a trial balance the screen keeps, and whether it adds up.
import type { TrialBalance, TrialBalanceRow } from '../../shared/contract/balances.ts';
import { parseDecimalAmount } from '../../shared/money.ts';

/** Keeps accounts whose code begins with the search, or whose name has every word of it. */
export function searchAccounts(
  rows: readonly TrialBalanceRow[],
  search: string,
): readonly TrialBalanceRow[] {
  const text = plain(search.trim());
  if (text === '') return rows;
  const words = text.split(/\s+/);
  return rows.filter(
    (row) =>
      plain(row.code).startsWith(text) || words.every((word) => plain(row.name).includes(word)),
  );
}

/**
 * Debits equal credits and the closing balances add up to zero. Never false unless the ledger is
 * damaged: the screen says so in words either way.
 */
export function isInBalance({ totals }: TrialBalance, minorDigits: number): boolean {
  const [debit, credit, closing] = [totals.debit, totals.credit, totals.closing].map((amount) =>
    parseDecimalAmount(amount, minorDigits),
  );
  return debit === credit && closing === 0n;
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
