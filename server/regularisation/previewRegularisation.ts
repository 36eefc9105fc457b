// What closing a year would post, without posting it.
import type { Regularisation } from '../../shared/contract/regularisation.ts';
import { formatDecimalAmount, type MinorUnits } from '../../shared/money.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import { listClosingCandidates, nameAccounts } from '../accounts/closingTarget.ts';
import type { ReadTx } from '../db/engine.ts';
import { listDimensionSets, type DimensionSet } from '../dimensions/dimensions.store.ts';
import type { FiscalYearRow } from '../fiscal-years/fiscalYears.store.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from '../vouchers/companyBooks.ts';
import { ClosingTargets } from './closingTargets.ts';
import {
  planRegularisation,
  type RegularisationPlan,
  type ResultBalance,
} from './planRegularisation.ts';
import { listRegularisationEntries } from './regularisationEntries.ts';
import { readYearBalances } from './yearBalances.store.ts';

/** A balance of the year with what its lines carry: the closing keeps it. */
export interface YearBalance extends ResultBalance, DimensionSet {
  book: number;
}

const noDimensions: DimensionSet = { party: '', costCenter: '' };

/** Reads the balances of a year and plans their regularisation. */
export async function planYear(
  tx: ReadTx,
  books: CompanyBooks,
  year: FiscalYearRow,
): Promise<RegularisationPlan<YearBalance>> {
  const rows = await readYearBalances(tx, books.company.id, year);
  const ids = [...new Set(rows.map(({ dimensionSetId }) => dimensionSetId))];
  const sets = await listDimensionSets(tx, books.company.id, ids);
  const balances = rows.map(({ accountId, dimensionSetId, book, amount }) => ({
    account: books.chart.get(accountId),
    ...(sets.get(dimensionSetId) ?? noDimensions),
    book,
    amount,
  }));
  return planRegularisation(new ClosingTargets(books), balances);
}

/** @throws Refusal `not-found` when there is no such year */
export async function previewRegularisation(
  tx: ReadTx,
  books: CompanyBooks,
  idOrName: string,
): Promise<Regularisation> {
  const year = findYear(books, idOrName);
  const plan = await planYear(tx, books, year);
  const write = (amount: MinorUnits) => formatDecimalAmount(amount, books.writing.minorDigits);
  const candidates = listClosingCandidates(books.chart);
  const left = sumByAccount(plan.withoutTarget);
  return {
    fiscalYear: year,
    ledgerVersion: books.company.lastSeq,
    entries: listRegularisationEntries(plan).map(({ description, lines }) => ({
      description,
      lines: lines.map(({ account, balance, amount }) => ({
        account: account.code,
        name: account.name,
        party: balance?.party || null,
        costCenter: balance?.costCenter || null,
        debit: write(amount > 0n ? amount : 0n),
        credit: write(amount < 0n ? -amount : 0n),
      })),
    })),
    targets: plan.transfers.map(({ target: { code, name }, amount }) => ({
      ...{ code, name },
      amount: write(amount),
    })),
    withoutTarget: left.map(([{ code, name }, amount]) => ({
      ...{ code, name },
      amount: write(amount),
      candidates: candidates.map((each) => ({ code: each.code, name: each.name })),
    })),
    rejections: left.map(([account, amount]) =>
      explainRejection(rejectWithoutTarget(account, write(amount), candidates), books.writing),
    ),
  };
}

/** Why a year can't be closed yet: names account, amount and what could take it. */
export function rejectWithoutTarget(
  { code, name }: ChartAccountNode,
  amount: string,
  candidates: readonly ChartAccountNode[],
): Rejection {
  const params = { account: code, name, amount, candidates: nameAccounts(candidates) };
  return reject('closing-without-target', params, { field: 'closesInto' });
}

/** By its name, which is what people say; else by its id. */
function findYear({ calendar }: CompanyBooks, idOrName: string): FiscalYearRow {
  const { years } = calendar;
  const year =
    years.find(({ name }) => name === idOrName) ?? years.find(({ id }) => String(id) === idOrName);
  if (year) return year;
  throw new Refusal('not-found', reject('not-found', { what: `el ejercicio «${idOrName}»` }));
}

/** Third parties apart, an account has one balance; parts that cancel out leave nothing to ask. */
function sumByAccount(balances: readonly ResultBalance[]): [ChartAccountNode, MinorUnits][] {
  const sums = new Map<ChartAccountNode, MinorUnits>();
  for (const { account, amount } of balances) {
    sums.set(account, (sums.get(account) ?? 0n) + amount);
  }
  return [...sums].filter(([, sum]) => sum !== 0n);
}
