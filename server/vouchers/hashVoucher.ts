// The hash of a voucher's own row: its batch in the log seals it, so that what people read of a voucher is what was
// recorded, number, dates and words too.
import { shortHash } from '../db/hashBytes.ts';
import type { VoucherRow } from './vouchers.store.ts';

/** The row as code has it or as either database gives it: the canonical text of a bigint and of a number is the same. */
export type HashedVoucher = {
  [K in keyof VoucherRow]: VoucherRow[K] extends string | null
    ? VoucherRow[K]
    : VoucherRow[K] | bigint;
};

export function hashVoucher(v: HashedVoucher): string {
  return shortHash(
    `${v.id}|${JSON.stringify(v.uid)}|${v.state}|${JSON.stringify(v.type)}|${v.number ?? ''}|${v.numberScope ?? ''}|` +
      `${v.fiscalYearId ?? ''}|${JSON.stringify(v.date)}|${JSON.stringify(v.description)}|` +
      `${JSON.stringify(v.reference)}|${v.origin}|${v.debitTotal}|${v.creditTotal}|${v.lineCount}|${v.version}|` +
      `${v.firstSeq ?? ''}|${v.lastSeq ?? ''}|${v.changedBy}|` +
      `${JSON.stringify(v.changedAt)}|${JSON.stringify(v.postedAt)}|${v.draft ?? ''}`,
  );
}
