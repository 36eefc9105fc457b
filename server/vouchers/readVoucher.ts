// How a stored voucher looks on the wire, drafts included.
import type { Voucher, VoucherInput, VoucherSummary } from '../../shared/contract/vouchers.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import type { ChartAccountNode } from '../accounts/chartIndex.ts';
import { findPersonName } from '../auth/people.store.ts';
import type { ReadTx } from '../db/engine.ts';
import { listDimensionSets, type DimensionSet } from '../dimensions/dimensions.store.ts';
import { forEachAtPace, Pace } from '../pace.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { sumDraft } from './draftTotals.ts';
import type { PlannedLine, PlannedVoucher } from './planVoucher.ts';
import { voucherLabel } from './voucherDetails.ts';
import type { Posting } from '../ledger/posting.ts';
import { listPostings } from '../ledger/ledger.store.ts';
import type { VoucherRow } from './vouchers.store.ts';

/** Where the lines of a voucher are in the log; nowhere while it is a draft. */
export type PlaceInLog = Pick<VoucherRow, 'firstSeq' | 'lastSeq'>;

/** Everything but the lines. */
export async function readVoucherSummary(
  tx: ReadTx,
  books: CompanyBooks,
  row: VoucherRow,
): Promise<VoucherSummary> {
  return summaryOf(books, row, await findPersonName(tx, books.company.id, row.changedBy));
}

/** A voucher just posted, from its plan: nothing is read back. */
export async function describePosted(
  books: CompanyBooks,
  row: VoucherRow,
  plan: PlannedVoucher,
  changedBy: string,
): Promise<Voucher> {
  const lines: Voucher['lines'] = [];
  await forEachAtPace(plan.lines, new Pace(), (line, index) => {
    lines.push(describeLine(books, line.account, { ...line, line: index + 1 }));
  });
  return { ...summaryOf(books, row, changedBy), lines };
}

function summaryOf(books: CompanyBooks, row: VoucherRow, changedBy: string): VoucherSummary {
  const { minorDigits } = books.writing;
  const write = (amount: bigint) => formatDecimalAmount(amount, minorDigits);
  const totals =
    row.draft === null
      ? { debit: row.debitTotal, credit: row.creditTotal }
      : sumDraft(row.draft, minorDigits);
  const year = books.calendar.years.find(({ id }) => id === row.fiscalYearId);
  return {
    id: row.uid,
    state: row.state as VoucherSummary['state'],
    type: row.type,
    number: row.number,
    label: voucherLabel(row),
    date: row.date,
    fiscalYear: year?.name ?? null,
    description: row.description,
    reference: row.reference,
    version: row.version,
    changedBy,
    changedAt: row.changedAt,
    postedAt: row.postedAt,
    totals: { debit: write(totals.debit), credit: write(totals.credit) },
    lineCount: row.lineCount,
  };
}

export async function readVoucher(
  tx: ReadTx,
  books: CompanyBooks,
  row: VoucherRow,
): Promise<Voucher> {
  const summary = await readVoucherSummary(tx, books, row);
  if (row.draft !== null) {
    const { lines } = JSON.parse(row.draft) as VoucherInput;
    const nameOf = (code: string): string => books.chart.resolve(code)?.name ?? '';
    return { ...summary, lines: describeDraftLines(lines, nameOf) };
  }
  return { ...summary, lines: await readLines(tx, books, row) };
}

/** The lines of a voucher that posted, as they are shown. */
export async function readLines(
  tx: ReadTx,
  books: CompanyBooks,
  place: PlaceInLog,
): Promise<Voucher['lines']> {
  const rows = await listLines(tx, books.company.id, place);
  return rows.map((line) =>
    describeLine(books, books.chart.get(line.accountId), { ...line, reference: line.documentRef }),
  );
}

function describeLine(
  { writing }: CompanyBooks,
  account: ChartAccountNode,
  line: Omit<PlannedLine, 'account'>,
): Voucher['lines'][number] {
  return {
    line: line.line,
    entry: line.entry,
    account: account.code,
    accountName: account.name,
    party: line.party || null,
    costCenter: line.costCenter || null,
    description: line.description,
    reference: line.reference,
    debit: formatDecimalAmount(line.debit, writing.minorDigits),
    credit: formatDecimalAmount(line.credit, writing.minorDigits),
    dueDate: line.dueDate,
  };
}

/** What a voucher posted last, which also a voided one still shows. */
export function listOwnPostings(
  tx: ReadTx,
  companyId: number,
  { firstSeq, lastSeq }: PlaceInLog,
): Promise<Posting[]> {
  if (firstSeq === null || lastSeq === null) throw new Error('a draft has no postings');
  return listPostings(tx, companyId, firstSeq - 1, lastSeq);
}

/** The lines of a posted voucher with their third party and cost centre, empty where they have none. */
export async function listLines(
  tx: ReadTx,
  companyId: number,
  place: PlaceInLog,
): Promise<(Posting & DimensionSet)[]> {
  const lines = await listOwnPostings(tx, companyId, place);
  const setIds = [...new Set(lines.map((line) => line.dimensionSetId))].filter((id) => id !== 0);
  const sets = await listDimensionSets(tx, companyId, setIds);
  const none: DimensionSet = { party: '', costCenter: '' };
  return lines.map((line) => ({ ...line, ...(sets.get(line.dimensionSetId) ?? none) }));
}

/** Lines of a draft as they were sent, whatever they say. */
export function describeDraftLines(
  lines: VoucherInput['lines'],
  nameOf: (account: string) => string,
): Voucher['lines'] {
  return lines.map((line) => ({
    line: line.line,
    entry: line.entry ?? 1,
    account: line.account ?? '',
    accountName: nameOf(line.account ?? ''),
    party: line.party ?? null,
    costCenter: line.costCenter ?? null,
    description: line.description ?? '',
    reference: line.reference ?? '',
    debit: line.debit ?? '0',
    credit: line.credit ?? '0',
    dueDate: line.dueDate?.trim() || null,
  }));
}
