// Adding many accounts at once: what a pasted sheet uses and the chart lacks. All of them or none.
import { compareAccountCodes, isBelowAccount } from '../../shared/accountCode.ts';
import type { Account, NewAccountInBulk } from '../../shared/contract/accounts.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { writeCompany, type WriteContext, type WriteRequest } from '../companies/companyWrite.ts';
import { Pace, runAtPace } from '../pace.ts';
import { Refusal } from '../refusal.ts';
import { parentOf, planAccount } from './accounts.ts';
import {
  findAccountsWithPostings,
  insertAccounts,
  listAccounts,
  type AccountRow,
  type NewAccountRow,
} from './accounts.store.ts';
import { resultCodesOf } from './addAccount.ts';
import { ChartIndex, toWireAccount } from './chartIndex.ts';

/** Of the pace. */
const unitsPerAccount = 20;

/**
 * Kind, nature and requirements come from the account above, and so does a name that is not given.
 * Accounts of the same request may hang from one another.
 * @throws Refusal `invalid` with the rules of `planAccount`; `line` is the place in the list, from one
 */
export async function addAccounts(
  context: WriteContext,
  request: WriteRequest,
  inputs: readonly NewAccountInBulk[],
  pace: Pace = new Pace(),
): Promise<Account[]> {
  const deed = { may: 'editChart', name: 'addAccounts', input: inputs } as const;
  return writeCompany(context, request, deed, async (writing) => {
    const { tx, company } = writing;
    const { subaccountLength } = company;
    const existing = await listAccounts(tx, company.id);
    await pace.rest();
    const chart = new ChartIndex(existing, subaccountLength);
    const { rejections, numbered } = readCodes(chart, inputs);
    const parents = numbered.flatMap(({ code }) => parentOf(chart, code)?.id ?? []);
    const used = await findAccountsWithPostings(tx, company.id, [...new Set(parents)]);
    const steps = planInWaves({ existing, subaccountLength }, numbered, {
      hasPostings: (id) => used.has(id),
      resultCodes: resultCodesOf(company),
    });
    const plan = await runAtPace(steps, pace, unitsPerAccount);
    rejections.push(...plan.rejections);
    if (rejections.length > 0) throw new Refusal('invalid', inOrder(rejections));
    await insertAccounts(tx, company.id, plan.rows);
    await pace.rest();
    await writing.changeSettings();
    await writing.record({
      subject: `${plan.rows[0]?.code ?? ''} (${plan.rows.length})`,
      detail: { codes: plan.rows.map(({ code }) => code).join(' ') },
    });
    const rows = await listAccounts(tx, company.id);
    await pace.rest();
    const changed = new ChartIndex(rows, subaccountLength);
    await pace.rest();
    return plan.rows.map(({ code }) => toWireAccount(changed.find(code)!));
  });
}

interface NumberedAccount {
  /** Place in the list of the request, from one. */
  line: number;
  code: string;
  input: NewAccountInBulk;
}

/** The code that each account gets; those that are none, and those that come twice, are refused. */
function readCodes(
  chart: ChartIndex,
  inputs: readonly NewAccountInBulk[],
): { rejections: Rejection[]; numbered: NumberedAccount[] } {
  const rejections: Rejection[] = [];
  const byCode = new Map<string, NumberedAccount>();
  inputs.forEach((input, index) => {
    const place = { line: index + 1, field: 'code' } as const;
    const code = chart.newCode(input.code);
    if (code === null) {
      rejections.push(reject('account-code-invalid', { account: String(input.code) }, place));
      return;
    }
    const twin = byCode.get(code);
    if (twin) {
      const name = twin.input.name ?? '';
      rejections.push(reject('account-duplicate', { account: code, name }, place));
      return;
    }
    byCode.set(code, { line: index + 1, code, input });
  });
  return { rejections, numbered: [...byCode.values()] };
}

/**
 * Accounts that hang from others of the same list wait until those are in the chart: as many waves as the
 * list is deep, however long it is.
 */
function* planInWaves(
  { existing, subaccountLength }: { existing: readonly AccountRow[]; subaccountLength: number },
  accounts: readonly NumberedAccount[],
  rules: { hasPostings: (id: number) => boolean; resultCodes: readonly string[] },
): Generator<undefined, { rejections: Rejection[]; rows: NewAccountRow[] }> {
  const rejections: Rejection[] = [];
  const rows: NewAccountRow[] = [];
  let pending = [...accounts].sort((left, right) => compareAccountCodes(left.code, right.code));
  while (pending.length > 0) {
    // Ids below zero: accounts of this request have no postings yet.
    const planned = rows.map((row, index) => ({ ...row, id: -1 - index, isActive: true }));
    const chart = new ChartIndex([...existing, ...planned], subaccountLength);
    const later: NumberedAccount[] = [];
    let top: string | null = null;
    for (const account of pending) {
      yield;
      // In the order of codes, whatever hangs from an account follows it.
      if (top !== null && isBelowAccount(account.code, top)) {
        later.push(account);
        continue;
      }
      top = account.code;
      const name = account.input.name?.trim() || (parentOf(chart, account.code)?.name ?? '');
      const input = { ...account.input, name };
      const plan = planAccount(chart, input, rules.hasPostings, rules.resultCodes);
      if ('row' in plan) rows.push(plan.row);
      rejections.push(...plan.rejections.map((each) => ({ ...each, line: account.line })));
    }
    pending = later;
  }
  return { rejections, rows };
}

function inOrder(rejections: readonly Rejection[]): Rejection[] {
  return [...rejections].sort((left, right) => (left.line ?? 0) - (right.line ?? 0));
}
