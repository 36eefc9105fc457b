// The cells of a bulk query with their texts resolved, and what answering them takes, before any is answered.
import { maxBalanceCells, type BalanceQuery } from '../../shared/contract/balances.ts';
import { reject } from '../../shared/rejection.ts';
import type { ChartIndex } from '../accounts/chartIndex.ts';
import { Refusal } from '../refusal.ts';
import { assertWork, type BalanceWork } from './balanceWork.ts';
import { groupPositions, type Grouping } from './grouping.ts';
import { resolveFilters, type ResolvedFilter } from './selectAccounts.ts';

/** A query with its texts resolved: the different cells, and which of them each asked cell is. */
export interface ResolvedQuery {
  filters: readonly ResolvedFilter[];
  /** Three indexes for each different cell, as in `BalanceQuery.cells`. */
  unique: Int32Array;
  cellOf: Int32Array;
  /** The different cells by their account list. */
  cellsOfSelection: Grouping;
  /** Balances of accounts that the different cells add up. */
  sums: number;
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
export async function resolveCells(
  chart: ChartIndex,
  query: BalanceQuery,
  work: BalanceWork,
): Promise<ResolvedQuery> {
  assertWellFormed(query);
  const { periods, measures, cells } = query;
  const filters = await resolveFilters(chart, query.accounts, work);
  const known = new CombinationTable(filters, periods, measures);
  const unique = new Int32Array(cells.length);
  const cellOf = new Int32Array(cells.length / 3);
  let length = 0;
  let sums = 0;
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
      sums += sizeOfSelection(filters[account]!);
      known.set(key, position);
    }
    cellOf[line] = position;
  }
  assertWork('sumas de saldos de cuentas', sums, work.bounds.sums);
  const cellsOfSelection = groupPositions(length / 3, filters.length, (cell) => unique[cell * 3]!);
  return { filters, unique: unique.slice(0, length), cellOf, cellsOfSelection, sums };
}

/** Accounts that a list takes. */
export function sizeOfSelection({ selection }: ResolvedFilter): number {
  return 'code' in selection ? 0 : selection.length;
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
