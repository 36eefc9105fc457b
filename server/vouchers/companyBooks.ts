// What the rules need to know of a company, read once per version of its settings.
import { listAccounts } from '../accounts/accounts.store.ts';
import { ChartIndex } from '../accounts/chartIndex.ts';
import { getCompany, type CompanyRow } from '../companies/companies.store.ts';
import type { ReadTx, Tx } from '../db/engine.ts';
import type { Calendar, LockState } from '../fiscal-years/calendar.ts';
import { listFiscalYears } from '../fiscal-years/fiscalYears.store.ts';
import { writingOf } from '../profiles/companyWriting.ts';
import { findProfile, type CountryProfile } from '../profiles/profile.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import { listVoucherTypes, type VoucherTypeRow } from './voucherTypes.store.ts';

export interface CompanyBooks {
  company: CompanyRow;
  profile: CountryProfile;
  writing: AmountWriting;
  chart: ChartIndex;
  calendar: Calendar;
  voucherTypes: readonly VoucherTypeRow[];
}

type SettledBooks = Pick<CompanyBooks, 'chart' | 'voucherTypes'> & {
  settingsVersion: number;
  years: Calendar['years'];
};

/** Books by company; the chart is rebuilt only when the settings version moves. */
export class BooksReader {
  readonly #settled = new Map<number, SettledBooks>();

  async read(tx: ReadTx, companyId: number, held?: CompanyRow): Promise<CompanyBooks> {
    const company = held ?? (await getCompany(tx, companyId));
    const { chart, years, voucherTypes } = await this.#settle(tx, company);
    const profile = findProfile(company.profile);
    if (!profile) throw new Error(`company ${company.code} has an unknown profile`);
    return {
      company,
      profile,
      writing: writingOf(company),
      chart,
      calendar: { years, lock: lockOf(company) },
      voucherTypes,
    };
  }

  async #settle(tx: ReadTx, company: CompanyRow): Promise<SettledBooks> {
    const known = this.#settled.get(company.id);
    if (known?.settingsVersion === company.settingsVersion) return known;
    const fresh: SettledBooks = {
      settingsVersion: company.settingsVersion,
      chart: new ChartIndex(await listAccounts(tx, company.id), company.subaccountLength),
      years: await listFiscalYears(tx, company.id),
      voucherTypes: await listVoucherTypes(tx, company.id),
    };
    // What a writing transaction sees may still be rolled back: remember it once it is committed.
    if (isWriting(tx)) tx.afterCommit(() => this.#settled.set(company.id, fresh));
    else this.#settled.set(company.id, fresh);
    return fresh;
  }
}

function isWriting(tx: ReadTx): tx is Tx {
  return 'isWrite' in tx;
}

function lockOf(company: CompanyRow): LockState | null {
  const { lockedThrough, lockedBy, lockedAt } = company;
  if (lockedThrough === null) return null;
  return {
    lockedThrough: lockedThrough as LockState['lockedThrough'],
    lockedBy: lockedBy ?? '',
    lockedAt: lockedAt ?? '',
  };
}
