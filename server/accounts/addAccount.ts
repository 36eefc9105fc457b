// Adding an account to the chart of a company.
import type { Account, NewAccount } from '../../shared/contract/accounts.ts';
import { recordAuditEvent } from '../audit/audit.store.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import type { Clock } from '../clock.ts';
import { advanceSettings, type CompanyRow } from '../companies/companies.store.ts';
import { runOnce } from '../companies/idempotency.store.ts';
import type { Engine } from '../db/engine.ts';
import { findProfile } from '../profiles/profile.ts';
import { Refusal } from '../refusal.ts';
import { parentOf, planAccount } from './accounts.ts';
import { findAccountsWithPostings, insertAccounts, listAccounts } from './accounts.store.ts';
import { ChartIndex, toWireAccount } from './chartIndex.ts';

export interface AddAccountContext {
  engine: Engine;
  clock: Clock;
  announceSettings(companyId: number): void;
}

/** @throws Refusal `invalid` with the rules of `planAccount` */
export async function addAccount(
  { engine, clock, announceSettings }: AddAccountContext,
  request: { companyId: number; actor: Actor; idempotencyKey: string | null },
  input: NewAccount,
): Promise<Account> {
  const { companyId, actor, idempotencyKey: key } = request;
  assertMay(actor, 'editChart');
  const recordedAt = clock.now().toISOString();
  return engine.write((tx) =>
    runOnce(tx, { companyId, key, request: ['addAccount', input], recordedAt }, async (company) => {
      const { subaccountLength } = company;
      const chart = new ChartIndex(await listAccounts(tx, companyId), subaccountLength);
      const parent = parentOf(chart, chart.newCode(input.code) ?? '');
      const used = await findAccountsWithPostings(tx, companyId, parent ? [parent.id] : []);
      const plan = planAccount(chart, input, (id) => used.has(id), resultCodesOf(company));
      if (!('row' in plan)) throw new Refusal('invalid', plan.rejections);
      await insertAccounts(tx, companyId, [plan.row]);
      await advanceSettings(tx, companyId);
      await recordAuditEvent(tx, {
        ...{ companyId, recordedAt, userId: actor.userId, action: 'addAccount' },
        subject: plan.row.code,
      });
      tx.afterCommit(() => announceSettings(companyId));
      const changed = new ChartIndex(await listAccounts(tx, companyId), subaccountLength);
      return toWireAccount(changed.find(plan.row.code)!);
    }),
  );
}

/** The accounts that take the result of a company's years. */
export function resultCodesOf({ resultAccount, profile }: CompanyRow): string[] {
  const loss = findProfile(profile)?.lossAccountCode ?? null;
  return loss === null ? [resultAccount] : [resultAccount, loss];
}
