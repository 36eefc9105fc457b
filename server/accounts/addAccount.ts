// Adding an account to the chart of a company.
import type { Account, NewAccount } from '../../shared/contract/accounts.ts';
import type { CompanyRow } from '../companies/companies.store.ts';
import { writeCompany, type WriteContext, type WriteRequest } from '../companies/companyWrite.ts';
import { findProfile } from '../profiles/profile.ts';
import { Refusal } from '../refusal.ts';
import { parentOf, planAccount } from './accounts.ts';
import { findAccountsWithPostings, insertAccounts, listAccounts } from './accounts.store.ts';
import { ChartIndex, toWireAccount } from './chartIndex.ts';

/** @throws Refusal `invalid` with the rules of `planAccount` */
export async function addAccount(
  context: WriteContext,
  request: WriteRequest,
  input: NewAccount,
): Promise<Account> {
  const deed = { may: 'editChart', name: 'addAccount', input } as const;
  return writeCompany(context, request, deed, async (writing) => {
    const { tx, company } = writing;
    const { subaccountLength } = company;
    const chart = new ChartIndex(await listAccounts(tx, company.id), subaccountLength);
    const parent = parentOf(chart, chart.newCode(input.code) ?? '');
    const used = await findAccountsWithPostings(tx, company.id, parent ? [parent.id] : []);
    const plan = planAccount(chart, input, (id) => used.has(id), resultCodesOf(company));
    if (!('row' in plan)) throw new Refusal('invalid', plan.rejections);
    await insertAccounts(tx, company.id, [plan.row]);
    await writing.changeSettings();
    const { code, name, kind } = plan.row;
    await writing.record({ subject: code, detail: { name, kind } });
    const changed = new ChartIndex(await listAccounts(tx, company.id), subaccountLength);
    return toWireAccount(changed.find(code)!);
  });
}

/** The accounts that take the result of a company's years. */
export function resultCodesOf({ resultAccount, profile }: CompanyRow): string[] {
  const loss = findProfile(profile)?.lossAccountCode ?? null;
  return loss === null ? [resultAccount] : [resultAccount, loss];
}
