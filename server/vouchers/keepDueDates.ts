// A voucher that is edited where due dates have no column (a sheet) keeps them: what is not said is as it was.
import type { VoucherLineInput } from '../../shared/contract/vouchers.ts';
import { canonicalPartyCode } from '../../shared/partyCode.ts';
import type { CompanyBooks } from './companyBooks.ts';

type DueLine = Pick<VoucherLineInput, 'account' | 'party' | 'dueDate'>;

/**
 * Gives each line that says nothing of it (`dueDate` left out; an empty one says that there is none) the due date that
 * the lines of the same account and third party had before, in their order.
 */
export function keepDueDates(
  { chart }: CompanyBooks,
  before: readonly DueLine[],
  lines: readonly VoucherLineInput[],
): VoucherLineInput[] {
  const keyOf = ({ account = '', party = '' }: DueLine): string =>
    `${chart.resolve(account.trim())?.code ?? account.trim()}\n${canonicalPartyCode(party.trim())}`;
  const known = new Map<string, (string | undefined)[]>();
  for (const line of before) {
    const dates = known.get(keyOf(line));
    if (dates) dates.push(line.dueDate);
    else known.set(keyOf(line), [line.dueDate]);
  }
  return lines.map((line) => {
    const kept = known.get(keyOf(line))?.shift();
    return line.dueDate === undefined && kept !== undefined ? { ...line, dueDate: kept } : line;
  });
}
