// «Validar»: the same rules as posting, without writing anything; all rejections at once.
import type { Validation, VoucherInput } from '../../shared/contract/vouchers.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { ReadTx } from '../db/engine.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { planVoucher, type VoucherReading } from './planVoucher.ts';
import { findNewCodes } from './voucherDetails.ts';

export async function validateVoucher(
  tx: ReadTx,
  books: CompanyBooks,
  input: VoucherInput,
): Promise<Validation> {
  const reading = planVoucher(books, input);
  const { notices } = await findNewCodes(tx, books.company.id, reading.plan?.lines ?? []);
  return validationOf(books, reading, [...reading.notices, ...notices]);
}

/** How a reading looks on the wire. */
export function validationOf(
  books: CompanyBooks,
  reading: VoucherReading,
  notices: readonly Rejection[],
): Validation {
  const write = (amount: bigint) => formatDecimalAmount(amount, books.writing.minorDigits);
  const explain = (rejection: Rejection) => explainRejection(rejection, books.writing);
  const { debitTotal, creditTotal, rejections, accountNames } = reading;
  return {
    ok: rejections.length === 0,
    rejections: rejections.map(explain),
    notices: notices.map(explain),
    totals: {
      debit: write(debitTotal),
      credit: write(creditTotal),
      difference: write(debitTotal - creditTotal),
    },
    accountNames: Object.fromEntries(accountNames),
  };
}
