// «Validar»: the same rules as posting, without writing anything; all rejections at once.
import type { Validation, VoucherInput } from '../../shared/contract/vouchers.ts';
import { formatDecimalAmount } from '../../shared/money.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { Engine } from '../db/engine.ts';
import { explainAtPace } from '../explainAtPace.ts';
import { Pace, runAtPace } from '../pace.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { ordinaryPlan, planInSteps, type VoucherReading } from './planVoucher.ts';
import { findNewCodes } from './voucherDetails.ts';

/** Of the pace: a step of lines takes about as long as so many balances. */
export const unitsPerStep = 2_000;

/** Reads outside of any snapshot: twenty thousand lines hold nobody up, neither in the server nor in its database. */
export async function validateVoucher(
  engine: Pick<Engine, 'read'>,
  books: CompanyBooks,
  input: VoucherInput,
  pace: Pace = new Pace(),
): Promise<Validation> {
  const reading = await runAtPace(planInSteps(books, input, ordinaryPlan), pace, unitsPerStep);
  const { notices } = await engine.read((tx) =>
    findNewCodes(tx, books.company.id, reading.plan?.lines ?? []),
  );
  return validationOf(books, reading, [...reading.notices, ...notices], pace);
}

/** How a reading looks on the wire. */
export async function validationOf(
  books: CompanyBooks,
  reading: VoucherReading,
  notices: readonly Rejection[],
  pace: Pace,
): Promise<Validation> {
  const write = (amount: bigint) => formatDecimalAmount(amount, books.writing.minorDigits);
  const { debitTotal, creditTotal, rejections, accountNames } = reading;
  return {
    ok: rejections.length === 0,
    rejections: await explainAtPace(rejections, pace, books.writing),
    notices: await explainAtPace(notices, pace, books.writing),
    totals: {
      debit: write(debitTotal),
      credit: write(creditTotal),
      difference: write(debitTotal - creditTotal),
    },
    accountNames: Object.fromEntries(accountNames),
  };
}
