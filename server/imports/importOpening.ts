// The opening of imported books: once per year and source. The same again is skipped, another is asked about, and a
// difference is never guessed away (B03).
import type { VoucherInput } from '../../shared/contract/vouchers.ts';
import { reject } from '../../shared/rejection.ts';
import { askBeforeAdding, readOpening } from '../vouchers/openingBalances.ts';
import type { ImportRun } from './importRun.ts';
import type { KnownVoucher } from './imports.store.ts';
import type { NeutralBooks } from './neutralBooks.ts';
import { readNeutralOpening } from './readNeutralVoucher.ts';

const part = { what: 'apertura', pointer: '/opening' } as const;

/** @returns whether it may be gone on: books without their opening would be off from the first day */
export async function importOpening(
  run: ImportRun,
  { opening, fiscal_years: years }: NeutralBooks,
): Promise<boolean> {
  const { report, choices, books } = run;
  const { lines, zeroLines } = readNeutralOpening(opening);
  if (zeroLines.length > 0) report.zeroLines.push({ what: part.what, lines: zeroLines });
  if (lines.length === 0) return true;
  const [first] = years.map(({ from }) => from.trim()).sort(compareTexts);
  const date = first ?? books.calendar.years[0]?.startsOn ?? '';
  const sorted = lines.toSorted((a, b) => compareTexts(a.account ?? '', b.account ?? ''));
  const contentHash = run.hash({ date, lines: sorted });
  const before = listBefore(run, date);
  const same = before.find((known) => known.contentHash === contentHash);
  if (same) return skip(run, same, 'same');
  const standing = before.find(({ state }) => state !== 'voided');
  if (standing && choices.keepOpening) return skip(run, standing, 'kept');
  const { differenceAccount, confirm } = choices;
  const input = {
    ...{ lines, date },
    ...(differenceAccount !== undefined && { differenceAccount }),
    ...(confirm !== undefined && { confirm: [...confirm] }),
  };
  const read = readOpening(books, input);
  if (standing) {
    if (read.plan && (await run.standsAs(standing, read.plan))) return skip(run, standing, 'same');
    const { label, date: day, batchId } = standing;
    const params = { voucher: label, date: day, import: batchId };
    run.refuse(part.what, part.pointer, [reject('import-opening-changed', params)]);
    return false;
  }
  const { tx } = run.writing;
  const { plan, rejections } = await askBeforeAdding(tx, books, input, read);
  if (!plan) {
    run.refuse(part.what, part.pointer, rejections);
    return false;
  }
  report.opening = 'posted';
  report.openingLines = plan.lines.length;
  const identity = {
    isOpening: true,
    series: '',
    number: '',
    date: plan.date,
    contentHash,
  } as const;
  await run.post(plan, identity);
  return true;
}

function listBefore(run: ImportRun, date: VoucherInput['date'] = ''): KnownVoucher[] {
  const year = run.yearOf(date);
  return run.known.filter((known) => known.isOpening && run.yearOf(known.date) === year);
}

function skip(run: ImportRun, known: KnownVoucher, opening: 'same' | 'kept'): true {
  run.report.opening = opening;
  run.skip(part.what, known);
  return true;
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
