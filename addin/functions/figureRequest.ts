// Asks the server for many figures at once: balances in one dictionary-coded request, names from the
// chart, trial balances one by one.
import type { ApiClient } from '../api/apiClient.ts';
import { describeFailure, type ApiFailure } from '../api/apiResult.ts';
import {
  maxBalanceCells,
  type BalanceMeasure,
  type BalanceQuery,
  type TrialBalance,
} from '../../shared/contract/balances.ts';
import { CodeReader } from '../../shared/codeReader.ts';
import { reject } from '../../shared/rejection.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import type { Figure, FigureError, FigureTable, FigureValue } from './figure.ts';
import { tellFilterNotices } from './figureNotices.ts';
import {
  explainedFigureError,
  figureErrorOf,
  neverRead,
  signInFirst,
  tooManyDigits,
} from './figureTexts.ts';

type BalanceFigure = Extract<Figure, { kind: 'balance' }>;
type NameFigure = Extract<Figure, { kind: 'accountName' }>;
type TrialBalanceFigure = Extract<Figure, { kind: 'trialBalance' }>;

export type FigureAnswer =
  | { ok: true; values: Map<string, FigureValue>; ledgerVersion: number | null }
  /** Nothing was learnt: the values of before stay; `error` is for figures that have none. */
  | { ok: false; reason: 'unanswered' | 'expired'; error: FigureError };

export async function requestFigures(
  api: ApiClient,
  company: string,
  figures: readonly Figure[],
): Promise<FigureAnswer> {
  const balances = figures.filter((one) => one.kind === 'balance');
  const names = figures.filter((one) => one.kind === 'accountName');
  const tables = figures.filter((one) => one.kind === 'trialBalance');
  const parts: Promise<FigureAnswer>[] = tables.map((one) => requestTable(api, company, one));
  if (names.length > 0) parts.push(requestNames(api, company, names));
  for (let start = 0; start < balances.length; start += maxBalanceCells) {
    const block = balances.slice(start, start + maxBalanceCells);
    parts.push(requestBalances(api, company, block));
  }
  return joinAnswers(await Promise.all(parts));
}

/** The version of the whole is the oldest of its parts: the next announcement renews the rest. */
function joinAnswers(answers: FigureAnswer[]): FigureAnswer {
  const values = new Map<string, FigureValue>();
  let ledgerVersion: number | null = null;
  for (const answer of answers) {
    if (!answer.ok) return answer;
    for (const [key, value] of answer.values) values.set(key, value);
    if (answer.ledgerVersion !== null) {
      ledgerVersion = Math.min(ledgerVersion ?? answer.ledgerVersion, answer.ledgerVersion);
    }
  }
  return { ok: true, values, ledgerVersion };
}

async function requestBalances(
  api: ApiClient,
  company: string,
  figures: readonly BalanceFigure[],
): Promise<FigureAnswer> {
  const query = encodeBalanceQuery(figures);
  const answer = await api.queryBalances(company, query);
  if (!answer.ok) return failed(answer.failure, figures);
  tellFilterNotices(query.accounts, answer.value.notices);
  const values = new Map<string, FigureValue>();
  const errors = new Map<number, FigureError>();
  for (const rejection of answer.value.rejections) {
    if (rejection.line !== undefined) errors.set(rejection.line, figureErrorOf(rejection));
  }
  figures.forEach((figure, index) => {
    const amount = answer.value.amounts[index];
    const value = amount == null ? errors.get(index) : numberOfAmount(amount);
    if (value !== undefined) values.set(figure.key, value);
  });
  return { ok: true, values, ledgerVersion: answer.value.ledgerVersion };
}

export function encodeBalanceQuery(figures: readonly BalanceFigure[]): BalanceQuery {
  const accounts = createDictionary<string>();
  const periods = createDictionary<{ from: LocalDate; to: LocalDate }>();
  const measures = createDictionary<BalanceMeasure>();
  const cells: number[] = [];
  for (const { account, from, to, measure } of figures) {
    cells.push(
      accounts.indexOf(account, account),
      periods.indexOf(`${from}|${to}`, { from: from as LocalDate, to: to as LocalDate }),
      measures.indexOf(measure, measure),
    );
  }
  return { accounts: accounts.items, periods: periods.items, measures: measures.items, cells };
}

function createDictionary<T>() {
  const indexes = new Map<string, number>();
  const items: T[] = [];
  return {
    items,
    indexOf(key: string, item: T): number {
      const known = indexes.get(key);
      if (known !== undefined) return known;
      indexes.set(key, items.length);
      return items.push(item) - 1;
    },
  };
}

async function requestNames(
  api: ApiClient,
  company: string,
  figures: readonly NameFigure[],
): Promise<FigureAnswer> {
  const answer = await api.getChart(company);
  if (!answer.ok) return failed(answer.failure, figures);
  const { accounts, subaccountLength } = answer.value;
  const reader = new CodeReader(accounts, subaccountLength);
  const values = new Map<string, FigureValue>();
  for (const { key, code } of figures) {
    const unknown = () => reject('account-unknown', { account: code, nearest: '' });
    values.set(key, reader.read(code)?.name ?? explainedFigureError(unknown()));
  }
  return { ok: true, values, ledgerVersion: null };
}

async function requestTable(
  api: ApiClient,
  company: string,
  figure: TrialBalanceFigure,
): Promise<FigureAnswer> {
  const { from, to, level } = figure;
  const answer = await api.getTrialBalance(company, {
    from,
    to,
    ...(level === null ? {} : { level }),
  });
  if (!answer.ok) return failed(answer.failure, [figure]);
  const values = new Map<string, FigureValue>([[figure.key, tableOf(answer.value)]]);
  return { ok: true, values, ledgerVersion: answer.value.ledgerVersion };
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

/** Excel keeps 15 significant digits: an amount with more is an error, never rounded (functions.md). */
export function numberOfAmount(amount: string): number | FigureError {
  const digits = amount
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '');
  // Normalised so that a zero is never −0, which cells show with its sign.
  return digits.length > 15 ? tooManyDigits() : Number(amount) + 0;
}

function failed(failure: ApiFailure, figures: readonly Figure[]): FigureAnswer {
  if (failure.kind === 'unanswered') return { ok: false, reason: 'unanswered', error: neverRead };
  if (failure.kind === 'expired') return { ok: false, reason: 'expired', error: signInFirst };
  const { message, remedy } = describeFailure(failure);
  if (failure.kind === 'unexpected') {
    const error: FigureError = { error: 'notAvailable', message: `${message} ${remedy}` };
    return { ok: false, reason: 'unanswered', error };
  }
  const error = figureErrorOf({ code: failure.rejections[0]?.code ?? '', message, remedy });
  return {
    ok: true,
    values: new Map(figures.map((figure) => [figure.key, error])),
    ledgerVersion: null,
  };
}
