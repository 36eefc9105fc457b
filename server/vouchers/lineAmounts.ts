// Reads the debe and haber of a line: one of them, positive, with the currency's decimals.
import type { VoucherLineInput } from '../../shared/contract/vouchers.ts';
import { maxAmountMinor, parseDecimalAmount, type MinorUnits } from '../../shared/money.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';

export interface LineAmounts {
  debit: MinorUnits;
  credit: MinorUnits;
  rejections: Rejection[];
}

/** Amounts that were rejected count as zero. */
export function readLineAmounts(input: VoucherLineInput, minorDigits: number): LineAmounts {
  const rejections: Rejection[] = [];
  const debit = readSide(input, 'debit', minorDigits, rejections);
  const credit = readSide(input, 'credit', minorDigits, rejections);
  if (rejections.length > 0) return { debit, credit, rejections };
  if (debit !== 0n && credit !== 0n) {
    const params = { debit: input.debit ?? '', credit: input.credit ?? '' };
    rejections.push(reject('line-both-sides', params, { line: input.line, field: 'credit' }));
  } else if (debit === 0n && credit === 0n) {
    rejections.push(reject('line-without-amount', {}, { line: input.line, field: 'debit' }));
  }
  return { debit, credit, rejections };
}

function readSide(
  input: VoucherLineInput,
  field: 'debit' | 'credit',
  minorDigits: number,
  rejections: Rejection[],
): MinorUnits {
  const text = input[field];
  if (text === undefined) return 0n;
  const place = { line: input.line, field };
  const amountMinor = parseDecimalAmount(text, minorDigits);
  if (amountMinor === null) {
    rejections.push(reject('amount-too-many-decimals', { text, decimals: minorDigits }, place));
    return 0n;
  }
  if (amountMinor < 0n) {
    rejections.push(reject('line-negative-amount', { amount: text }, place));
    return 0n;
  }
  if (amountMinor > maxAmountMinor) {
    rejections.push(reject('amount-too-large', { text }, place));
    return 0n;
  }
  return amountMinor;
}
