// How the pane writes amounts and days: as the company does, with nothing parsed twice.
import type { Company } from '../../shared/contract/companies.ts';
import { formatLocalDate, parseLocalDate } from '../../shared/localDate.ts';
import { countThings } from '../../shared/text/countThings.ts';
import { formatMoney, formatWireAmount, parseDecimalAmount } from '../../shared/money.ts';

/** The part of a company that decides how its amounts look. */
export type MoneyStyle = Pick<Company, 'minorDigits' | 'numberStyle'>;

/** Writes a wire amount (`-1234.5`) as the company does: `−1.234,50`. */
export function sayAmount(amount: string, style: MoneyStyle): string {
  return formatWireAmount(amount, style.minorDigits, style.numberStyle);
}

/** The same, with nothing where there is zero: columns of figures read better. */
export function sayAmountOrBlank(amount: string, style: MoneyStyle): string {
  return parseDecimalAmount(amount, style.minorDigits) === 0n ? '' : sayAmount(amount, style);
}

/** Adds wire amounts exactly and writes the sum as the company does. */
export function saySum(amounts: readonly string[], style: MoneyStyle): string {
  const sumMinor = amounts.reduce(
    (sum, amount) => sum + (parseDecimalAmount(amount, style.minorDigits) ?? 0n),
    0n,
  );
  return formatMoney(sumMinor, style.minorDigits, style.numberStyle);
}

/** Writes `2025-03-31` as `31/03/2025`; a text that is no day stays as it is. */
export function sayDay(text: string): string {
  const date = parseLocalDate(text);
  return date ? formatLocalDate(date) : text;
}

/** «1 asiento», «1.234 asientos»: with the separators of the company. */
export function sayCount(
  count: number,
  singular: string,
  plural: string,
  style?: Pick<Company, 'numberStyle'>,
): string {
  return countThings(count, singular, plural, style?.numberStyle);
}

/** «asiento» or «comprobante», as the country says it. */
export function voucherWord(company: Pick<Company, 'vocabulary'> | null): string {
  return company?.vocabulary['voucher'] ?? 'comprobante';
}

export function voucherWords(company: Pick<Company, 'vocabulary'> | null): string {
  return company?.vocabulary['voucherPlural'] ?? `${voucherWord(company)}s`;
}

/** `balance de sumas y saldos` → `Balance de sumas y saldos`. */
export function capitalize(text: string): string {
  return text.charAt(0).toLocaleUpperCase('es') + text.slice(1);
}
