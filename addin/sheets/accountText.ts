// An account as people paste it: a code, a number, or code and name in one cell («570 - Caja»).
import { normalizeAccountCode } from '../../shared/accountCode.ts';
import { reject, type Rejection, type RejectionPlace } from '../../shared/rejection.ts';
import type { NumberStyle } from '../../shared/money.ts';
import type { CellValue } from './cellGrid.ts';
import { cleanText, isEmptyCell, isErrorValue, quoteCell } from './cellText.ts';
import { isDateFormat, isPercentageFormat } from './numberFormat.ts';

export interface AccountReading {
  account: string | undefined;
  rejection: Rejection | null;
}

/** The code, then a separator, then a name that begins with a letter. */
const codeAndName =
  /^\(?(\d[0-9A-Za-z./-]*?)\)?(?: ?[-–—:·|] | [-–—:·|] ?|[.:] | )(?=\p{L})(?=.*\p{L}{2})/u;
/** Without blanks around the hyphen the name must be a word: `430-A` and `1105-USD` are codes. */
const codeHyphenName = /^(\d[\d.]*)[-–—](?=\p{L}{4,})/u;

/** @returns null when the cell holds no code. */
export function readAccountCode(value: CellValue): string | null {
  if (typeof value === 'boolean') return null;
  if (typeof value === 'number') return normalizeAccountCode(value);
  const text = cleanText(value);
  const split = codeHyphenName.exec(text) ?? codeAndName.exec(text);
  // Blanks between figures are grouping (43 00 001); between words they are no code at all.
  if (!split && /\p{L} | \p{L}/u.test(text)) return null;
  return normalizeAccountCode(split?.[1] ?? text);
}

/** An error, a date that Excel made of a code, or a number that lost its digits (1E+15…) is refused. */
export function readAccountCell(
  value: CellValue,
  place: RejectionPlace,
  format = 'General',
  style: NumberStyle = 'comma-decimal',
): AccountReading {
  const refuse = (rejection: Rejection) => ({ account: undefined, rejection });
  if (isEmptyCell(value)) return { account: undefined, rejection: null };
  const text = quoteCell(value, style, format);
  if (isErrorValue(value)) return refuse(reject('text-error-value', { text }, place));
  const isChanged =
    typeof value === 'number' && (isDateFormat(format) || isPercentageFormat(format));
  const account = isChanged ? null : readAccountCode(value);
  return account === null
    ? refuse(reject('account-code-invalid', { account: text }, place))
    : { account, rejection: null };
}
