// Changing what an account of the chart says of itself: where it closes at the year end.
import type { Account, AccountChanges } from '../../shared/contract/accounts.ts';
import { reject } from '../../shared/rejection.ts';
import { writeCompany, type WriteContext, type WriteRequest } from '../companies/companyWrite.ts';
import { Refusal } from '../refusal.ts';
import { listAccounts, updateClosing } from './accounts.store.ts';
import { resultCodesOf } from './addAccount.ts';
import { ChartIndex, toWireAccount } from './chartIndex.ts';
import { readClosingTarget } from './closingTarget.ts';

/** @throws Refusal `not-found`; `invalid` when it can't close there */
export async function changeAccount(
  context: WriteContext,
  request: WriteRequest,
  code: string,
  changes: AccountChanges,
): Promise<Account> {
  const deed = { may: 'editChart', name: 'changeAccount', input: [code, changes] } as const;
  return writeCompany(context, request, deed, async (writing) => {
    const { tx, company } = writing;
    const rows = await listAccounts(tx, company.id);
    const chart = new ChartIndex(rows, company.subaccountLength);
    const account = chart.resolve(code);
    if (!account)
      throw new Refusal('not-found', reject('not-found', { what: `la cuenta ${code}` }));
    const resultCodes = resultCodesOf(company);
    const { rejections, closesInto } = readClosingTarget(chart, {
      account,
      resultCodes,
      ...changes,
    });
    if (rejections.length > 0) throw new Refusal('invalid', rejections);
    const before = rows.find(({ id }) => id === account.id)!;
    const after = {
      closesInto: changes.closesInto === undefined ? before.closesInto : closesInto,
      closesApart: changes.closesApart ?? before.closesApart,
    };
    await updateClosing(tx, company.id, account.id, after);
    await writing.changeSettings();
    await writing.record({
      subject: account.code,
      detail: {
        closesInto: after.closesInto,
        closedInto: before.closesInto,
        closesApart: Number(after.closesApart),
        closedApart: Number(before.closesApart),
      },
    });
    const changed = new ChartIndex(await listAccounts(tx, company.id), company.subaccountLength);
    return toWireAccount(changed.get(account.id));
  });
}
