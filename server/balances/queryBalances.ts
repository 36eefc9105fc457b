// The bulk balance query behind SALDO: thousands of cells in one request, answered in request order.
import { matchesAccountFilter, parseAccountFilter } from '../../shared/accountFilter.ts';
import type {
  BalanceAnswer,
  BalanceMeasure,
  BalanceQuery,
} from '../../shared/contract/balances.ts';
import { maxBalanceCells } from '../../shared/contract/balances.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import type { Period } from '../../shared/period.ts';
import { reject, type ExplainedRejection, type Rejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { ChartAccountNode, ChartIndex } from '../accounts/chartIndex.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { Figures } from './figures.ts';

export type AccountSelection = readonly ChartAccountNode[] | Rejection;

/** What a cell asks for, once its texts are resolved. */
export interface ResolvedCell {
  accounts: readonly ChartAccountNode[];
  period: Period;
  measure: BalanceMeasure;
}

/** A query with its texts resolved: the different cells, and which of them each asked cell is. */
export interface ResolvedQuery {
  unique: readonly (ResolvedCell | Rejection)[];
  cellOf: Int32Array;
}

/** @throws Refusal `malformed` when a cell points outside the lists, `too-large` beyond the limit */
export function queryBalances(
  books: CompanyBooks,
  index: BalanceIndex,
  query: BalanceQuery,
  resolved: ResolvedQuery = resolveCells(books.chart, query),
): BalanceAnswer {
  const { unique, cellOf } = resolved;
  const figures = new Figures(books, index, query);
  // Dense sheets repeat (account, period, measure); each is computed once.
  const computed = unique.map((cell) => ('code' in cell ? null : writeCell(books, figures, cell)));
  const amounts = new Array<string | null>(cellOf.length);
  const rejections: ExplainedRejection[] = [];
  for (let line = 0; line < cellOf.length; line += 1) {
    const amount = computed[cellOf[line]!]!;
    amounts[line] = amount;
    if (amount !== null) continue;
    const rejection = unique[cellOf[line]!] as Rejection;
    rejections.push(explainRejection({ ...rejection, line }, books.writing));
  }
  return { ledgerVersion: index.ledgerVersion, amounts, rejections };
}

/** A number for each combination of three lists: a plain array unless most of it would stay empty. */
class CombinationTable {
  readonly #periods: number;
  readonly #measures: number;
  readonly #dense: Int32Array | null;
  readonly #sparse = new Map<number, number>();

  constructor(
    accounts: readonly unknown[],
    periods: readonly unknown[],
    measures: readonly unknown[],
  ) {
    this.#periods = periods.length;
    this.#measures = measures.length;
    const size = accounts.length * periods.length * measures.length;
    this.#dense = size <= maxBalanceCells * 4 ? new Int32Array(size).fill(-1) : null;
  }

  keyOf(account: number, period: number, measure: number): number {
    return (account * this.#periods + period) * this.#measures + measure;
  }

  get(key: number): number | undefined {
    if (!this.#dense) return this.#sparse.get(key);
    const value = this.#dense[key]!;
    return value < 0 ? undefined : value;
  }

  set(key: number, value: number): void {
    if (this.#dense) this.#dense[key] = value;
    else this.#sparse.set(key, value);
  }
}

export function writeCell(books: CompanyBooks, figures: Figures, cell: ResolvedCell): string {
  const { accounts, period, measure } = cell;
  const [first] = accounts;
  if (accounts.length === 1 && first) {
    return formatDecimalAmount(figures.measure(first, period, measure), books.writing.minorDigits);
  }
  let sum = 0n;
  for (const account of accounts) sum += figures.measure(account, period, measure);
  return formatDecimalAmount(sum, books.writing.minorDigits);
}

/** @throws as `queryBalances` */
export function resolveCells(chart: ChartIndex, query: BalanceQuery): ResolvedQuery {
  assertWellFormed(query);
  const { periods, measures, cells } = query;
  const selections = query.accounts.map((text) => selectAccounts(chart, text));
  const known = new CombinationTable(selections, periods, measures);
  const unique: (ResolvedCell | Rejection)[] = [];
  const cellOf = new Int32Array(cells.length / 3);
  for (let at = 0, line = 0; at < cells.length; at += 3, line += 1) {
    const [account, period, measure] = [cells[at]!, cells[at + 1]!, cells[at + 2]!];
    const key = known.keyOf(account, period, measure);
    let position = known.get(key);
    if (position === undefined) {
      position = unique.length;
      unique.push(resolveCell(selections[account]!, periods[period]!, measures[measure]!));
      known.set(key, position);
    }
    cellOf[line] = position;
  }
  return { unique, cellOf };
}

function resolveCell(
  accounts: AccountSelection,
  period: Period,
  measure: BalanceMeasure,
): ResolvedCell | Rejection {
  if ('code' in accounts) return accounts;
  if (period.from > period.to) return reject('period-reversed', { ...period });
  return { accounts, period, measure };
}

/** Filters already resolved on a chart; a chart that changes is another object. */
const knownSelections = new WeakMap<ChartIndex, Map<string, AccountSelection>>();
const maxKnownSelections = 10_000;

/** The accounts with postings that a filter takes, or why there are none. */
export function selectAccounts(chart: ChartIndex, text: string): AccountSelection {
  let known = knownSelections.get(chart);
  if (!known) knownSelections.set(chart, (known = new Map<string, AccountSelection>()));
  let selection = known.get(text);
  if (selection === undefined) {
    if (known.size >= maxKnownSelections) known.clear();
    known.set(text, (selection = resolveFilter(chart, text)));
  }
  return selection;
}

function resolveFilter(chart: ChartIndex, text: string): AccountSelection {
  // The usual case, one code that exists, needs no look at the rest of the chart.
  const single = chart.find(text);
  if (single) return chart.postableIn(single);
  const parsed = parseAccountFilter(text);
  if (!parsed.ok) return reject('filter-invalid', { text: parsed.part }, { field: 'filter' });
  const matching = chart.accounts.filter(({ code }) => matchesAccountFilter(parsed.filter, code));
  if (matching.length > 0) return matching.filter(({ children }) => children.length === 0);
  // Nothing by its code as written: perhaps the point shorthand, or a code without its dots.
  const resolved = chart.resolve(text);
  if (resolved) return chart.postableIn(resolved);
  return reject('filter-without-accounts', { text }, { field: 'filter' });
}

function assertWellFormed({ accounts, periods, measures, cells }: BalanceQuery): void {
  const count = cells.length / 3;
  if (count > maxBalanceCells) {
    const params = { cells: Math.floor(count), max: maxBalanceCells };
    throw new Refusal('too-large', reject('too-many-cells', params));
  }
  let isInside = Number.isInteger(count);
  for (let at = 0; at < cells.length && isInside; at += 3) {
    isInside =
      cells[at]! < accounts.length &&
      cells[at + 1]! < periods.length &&
      cells[at + 2]! < measures.length;
  }
  if (!isInside) {
    const detail = 'cells lleva tres índices por celda, dentro de accounts, periods y measures';
    throw new Refusal('malformed', reject('request-malformed', { detail }, { field: 'body' }));
  }
}
