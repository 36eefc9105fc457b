// Asks the server for the figures of one company: balances as cells that the server keeps, names from
// the chart, which is read once per version of it, trial balances one by one.
import type { ApiClient } from '../api/apiClient.ts';
import { CodeReader } from '../../shared/codeReader.ts';
import {
  maxBalanceCells,
  type BalanceQuery,
  type TrialBalance,
} from '../../shared/contract/balances.ts';
import type { Change } from '../../shared/contract/changes.ts';
import { reject } from '../../shared/rejection.ts';
import {
  encodeBalanceQuery,
  numberOfAmount,
  valuesOfAmounts,
  type BalanceFigure,
} from './balanceCells.ts';
import type { Figure, FigureError, FigureTable, FigureValue } from './figure.ts';
import {
  failedAnswer,
  joinAnswers,
  type FigureAnswer,
  type JoinedAnswer,
} from './figureReading.ts';
import { explainedFigureError } from './figureTexts.ts';
import { RegisteredCells, type CellsAnswer } from './registeredCells.ts';

type NameFigure = Extract<Figure, { kind: 'accountName' }>;
type TrialBalanceFigure = Extract<Figure, { kind: 'trialBalance' }>;

interface SortedFigures {
  balances: BalanceFigure[];
  names: NameFigure[];
  tables: TrialBalanceFigure[];
}

/** Registered cells that no sheet shows any more are kept up to this many, and up to as many as are shown. */
const deadCellsAllowed = 100;

/** Its answers build on one another: whoever asks takes every answer, or makes another reader. */
export class FigureReader {
  readonly #api: ApiClient;
  readonly #company: string;
  #cells: readonly RegisteredCells[] = [];
  #covered: ReadonlySet<string> = new Set();
  #chart: { settingsVersion: number; nameOf: (code: string) => string | undefined } | null = null;

  constructor(api: ApiClient, company: string) {
    this.#api = api;
    this.#company = company;
  }

  /** Whether `readAll` follows this balance without being told of it. */
  covers(key: string): boolean {
    return this.#covered.has(key);
  }

  /** Everything that the sheets show: one request for all balances, however many. */
  readAll(figures: Iterable<Figure>, announced: Change | null): Promise<JoinedAnswer> {
    const sorted = sortFigures(figures);
    const { balances } = sorted;
    const isCovered =
      balances.length > 0 &&
      this.#covered.size <= 2 * balances.length + deadCellsAllowed &&
      balances.every(({ key }) => this.#covered.has(key));
    const cells = isCovered
      ? this.#cells.map((one) => one.readChanges(this.#api, this.#company))
      : this.#register(balances);
    return this.#read(sorted, cells, announced);
  }

  /** Figures that begin to be shown, beside those that are. */
  async readSome(figures: Iterable<Figure>, announced: Change | null): Promise<JoinedAnswer> {
    const sorted = sortFigures(figures);
    if (this.#cells.length === 0) {
      return this.#read(sorted, this.#register(sorted.balances), announced);
    }
    const queries = inBlocks(sorted.balances).map((block) => this.#query(block));
    return joinAnswers(await Promise.all([...queries, ...this.#readOthers(sorted, announced)]));
  }

  async #read(
    sorted: SortedFigures,
    cells: readonly Promise<CellsAnswer>[],
    announced: Change | null,
  ): Promise<JoinedAnswer> {
    const [cellAnswers, others] = await Promise.all([
      Promise.all(cells),
      Promise.all(this.#readOthers(sorted, announced)),
    ]);
    const joined = joinAnswers([...cellAnswers.map(({ answer }) => answer), ...others]);
    // A part that failed takes the others with it: the cells then stay at the version that was taken.
    if (joined.ok) this.#keep(cellAnswers.flatMap((one) => one.cells ?? []));
    return joined;
  }

  #keep(cells: readonly RegisteredCells[]): void {
    const isSame =
      cells.length === this.#cells.length &&
      cells.every((one, at) => one.figures === this.#cells[at]!.figures);
    this.#cells = cells;
    if (isSame) return;
    const covered = new Set<string>();
    for (const { figures } of cells) for (const { key } of figures) covered.add(key);
    this.#covered = covered;
  }

  #register(balances: readonly BalanceFigure[]): Promise<CellsAnswer>[] {
    return inBlocks(balances).map((block) =>
      RegisteredCells.register(this.#api, this.#company, block),
    );
  }

  async #query(figures: readonly BalanceFigure[]): Promise<FigureAnswer> {
    const query: BalanceQuery = encodeBalanceQuery(figures);
    const result = await this.#api.queryBalances(this.#company, query);
    if (!result.ok) return failedAnswer(result.failure, figures);
    const { ledgerVersion, settingsVersion } = result.value;
    // Cells with the same lists and other dates are registered, and not asked.
    const told = {
      asked: query.accounts,
      notices: result.value.notices,
      isOfAllCells: false,
    };
    const keys = figures.map(({ key }) => key);
    const values = valuesOfAmounts(keys, result.value);
    return { ok: true, reading: { values, ledgerVersion, settingsVersion, notices: [told] } };
  }

  #readOthers({ names, tables }: SortedFigures, announced: Change | null): Promise<FigureAnswer>[] {
    const answers = tables.map((one) => this.#readTable(one));
    if (names.length > 0) answers.push(this.#readNames(names, announced));
    return answers;
  }

  async #readNames(
    figures: readonly NameFigure[],
    announced: Change | null,
  ): Promise<FigureAnswer> {
    if (!this.#chart || this.#chart.settingsVersion !== announced?.settingsVersion) {
      const result = await this.#api.getChart(this.#company);
      if (!result.ok) return failedAnswer(result.failure, figures);
      const { accounts, subaccountLength, settingsVersion } = result.value;
      const reader = new CodeReader(accounts, subaccountLength);
      this.#chart = { settingsVersion, nameOf: (code) => reader.read(code)?.name };
    }
    const { settingsVersion, nameOf } = this.#chart;
    const values = new Map<string, FigureValue>();
    for (const { key, code } of figures) {
      const unknown = () => reject('account-unknown', { account: code, nearest: '' });
      values.set(key, nameOf(code) ?? explainedFigureError(unknown()));
    }
    return { ok: true, reading: { values, ledgerVersion: null, settingsVersion } };
  }

  async #readTable(figure: TrialBalanceFigure): Promise<FigureAnswer> {
    const { from, to, level } = figure;
    const result = await this.#api.getTrialBalance(this.#company, {
      from,
      to,
      ...(level === null ? {} : { level }),
    });
    if (!result.ok) return failedAnswer(result.failure, [figure]);
    const { ledgerVersion } = result.value;
    const values = new Map<string, FigureValue>([[figure.key, tableOf(result.value)]]);
    return { ok: true, reading: { values, ledgerVersion, settingsVersion: null } };
  }
}

function sortFigures(figures: Iterable<Figure>): SortedFigures {
  const sorted: SortedFigures = { balances: [], names: [], tables: [] };
  for (const figure of figures) {
    if (figure.kind === 'balance') sorted.balances.push(figure);
    else if (figure.kind === 'accountName') sorted.names.push(figure);
    else sorted.tables.push(figure);
  }
  return sorted;
}

function inBlocks(figures: readonly BalanceFigure[]): (readonly BalanceFigure[])[] {
  const blocks: (readonly BalanceFigure[])[] = [];
  for (let start = 0; start < figures.length; start += maxBalanceCells) {
    blocks.push(figures.slice(start, start + maxBalanceCells));
  }
  return blocks;
}

export const trialBalanceHeader = ['Cuenta', 'Nombre', 'Inicial', 'Debe', 'Haber', 'Final'];

function tableOf(trialBalance: TrialBalance): FigureTable | FigureError {
  const table: FigureTable = [trialBalanceHeader];
  for (const row of trialBalance.rows) {
    const cells: (string | number)[] = [row.code, row.name];
    for (const amount of [row.opening, row.debit, row.credit, row.closing]) {
      const number = numberOfAmount(amount);
      if (typeof number !== 'number') return number;
      cells.push(number);
    }
    table.push(cells);
  }
  return table;
}
