// Which account may take the balance of another at the year end (K02): an equity account with postings of its
// own, and not that of the year's result, where everything goes that says nothing.
import { isResultKind, type AccountKind } from '../../shared/account.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import type { ChartAccountNode, ChartIndex } from './chartIndex.ts';

/** The account whose closing is stated, and the accounts that take the company's result. */
export interface ClosingStatement {
  account: { code: string; name: string; kind: AccountKind };
  closesInto?: string | null | undefined;
  closesApart?: boolean | undefined;
  resultCodes: readonly string[];
}

const place = { field: 'closesInto' } as const;

/** @returns the code to keep, or why there is none to keep */
export function readClosingTarget(
  chart: ChartIndex,
  { account, closesInto, closesApart, resultCodes }: ClosingStatement,
): { rejections: Rejection[]; closesInto: string | null } {
  const text = closesInto?.trim() ?? '';
  const { code, name, kind } = account;
  if ((text !== '' || closesApart) && !isResultKind(kind)) {
    const needless = reject('closing-target-needless', { account: code, name }, place);
    return { rejections: [needless], closesInto: null };
  }
  if (text === '') return { rejections: [], closesInto: null };
  const target = chart.resolve(text);
  const refusal = target
    ? refuseTarget(chart, target, resultCodes)
    : reject('account-unknown', { account: text, nearest: chart.nearest(text).join(', ') }, place);
  return { rejections: refusal ? [refusal] : [], closesInto: target?.code ?? null };
}

/** The equity accounts that others of the chart close into: what an account without target may take. */
export function listClosingCandidates(chart: ChartIndex): ChartAccountNode[] {
  const codes = new Set(chart.accounts.map(({ closesInto }) => closesInto));
  return chart.accounts
    .filter(({ code }) => codes.has(code))
    .flatMap((account) =>
      chart
        .postableIn(account)
        .filter(({ kind, isActive }) => kind === 'equity' && isActive)
        .slice(0, 1),
    );
}

function refuseTarget(
  chart: ChartIndex,
  target: ChartAccountNode,
  resultCodes: readonly string[],
): Rejection | null {
  const { code, name, kind, isActive, children } = target;
  const known = { target: code, name, candidates: nameAccounts(listClosingCandidates(chart)) };
  if (kind !== 'equity') return reject('closing-target-not-equity', known, place);
  if (takesResult(target, resultCodes)) return reject('closing-target-is-result', known, place);
  if (children.length > 0) {
    const leaves = nameAccounts(chart.leavesBelow(target));
    return reject('account-not-postable', { account: code, name, leaves }, place);
  }
  return isActive ? null : reject('account-inactive', { account: code, name }, place);
}

/** `130 (Subvenciones), 133 (Ajustes)` */
export function nameAccounts(accounts: readonly { code: string; name: string }[]): string {
  return accounts.map(({ code, name }) => `${code} (${name})`).join(', ');
}

/** Also 1290000000, below 129. */
function takesResult(account: ChartAccountNode | null, resultCodes: readonly string[]): boolean {
  for (let at = account; at !== null; at = at.parent) {
    if (resultCodes.includes(at.code)) return true;
  }
  return false;
}
