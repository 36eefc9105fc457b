// Imports whole books in one transaction: chart, years, opening voucher and vouchers; all of it or, when it was asked
// for, what can be posted. What came in before is known by its own identity and is not posted again
// (features.md section 3, decision 9).
import { reject } from '../../shared/rejection.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import { writeCompany, type CompanyWriting } from '../companies/companyWrite.ts';
import { BooksReader } from '../vouchers/companyBooks.ts';
import type { LedgerContext } from '../vouchers/postReading.ts';
import { importAccounts } from './importAccounts.ts';
import { importOpening } from './importOpening.ts';
import { emptyReport, refusePart, type ImportChoices, type ImportReport } from './importReport.ts';
import { ImportRun, type ImportBounds } from './importRun.ts';
import { importNames, importTypes, importYears } from './importSettings.ts';
import { insertImport, listKnownVouchers, nextImportId } from './imports.store.ts';
import { unreadMembers, type NeutralBooks } from './neutralBooks.ts';

export interface ImportRequest extends ImportChoices {
  companyId: number;
  actor: Actor;
}

const usualBounds: ImportBounds = { lines: 5_000 };

/** Undoes everything that was written on the way. */
class Unwritten extends Error {
  readonly report: ImportReport;
  constructor(outcome: ImportReport['outcome'], report: ImportReport) {
    super(outcome);
    this.report = { ...report, outcome };
  }
}

/**
 * @returns what was done or, where nothing was written, what would have been and why it was not
 * @throws Refusal `permission-denied`
 */
export async function importBooks(
  context: LedgerContext,
  { companyId, actor, ...choices }: ImportRequest,
  books: NeutralBooks,
  bounds: ImportBounds = usualBounds,
): Promise<ImportReport> {
  for (const action of ['editChart', 'editYears'] as const) assertMay(actor, action);
  const request = { companyId, actor, idempotencyKey: null };
  const deed = { may: 'post', name: 'importBooks', input: null } as const;
  try {
    return await writeCompany(context, request, deed, async (writing) => {
      // Too many to be told one by one: whoever keeps balances reads what was added when it is asked.
      writing.tx.afterCommit(() => context.announce(companyId, []));
      return importInto(writing, books, choices, bounds);
    });
  } catch (error) {
    if (error instanceof Unwritten) return error.report;
    throw error;
  }
}

/** @throws Unwritten */
async function importInto(
  writing: CompanyWriting,
  books: NeutralBooks,
  choices: ImportChoices,
  bounds: ImportBounds,
): Promise<ImportReport> {
  const { tx, company } = writing;
  const source = (choices.source ?? books.source ?? books.company).trim();
  const report = emptyReport(source, company.lastSeq);
  report.unread = unreadMembers.filter((member) => books[member] !== undefined);
  refuseOtherBooks(books, company.currency, report);
  if (report.refused.length > 0) throw new Unwritten('refused', report);
  await importSettings(writing, books, choices, report);
  // Everything from here on sees the chart that was just completed.
  const completed = await new BooksReader().read(tx, company.id);
  const known = await listKnownVouchers(tx, company.id);
  const id = await nextImportId(tx, company.id);
  const run = new ImportRun(writing, completed, { id, choices, bounds, source, known }, report);
  const isOpen = await importOpening(run, books);
  await run.postVouchers(books);
  for (const [place, voucher] of books.rejected.entries()) run.checkRejected(voucher, place);
  if (run.isDoomed || !isOpen) throw new Unwritten('refused', report);
  await run.flush();
  if (!isAnythingNew(report)) {
    throw new Unwritten(report.refused.length > 0 ? 'refused' : 'nothing-new', report);
  }
  if (choices.rehearse) throw new Unwritten('rehearsed', report);
  await recordImport(writing, report, { id, file: choices.file ?? '' });
  return { ...report, id, ledgerVersion: run.ledgerVersion };
}

/** Books in another currency, and files without books, are not begun. */
function refuseOtherBooks(books: NeutralBooks, own: string, report: ImportReport): void {
  const currency = books.currency.trim().toUpperCase();
  if (currency !== '' && currency !== own) {
    const part = { what: 'archivo', pointer: '/currency' };
    refusePart(report, part, [reject('books-currency-differs', { currency, own })]);
  }
  const { accounts, fiscal_years: years, opening, vouchers, rejected, parties } = books;
  const lists = [accounts, years, opening, vouchers, rejected, parties, books.cost_centers];
  if (lists.every(({ length }) => length === 0)) {
    refusePart(report, { what: 'archivo', pointer: '' }, [reject('books-empty', {})]);
  }
}

async function importSettings(
  writing: CompanyWriting,
  books: NeutralBooks,
  { confirm = [] }: ImportChoices,
  report: ImportReport,
): Promise<void> {
  const { tx, company, recordedAt } = writing;
  const before = await new BooksReader().read(tx, company.id, company);
  await importYears(tx, before, books.fiscal_years, confirm, report);
  await importAccounts(tx, before, books.accounts, report);
  await importTypes(tx, before, books, report);
  await importNames(tx, before, books, recordedAt, report);
  await writing.changeSettings();
}

function isAnythingNew(report: ImportReport): boolean {
  const { vouchers, opening } = report;
  return vouchers > 0 || opening === 'posted' || isSettingsChanged(report);
}

function isSettingsChanged(report: ImportReport): boolean {
  const { createdAccounts, redefinedAccounts, createdYears, createdTypes } = report;
  const { createdParties, createdCostCenters } = report;
  const lists = [createdAccounts, redefinedAccounts, createdYears, createdTypes];
  return [...lists, createdParties, createdCostCenters].some(({ length }) => length > 0);
}

async function recordImport(
  writing: CompanyWriting,
  report: ImportReport,
  { id, file }: { id: number; file: string },
): Promise<void> {
  const { tx, company, recordedAt } = writing;
  const { source, createdAccounts, createdYears, createdTypes } = report;
  const vouchers = report.vouchers + (report.opening === 'posted' ? 1 : 0);
  const refused = report.refused.length;
  const created = {
    accounts: createdAccounts.map(({ code }) => code),
    ...{ years: createdYears, types: createdTypes },
  };
  await insertImport(tx, company.id, {
    ...{ id, source, file, importedAt: recordedAt, vouchers, refused },
    ...{ created: JSON.stringify(created), undoneAt: null },
  });
  await writing.record({ subject: source, detail: { import: id, file, vouchers, refused } });
}
