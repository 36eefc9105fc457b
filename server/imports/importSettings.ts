// Brings years, voucher types, third parties and cost centres of imported books into a company, where they are missing.
import { parseLocalDate } from '../../shared/localDate.ts';
import { canonicalPartyCode } from '../../shared/partyCode.ts';
import { rejectDate } from '../../shared/period.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { Tx } from '../db/engine.ts';
import { nameCodes } from '../dimensions/dimensions.store.ts';
import { askAboutYear, planFiscalYear } from '../fiscal-years/calendar.ts';
import { insertFiscalYear, listFiscalYears } from '../fiscal-years/fiscalYears.store.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import { insertVoucherTypes } from '../vouchers/voucherTypes.store.ts';
import { explainInFile } from './explainInFile.ts';
import { refusePart, type ImportReport } from './importReport.ts';
import type { NeutralBooks } from './neutralBooks.ts';

type NeutralYear = NeutralBooks['fiscal_years'][number];

/** @param confirm what was asked of years and accepted */
export async function importYears(
  tx: Tx,
  { company, writing }: CompanyBooks,
  years: readonly NeutralYear[],
  confirm: readonly string[],
  report: ImportReport,
): Promise<void> {
  for (const [place, year] of years.entries()) {
    const part = {
      what: `ejercicio del ${year.from.slice(0, 40)} al ${year.to.slice(0, 40)}`,
      pointer: `/fiscal_years/${place}`,
    };
    const rejections = await importYear(tx, company.id, year, confirm, report);
    refusePart(report, part, rejections, writing);
  }
}

async function importYear(
  tx: Tx,
  companyId: number,
  { from, to, name: given }: NeutralYear,
  confirm: readonly string[],
  report: ImportReport,
): Promise<Rejection[]> {
  const [startsOn, endsOn] = [parseLocalDate(from.trim()), parseLocalDate(to.trim())];
  const rejections: Rejection[] = [];
  if (!startsOn) rejections.push(rejectDate(from, { today: null }, { field: 'startsOn' }));
  if (!endsOn) rejections.push(rejectDate(to, { today: null }, { field: 'endsOn' }));
  if (!startsOn || !endsOn) return rejections;
  const years = await listFiscalYears(tx, companyId);
  if (years.some((year) => year.startsOn === startsOn && year.endsOn === endsOn)) return [];
  const input = { startsOn, endsOn, ...(given !== undefined && { name: given }) };
  const plan = planFiscalYear({ years, lock: null }, input);
  if (plan.rejections.length > 0) return plan.rejections;
  const asked = askAboutYear(years, input);
  // Books say which years they have: days between them are told, and not asked about.
  const gaps = asked.filter(({ code }) => code === 'fiscal-year-gap');
  const questions = asked.filter((each) => !gaps.includes(each));
  const open = questions.filter((question) => !confirm.includes(question.confirm ?? ''));
  if (open.length > 0) return open;
  await insertFiscalYear(tx, companyId, { name: plan.name, startsOn, endsOn });
  report.createdYears.push(plan.name);
  report.notices.push(...gaps.map((gap) => explainInFile(gap)));
  return [];
}

/** A series of the books becomes a voucher type of its own. */
export async function importTypes(
  tx: Tx,
  books: CompanyBooks,
  { vouchers }: NeutralBooks,
  report: ImportReport,
): Promise<void> {
  const known = new Set(books.voucherTypes.map(({ code }) => code));
  const missing = new Set<string>();
  for (const { series, type } of vouchers) {
    const code = seriesType(series);
    if (type === undefined && code !== null && !known.has(code)) missing.add(code);
  }
  const types = [...missing].map((code) => ({
    ...{ code, name: `Serie ${code}`, purpose: 'ordinary' as const },
  }));
  await insertVoucherTypes(tx, books.company.id, types, known.size + 1);
  report.createdTypes.push(...missing);
}

/** The voucher type that a series stands for; null: the company's usual one. */
export function seriesType(series: string): string | null {
  const code = series.trim().toUpperCase();
  return /^[0-9A-Z_-]{1,10}$/.test(code) ? code : null;
}

/** Third parties and cost centres that the file names: those without a name here take it. */
export async function importNames(
  tx: Tx,
  { company }: CompanyBooks,
  books: NeutralBooks,
  createdAt: string,
  report: ImportReport,
): Promise<void> {
  const parties = books.parties.map(({ code, name }) => ({
    ...{ code: canonicalPartyCode(code.trim()), name: name.trim() },
  }));
  const centers = books.cost_centers.map(({ code, name }) => ({
    ...{ code: code.trim(), name: name.trim() },
  }));
  const { id } = company;
  report.createdParties.push(...(await nameCodes(tx, id, 'parties', parties, createdAt)));
  report.createdCostCenters.push(...(await nameCodes(tx, id, 'costCenters', centers, createdAt)));
}
