// Changing the dates of a fiscal year and deleting it, as long as nothing posted is left outside (E08, E09).
import type { FiscalYear } from '../../shared/contract/companies.ts';
import type { LocalDate } from '../../shared/localDate.ts';
import { reject } from '../../shared/rejection.ts';
import { writeCompany, type WriteContext, type WriteRequest } from '../companies/companyWrite.ts';
import type { Tx } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import { planFiscalYear } from './calendar.ts';
import { refuseOddYear, type NewYear } from './changeCalendar.ts';
import {
  countVouchersOfYear,
  deleteFiscalYear,
  findVoucherOutside,
  listFiscalYears,
  updateFiscalYear,
  type FiscalYearRow,
} from './fiscalYears.store.ts';

type YearRequest = WriteRequest & { yearId: number };

/** E09. @throws Refusal `invalid` with overlap, order, name and the first voucher that would be left outside */
export async function changeFiscalYear(
  context: WriteContext,
  request: YearRequest,
  input: NewYear,
): Promise<FiscalYear> {
  const deed = { name: 'changeFiscalYear', input };
  return changeYear(context, request, deed, async ({ tx, year, years }) => {
    const others = years.filter(({ id }) => id !== year.id);
    const { rejections, name } = planFiscalYear({ years: others, lock: null }, input);
    const { startsOn, endsOn } = input;
    const outside = await findVoucherOutside(tx, request.companyId, year.id, startsOn, endsOn);
    if (outside) {
      const { label: voucher, date } = outside;
      const params = { fiscalYear: year.name, voucher, date };
      rejections.push(reject('fiscal-year-leaves-out', params, { field: 'endsOn' }));
    }
    if (rejections.length > 0) throw new Refusal('invalid', rejections);
    refuseOddYear(input);
    const changed = { ...year, name, startsOn, endsOn };
    await updateFiscalYear(tx, request.companyId, changed);
    return changed;
  });
}

/** E08. @throws Refusal `conflict` for a year that has vouchers, drafts included */
export async function removeFiscalYear(context: WriteContext, request: YearRequest): Promise<void> {
  await changeYear(
    context,
    request,
    { name: 'deleteFiscalYear', input: null },
    async ({ tx, year }) => {
      const count = await countVouchersOfYear(tx, request.companyId, year);
      if (count > 0) {
        const params = { fiscalYear: year.name, count };
        throw new Refusal('conflict', reject('fiscal-year-has-vouchers', params));
      }
      await deleteFiscalYear(tx, request.companyId, year.id);
      return year;
    },
  );
}

interface YearWork {
  tx: Tx;
  year: FiscalYearRow;
  years: FiscalYearRow[];
}

/** The common way: an open year, and the change in the audit trail. */
async function changeYear(
  context: WriteContext,
  { yearId, ...request }: YearRequest,
  { name, input }: { name: string; input: NewYear | null },
  change: (work: YearWork) => Promise<FiscalYearRow>,
): Promise<FiscalYearRow> {
  const deed = { may: 'editYears', name, input: [yearId, input] } as const;
  return writeCompany(context, request, deed, async (writing) => {
    const { tx, company } = writing;
    const years = await listFiscalYears(tx, company.id);
    const year = years.find(({ id }) => id === yearId);
    if (!year) throw new Refusal('not-found', reject('not-found', { what: 'ese ejercicio' }));
    if (year.state === 'closed') {
      const params = { date: year.startsOn, fiscalYear: year.name };
      throw new Refusal('conflict', reject('fiscal-year-closed', params));
    }
    const changed = await change({ tx, year, years });
    await writing.changeSettings();
    await writing.record({
      subject: year.name,
      detail: { before: datesOf(year), after: datesOf(changed) },
    });
    return changed;
  });
}

function datesOf({ startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate }): string {
  return `${startsOn}..${endsOn}`;
}
