// How values get into cells: texts of the ledger never as formulas, formats of the company.
import type { AmountWriting } from '../../shared/rejection.ts';

export type WrittenValue = string | number | boolean;

/**
 * A text that must stay text: one that begins like a formula (= + - @ tab CR), like a number or with
 * an apostrophe gets the apostrophe by which Excel keeps it as it is.
 */
export function asText(text: string): string {
  return /^[=+\-@\t\r'\d#]/.test(text) ? `'${text}` : text;
}

/** `#,##0.00`; Excel shows it with the separators of the reader. */
export function amountFormat({ minorDigits }: Pick<AmountWriting, 'minorDigits'>): string {
  const decimals = minorDigits === 0 ? '' : `.${'0'.repeat(minorDigits)}`;
  return `#,##0${decimals}`;
}

export const dateFormat = 'dd/mm/yyyy';
export const textFormat = '@';

/** One format for every cell of a range: Excel takes a single value where its types ask for a table. */
export function setNumberFormat(range: Excel.Range, format: string): void {
  range.numberFormat = format as unknown as string[][];
}
