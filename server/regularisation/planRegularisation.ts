// The one plan of a year's regularisation: what the closing posts, and what the years that are still open
// show as virtual results, so that no figure moves on the day a year is closed (features.md section 3, 1).
import type { MinorUnits } from '../../shared/money.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import type { ClosingTargets } from './closingTargets.ts';

/** What a result account gathered in the ordinary layer of the year: debit − credit. */
export interface ResultBalance {
  account: ChartAccountNode;
  amount: MinorUnits;
}

/** Balances that are taken to one account. */
export interface Transfer<B extends ResultBalance> {
  target: ChartAccountNode;
  /** The account that they pass through on the way (CO 5905). */
  through: ChartAccountNode | null;
  /** In code order, as they stand before it. */
  balances: B[];
  /** What the target receives, debit − credit: the sum of the balances. */
  amount: MinorUnits;
}

export interface RegularisationPlan<B extends ResultBalance> {
  /** The result of the year first, then by the code of their target. */
  transfers: Transfer<B>[];
  /** Never taken to the result: a closing is refused while there is one, and it stays where it is. */
  withoutTarget: B[];
}

/**
 * Plans the regularisation of one year. Balances may come one per account or in parts, by third party or cost
 * centre: the plan keeps them as they are.
 */
export function planRegularisation<B extends ResultBalance>(
  targets: ClosingTargets,
  balances: Iterable<B>,
): RegularisationPlan<B> {
  const ofResult: B[] = [];
  const withoutTarget: B[] = [];
  const byTarget = new Map<ChartAccountNode, B[]>();
  for (const balance of balances) {
    if (balance.amount === 0n) continue;
    const target = targets.of(balance.account);
    if (target === 'result') ofResult.push(balance);
    else if (target === null) withoutTarget.push(balance);
    else gather(byTarget, target, balance);
  }
  const transfers = [...byTarget]
    .map(([target, own]) => transferOf(target, null, own))
    .sort((a, b) => compareCodes(a.target, b.target));
  const result = transferOfResult(targets, ofResult);
  return {
    transfers: result ? [result, ...transfers] : transfers,
    withoutTarget: inCodeOrder(withoutTarget),
  };
}

/** K12: a profit and a loss may have an account each. A result of zero is still taken out of its accounts. */
function transferOfResult<B extends ResultBalance>(
  { profit, loss, summary }: ClosingTargets,
  balances: readonly B[],
): Transfer<B> | null {
  if (balances.length === 0 || profit === null) return null;
  const isLoss = sumOf(balances) > 0n;
  return transferOf(isLoss && loss ? loss : profit, summary, balances);
}

function transferOf<B extends ResultBalance>(
  target: ChartAccountNode,
  through: ChartAccountNode | null,
  balances: readonly B[],
): Transfer<B> {
  return { target, through, balances: inCodeOrder(balances), amount: sumOf(balances) };
}

function gather<B>(groups: Map<ChartAccountNode, B[]>, target: ChartAccountNode, one: B): void {
  const group = groups.get(target);
  if (group) group.push(one);
  else groups.set(target, [one]);
}

function inCodeOrder<B extends ResultBalance>(balances: readonly B[]): B[] {
  return balances.toSorted((a, b) => compareCodes(a.account, b.account));
}

function compareCodes(a: ChartAccountNode, b: ChartAccountNode): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

function sumOf(balances: readonly ResultBalance[]): MinorUnits {
  return balances.reduce((sum, { amount }) => sum + amount, 0n);
}
