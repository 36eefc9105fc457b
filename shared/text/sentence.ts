// What the sentences of rejections are made of: a message and a remedy, and the hand that writes
// amounts, days and counts as the company does, with the words of its country.
import type { AmountWriting, RejectionCode, RejectionParams } from '../rejection.ts';
import { formatLocalDate, parseLocalDate } from '../localDate.ts';
import { formatMoney, formatWireAmount } from '../money.ts';

export interface Sentence {
  message: string;
  remedy: string;
}

/** Writes wire amounts and dates as the company does. */
export interface Writer {
  money: (amount: string) => string;
  day: (date: string) => string;
  /** A number of things, with separators of thousands: «2.000». */
  count: (number: number) => string;
  /** «asiento» or «comprobante». */
  voucher: string;
  vouchers: string;
  costCenter: string;
}

export type SentenceOf<C extends RejectionCode> = (
  params: RejectionParams[C],
  write: Writer,
) => Sentence;

export const say = (message: string, remedy: string): Sentence => ({ message, remedy });

export function writerOf({ minorDigits, numberStyle, vocabulary = {} }: AmountWriting): Writer {
  const voucher = vocabulary['voucher'] ?? 'comprobante';
  return {
    money: (amount) => formatWireAmount(amount, minorDigits, numberStyle),
    day: (text) => {
      const date = parseLocalDate(text);
      return date ? formatLocalDate(date) : text;
    },
    count: (number) => formatMoney(BigInt(number), 0, numberStyle),
    voucher,
    vouchers: vocabulary['voucherPlural'] ?? `${voucher}s`,
    costCenter: vocabulary['costCenter'] ?? 'centro de costo',
  };
}
