// Brings the chart and the years of imported books into a company: what is missing is created, what
// exists without postings takes the name and kind that the books give it.
import { usualNature, type AccountKind } from '../../shared/account.ts';
import { parentCodeAmong } from '../../shared/accountCode.ts';
import { parseLocalDate } from '../../shared/localDate.ts';
import { rejectDate } from '../../shared/period.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { parentOf, planAccount } from '../accounts/accounts.ts';
import {
  findAccountsWithPostings,
  insertAccounts,
  redefineAccount,
  type NewAccountRow,
} from '../accounts/accounts.store.ts';
import type { ChartIndex } from '../accounts/chartIndex.ts';
import type { Tx } from '../db/engine.ts';
import { planFiscalYear } from '../fiscal-years/calendar.ts';
import { insertFiscalYear, listFiscalYears } from '../fiscal-years/fiscalYears.store.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import { insertVoucherTypes } from '../vouchers/voucherTypes.store.ts';
import type { NeutralBooks } from './neutralBooks.ts';

/** `result` is the account that takes the year's result inside the income statement of some charts. */
const kindsBySourceType: Record<string, AccountKind> = {
  asset: 'asset',
  liability: 'liability',
  equity: 'equity',
  income: 'income',
  expense: 'expense',
  cost: 'cost',
  result: 'expense',
};

export interface ImportedChart {
  createdAccounts: string[];
  redefinedAccounts: string[];
  /** Created without the books or the chart saying what they are: taken as assets. */
  unclassifiedAccounts: string[];
  createdYears: string[];
  rejections: Rejection[];
}

/** Creates what the books need and the company lacks. */
export async function importChart(
  tx: Tx,
  company: CompanyBooks,
  books: NeutralBooks,
): Promise<ImportedChart> {
  const report: ImportedChart = {
    createdAccounts: [],
    redefinedAccounts: [],
    unclassifiedAccounts: [],
    createdYears: [],
    rejections: [],
  };
  await importYears(tx, company, books, report);
  await importAccounts(tx, company, books, report);
  await importTypes(tx, company, books);
  return report;
}

async function importYears(
  tx: Tx,
  { company }: CompanyBooks,
  { fiscal_years: wanted }: NeutralBooks,
  report: ImportedChart,
): Promise<void> {
  for (const { from, to } of wanted) {
    const [startsOn, endsOn] = [parseLocalDate(from), parseLocalDate(to)];
    if (!startsOn || !endsOn) {
      const text = startsOn ? to : from;
      report.rejections.push(rejectDate(text, { today: null }, { field: 'startsOn' }));
      continue;
    }
    const years = await listFiscalYears(tx, company.id);
    if (years.some((year) => year.startsOn === startsOn && year.endsOn === endsOn)) continue;
    const plan = planFiscalYear({ years, lock: null }, { startsOn, endsOn });
    if (plan.rejections.length > 0) {
      report.rejections.push(...plan.rejections);
      continue;
    }
    await insertFiscalYear(tx, company.id, { name: plan.name, startsOn, endsOn });
    report.createdYears.push(plan.name);
  }
}

async function importAccounts(
  tx: Tx,
  { company, chart: before }: CompanyBooks,
  books: NeutralBooks,
  report: ImportedChart,
): Promise<void> {
  const used = await findAccountsWithPostings(
    tx,
    company.id,
    before.accounts.map(({ id }) => id),
  );
  const declared = declaredAccounts(books, before, report);
  // Shorter codes first, so that an account finds the one above it.
  const codes = [...declared.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const rows: NewAccountRow[] = [];
  const created = new Map<string, AccountKind>();
  for (const code of codes) {
    const { name, type } = declared.get(code)!;
    const kind = type == null ? undefined : kindsBySourceType[type];
    const existing = before.find(code);
    if (existing) {
      const isFree = existing.children.length === 0 && !used.has(existing.id);
      const isSame = existing.name === name && (kind ?? existing.kind) === existing.kind;
      if (!isFree || isSame || name === '') continue;
      const nature = kind && kind !== 'memorandum' ? usualNature(kind) : existing.nature;
      await redefineAccount(tx, company.id, existing.id, {
        name,
        kind: kind ?? existing.kind,
        nature,
      });
      report.redefinedAccounts.push(code);
      continue;
    }
    const above = parentCodeAmong(code, (candidate) => created.has(candidate)) ?? '';
    const inherited = created.get(above) ?? parentOf(before, code)?.kind;
    const plan = planAccount(
      before,
      {
        code,
        name: name || code,
        kind: kind ?? inherited ?? 'asset',
        // Books from elsewhere name no third parties on their lines.
        requiresParty: false,
        requiresCostCenter: false,
      },
      (id) => used.has(id),
    );
    if (!('row' in plan)) {
      report.rejections.push(...plan.rejections);
      continue;
    }
    if (kind === undefined && inherited === undefined) report.unclassifiedAccounts.push(code);
    rows.push(plan.row);
    created.set(code, plan.row.kind);
    report.createdAccounts.push(code);
  }
  await insertAccounts(tx, company.id, rows);
}

/**
 * Accounts of the list, and those that only the opening or the lines name (they occur in real exports).
 * What the chart reads in a code decides, as in every voucher that names it afterwards.
 */
function declaredAccounts(
  books: NeutralBooks,
  chart: ChartIndex,
  report: ImportedChart,
): Map<string, { name: string; type: string | null }> {
  const declared = new Map<string, { name: string; type: string | null }>();
  for (const { code: written, name, type } of books.accounts) {
    const code = chart.newCode(written);
    if (code === null) {
      const refusal = reject('account-code-invalid', { account: written }, { field: 'code' });
      report.rejections.push(refusal);
    } else if (!declared.has(code)) {
      declared.set(code, { name: name.slice(0, 120), type: type ?? null });
    }
  }
  const named = [books.opening, ...books.vouchers.map(({ lines }) => lines)];
  for (const { code: written } of named.flat()) {
    // A code of a line that is none is refused with its voucher.
    const code = chart.resolve(written)?.code ?? chart.newCode(written);
    if (code !== null && !declared.has(code)) declared.set(code, { name: '', type: null });
  }
  return declared;
}

/** A series of the books becomes a voucher type of its own. */
async function importTypes(tx: Tx, company: CompanyBooks, books: NeutralBooks): Promise<void> {
  const known = new Set(company.voucherTypes.map(({ code }) => code));
  const missing = new Set<string>();
  for (const { series } of books.vouchers) {
    const code = seriesType(series);
    if (code !== null && !known.has(code)) missing.add(code);
  }
  await insertVoucherTypes(
    tx,
    company.company.id,
    [...missing].map((code) => ({ code, name: `Serie ${code}`, purpose: 'ordinary' as const })),
    known.size + 1,
  );
}

/** The voucher type that a series stands for; null: the company's usual one. */
export function seriesType(series: string): string | null {
  const code = series.trim().toUpperCase();
  return /^[0-9A-Z_-]{1,10}$/.test(code) ? code : null;
}
