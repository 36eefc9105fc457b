// Creating fiscal years and moving the lock of a company.
import type { AddedFiscalYear, PeriodLock } from '../../shared/contract/companies.ts';
import { formatLocalDate, parseLocalDate, type LocalDate } from '../../shared/localDate.ts';
import { reject } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { assertMay } from '../auth/permissions.ts';
import { updateLock } from '../companies/companies.store.ts';
import { writeCompany, type WriteContext, type WriteRequest } from '../companies/companyWrite.ts';
import type { Tx } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import { askAboutYear, noticeGaps, planFiscalYear } from './calendar.ts';
import { insertFiscalYear, listDraftsWithin, listFiscalYears } from './fiscalYears.store.ts';

export interface NewYear {
  name?: string | undefined;
  startsOn: LocalDate;
  endsOn: LocalDate;
  /** What was asked and accepted (`rejections[].confirm`). */
  confirm?: readonly string[] | undefined;
}

/** E02, E03. @throws Refusal `invalid` with overlap, order and name rejections, or what is asked about its dates */
export async function addFiscalYear(
  context: WriteContext,
  request: WriteRequest,
  input: NewYear,
): Promise<AddedFiscalYear> {
  const deed = { may: 'editYears', name: 'addFiscalYear', input } as const;
  return writeCompany(context, request, deed, async (writing) => {
    const { tx, company } = writing;
    const years = await listFiscalYears(tx, company.id);
    const { rejections, name } = planFiscalYear({ years, lock: null }, input);
    if (rejections.length > 0) throw new Refusal('invalid', rejections);
    refuseOddYear(input);
    const { startsOn, endsOn } = input;
    const year = await insertFiscalYear(tx, company.id, { name, startsOn, endsOn });
    await writing.changeSettings();
    await writing.record({ subject: name });
    const notices = noticeGaps(years, input).map((each) => explainRejection(each));
    return notices.length > 0 ? { ...year, notices } : year;
  });
}

/** @throws Refusal `invalid` with what is asked about its dates and was not accepted */
export function refuseOddYear({ startsOn, endsOn, confirm }: NewYear): void {
  const questions = askAboutYear({ startsOn, endsOn }, confirm);
  if (questions.length > 0) throw new Refusal('invalid', questions);
}

/**
 * Locks every day up to and including a date; null lifts the lock. Who and when is kept and shown.
 * @throws Refusal `permission-denied`, also when days would be opened again by somebody who may only lock;
 *   `conflict` with the drafts that would be left inside: those with a number must be posted first, the
 *   others are asked about
 */
export async function setLock(
  context: WriteContext,
  request: WriteRequest,
  lockedThrough: LocalDate | null,
  confirm: readonly string[] = [],
): Promise<PeriodLock | null> {
  const deed = { may: 'lock', name: 'setLock', input: { lockedThrough, confirm } } as const;
  return writeCompany(context, request, deed, async (writing) => {
    const { tx, company, actor, recordedAt: lockedAt } = writing;
    if ((company.lockedThrough ?? '') > (lockedThrough ?? '')) assertMay(actor, 'unlock');
    if (lockedThrough) {
      const from = company.lockedThrough as LocalDate | null;
      await refuseDraftsWithin(tx, company.id, { from, lockedThrough, confirm });
    }
    const lock = lockedThrough && { lockedThrough, lockedBy: actor.name, lockedAt };
    const noLock = { lockedThrough: null, lockedBy: null, lockedAt: null };
    await updateLock(tx, company.id, lock ?? noLock);
    await writing.changeSettings();
    await writing.record({
      subject: lockedThrough ?? '',
      detail: { before: company.lockedThrough },
    });
    return lock;
  });
}

/** Drafts as a sentence names them; the rest are counted. */
const mostNamed = 5;

/** Drafts of days that were open so far: once locked, they could not be posted on their date any more. */
async function refuseDraftsWithin(
  tx: Tx,
  companyId: number,
  lock: { from: LocalDate | null; lockedThrough: LocalDate; confirm: readonly string[] },
): Promise<void> {
  const { from, lockedThrough, confirm } = lock;
  const drafts = await listDraftsWithin(tx, companyId, from, lockedThrough);
  const numbered = drafts.filter(({ label }) => label !== null);
  if (numbered.length > 0) {
    const named = numbered.map(({ label, date }) => `${label} del ${sayDay(date)}`);
    const params = { lockedThrough, count: numbered.length, vouchers: nameSome(named) };
    throw new Refusal('conflict', reject('lock-leaves-numbered', params));
  }
  const code = 'lock-leaves-drafts';
  if (drafts.length === 0 || confirm.includes(code)) return;
  const named = drafts.map(({ date, description }) => `${sayDay(date)} ${description}`.trim());
  const params = { lockedThrough, count: drafts.length, drafts: nameSome(named) };
  throw new Refusal('conflict', reject(code, params, { field: 'lockedThrough', confirm: code }));
}

function nameSome(names: readonly string[]): string {
  const more = names.length - mostNamed;
  const named = names.slice(0, mostNamed).join(', ');
  return more > 0 ? `${named} y ${more} más` : named;
}

function sayDay(text: string): string {
  const date = parseLocalDate(text);
  return date ? formatLocalDate(date) : text;
}
