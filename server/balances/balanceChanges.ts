// «¿Por qué cambió?»: the postings between two versions that match a figure; they add up to the difference.
import type { BalanceChanges } from '../../shared/contract/balances.ts';
import { toDayNumber } from '../../shared/localDate.ts';
import type { Period } from '../../shared/period.ts';
import { reject } from '../../shared/rejection.ts';
import type { ReadTx } from '../db/engine.ts';
import { listPostingsWithVouchers } from '../ledger/ledger.store.ts';
import { contributionOf, layers } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import type { BalanceIndexes } from './balanceIndexes.ts';
import { addExact, exactOf, subtractExact, writeExact, type ExactAmount } from './exactAmount.ts';
import { explainFilterNotices, selectAccounts } from './selectAccounts.ts';

export interface ChangesRequest extends Period {
  account: string;
  sinceVersion: number;
  untilVersion?: number | undefined;
}

/**
 * The figure is the movement (debe − haber) of the accounts between the two days, in the ordinary layer.
 * @throws Refusal `filter-…`, `version-unknown`, `period-reversed`
 */
export async function explainChanges(
  tx: ReadTx,
  books: CompanyBooks,
  balances: BalanceIndexes,
  request: ChangesRequest,
): Promise<BalanceChanges> {
  const { id: companyId, lastSeq } = books.company;
  const { account, from, to, sinceVersion, untilVersion = lastSeq } = request;
  const selected = selectAccounts(books.chart, account);
  if ('code' in selected) throw new Refusal('invalid', selected);
  if (from > to) throw new Refusal('invalid', reject('period-reversed', { from, to }));
  const before = await balances.getAsOf(tx, companyId, sinceVersion);
  const after = await balances.getAsOf(tx, companyId, untilVersion);
  const ids = new Set(selected.map(({ id }) => id));
  const write = (amount: ExactAmount) => writeExact(amount, books.writing.minorDigits);
  const moved = (index: BalanceIndex): ExactAmount => {
    let sum: ExactAmount = 0;
    for (const id of ids) {
      sum = addExact(sum, index.balance(id, toDayNumber(to), [layers.ordinary]));
      sum = subtractExact(sum, index.balance(id, toDayNumber(from) - 1, [layers.ordinary]));
    }
    return sum;
  };
  const versions = { since: before.ledgerVersion, until: after.ledgerVersion };
  const [first, last] = [versions.since, versions.until].sort((a, b) => a - b) as [number, number];
  const direction = versions.since <= versions.until ? 1n : -1n;
  const postings = await listPostingsWithVouchers(tx, companyId, first, last, { from, to });
  const changes = postings
    .filter(({ posting }) => posting.layer === layers.ordinary && ids.has(posting.accountId))
    .map(({ posting, type, number, uid, kind, recordedAt, recordedBy }) => {
      const { debit, credit } = contributionOf(posting);
      return {
        seq: posting.seq,
        voucher: number === null ? null : `${type}-${number}`,
        voucherId: uid,
        kind,
        account: books.chart.get(posting.accountId).code,
        date: posting.date,
        amount: write(exactOf((debit - credit) * direction)),
        recordedAt,
        recordedBy,
      };
    });
  return {
    sinceVersion: versions.since,
    untilVersion: versions.until,
    before: write(moved(before)),
    after: write(moved(after)),
    changes,
    notices: explainFilterNotices(books, account),
  };
}
