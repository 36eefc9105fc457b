// Rules of the chart: which account may be added, and what it inherits (P01–P05).
import { excelReadingOf, isBelowAccount } from '../../shared/accountCode.ts';
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
  const below = chart.accounts.find((account) => isBelowAccount(account.code, code));
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
  return chart.accounts.findLast((account) => isBelowAccount(code, account.code));
}

function refuse(rejection: Rejection): AccountPlan {
  return { rejections: [rejection] };
}
