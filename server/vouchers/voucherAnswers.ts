// How the answer of a voucher is kept under its key: without its lines, which are in the log for ever or came with the
// request itself. The names of their accounts are kept, so that the answer stays the same when the chart changes.
import type { Voucher, VoucherInput, VoucherResult } from '../../shared/contract/vouchers.ts';
import type { Keeping } from '../companies/givenAnswers.ts';
import type { BooksReader } from './companyBooks.ts';
import { describeDraftLines, readLines } from './readVoucher.ts';

type KeptAnswer = Omit<VoucherResult, 'voucher'> & {
  voucher: Omit<Voucher, 'lines'>;
  /** By code, as the lines write it. */
  names: Record<string, string>;
};

function keepWithoutLines({ voucher: { lines, ...voucher }, ...rest }: VoucherResult): KeptAnswer {
  const names = Object.fromEntries(lines.map(({ account, accountName }) => [account, accountName]));
  return { voucher, ...rest, names };
}

/** Of a voucher that posted: the version after a posting is the place of its last line. */
export function postedKeeping(books: BooksReader): Keeping<VoucherResult> {
  return {
    keep: keepWithoutLines,
    complete: async (kept, { tx, company }) => {
      const { names, voucher, ...rest } = kept as KeptAnswer;
      const { ledgerVersion: lastSeq } = rest;
      const place = { firstSeq: lastSeq - voucher.lineCount + 1, lastSeq };
      const lines = await readLines(tx, await books.read(tx, company.id, company), place);
      return { voucher: { ...voucher, lines: withNames(lines, names) }, ...rest };
    },
  };
}

/** Of a draft: a repeated request says the same lines, or it would not be the same request. */
export function draftKeeping(asked: VoucherInput['lines']): Keeping<VoucherResult> {
  return {
    keep: keepWithoutLines,
    complete: (kept) => {
      const { names, voucher, ...rest } = kept as KeptAnswer;
      const lines = describeDraftLines(asked, (code) => names[code] ?? '');
      return { voucher: { ...voucher, lines }, ...rest };
    },
  };
}

function withNames(lines: Voucher['lines'], names: Record<string, string>): Voucher['lines'] {
  return lines.map((line) => ({ ...line, accountName: names[line.account] ?? line.accountName }));
}
