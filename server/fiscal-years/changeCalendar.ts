// Creating fiscal years and moving the lock of a company.
import type { FiscalYear, PeriodLock } from '../../shared/contract/companies.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import { recordAuditEvent } from '../audit/audit.store.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import type { Clock } from '../clock.ts';
import { advanceSettings, holdCompany, updateLock } from '../companies/companies.store.ts';
import type { Engine } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import { planFiscalYear } from './calendar.ts';
import { insertFiscalYear, listFiscalYears } from './fiscalYears.store.ts';

export interface CalendarContext {
  engine: Engine;
  clock: Clock;
  announceSettings(companyId: number): void;
}

/** E02, E03. @throws Refusal `invalid` with overlap, order and name rejections */
export async function addFiscalYear(
  { engine, clock, announceSettings }: CalendarContext,
  { companyId, actor }: { companyId: number; actor: Actor },
  input: { name?: string | undefined; startsOn: LocalDate; endsOn: LocalDate },
): Promise<FiscalYear> {
  assertMay(actor, 'editYears');
  return engine.write(async (tx) => {
    await holdCompany(tx, companyId);
    const years = await listFiscalYears(tx, companyId);
    const { rejections, name } = planFiscalYear({ years, lock: null }, input);
    if (rejections.length > 0) throw new Refusal('invalid', rejections);
    const { startsOn, endsOn } = input;
    const year = await insertFiscalYear(tx, companyId, { name, startsOn, endsOn });
    await advanceSettings(tx, companyId);
    await recordAuditEvent(tx, {
      ...{ companyId, recordedAt: clock.now().toISOString(), userId: actor.userId },
      ...{ action: 'addFiscalYear', subject: name },
    });
    tx.afterCommit(() => announceSettings(companyId));
    return year;
  });
}

/**
 * Locks every day up to and including a date; null lifts the lock. Who and when is kept and shown.
 * @throws Refusal `permission-denied`, also when days would be opened again by somebody who may only lock
 */
export async function setLock(
  { engine, clock, announceSettings }: CalendarContext,
  { companyId, actor }: { companyId: number; actor: Actor },
  lockedThrough: LocalDate | null,
): Promise<PeriodLock | null> {
  assertMay(actor, 'lock');
  const lockedAt = clock.now().toISOString();
  const lock = lockedThrough && { lockedThrough, lockedBy: actor.name, lockedAt };
  await engine.write(async (tx) => {
    const before = await holdCompany(tx, companyId);
    if ((before.lockedThrough ?? '') > (lockedThrough ?? '')) assertMay(actor, 'unlock');
    await updateLock(
      tx,
      companyId,
      lock ?? { lockedThrough: null, lockedBy: null, lockedAt: null },
    );
    await advanceSettings(tx, companyId);
    await recordAuditEvent(tx, {
      ...{ companyId, recordedAt: lockedAt, userId: actor.userId, action: 'setLock' },
      subject: lockedThrough ?? '',
      detail: { before: before.lockedThrough },
    });
    tx.afterCommit(() => announceSettings(companyId));
  });
  return lock;
}
