// «¿Por qué cambió?»: the postings between two versions that match a figure; they add up to the difference.
import { isResultKind } from '../../shared/account.ts';
import type { BalanceChanges } from '../../shared/contract/balances.ts';
import { localDate, toDayNumber, type LocalDate } from '../../shared/localDate.ts';
import type { Period } from '../../shared/period.ts';
import { reject } from '../../shared/rejection.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import type { ReadTx } from '../db/engine.ts';
import { listPostingsWithVouchers, type PostingWithVoucher } from '../ledger/ledger.store.ts';
import { contributionOf, layers, type Posting } from '../ledger/posting.ts';
import { Pace } from '../pace.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import type { BalanceIndexes } from './balanceIndexes.ts';
import { addExact, exactOf, subtractExact, writeExact, type ExactAmount } from './exactAmount.ts';
import { assertWork, workOf, type BalanceWork } from './balanceWork.ts';
import { Figures } from './figures.ts';
import { explainFilterNotices, resolveFilters } from './selectAccounts.ts';
import { virtualResultsOf } from './virtualResults.ts';

export interface ChangesRequest extends Period {
  account: string;
  /** `movement` between the two days; `closing`, the balance at the end of `to` that SALDO gives. */
  measure: 'movement' | 'closing';
  sinceVersion: number;
  untilVersion?: number | undefined;
}

const postingsPerRead = 500;

/** Before every posting there can be. */
const firstDate = localDate('1900-01-01');

/** How a posting stands in a figure; null: it does not. */
type Standing = 'own' | 'virtual' | null;

/**
 * A closing holds virtual results too: the postings of earlier, unclosed years are then listed as such. What no
 * posting explains by itself (a year's result that went from the account for profits to that for losses) is the rest.
 * @throws Refusal `filter-…`, `version-unknown`, `period-reversed`
 */
export async function explainChanges(
  tx: ReadTx,
  books: CompanyBooks,
  balances: BalanceIndexes,
  request: ChangesRequest,
  work: BalanceWork = workOf(new Pace()),
): Promise<BalanceChanges> {
  const { id: companyId, lastSeq } = books.company;
  const { account, from, to, measure, sinceVersion, untilVersion = lastSeq } = request;
  const [filter] = await resolveFilters(books.chart, [account], work);
  const selected = filter!.selection;
  if ('code' in selected) throw new Refusal('invalid', selected);
  if (from > to) throw new Refusal('invalid', reject('period-reversed', { from, to }));
  const since = await balances.getAsOf(tx, companyId, sinceVersion, work.pace);
  const until = await balances.getAsOf(tx, companyId, untilVersion, work.pace);
  const figureAt = (index: BalanceIndex) => sumFigure(books, index, selected, request);
  const standingOf =
    measure === 'closing' ? inClosing(books, until, selected, to) : inMovement(selected);
  const versions = { since: since.ledgerVersion, until: until.ledgerVersion };
  const [first, last] = [versions.since, versions.until].sort((a, b) => a - b) as [number, number];
  const direction = versions.since <= versions.until ? 1n : -1n;
  const period = { from: measure === 'closing' ? firstDate : from, to };
  assertWork('apuntes entre las dos versiones', last - first, work.bounds.postings);
  const write = (amount: ExactAmount) => writeExact(amount, books.writing.minorDigits);
  const [before, after] = [figureAt(since), figureAt(until)];
  let rest = subtractExact(after, before);
  const changes: BalanceChanges['changes'] = [];
  for await (const each of readPostings(tx, companyId, { first, last }, period, work.pace)) {
    const { posting, type, number, uid, kind, recordedAt, recordedBy } = each;
    const standing = standingOf(posting);
    if (standing === null) continue;
    assertWork('cambios de la cifra', changes.length + 1, work.bounds.changes);
    const { debit, credit } = contributionOf(posting);
    const amount = exactOf((debit - credit) * direction);
    rest = subtractExact(rest, amount);
    changes.push({
      seq: posting.seq,
      voucher: number === null ? null : `${type}-${number}`,
      voucherId: uid,
      kind,
      account: books.chart.get(posting.accountId).code,
      date: posting.date,
      amount: write(amount),
      ...(standing === 'virtual' ? { virtual: true } : {}),
      recordedAt,
      recordedBy,
    });
  }
  return {
    sinceVersion: versions.since,
    untilVersion: versions.until,
    before: write(before),
    after: write(after),
    changes,
    rest: write(rest),
    notices: explainFilterNotices(books, account, filter!),
  };
}

/** A stretch of the log at a time. */
async function* readPostings(
  tx: ReadTx,
  companyId: number,
  { first, last }: { first: number; last: number },
  period: Period,
  pace: Pace,
): AsyncGenerator<PostingWithVoucher> {
  for (let from = first; from < last; from += postingsPerRead) {
    const through = Math.min(last, from + postingsPerRead);
    yield* await listPostingsWithVouchers(tx, companyId, from, through, period);
    await pace.rest();
  }
}

function sumFigure(
  books: CompanyBooks,
  index: BalanceIndex,
  selected: readonly ChartAccountNode[],
  { from, to, measure }: ChangesRequest,
): ExactAmount {
  const figures = new Figures(books, index);
  const days = figures.days({ from, to });
  return selected
    .map((account) => figures.measure(figures.account(account), days, measure))
    .reduce<ExactAmount>(addExact, 0);
}

/** The ordinary postings of the accounts; the days were asked of the log. */
function inMovement(selected: readonly ChartAccountNode[]): (posting: Posting) => Standing {
  const ids = new Set(selected.map(({ id }) => id));
  return ({ layer, accountId }) => (layer === layers.ordinary && ids.has(accountId) ? 'own' : null);
}

function inClosing(
  books: CompanyBooks,
  index: BalanceIndex,
  selected: readonly ChartAccountNode[],
  to: LocalDate,
): (posting: Posting) => Standing {
  const ids = new Set(selected.map(({ id }) => id));
  const results = virtualResultsOf(books, index);
  const { beforeYearOfTo } = new Figures(books, index).days({ from: to, to });
  return ({ accountId, date, layer }) => {
    if (layer !== layers.ordinary && layer !== layers.regularisation) return null;
    const isEarlier = toDayNumber(date) <= beforeYearOfTo;
    // The regularisation of the year itself is left out; of earlier ones it stays.
    if (!isEarlier && layer === layers.regularisation) return null;
    const { kind } = books.chart.get(accountId);
    const startsAnew = isResultKind(kind) && !results.isWithoutTarget(accountId);
    if (!isEarlier || !startsAnew) return ids.has(accountId) ? 'own' : null;
    return results.takersOf(accountId).some((id) => ids.has(id)) ? 'virtual' : null;
  };
}
