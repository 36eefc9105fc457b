// What the result accounts gathered in a year, by third party and cost centre: from the roll-ups, so that it takes no
// longer when the year has more lines.
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
  const inYear =
    'company_id = ? AND layer = ? AND date >= ? AND date <= ? AND account_id IN ' +
    `(SELECT id FROM accounts WHERE company_id = ? AND kind IN (${kinds}))`;
  const ofYear = [companyId, layers.ordinary, startsOn, endsOn, companyId, ...RESULT_ACCOUNT_KINDS];
  // What carries no dimensions is all there is of an account, less what carries some.
  const rows = await tx.query<Record<string, bigint | string>>(
    'SELECT account_id, dimension_set_id, book, SUM(debit) AS debit, SUM(credit) AS credit FROM (' +
      `SELECT account_id, 0 AS dimension_set_id, book, debit, credit FROM day_totals WHERE ${inYear} ` +
      'UNION ALL SELECT account_id, dimension_set_id, book, debit, credit ' +
      `FROM dimension_day_totals WHERE ${inYear} ` +
      'UNION ALL SELECT account_id, 0 AS dimension_set_id, book, -debit AS debit, -credit AS credit ' +
      `FROM dimension_day_totals WHERE ${inYear}) AS parts ` +
      'GROUP BY account_id, dimension_set_id, book HAVING SUM(debit) <> SUM(credit) ' +
      'ORDER BY account_id, dimension_set_id, book',
    [...ofYear, ...ofYear, ...ofYear],
  );
  return rows.map(({ account_id, dimension_set_id, book, debit, credit }) => ({
    accountId: Number(account_id),
    dimensionSetId: Number(dimension_set_id),
    book: Number(book),
    amount: BigInt(debit!) - BigInt(credit!),
  }));
}
