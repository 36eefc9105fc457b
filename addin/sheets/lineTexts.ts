// The texts of a line: errors of formulas are refused in their cell, nothing is cut, and the codes of
// third parties are written in one way.
import type { VoucherLineInput } from '../../shared/contract/vouchers.ts';
import type { DateSystem } from '../../shared/localDate.ts';
import type { NumberStyle } from '../../shared/money.ts';
import { canonicalPartyCode } from '../../shared/partyCode.ts';
import { reject, type Rejection, type RejectionPlace } from '../../shared/rejection.ts';
import { readAccountCell } from './accountText.ts';
import { cellAddress, formatAt, valueAt, type CellGrid, type CellValue } from './cellGrid.ts';
import { cleanText, isBlankCell, isDash, isErrorValue, quoteCell } from './cellText.ts';
import type { TableRow } from './tableRows.ts';

/** Texts of the ledger, as long as it keeps them. */
export const longestText = {
  type: 10,
  reference: 60,
  description: 500,
  party: 40,
  costCenter: 40,
} as const;

/** How the cells that are not texts are written as one: a date as people see it, not its number. */
export interface TextHabits {
  numberStyle: NumberStyle;
  dateSystem: DateSystem;
}

/** Text for the server; refused, never cut, when it is longer than the ledger keeps. */
export function readTextCell(
  value: CellValue,
  format: string,
  max: number,
  place: RejectionPlace,
  { numberStyle, dateSystem }: TextHabits,
): { text: string | undefined; rejection: Rejection | null } {
  if (isBlankCell(value)) return { text: undefined, rejection: null };
  const text =
    typeof value === 'string'
      ? cleanText(value)
      : quoteCell(value, numberStyle, format, dateSystem);
  const refuse = (rejection: Rejection) => ({ text: undefined, rejection });
  if (isErrorValue(value)) return refuse(reject('text-error-value', { text }, place));
  return text.length <= max
    ? { text, rejection: null }
    : refuse(reject('text-too-long', { length: text.length, max }, place));
}

/** Everything of a line but its amounts. */
export function readLineTexts(
  grid: CellGrid,
  { row, columns }: TableRow,
  rejections: Rejection[],
  habits: TextHabits,
): VoucherLineInput {
  const line: VoucherLineInput = { line: row + 1 };
  const { fields } = columns;
  const { account, rejection } = readAccountCell(
    valueAt(grid, row, fields.account),
    { line: row + 1, field: 'account', cell: cellAddress(row, fields.account) },
    formatAt(grid, row, fields.account),
    habits.numberStyle,
  );
  if (rejection) rejections.push(rejection);
  if (account !== undefined) line.account = account;
  for (const field of ['party', 'costCenter', 'description', 'reference'] as const) {
    const column = fields[field];
    if (column === undefined) continue;
    const place = { line: row + 1, field, cell: cellAddress(row, column) };
    const read = readTextCell(
      valueAt(grid, row, column),
      formatAt(grid, row, column),
      longestText[field],
      place,
      habits,
    );
    if (read.rejection) rejections.push(read.rejection);
    // A dash is how programs write that there is nothing.
    if (read.text === undefined || isDash(read.text)) continue;
    line[field] = field === 'party' ? canonicalPartyCode(read.text) : read.text;
  }
  return line;
}
