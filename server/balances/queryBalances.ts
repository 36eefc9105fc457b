// The bulk balance query behind SALDO: thousands of cells in one request, answered in request order.
import type { BalanceAnswer, BalanceQuery, FigureNotice } from '../../shared/contract/balances.ts';
import { reject, type ExplainedRejection, type Rejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import { Pace } from '../pace.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { addExact, writeExact, type ExactAmount } from './exactAmount.ts';
import { listWithoutTarget } from './withoutTargetNotices.ts';
import { Figures, type FigureAccount, type PeriodDays } from './figures.ts';
import { assertWork, steadyPace, workOf, type BalanceWork } from './balanceWork.ts';
import { resolveCells, sizeOfSelection, type ResolvedQuery } from './resolveCells.ts';
import { explainFilterNotices, type ResolvedFilter } from './selectAccounts.ts';

/**
 * @throws Refusal `malformed` when a cell points outside the lists, `too-large` beyond the limit of cells or of
 *   work, and when too many cells cannot be answered
 */
export async function queryBalances(
  books: CompanyBooks,
  index: BalanceIndex,
  query: BalanceQuery,
  work: BalanceWork = workOf(new Pace()),
): Promise<BalanceAnswer> {
  const resolved = await resolveCells(books.chart, query, work);
  return answerCells(books, index, query, resolved, work);
}

/** The index to read and the pace to go at: work that lets others in reads a snapshot, so that all is of one version. */
export function viewFor(
  index: BalanceIndex,
  sums: number,
  { pace, bounds }: BalanceWork,
): { view: BalanceIndex; pace: Pace } {
  return sums > bounds.atOnce
    ? { view: index.snapshot(), pace }
    : { view: index, pace: steadyPace };
}

export async function answerCells(
  books: CompanyBooks,
  index: BalanceIndex,
  query: BalanceQuery,
  resolved: ResolvedQuery,
  work: BalanceWork,
): Promise<BalanceAnswer> {
  const { unique, cellOf, filters, cellsOfSelection } = resolved;
  const { view, pace } = viewFor(index, resolved.sums + cellOf.length / 8, work);
  const { ledgerVersion } = view;
  const writer = new CellWriter(books, view, query, resolved);
  // Dense sheets repeat (account, period, measure); each is computed once.
  const computed = new Array<string | null>(unique.length / 3);
  // Those of one selection together: what is read of its accounts is then still near.
  for (const cell of cellsOfSelection.members) {
    computed[cell] = writer.write(cell);
    if (pace.isDue(1 + sizeOfSelection(filters[unique[cell * 3]!]!))) await pace.rest();
  }
  const amounts = new Array<string | null>(cellOf.length);
  const unanswered: number[] = [];
  for (let line = 0; line < cellOf.length; line += 1) {
    const amount = computed[cellOf[line]!]!;
    amounts[line] = amount;
    if (amount === null) unanswered.push(line);
  }
  assertWork('celdas que no se pueden calcular', unanswered.length, work.bounds.unanswered);
  const rejections = explainCells(books, writer, cellOf, unanswered);
  const notices = [
    ...listFigureNotices(books, query, filters, work.bounds.notices),
    ...(await listWithoutTarget(books, writer, query, resolved, pace)),
  ];
  const { settingsVersion } = books.company;
  return { ledgerVersion, settingsVersion, amounts, rejections, notices };
}

function explainCells(
  { writing }: CompanyBooks,
  writer: CellWriter,
  cellOf: Int32Array,
  lines: readonly number[],
): ExplainedRejection[] {
  const explained = new Map<number, ExplainedRejection>();
  return lines.map((line) => {
    const cell = cellOf[line]!;
    let rejection = explained.get(cell);
    if (!rejection) {
      explained.set(cell, (rejection = explainRejection(writer.explain(cell), writing)));
    }
    return { ...rejection, line };
  });
}

/** Writes the different cells of a query, each account and period of which is looked up once. */
export class CellWriter {
  readonly #figures: Figures;
  readonly #minorDigits: number;
  readonly #query: BalanceQuery;
  readonly #resolved: ResolvedQuery;
  /** By selection and by period, from the first cell that has it; null where there is no amount. */
  readonly #accounts: (readonly FigureAccount[] | null | undefined)[] = [];
  readonly #days: (PeriodDays | null | undefined)[] = [];
  readonly #withoutTarget: ReadonlySet<number>;
  readonly #withoutTargetOf: (readonly ChartAccountNode[] | undefined)[] = [];
  /** Selections overlap: «4», «43» and «430» share their accounts. */
  readonly #known = new Map<ChartAccountNode, FigureAccount>();

  constructor(
    books: CompanyBooks,
    index: BalanceIndex,
    query: BalanceQuery,
    resolved: ResolvedQuery,
  ) {
    this.#figures = new Figures(books, index, query);
    this.#withoutTarget = this.#figures.listWithoutTarget();
    this.#minorDigits = books.writing.minorDigits;
    this.#query = query;
    this.#resolved = resolved;
  }

  /** The amount of one of the different cells; null when `explain` says why there is none. */
  write(cell: number): string | null {
    const { unique } = this.#resolved;
    const accounts = this.#accountsOf(unique[cell * 3]!);
    const days = this.#daysOf(unique[cell * 3 + 1]!);
    if (accounts === null || days === null) return null;
    const measure = this.#query.measures[unique[cell * 3 + 2]!]!;
    let sum: ExactAmount = 0;
    for (const account of accounts) {
      sum = addExact(sum, this.#figures.measure(account, days, measure));
    }
    return writeExact(sum, this.#minorDigits);
  }

  /** Accounts with postings that nothing says where to close: few books have any. */
  countWithoutTarget(): number {
    return this.#withoutTarget.size;
  }

  /** What the balance of a cell holds of such accounts from earlier years. */
  listWithoutTarget(cell: number): { account: ChartAccountNode; amount: ExactAmount }[] {
    const { unique } = this.#resolved;
    const period = this.#query.periods[unique[cell * 3 + 1]!]!;
    const measure = this.#query.measures[unique[cell * 3 + 2]!]!;
    const days = this.#daysOf(unique[cell * 3 + 1]!);
    if (days === null) return [];
    if (measure !== 'closing' && measure !== 'opening') return [];
    const of = measure === 'closing' ? days : this.#figures.days({ ...period, to: period.from });
    return this.#withoutTargetIn(unique[cell * 3]!)
      .map((account) => ({
        account,
        amount: this.#figures.partWithoutTarget(this.#lookUp(account), of),
      }))
      .filter(({ amount }) => amount !== 0);
  }

  explain(cell: number): Rejection {
    const { filters, unique } = this.#resolved;
    const { selection } = filters[unique[cell * 3]!]!;
    if ('code' in selection) return selection;
    return reject('period-reversed', { ...this.#query.periods[unique[cell * 3 + 1]!]! });
  }

  #accountsOf(at: number): readonly FigureAccount[] | null {
    let accounts = this.#accounts[at];
    if (accounts === undefined) {
      const { selection } = this.#resolved.filters[at]!;
      accounts = 'code' in selection ? null : selection.map((account) => this.#lookUp(account));
      this.#accounts[at] = accounts;
    }
    return accounts;
  }

  #withoutTargetIn(at: number): readonly ChartAccountNode[] {
    const { selection } = this.#resolved.filters[at]!;
    if ('code' in selection) return [];
    return (this.#withoutTargetOf[at] ??= selection.filter(({ id }) =>
      this.#withoutTarget.has(id),
    ));
  }

  #lookUp(account: ChartAccountNode): FigureAccount {
    let found = this.#known.get(account);
    if (!found) this.#known.set(account, (found = this.#figures.account(account)));
    return found;
  }

  #daysOf(at: number): PeriodDays | null {
    let days = this.#days[at];
    if (days === undefined) {
      const period = this.#query.periods[at]!;
      days = period.from > period.to ? null : this.#figures.days(period);
      this.#days[at] = days;
    }
    return days;
  }
}

/** What the account lists of a query have to be told about, each once however many cells use it. */
function listFigureNotices(
  books: CompanyBooks,
  { accounts }: BalanceQuery,
  filters: readonly ResolvedFilter[],
  most: number,
): FigureNotice[] {
  const notices: FigureNotice[] = [];
  const said = new Set<string>();
  for (const [at, filter] of filters.entries()) {
    const text = accounts[at]!;
    if (filter.notices.length === 0 || said.has(text)) continue;
    said.add(text);
    notices.push(...explainFilterNotices(books, text, filter));
    if (notices.length >= most) break;
  }
  return notices.slice(0, most);
}
