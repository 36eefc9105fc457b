// Which accounts of a chart an account list takes: each code that it names must exist, ranges and
// patterns may take nothing, which is told as a notice.
import {
  FilterMatcher,
  listUnknownCodes,
  parseAccountFilter,
  type AccountFilter,
} from '../../shared/accountFilter.ts';
import type { FigureNotice } from '../../shared/contract/balances.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { ChartAccountNode, ChartIndex } from '../accounts/chartIndex.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';

export type AccountSelection = readonly ChartAccountNode[] | Rejection;

interface ResolvedFilter {
  selection: AccountSelection;
  notices: readonly Rejection[];
}

/** Filters already resolved on a chart; a chart that changes is another object. */
const knownFilters = new WeakMap<ChartIndex, Map<string, ResolvedFilter>>();
const maxKnownFilters = 10_000;
const noNotices: readonly Rejection[] = [];

/** The accounts with postings that a filter takes (none is possible), or why it cannot be answered. */
export function selectAccounts(chart: ChartIndex, text: string): AccountSelection {
  return resolve(chart, text).selection;
}

/** What whoever wrote the filter should know: parts of it that take no account. */
function noticesOfFilter(chart: ChartIndex, text: string): readonly Rejection[] {
  // Thousands of cells name one account each.
  return chart.find(text) ? noNotices : resolve(chart, text).notices;
}

/** The same with their sentences, each with the filter that it is about. */
export function explainFilterNotices(
  { chart, writing }: Pick<CompanyBooks, 'chart' | 'writing'>,
  text: string,
): FigureNotice[] {
  const notices = noticesOfFilter(chart, text);
  return notices.map((notice) => ({ ...explainRejection(notice, writing), accounts: text }));
}

function resolve(chart: ChartIndex, text: string): ResolvedFilter {
  let known = knownFilters.get(chart);
  if (!known) knownFilters.set(chart, (known = new Map<string, ResolvedFilter>()));
  let resolved = known.get(text);
  if (resolved === undefined) {
    if (known.size >= maxKnownFilters) known.clear();
    known.set(text, (resolved = resolveFilter(chart, text)));
  }
  return resolved;
}

function resolveFilter(chart: ChartIndex, text: string): ResolvedFilter {
  // The usual case, one code that exists, needs no look at the rest of the chart.
  const single = chart.find(text);
  if (single) return { selection: chart.postableIn(single), notices: noNotices };
  const parsed = parseAccountFilter(text, (code) => chart.resolve(code)?.code ?? code);
  if (!parsed.ok)
    return refuse(reject('filter-invalid', { text: parsed.part }, { field: 'filter' }));
  const { filter } = parsed;
  const unknown = findUnknownCodes(chart, filter);
  if (unknown) return refuse(unknown);
  const leaves = chart.accounts.filter(({ children }) => children.length === 0);
  const matcher = new FilterMatcher(filter);
  const selection = leaves.filter(({ code }) => matcher.matches(code));
  const empty = matcher.emptyParts;
  if (selection.length === 0 && empty.length === 0) empty.push(filter.text);
  const notices = empty.map((part) =>
    reject('filter-without-accounts', { text: part }, { field: 'filter' }),
  );
  return { selection, notices };
}

function refuse(rejection: Rejection): ResolvedFilter {
  return { selection: rejection, notices: noNotices };
}

/** A typo in one code of a list would understate the sum without a word. */
function findUnknownCodes(chart: ChartIndex, filter: AccountFilter): Rejection | null {
  const unknown = listUnknownCodes(
    filter,
    chart.accounts.map(({ code }) => code),
  );
  const codes = [...new Set(unknown.map(({ written }) => written))];
  const [first] = codes;
  if (first === undefined) return null;
  if (codes.length > 1) {
    return reject('filter-codes-unknown', { accounts: codes.join(', ') }, { field: 'filter' });
  }
  const nearest = chart.nearest(first).join(', ');
  return reject('account-unknown', { account: first, nearest }, { field: 'filter' });
}
