// Where the year end takes the balance of each result account (K02, K12): to the result of the year, to an
// equity account of its own (PGC groups 8 and 9), or nowhere yet, because nobody has said it.
import { isResultKind } from '../../shared/account.ts';
import type { ChartAccountNode, ChartIndex } from '../accounts/chartIndex.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';

/** Null: its balance can't be taken anywhere, and never to the result of the year instead. */
export type ClosingTarget = ChartAccountNode | 'result' | null;

export class ClosingTargets {
  /** Take the result of the year; null where the chart has no such account. */
  readonly profit: ChartAccountNode | null;
  readonly loss: ChartAccountNode | null;
  /** What the result passes through (CO 5905), where the country has it. */
  readonly summary: ChartAccountNode | null;
  readonly #chart: ChartIndex;

  constructor({ company, profile, chart }: CompanyBooks) {
    this.#chart = chart;
    this.profit = takerOf(chart, company.resultAccount);
    // A company that chose its own result account (K10, «Asiento Superávit») has one for losses too.
    const isUsual = company.resultAccount === profile.resultAccountCode;
    const loss = isUsual ? profile.lossAccountCode : null;
    this.loss = (loss === null ? null : takerOf(chart, loss)) ?? this.profit;
    this.summary = summaryOf(chart, profile.incomeSummaryAccountCode);
  }

  /** For accounts of a result kind. */
  of(account: ChartAccountNode): ClosingTarget {
    if (account.closesInto !== null) return takerOf(this.#chart, account.closesInto);
    return account.closesApart || this.profit === null ? null : 'result';
  }
}

/** An account, or the first below it, that can take a balance over the year end. */
function takerOf(chart: ChartIndex, code: string): ChartAccountNode | null {
  const account = chart.find(code);
  if (!account) return null;
  return chart.postableIn(account).find(canTake) ?? null;
}

function canTake({ isActive, kind }: ChartAccountNode): boolean {
  return isActive && !isResultKind(kind) && kind !== 'memorandum';
}

function summaryOf(chart: ChartIndex, code: string | null): ChartAccountNode | null {
  const account = code === null ? undefined : chart.find(code);
  return (account && chart.postableIn(account)[0]) ?? null;
}
