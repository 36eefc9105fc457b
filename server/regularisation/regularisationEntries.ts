// A plan as the entries that a closing posts, each balanced by itself, in the form of its country: ES and VE
// against the target, CO through 5905 (worked: three partidas, ingresos, gastos y costos, resultado).
import type { MinorUnits } from '../../shared/money.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import type { RegularisationPlan, ResultBalance, Transfer } from './planRegularisation.ts';

export interface RegularisationLine<B extends ResultBalance> {
  account: ChartAccountNode;
  /** The balance that the line takes out; null for what receives it. */
  balance: B | null;
  /** Debit − credit. */
  amount: MinorUnits;
}

export interface RegularisationEntry<B extends ResultBalance> {
  description: string;
  lines: RegularisationLine<B>[];
}

export function listRegularisationEntries<B extends ResultBalance>(
  plan: RegularisationPlan<B>,
): RegularisationEntry<B>[] {
  return plan.transfers.flatMap((transfer) =>
    transfer.through
      ? passThrough(transfer, transfer.through)
      : [takeTo(`Regularización a ${transfer.target.code}`, transfer.balances, transfer.target)],
  );
}

function passThrough<B extends ResultBalance>(
  { target, balances, amount }: Transfer<B>,
  summary: ChartAccountNode,
): RegularisationEntry<B>[] {
  // What stands on the summary account already is not cancelled against itself: it goes on with the rest.
  const own = balances.filter(({ account }) => account === summary);
  const others = balances.filter(({ account }) => account !== summary);
  const income = others.filter(({ account }) => account.kind === 'income');
  const costs = others.filter(({ account }) => account.kind !== 'income');
  const passed = sumOf(others);
  const result = [
    ...own.map((balance) => takeOut(balance)),
    ...lineOf<B>(summary, -passed),
    ...lineOf<B>(target, amount),
  ];
  const entries: RegularisationEntry<B>[] = [
    takeTo('Cancelación de ingresos', income, summary),
    takeTo('Cancelación de gastos y costos', costs, summary),
    { description: 'Traslado del resultado', lines: result },
  ];
  return entries.filter(({ lines }) => lines.length > 0);
}

/** Takes balances out of their accounts and their sum to another. */
function takeTo<B extends ResultBalance>(
  description: string,
  balances: readonly B[],
  taker: ChartAccountNode,
): RegularisationEntry<B> {
  const lines = balances.map((balance) => takeOut(balance));
  return { description, lines: [...lines, ...lineOf<B>(taker, sumOf(balances))] };
}

function takeOut<B extends ResultBalance>(balance: B): RegularisationLine<B> {
  return { account: balance.account, balance, amount: -balance.amount };
}

/** An amount of zero has no line. */
function lineOf<B extends ResultBalance>(
  account: ChartAccountNode,
  amount: MinorUnits,
): RegularisationLine<B>[] {
  return amount === 0n ? [] : [{ account, balance: null, amount }];
}

function sumOf(balances: readonly ResultBalance[]): MinorUnits {
  return balances.reduce((sum, { amount }) => sum + amount, 0n);
}
