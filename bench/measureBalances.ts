// Trial balances, months and cells over HTTP, from a server that has the company in memory.
import type { ApiClient, TimedAnswer } from './apiClient.ts';
import { benchAccounts } from './benchChart.ts';
import { dateOfDay, dayCount, firstDay } from './generateJournal.ts';
import { SeededRandom } from './random.ts';
import { median, percentile } from './statistics.ts';

interface WireTrialBalance {
  rows: { code: string; isPostable: boolean; debit: string; credit: string }[];
}

/** p95 in milliseconds of trial balances of random periods, all accounts with those above them. */
export async function measureTrialBalance(client: ApiClient, rounds: number): Promise<number> {
  const random = new SeededRandom(11);
  const times: number[] = [];
  for (let round = -20; round < rounds; round += 1) {
    const days = [random.below(dayCount), random.below(dayCount)].sort((a, b) => a - b);
    const [from = '', to = ''] = days.map(dateOfDay);
    const answer = await client.get<WireTrialBalance>(`/trial-balance?from=${from}&to=${to}`);
    if (round >= 0) times.push(answer.milliseconds);
  }
  return percentile(times, 0.95);
}

/** Net movement of every account from the first day to a date, in cents: what the peers show too. */
export async function readMovements(client: ApiClient, date: string): Promise<Map<string, number>> {
  const path = `/trial-balance?from=${firstDay}&to=${date}&rows=leaves`;
  const { body } = await client.get<WireTrialBalance>(path);
  const movements = body.rows.map(({ code, debit, credit }): [string, number] => [
    code,
    Math.round((Number(debit) - Number(credit)) * 100),
  ]);
  return new Map(movements.filter(([, cents]) => cents !== 0));
}

/** p95 in milliseconds of the balances of every account at the end of twelve months. */
export async function measureMonths(client: ApiClient, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let round = -10; round < rounds; round += 1) {
    const year = 2023 + (Math.abs(round) % 3);
    const path = `/monthly-balances?from=${year}-01-01&to=${year}-12-31`;
    const answer = await client.get<{ months: unknown[] }>(path);
    if (answer.body.months.length !== 12) throw new Error('the year has not twelve months');
    if (round >= 0) times.push(answer.milliseconds);
  }
  return percentile(times, 0.95);
}

export interface CellTimes {
  /** Medians in milliseconds: the application itself, and until the client has the whole answer. */
  first: { server: number; http: number };
  repeat: { server: number; http: number };
  delta: { server: number; http: number; changed: number };
}

const cellsWanted = 100_000;
const changedMax = 100;

/**
 * One cell per account and date, every fifth day of the three years: 100,000 cells.
 * @param turn where the list of accounts begins: the server keeps what was asked, and would know it again
 */
export function cellQuery(turn = 0) {
  const dates = Math.ceil(cellsWanted / benchAccounts.length);
  const periods = Array.from({ length: dates }, (_, index) => {
    const date = dateOfDay(Math.floor(((index + 1) * dayCount) / dates) - 1);
    return { from: date, to: date };
  });
  const cells: number[] = [];
  for (let cell = 0; cell < cellsWanted; cell += 1) {
    cells.push(cell % benchAccounts.length, Math.floor(cell / benchAccounts.length), 0);
  }
  const codes = benchAccounts.map(({ code }) => code);
  const accounts = [...codes.slice(turn), ...codes.slice(0, turn)];
  return { accounts, periods, measures: ['closing'], cells };
}

/** Needs the bench's own server: it says what the application took. */
export async function measureCells(
  client: ApiClient,
  rounds: number,
  postOne: (date: string) => Promise<void>,
): Promise<CellTimes> {
  const first: TimedAnswer<unknown>[] = [];
  let cellSet = '';
  for (let round = -3; round < rounds; round += 1) {
    const answer = await client.post<{ cellSet: string }>(
      '/balances/cell-sets',
      cellQuery(round + 3),
    );
    cellSet = answer.body.cellSet;
    if (round >= 0) first.push(answer);
  }
  const path = `/balances/cell-sets/${cellSet}`;
  const repeat: TimedAnswer<unknown>[] = [];
  for (let round = -3; round < rounds; round += 1) {
    const answer = await client.get(path);
    if (round >= 0) repeat.push(answer);
  }
  const delta: TimedAnswer<{ changes?: unknown[] }>[] = [];
  let { body: at } = await client.get<{ ledgerVersion: number }>(`${path}?since=0`);
  for (let round = -3; round < rounds; round += 1) {
    // Late dates: few of the cells lie after them.
    await postOne(dateOfDay(dayCount - 1 - (Math.abs(round) % 60)));
    const answer = await client.get<{ ledgerVersion: number; changes?: unknown[] }>(
      `${path}?since=${at.ledgerVersion}`,
    );
    at = answer.body;
    if (round >= 0) delta.push(answer);
  }
  const changed = Math.max(...delta.map(({ body }) => body.changes?.length ?? Infinity));
  if (changed > changedMax) throw new Error(`${changed} cells changed: too many to call it few`);
  return { first: medians(first), repeat: medians(repeat), delta: { ...medians(delta), changed } };
}

function medians(answers: readonly TimedAnswer<unknown>[]): { server: number; http: number } {
  return {
    server: median(answers.map(({ serverMilliseconds }) => serverMilliseconds ?? Number.NaN)),
    http: median(answers.map(({ milliseconds }) => milliseconds)),
  };
}
