// What the result accounts gathered in a year, by third party and cost centre, straight from the log.
import { RESULT_ACCOUNT_KINDS } from '../../shared/account.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import type { MinorUnits } from '../../shared/money.ts';
import type { ReadTx } from '../db/engine.ts';
import { layers } from '../ledger/posting.ts';

export interface YearBalanceRow {
  accountId: number;
  dimensionSetId: number;
  book: number;
  /** Debit − credit. */
  amount: MinorUnits;
}

/** The ordinary layer alone: a regularisation that was posted already does not hide what it takes out. */
export async function readYearBalances(
  tx: ReadTx,
  companyId: number,
  { startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate },
): Promise<YearBalanceRow[]> {
  const kinds = RESULT_ACCOUNT_KINDS.map(() => '?').join(', ');
  // A mirror has the sides of what it cancels turned over: debit − credit needs no look at which is which.
  const rows = await tx.query<Record<string, bigint | string>>(
    'SELECT account_id, dimension_set_id, book, SUM(debit) AS debit, SUM(credit) AS credit ' +
      'FROM postings WHERE company_id = ? AND layer = ? AND date >= ? AND date <= ? AND account_id IN ' +
      `(SELECT id FROM accounts WHERE company_id = ? AND kind IN (${kinds})) ` +
      'GROUP BY account_id, dimension_set_id, book HAVING SUM(debit) <> SUM(credit) ' +
      'ORDER BY account_id, dimension_set_id, book',
    [companyId, layers.ordinary, startsOn, endsOn, companyId, ...RESULT_ACCOUNT_KINDS],
  );
  return rows.map(({ account_id, dimension_set_id, book, debit, credit }) => ({
    accountId: Number(account_id),
    dimensionSetId: Number(dimension_set_id),
    book: Number(book),
    amount: BigInt(debit!) - BigInt(credit!),
  }));
}
