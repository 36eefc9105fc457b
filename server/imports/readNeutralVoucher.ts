// A voucher of the neutral form as the rules of every voucher read it, and the hash by which its content is known.
import { hash } from 'node:crypto';
import type { VoucherInput, VoucherLineInput } from '../../shared/contract/vouchers.ts';
import type { NeutralOpeningLine, NeutralVoucher } from './neutralBooks.ts';

export interface ReadVoucher {
  input: VoucherInput;
  /** Lines without an amount, left out; from one. */
  zeroLines: number[];
  /** Lines whose negative amount was taken for the same on the other side; from one. */
  turnedLines: number[];
}

/** @param seriesType the type that a series stands for; undefined: the company's usual one */
export function readNeutralVoucher(
  voucher: NeutralVoucher,
  seriesType: (series: string) => string | undefined,
): ReadVoucher {
  const { series, number, date, text, lines } = voucher;
  const type = voucher.type ?? seriesType(series);
  const read: ReadVoucher = {
    input: {
      ...(type === undefined ? {} : { type }),
      ...{ date, description: text, reference: [series, number].filter(Boolean).join('-') },
      lines: [],
    },
    zeroLines: [],
    turnedLines: [],
  };
  lines.forEach((line, index) => {
    const { code, debit, credit } = line;
    const [hasDebit, hasCredit] = [!isZero(debit), !isZero(credit)];
    if (!hasDebit && !hasCredit) {
      read.zeroLines.push(index + 1);
      return;
    }
    // With both sides filled nothing is turned over: the rules say what is wrong with the line.
    const isOneSided = hasDebit !== hasCredit;
    const amount = hasDebit ? debit : credit;
    const isTurned = isOneSided && amount.startsWith('-');
    if (isTurned) read.turnedLines.push(index + 1);
    read.input.lines.push({
      ...{ line: index + 1, account: code },
      ...textsOf(line),
      ...(line.entry !== undefined && { entry: line.entry }),
      ...(isOneSided
        ? sideOf(isTurned ? amount.slice(1) : amount, hasDebit !== isTurned)
        : { debit, credit }),
    });
  });
  return read;
}

export interface ReadOpening {
  lines: VoucherLineInput[];
  zeroLines: number[];
}

/** Debit − credit as lines of one side. */
export function readNeutralOpening(opening: readonly NeutralOpeningLine[]): ReadOpening {
  const read: ReadOpening = { lines: [], zeroLines: [] };
  opening.forEach((balance, index) => {
    const { code, amount } = balance;
    if (isZero(amount)) {
      read.zeroLines.push(index + 1);
      return;
    }
    const isCredit = amount.startsWith('-');
    read.lines.push({
      ...{ line: index + 1, account: code },
      ...textsOf(balance),
      ...sideOf(isCredit ? amount.slice(1) : amount, !isCredit),
    });
  });
  return read;
}

type Texts = Pick<NeutralOpeningLine, 'text' | 'party' | 'cost_center' | 'document' | 'due_date'>;

function textsOf({ text, party, cost_center: costCenter, document, due_date: dueDate }: Texts) {
  return {
    ...(text && { description: text }),
    ...(party && { party }),
    ...(costCenter && { costCenter }),
    ...(document && { reference: document }),
    ...(dueDate && { dueDate }),
  };
}

function sideOf(amount: string, isDebit: boolean): { debit?: string; credit?: string } {
  return isDebit ? { debit: amount } : { credit: amount };
}

function isZero(amount: string): boolean {
  return amount === '0' || /^-?0+(\.0+)?$/.test(amount);
}

/** Stands in no text: control characters are refused before. */
const between = '\u0001';
/** 126 bits: two vouchers of one source don't meet by chance, and it is kept for each. */
const hashLength = 21;

/**
 * Two vouchers that would post the same have the same hash, however their amounts are written. The rules have no
 * part in it: what came in is known again after a lock.
 * @param codeOf the account's code for what the file calls it
 */
export function hashContent(
  { date = '', description = '', type = '', lines }: VoucherInput,
  codeOf: (written: string) => string,
): string {
  let content = [date.trim(), description.trim(), type].join(between);
  for (const line of lines) {
    const { account = '', debit = '', credit = '', party = '', costCenter = '' } = line;
    const { description: text = '', reference = '', dueDate = '', entry = 1 } = line;
    content +=
      `\u0002${codeOf(account)}${between}${plainAmount(debit)}${between}${plainAmount(credit)}` +
      `${between}${entry}${between}${party}${between}${costCenter}${between}${text.trim()}` +
      `${between}${reference}${between}${dueDate}`;
  }
  return hash('sha256', content, 'base64url').slice(0, hashLength);
}

/** `010.50` is `10.5`. */
function plainAmount(amount: string): string {
  const whole = amount.replace(/^0+(?=\d)/, '');
  return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole;
}
