// Invariant 1: debe equals haber in the voucher, in each of its partidas, and there among the memorandum accounts
// and among the others: what the memorandum accounts record is no part of the balance sheet.
import { formatDecimalAmount, maxAmountMinor, type MinorUnits } from '../../shared/money.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import type { CompanyBooks } from './companyBooks.ts';
import type { PlannedLine } from './planVoucher.ts';

interface Sums {
  debit: MinorUnits;
  credit: MinorUnits;
}

interface EntrySums extends Sums {
  /** The memorandum accounts of the partida; null where it has none. */
  memorandum: (Sums & { codes: Set<string>; line: number }) | null;
}

/** How many accounts a sentence names. */
const mostNamed = 3;

/**
 * What does not balance (C01).
 * @param inputCount lines that were sent: more than `lines` when some have no usable account
 */
export function checkBalance(
  books: CompanyBooks,
  inputCount: number,
  lines: readonly PlannedLine[],
  totals: Sums,
): Rejection[] {
  const write = (amount: MinorUnits) => formatDecimalAmount(amount, books.writing.minorDigits);
  const { debit: debitTotal, credit: creditTotal } = totals;
  const rejections: Rejection[] = [];
  if (debitTotal > maxAmountMinor || creditTotal > maxAmountMinor) {
    const largest = debitTotal > creditTotal ? debitTotal : creditTotal;
    rejections.push(reject('amount-too-large', { text: write(largest) }));
  }
  if (inputCount === 0) return rejections;
  // A line without a usable account is missing from its entry: that is already said, not this.
  const entries = lines.length < inputCount ? new Map<number, EntrySums>() : sumEntries(lines);
  const mixed = [...entries].flatMap(([entry, sums]) => refuseMixture(entry, sums, write));
  if (debitTotal !== creditTotal) {
    const isMemorandumAlone = mixed.length > 0 && [...entries.values()].every(isRealBalanced);
    const unbalanced = reject('voucher-unbalanced', writeSums(totals, write));
    return [...rejections, ...(isMemorandumAlone ? mixed : [unbalanced])];
  }
  for (const [entry, sums] of entries) {
    if (sums.debit === sums.credit) continue;
    const params = { entry, ...writeSums(sums, write) };
    rejections.push(reject('entry-unbalanced', params, { field: 'entry' }));
  }
  return rejections.length > 0 ? rejections : mixed;
}

function sumEntries(lines: readonly PlannedLine[]): Map<number, EntrySums> {
  const entries = new Map<number, EntrySums>();
  for (const { entry, account, line, debit, credit } of lines) {
    let sums = entries.get(entry);
    if (!sums) entries.set(entry, (sums = { debit: 0n, credit: 0n, memorandum: null }));
    sums.debit += debit;
    sums.credit += credit;
    if (account.kind !== 'memorandum') continue;
    sums.memorandum ??= { debit: 0n, credit: 0n, codes: new Set(), line };
    sums.memorandum.debit += debit;
    sums.memorandum.credit += credit;
    sums.memorandum.codes.add(account.code);
  }
  return entries;
}

function refuseMixture(
  entry: number,
  { memorandum }: EntrySums,
  write: (amount: MinorUnits) => string,
): Rejection[] {
  if (memorandum === null || memorandum.debit === memorandum.credit) return [];
  const { codes, line } = memorandum;
  const named = [...codes].slice(0, mostNamed).join(', ');
  const accounts = codes.size > mostNamed ? `${named}…` : named;
  const params = { entry, accounts, ...writeSums(memorandum, write) };
  return [reject('memorandum-unbalanced', params, { line, field: 'account' })];
}

function isRealBalanced({ debit, credit, memorandum }: EntrySums): boolean {
  return debit - (memorandum?.debit ?? 0n) === credit - (memorandum?.credit ?? 0n);
}

function writeSums({ debit, credit }: Sums, write: (amount: MinorUnits) => string) {
  return { debit: write(debit), credit: write(credit), difference: write(debit - credit) };
}
