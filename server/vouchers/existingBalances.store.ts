// What the books hold before opening balances come on top of it.
import type { LocalDate } from '../../shared/localDate.ts';
import type { ReadTx } from '../db/engine.ts';
import { layers } from '../ledger/posting.ts';

export interface ExistingBalances {
  /** Accounts whose balance is not zero. */
  accounts: number;
  /** The sum of the debit balances, which is that of the credit balances. */
  total: bigint;
}

/** At the end of a day. The closing and the opening that follows it cancel each other: they are left out. */
export async function sumExistingBalances(
  tx: ReadTx,
  companyId: number,
  date: LocalDate,
): Promise<ExistingBalances> {
  const rows = await tx.query<Record<'debit' | 'credit', bigint | string>>(
    'SELECT SUM(debit) AS debit, SUM(credit) AS credit FROM day_totals ' +
      'WHERE company_id = ? AND date <= ? AND layer IN (?, ?) ' +
      'GROUP BY account_id HAVING SUM(debit) <> SUM(credit)',
    [companyId, date, layers.ordinary, layers.regularisation],
  );
  const balances = rows.map(({ debit, credit }) => BigInt(debit) - BigInt(credit));
  const total = balances.reduce((sum, balance) => (balance > 0n ? sum + balance : sum), 0n);
  return { accounts: balances.length, total };
}
