// What the lines of a draft add up to. A draft is kept as it was sent, so its sums are those of the amounts that can
// be read, as validating it says: never a zero that looks like one.
import type { VoucherInput } from '../../shared/contract/vouchers.ts';
import type { MinorUnits } from '../../shared/money.ts';
import { readLineAmounts } from './lineAmounts.ts';

export function sumDraft(
  draft: string,
  minorDigits: number,
): { debit: MinorUnits; credit: MinorUnits } {
  const { lines } = JSON.parse(draft) as VoucherInput;
  let [debit, credit] = [0n, 0n];
  for (const line of lines) {
    const amounts = readLineAmounts(line, minorDigits);
    debit += amounts.debit;
    credit += amounts.credit;
  }
  return { debit, credit };
}
