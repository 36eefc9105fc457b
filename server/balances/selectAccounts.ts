// Which accounts of a chart an account list takes: each code that it names must exist, ranges and
// patterns may take nothing, which is told as a notice. Lists are resolved once for a chart and kept.
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
import type { Pace } from '../pace.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import { assertWork, type BalanceWork } from './balanceWork.ts';

export type AccountSelection = readonly ChartAccountNode[] | Rejection;

export interface ResolvedFilter {
  /** The accounts with postings that it takes (none is possible), or why it cannot be answered. */
  selection: AccountSelection;
  /** What whoever wrote it should know: parts of it that take no account. */
  notices: readonly Rejection[];
}

const noNotices: readonly Rejection[] = [];
/** Of what somebody wrote, as much as a sentence quotes. */
const quotedLength = 200;
const quotedCodes = 20;
/** Of the pace. */
const unitsPerLookUp = 10;

/**
 * One for each text.
 * @throws Refusal `too-much-work` when those that are not known yet would take too long
 */
export async function resolveFilters(
  chart: ChartIndex,
  texts: readonly string[],
  { pace, bounds }: BalanceWork,
): Promise<ResolvedFilter[]> {
  const known = keptFiltersOf(chart);
  const unknown = new Set<string>();
  let terms = 0;
  for (const text of texts) {
    if (pace.isDue(unitsPerLookUp)) await pace.rest();
    if (chart.find(text) || known.get(text) || unknown.has(text)) continue;
    unknown.add(text);
    terms += countTerms(text);
    if (pace.isDue(text.length)) await pace.rest();
  }
  const tests = terms * chart.accounts.length;
  assertWork('comparaciones de listas con cuentas', tests, bounds.filterTests);
  const fresh = new Map<string, ResolvedFilter>();
  for (const text of unknown) fresh.set(text, await resolveFilter(chart, text, pace));
  const resolved: ResolvedFilter[] = [];
  for (const text of texts) {
    // The usual case, one code that exists, needs no look at the rest of the chart.
    const single = chart.find(text);
    resolved.push(
      single
        ? { selection: chart.postableIn(single), notices: noNotices }
        : (fresh.get(text) ?? known.get(text) ?? (await resolveFilter(chart, text, pace))),
    );
    if (pace.isDue(unitsPerLookUp)) await pace.rest();
  }
  for (const [text, filter] of fresh) known.keep(text, filter);
  return resolved;
}

/** The notices of a list with their sentences, each with the list that it is about. */
export function explainFilterNotices(
  { writing }: Pick<CompanyBooks, 'writing'>,
  text: string,
  { notices }: ResolvedFilter,
): FigureNotice[] {
  return notices.map((notice) => ({ ...explainRejection(notice, writing), accounts: text }));
}

/** Lists that were resolved on a chart. Those of a broad list are many: what is kept is counted in bytes. */
export class KeptFilters {
  readonly #filters = new Map<string, ResolvedFilter>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes = 16 * 2 ** 20) {
    this.#mostBytes = mostBytes;
  }

  get size(): number {
    return this.#filters.size;
  }

  get(text: string): ResolvedFilter | undefined {
    return this.#filters.get(text);
  }

  keep(text: string, filter: ResolvedFilter): void {
    if (this.#filters.has(text)) return;
    const bytes = bytesOfFilter(text, filter);
    if (this.#bytes + bytes > this.#mostBytes) {
      this.#filters.clear();
      this.#bytes = 0;
    }
    if (bytes > this.#mostBytes) return;
    this.#filters.set(text, filter);
    this.#bytes += bytes;
  }
}

function bytesOfFilter(text: string, { selection, notices }: ResolvedFilter): number {
  const accounts = 'code' in selection ? 0 : selection.length;
  return 200 + 2 * text.length + 8 * accounts + 200 * notices.length;
}

/** A chart that changes is another object. */
const keptFilters = new WeakMap<ChartIndex, KeptFilters>();

function keptFiltersOf(chart: ChartIndex): KeptFilters {
  let kept = keptFilters.get(chart);
  if (!kept) keptFilters.set(chart, (kept = new KeptFilters()));
  return kept;
}

function countTerms(text: string): number {
  let terms = 1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === ';' || character === ',' || character === '^') terms += 1;
  }
  return terms;
}

async function resolveFilter(chart: ChartIndex, text: string, pace: Pace): Promise<ResolvedFilter> {
  const parsed = parseAccountFilter(text, (code) => chart.resolve(code)?.code ?? code);
  if (!parsed.ok) {
    const part = parsed.part.slice(0, quotedLength);
    return refuse(reject('filter-invalid', { text: part }, { field: 'filter' }));
  }
  const { filter } = parsed;
  const unknown = await findUnknownCodes(chart, filter, pace);
  if (unknown) return refuse(unknown);
  const terms = countTerms(text);
  const matcher = new FilterMatcher(filter);
  const selection: ChartAccountNode[] = [];
  for (const account of chart.accounts) {
    if (account.children.length === 0 && matcher.matches(account.code)) selection.push(account);
    if (pace.isDue(terms)) await pace.rest();
  }
  const empty = matcher.emptyParts;
  if (selection.length === 0 && empty.length === 0) empty.push(filter.text);
  const notices = empty
    .slice(0, quotedCodes)
    .map((part) =>
      reject('filter-without-accounts', { text: part.slice(0, quotedLength) }, { field: 'filter' }),
    );
  return { selection, notices };
}

function refuse(rejection: Rejection): ResolvedFilter {
  return { selection: rejection, notices: noNotices };
}

/** A typo in one code of a list would understate the sum without a word. */
async function findUnknownCodes(
  chart: ChartIndex,
  { includes, excludes }: AccountFilter,
  pace: Pace,
): Promise<Rejection | null> {
  const unknown = new Set<string>();
  // Only what is no account itself may still have accounts below it.
  const doubtful = [...includes, ...excludes]
    .flatMap(({ atoms }) => atoms)
    .filter(({ named }) => named && !chart.find(named.code));
  const codes = doubtful.length > 0 ? chart.accounts.map(({ code }) => code) : [];
  for (const atom of doubtful) {
    const alone = { includes: [{ text: '', atoms: [atom] }], excludes: [] };
    for (const { written } of listUnknownCodes(alone, codes)) unknown.add(written);
    if (pace.isDue(codes.length)) await pace.rest();
  }
  const [first] = unknown;
  if (first === undefined) return null;
  if (unknown.size > 1) {
    const more = unknown.size > quotedCodes ? '…' : '';
    const accounts = [...unknown].slice(0, quotedCodes).join(', ') + more;
    return reject('filter-codes-unknown', { accounts }, { field: 'filter' });
  }
  const nearest = chart.nearest(first).join(', ');
  return reject('account-unknown', { account: first, nearest }, { field: 'filter' });
}
