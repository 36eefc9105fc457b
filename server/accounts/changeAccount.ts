// Changing what an account of the chart says of itself: where it closes at the year end.
import type { Account, AccountChanges } from '../../shared/contract/accounts.ts';
import { reject } from '../../shared/rejection.ts';
import { recordAuditEvent } from '../audit/audit.store.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import { advanceSettings } from '../companies/companies.store.ts';
import { runOnce } from '../companies/idempotency.store.ts';
import { Refusal } from '../refusal.ts';
import { listAccounts, updateClosing } from './accounts.store.ts';
import { resultCodesOf, type AddAccountContext } from './addAccount.ts';
import { ChartIndex, toWireAccount } from './chartIndex.ts';
import { readClosingTarget } from './closingTarget.ts';

/** @throws Refusal `not-found`; `invalid` when it can't close there */
export async function changeAccount(
  { engine, clock, announceSettings }: AddAccountContext,
  request: { companyId: number; actor: Actor; idempotencyKey: string | null },
  code: string,
  changes: AccountChanges,
): Promise<Account> {
  const { companyId, actor, idempotencyKey: key } = request;
  assertMay(actor, 'editChart');
  const recordedAt = clock.now().toISOString();
  const keyed = { companyId, key, request: ['changeAccount', code, changes], recordedAt };
  return engine.write((tx) =>
    runOnce(tx, keyed, async (company) => {
      const rows = await listAccounts(tx, companyId);
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
      await updateClosing(tx, companyId, account.id, after);
      await advanceSettings(tx, companyId);
      await recordAuditEvent(tx, {
        ...{ companyId, recordedAt, userId: actor.userId, action: 'changeAccount' },
        subject: account.code,
        detail: {
          closesInto: after.closesInto,
          closedInto: before.closesInto,
          closesApart: Number(after.closesApart),
          closedApart: Number(before.closesApart),
        },
      });
      tx.afterCommit(() => announceSettings(companyId));
      const changed = new ChartIndex(await listAccounts(tx, companyId), company.subaccountLength);
      return toWireAccount(changed.get(account.id));
    }),
  );
}
