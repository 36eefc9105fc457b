// How much one question about balances may take: estimated before anything is computed, because limits on accounts, on
// cells and on months say nothing of their product.
import { reject } from '../../shared/rejection.ts';
import { Pace } from '../pace.ts';
import { Refusal } from '../refusal.ts';

export interface BalanceBounds {
  /** Parts of account lists times accounts of the chart. */
  filterTests: number;
  /** Different cells times accounts that each adds up. */
  sums: number;
  /** Accounts with postings times months: each is in the answer. */
  months: number;
  /** Cells that are told why they have no amount. */
  unanswered: number;
  notices: number;
  /** Sums that are done without letting others in, on the index as it stands. */
  atOnce: number;
  /** Postings that are looked at for «¿por qué cambió?», and changes that are told. */
  postings: number;
  changes: number;
}

export const usualBalanceBounds: BalanceBounds = {
  filterTests: 20_000_000,
  sums: 20_000_000,
  months: 500_000,
  unanswered: 50_000,
  notices: 1_000,
  atOnce: 30_000,
  postings: 250_000,
  changes: 20_000,
};

export interface BalanceWork {
  pace: Pace;
  bounds: BalanceBounds;
}

export function workOf(pace: Pace, bounds = usualBalanceBounds): BalanceWork {
  return { pace, bounds };
}

/** Never lets others in: the index that it reads may move only between two works. */
export const steadyPace = new Pace({ milliseconds: Infinity });

/** @throws Refusal `too-much-work` with the count and the limit */
export function assertWork(what: string, count: number, max: number): void {
  if (count <= max) return;
  throw new Refusal('too-large', reject('too-much-work', { what, count, max }));
}
