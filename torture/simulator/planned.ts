// A command before it is sent: what it asks for, what must come of it, and what it does to the oracle.
import type { VoucherResult } from '../../shared/contract/vouchers.ts';
import type { Answer, TortureRequest } from '../call.ts';
import type { NaiveBooks, NaiveVoucher } from './naiveBooks.ts';

export interface Planned {
  /** For the story that is printed when something is wrong. */
  name: string;
  send(): Promise<Answer>;
  /** The rejection it must meet; null: it must be accepted. */
  expected: string | null;
  /** A second sending answers what the first one did; else it only shows by its refusal that it was done. */
  isKeyed: boolean;
  /** Carries it out in the oracle. @param body what was answered; null when the answer was lost for good */
  apply(body: unknown, instant: string): void;
  /** Kept to be sent again later. */
  request?: TortureRequest;
  /** The voucher that it touches. */
  voucherId?: string;
}

/** What the answer of a write says against the oracle, after it was applied there. */
export function checkResult(books: NaiveBooks, voucher: NaiveVoucher, body: unknown): void {
  if (body === null) return;
  const { voucher: answered, ledgerVersion } = body as VoucherResult;
  const found = [answered.state, answered.number, answered.version, ledgerVersion].join(' ');
  const wanted = [voucher.state, voucher.number, voucher.version, books.version].join(' ');
  // A draft is told with the version that stood when it was kept.
  const isSame = voucher.state === 'draft' && voucher.number === null ? true : found === wanted;
  if (!isSame) throw new Error(`answered «${found}», the oracle says «${wanted}»`);
}
