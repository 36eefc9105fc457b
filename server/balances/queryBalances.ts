// The bulk balance query behind SALDO: thousands of cells in one request, answered in request order.
import type { BalanceAnswer, BalanceQuery, FigureNotice } from '../../shared/contract/balances.ts';
import { maxBalanceCells } from '../../shared/contract/balances.ts';
import { reject, type ExplainedRejection, type Rejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { ChartAccountNode, ChartIndex } from '../accounts/chartIndex.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import { addExact, writeExact, type ExactAmount } from './exactAmount.ts';
import { groupPositions, type Grouping } from './grouping.ts';
import { listWithoutTarget } from './withoutTargetNotices.ts';
import { Figures, type FigureAccount, type PeriodDays } from './figures.ts';
import { explainFilterNotices, selectAccounts, type AccountSelection } from './selectAccounts.ts';

/** A query with its texts resolved: the different cells, and which of them each asked cell is. */
export interface ResolvedQuery {
  selections: readonly AccountSelection[];
  /** Three indexes for each different cell, as in `BalanceQuery.cells`. */
  unique: Int32Array;
  cellOf: Int32Array;
  /** The different cells by their selection. */
  cellsOfSelection: Grouping;
}

/** @throws Refusal `malformed` when a cell points outside the lists, `too-large` beyond the limit */
export function queryBalances(
  books: CompanyBooks,
  index: BalanceIndex,
  query: BalanceQuery,
  resolved: ResolvedQuery = resolveCells(books.chart, query),
): BalanceAnswer {
  const { unique, cellOf } = resolved;
  const writer = new CellWriter(books, index, query, resolved);
  // Dense sheets repeat (account, period, measure); each is computed once.
  const computed = new Array<string | null>(unique.length / 3);
  // Those of one selection together: what is read of its accounts is then still near.
  for (const cell of resolved.cellsOfSelection.members) computed[cell] = writer.write(cell);
  const amounts = new Array<string | null>(cellOf.length);
  const rejections: ExplainedRejection[] = [];
  for (let line = 0; line < cellOf.length; line += 1) {
    const amount = computed[cellOf[line]!]!;
    amounts[line] = amount;
    if (amount !== null) continue;
    const rejection = writer.explain(cellOf[line]!);
    rejections.push(explainRejection({ ...rejection, line }, books.writing));
  }
  const notices = [
    ...listFigureNotices(books, query),
    ...listWithoutTarget(books, writer, query, resolved),
  ];
  const { settingsVersion } = books.company;
  return { ledgerVersion: index.ledgerVersion, settingsVersion, amounts, rejections, notices };
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

  /** Whether the books have postings on an account that nothing says where to close: few have. */
  hasWithoutTarget(): boolean {
    return this.#withoutTarget.size > 0;
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
    const { selections, unique } = this.#resolved;
    const selection = selections[unique[cell * 3]!]!;
    if ('code' in selection) return selection;
    return reject('period-reversed', { ...this.#query.periods[unique[cell * 3 + 1]!]! });
  }

  #accountsOf(at: number): readonly FigureAccount[] | null {
    let accounts = this.#accounts[at];
    if (accounts === undefined) {
      const selection = this.#resolved.selections[at]!;
      accounts = 'code' in selection ? null : selection.map((account) => this.#lookUp(account));
      this.#accounts[at] = accounts;
    }
    return accounts;
  }

  #withoutTargetIn(at: number): readonly ChartAccountNode[] {
    const selection = this.#resolved.selections[at]!;
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

/** @throws as `queryBalances` */
export function resolveCells(chart: ChartIndex, query: BalanceQuery): ResolvedQuery {
  assertWellFormed(query);
  const { periods, measures, cells } = query;
  const selections = query.accounts.map((text) => selectAccounts(chart, text));
  const known = new CombinationTable(selections, periods, measures);
  const unique = new Int32Array(cells.length);
  const cellOf = new Int32Array(cells.length / 3);
  let length = 0;
  for (let at = 0, line = 0; at < cells.length; at += 3, line += 1) {
    const [account, period, measure] = [cells[at]!, cells[at + 1]!, cells[at + 2]!];
    const key = known.keyOf(account, period, measure);
    let position = known.get(key);
    if (position === undefined) {
      position = length / 3;
      unique[length] = account;
      unique[length + 1] = period;
      unique[length + 2] = measure;
      length += 3;
      known.set(key, position);
    }
    cellOf[line] = position;
  }
  const cellsOfSelection = groupPositions(
    length / 3,
    selections.length,
    (cell) => unique[cell * 3]!,
  );
  return { selections, unique: unique.slice(0, length), cellOf, cellsOfSelection };
}

/** What the account lists of a query have to be told about, each once however many cells use it. */
function listFigureNotices(books: CompanyBooks, { accounts }: BalanceQuery): FigureNotice[] {
  return [...new Set(accounts)].flatMap((text) => explainFilterNotices(books, text));
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
    throw new Refusal(
      'malformed',
      reject('request-malformed', { detail }, { field: 'body', pointer: '/cells' }),
    );
  }
}
