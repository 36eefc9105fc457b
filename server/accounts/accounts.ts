// Rules of the chart: which account may be added, and what it inherits (P01–P05).
import {
  compareAccountCodes,
  excelReadingOf,
  isBelowAccount,
  parentCodeAmong,
} from '../../shared/accountCode.ts';
import { usualNature, type AccountKind } from '../../shared/account.ts';
import type { NewAccount } from '../../shared/contract/accounts.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import type { NewAccountRow } from './accounts.store.ts';
import type { ChartIndex } from './chartIndex.ts';
import { readClosingTarget } from './closingTarget.ts';

export type AccountPlan = { rejections: Rejection[] } | { rejections: []; row: NewAccountRow };

/**
 * Plans a new account. Kind, nature and requirements come from the account above unless given.
 * @param hasPostings whether an account of the chart (by id) already has postings
 * @param resultCodes the accounts that take the company's result: no other is closed into them by name
 */
export function planAccount(
  chart: ChartIndex,
  input: NewAccount,
  hasPostings: (id: number) => boolean,
  resultCodes: readonly string[] = [],
): AccountPlan {
  const code = chart.newCode(input.code);
  const account = String(input.code);
  // Of what is no code, only a formula has a sentence of its own.
  const becomes = excelReadingOf(code ?? account.trim().charAt(0));
  if (becomes !== null) {
    return refuse(reject('account-code-unsafe', { account, becomes }, { field: 'code' }));
  }
  if (code === null) {
    return refuse(reject('account-code-invalid', { account }, { field: 'code' }));
  }
  const existing = chart.find(code);
  if (existing) {
    return refuse(
      reject('account-duplicate', { account: code, name: existing.name }, { field: 'code' }),
    );
  }
  const parent = parentOf(chart, code);
  const rejections: Rejection[] = [];
  // P03: an account that has entries does not become a total…
  if (parent && parent.children.length === 0 && hasPostings(parent.id)) {
    const params = { account: code, parent: parent.code };
    rejections.push(reject('account-parent-has-postings', params, { field: 'code' }));
  }
  // …and no account goes «in the middle», above accounts that exist.
  const below = firstBelow(chart, code);
  if (below) {
    const params = { account: code, children: below.code };
    rejections.push(reject('account-in-the-middle', params, { field: 'code' }));
  }
  const kind: AccountKind | undefined = input.kind ?? parent?.kind;
  if (!kind) {
    rejections.push(reject('account-kind-missing', { account: code }, { field: 'kind' }));
  }
  const closing = readClosingTarget(chart, {
    ...{ closesInto: input.closesInto, closesApart: input.closesApart, resultCodes },
    account: { code, name: input.name.trim(), kind: kind ?? 'expense' },
  });
  rejections.push(...closing.rejections);
  if (rejections.length > 0 || !kind) return { rejections };
  const usual = kind === 'memorandum' ? 'debit' : usualNature(kind);
  const inherited = parent && parent.kind === kind ? parent.nature : usual;
  return {
    rejections: [],
    row: {
      code,
      name: input.name.trim(),
      kind,
      nature: input.nature ?? inherited,
      requiresParty: input.requiresParty ?? parent?.requiresParty ?? false,
      requiresCostCenter: input.requiresCostCenter ?? parent?.requiresCostCenter ?? false,
      // What it does not say itself it has from the account above, also when that changes.
      closesInto: closing.closesInto,
      closesApart: input.closesApart ?? false,
    },
  };
}

/** The account that a new code would hang from. */
export function parentOf(chart: ChartIndex, code: string) {
  const parent = parentCodeAmong(code, (candidate) => chart.find(candidate) !== undefined);
  return parent === null ? undefined : chart.find(parent);
}

/** The first account that a code would stand above: those with its beginning are together in the order. */
function firstBelow({ accounts }: ChartIndex, code: string) {
  let [low, high] = [0, accounts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareAccountCodes(accounts[middle]!.code, code) <= 0) low = middle + 1;
    else high = middle;
  }
  for (let index = low; accounts[index]?.code.startsWith(code); index += 1) {
    if (isBelowAccount(accounts[index]!.code, code)) return accounts[index];
  }
  return undefined;
}

function refuse(rejection: Rejection): AccountPlan {
  return { rejections: [rejection] };
}
