// What a client of a dying server knows of its vouchers: what was acknowledged, and what is in doubt.
import type { TortureRequest } from '../call.ts';

export interface KnownLine {
  account: string;
  /** Minor units: debit − credit. */
  amount: number;
}

export interface KnownVoucher {
  id: string;
  state: 'draft' | 'posted' | 'voided';
  number: number | null;
  date: string;
  lines: readonly KnownLine[];
  version: number;
  /** How many batches it has in the log. */
  batches: number;
}

/** A request without an answer: it was carried out, or it was not. */
export interface InDoubt {
  request: TortureRequest;
  before: KnownVoucher | null;
  after: KnownVoucher;
}

/** An import by the command line: all of its vouchers, or none. */
export interface KnownImport {
  name: string;
  file: string;
  isDone: boolean;
  isInDoubt: boolean;
  vouchers: readonly (readonly KnownLine[])[];
}

export function writeMinor(amount: number): string {
  return `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
}

/** Lines as the wire takes them. */
export function wireLines(lines: readonly KnownLine[]) {
  return lines.map(({ account, amount }, index) => ({
    line: index + 1,
    account,
    ...(amount > 0 ? { debit: writeMinor(amount) } : { credit: writeMinor(-amount) }),
  }));
}
