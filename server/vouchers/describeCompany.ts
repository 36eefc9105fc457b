// The company as the pane shows it: years, lock, pending drafts, last posting, and the words of its country.
import type { Company } from '../../shared/contract/companies.ts';
import type { Actor } from '../auth/permissions.ts';
import type { ReadTx } from '../db/engine.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { findOpeningDifferenceAccount } from './openingDifference.ts';
import { voucherLabel } from './voucherDetails.ts';
import { countDrafts, findLastPosted } from './vouchers.store.ts';

export async function describeCompany(
  tx: ReadTx,
  books: CompanyBooks,
  actor: Actor,
): Promise<Company> {
  const { company, profile, calendar, voucherTypes, writing } = books;
  const last = await findLastPosted(tx, company.id);
  const offeredAccount = findOpeningDifferenceAccount(books, 'credit');
  return {
    code: company.code,
    name: company.name,
    profile: company.profile,
    currency: company.currency,
    ...writing,
    role: actor.role,
    vocabulary: { ...profile.vocabulary },
    ledgerVersion: company.lastSeq,
    settingsVersion: company.settingsVersion,
    fiscalYears: [...calendar.years],
    lock: calendar.lock,
    voucherTypes: voucherTypes.map(({ code, name, purpose }) => ({
      code,
      name,
      isOpening: purpose === 'opening',
    })),
    defaultVoucherType: voucherTypes.find(({ purpose }) => purpose === 'ordinary')?.code ?? '',
    openingDifferenceAccount: offeredAccount
      ? { code: offeredAccount.code, name: offeredAccount.name }
      : null,
    draftCount: await countDrafts(tx, company.id),
    lastPosting: last
      ? { voucher: voucherLabel(last) ?? '', postedAt: last.postedAt ?? last.changedAt }
      : null,
  };
}
