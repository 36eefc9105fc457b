// Opens the books of a new company: its row, the chart its country ships, voucher types, first year.
import { randomUUID } from 'node:crypto';
import { localDate, yearOf, type LocalDate } from '../../shared/localDate.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { insertAccounts, type NewAccountRow } from '../accounts/accounts.store.ts';
import { recordAuditEvent } from '../audit/audit.store.ts';
import type { Clock } from '../clock.ts';
import { findCompanyByCode, insertCompany } from '../companies/companies.store.ts';
import type { Engine } from '../db/engine.ts';
import { askAboutYear, planFiscalYear } from '../fiscal-years/calendar.ts';
import { refuseUnconfirmed } from '../fiscal-years/changeCalendar.ts';
import { insertFiscalYear, type FiscalYearRow } from '../fiscal-years/fiscalYears.store.ts';
import { genesisHash } from '../ledger/chain.ts';
import { findProfile, listProfiles, type CountryProfile } from '../profiles/profile.ts';
import { findShippedChart } from '../profiles/shippedChart.ts';
import { Refusal } from '../refusal.ts';
import { insertVoucherTypes } from '../vouchers/voucherTypes.store.ts';

export interface NewCompany {
  code: string;
  name: string;
  profile: string;
  /** Left out: the one of the country. */
  currency?: string | undefined;
  /** Left out: the country's usual chart. */
  chart?: string | undefined;
  /** Years to create; left out: the current calendar year. */
  fiscalYears?: { startsOn: LocalDate; endsOn: LocalDate }[] | undefined;
  /** What was asked and accepted: `fiscal-year-long`, `fiscal-year-gap`. */
  confirm?: readonly string[] | undefined;
}

/**
 * @returns the id of the new company
 * @throws Refusal `company-code-invalid`, `company-duplicate`, `profile-unknown`, `chart-unknown`, `currency-unknown`,
 *   and those of its fiscal years
 */
export async function createCompany(
  engine: Engine,
  clock: Clock,
  request: NewCompany,
): Promise<number> {
  const { profile, chart, currency, minorDigits, years } = planNewCompany(clock, request);
  const recordedAt = clock.now().toISOString();
  const uid = randomUUID();
  return engine.write(async (tx) => {
    await tx.holdName('companies');
    if (await findCompanyByCode(tx, request.code)) {
      const params = { company: request.code };
      throw new Refusal('conflict', reject('company-duplicate', params, { field: 'code' }));
    }
    const companyId = await insertCompany(tx, {
      uid,
      code: request.code,
      name: request.name.trim() || request.code,
      profile: profile.code,
      chart: chart.id,
      currency,
      minorDigits,
      // 0: the country writes no point shorthand.
      subaccountLength: profile.defaultSubaccountLength ?? 0,
      resultAccount: profile.resultAccountCode,
      lastSeq: 0,
      lastHash: genesisHash(uid),
      lastRecordedAt: null,
      lastVoucherId: 0,
      settingsVersion: 1,
      lockedThrough: null,
      lockedBy: null,
      lockedAt: null,
      createdAt: recordedAt,
    });
    await insertAccounts(tx, companyId, shippedAccounts(chart.id));
    const types = [...profile.voucherTypes].sort(
      (a, b) => Number(b.isDefault) - Number(a.isDefault),
    );
    await insertVoucherTypes(
      tx,
      companyId,
      types.map(({ code, name, purpose }) => ({ code, name, purpose })),
    );
    for (const { name, startsOn, endsOn } of years) {
      await insertFiscalYear(tx, companyId, { name, startsOn, endsOn });
    }
    await recordAuditEvent(tx, {
      ...{ companyId, recordedAt, userId: 0, action: 'createCompany', subject: request.code },
      detail: { profile: profile.code, chart: chart.id, currency },
    });
    return companyId;
  });
}

/**
 * What a new company would be, without any database.
 * @throws Refusal as `createCompany`, but for `company-duplicate`
 */
export function planNewCompany(clock: Clock, request: NewCompany) {
  const { profile, chart, currency, minorDigits, ...plan } = planCompany(request);
  const { years, rejections: ofYears } = planYears(request.fiscalYears ?? [calendarYear(clock)]);
  const rejections = [...plan.rejections, ...ofYears];
  if (rejections.length > 0 || !profile || !chart) throw new Refusal('invalid', rejections);
  const questions = years.flatMap((year, index) => askAboutYear(years.slice(0, index), year));
  refuseUnconfirmed(questions, request);
  return { profile, chart, currency, minorDigits, years };
}

/** The accounts of a shipped chart; where each closes is kept where the chart says so, and inherited below. */
function shippedAccounts(chartId: string): NewAccountRow[] {
  const chart = findShippedChart(chartId) ?? [];
  const byCode = new Map(chart.map((account) => [account.code, account]));
  return chart.map((account) => {
    const { code, name, kind, nature, requiresParty, requiresCostCenter } = account;
    const above = byCode.get(account.parentCode ?? '');
    const isStatedHere = account.closesInto !== above?.closesInto;
    return {
      ...{ code, name, kind, nature, requiresParty, requiresCostCenter },
      closesInto: (isStatedHere ? account.closesInto : null) ?? null,
      closesApart: account.closesApart === true && above?.closesApart !== true,
    };
  });
}

interface CompanyPlan {
  profile: CountryProfile | undefined;
  chart: { id: string } | undefined;
  currency: string;
  minorDigits: number;
  rejections: Rejection[];
}

function planCompany(request: NewCompany): CompanyPlan {
  const rejections: Rejection[] = [];
  if (!/^[A-Za-z0-9_-]{1,20}$/.test(request.code)) {
    const params = { company: request.code };
    rejections.push(reject('company-code-invalid', params, { field: 'code' }));
  }
  const profile = findProfile(request.profile.toUpperCase());
  if (!profile) {
    const known = listProfiles()
      .map((each) => `${each.code} (${each.name})`)
      .join(', ');
    const params = { profile: request.profile, known };
    rejections.push(reject('profile-unknown', params, { field: 'profile' }));
  }
  const charts = profile?.charts ?? [];
  const chart = request.chart
    ? charts.find(({ id }) => id === request.chart)
    : charts.find(({ isDefault }) => isDefault);
  if (profile && !chart) {
    const known = charts.map(({ id }) => id).join(', ');
    rejections.push(reject('chart-unknown', { chart: request.chart ?? '', known }));
  }
  const currency = (request.currency ?? profile?.defaultCurrency ?? '').toUpperCase();
  const minorDigits = minorDigitsOf(currency);
  if (profile && minorDigits === null) {
    rejections.push(reject('currency-unknown', { currency }, { field: 'currency' }));
  }
  return { profile, chart, currency, minorDigits: minorDigits ?? 2, rejections };
}

/** E02, E03: each as if it were added after the ones before it. */
function planYears(wanted: readonly { startsOn: LocalDate; endsOn: LocalDate }[]): {
  years: FiscalYearRow[];
  rejections: Rejection[];
} {
  const years: FiscalYearRow[] = [];
  const rejections: Rejection[] = [];
  const inOrder = [...wanted].sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1));
  for (const { startsOn, endsOn } of inOrder) {
    const plan = planFiscalYear({ years, lock: null }, { startsOn, endsOn });
    rejections.push(...plan.rejections);
    years.push({ id: years.length + 1, name: plan.name, startsOn, endsOn, state: 'open' });
  }
  return { years, rejections };
}

/** Decimals of an ISO 4217 currency, from the runtime's own table; null when there is no such code. */
function minorDigitsOf(currency: string): number | null {
  const known = Intl.supportedValuesOf('currency');
  // The bolívar's current code is newer than some runtimes' tables.
  if (!/^[A-Z]{3}$/.test(currency) || (!known.includes(currency) && currency !== 'VES'))
    return null;
  // Books are kept with decimals also where cash has none in practice (COP): ISO says 2, CLDR says 0.
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const isoZeroDigits = ['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']; // prettier-ignore
  if (isoZeroDigits.includes(currency)) return 0;
  return Math.max(2, digits.maximumFractionDigits ?? 2);
}

function calendarYear(clock: Clock): { startsOn: LocalDate; endsOn: LocalDate } {
  const year = yearOf(clock.today());
  return { startsOn: localDate(`${year}-01-01`), endsOn: localDate(`${year}-12-31`) };
}
