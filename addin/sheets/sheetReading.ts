// What reading a sheet yields: a document for the server, what is wrong before asking it, and where
// each of its parts stands, so that the server's answers find their cells.
import { normalizeAccountCode } from '../../shared/accountCode.ts';
import { yearOf } from '../../shared/localDate.ts';
import { readDate, type DateContext } from '../../shared/period.ts';
import {
  reject,
  type ExplainedRejection,
  type Rejection,
  type RejectionField,
  type RejectionPlace,
} from '../../shared/rejection.ts';
import { cellAddress, type CellValue } from './cellGrid.ts';
import { cleanText, isBlankCell } from './cellText.ts';

/** Where fields stand. Rows and columns are zero-based; a line's number is its row plus one. */
export interface FieldPlaces {
  /** Column of each field of a line. */
  columns: Partial<Record<RejectionField, number>>;
  /** Cell of each field of the document. */
  cells: Partial<Record<RejectionField, string>>;
  /** For what concerns the document as a whole (it does not balance). */
  totals: string | null;
  /** For an empty document: where to begin typing. */
  firstLine: string;
}

/** The cell of a rejection by line and field; null when it concerns no cell of the sheet. */
export function cellOfRejection(
  rejection: Pick<ExplainedRejection, 'code' | 'line' | 'field' | 'cell'>,
  places: FieldPlaces,
): string | null {
  if (rejection.cell !== undefined) return rejection.cell;
  const { line, field, code } = rejection;
  if (line !== undefined) {
    const column =
      (field && places.columns[field]) ??
      (code.startsWith('line-') ? places.columns.debit : undefined) ??
      places.columns.account;
    return column === undefined ? null : cellAddress(line - 1, column);
  }
  if (code === 'voucher-empty') return places.firstLine;
  return (field && places.cells[field]) ?? places.totals;
}

/** What the server says only because a cell could not be read, and would mislead. */
export function withoutEchoes(
  answered: readonly ExplainedRejection[],
  local: readonly Rejection[],
): ExplainedRejection[] {
  const amountLines = new Set<number>();
  const accountLines = new Set<number>();
  for (const { code, line } of local) {
    if (line === undefined) continue;
    if (code.startsWith('amount-')) amountLines.add(line);
    if (code.startsWith('account-')) accountLines.add(line);
  }
  return answered.filter(({ code, line }) => {
    if (amountLines.size > 0 && /unbalanced$/.test(code)) return false;
    if (line === undefined) return true;
    if (amountLines.has(line) && (code === 'line-without-amount' || code === 'line-both-sides')) {
      return false;
    }
    return !(accountLines.has(line) && code.startsWith('account-'));
  });
}

/** An account code as text; a number that lost its digits (1E+15…) is refused. */
export function readAccountCell(
  value: CellValue,
  place: RejectionPlace,
): { account: string | undefined; rejection: Rejection | null } {
  if (isBlankCell(value)) return { account: undefined, rejection: null };
  const code = typeof value === 'boolean' ? null : normalizeAccountCode(value);
  if (code !== null) return { account: code, rejection: null };
  const account = cleanText(value);
  return { account: undefined, rejection: reject('account-code-invalid', { account }, place) };
}

const firstYear = 1990;
const lastYear = 2100;

/**
 * A day as `YYYY-MM-DD`. What is no day of 1990–2100 is sent as it is written: the server refuses it
 * with the sentence that belongs to it.
 */
export function readDateCell(value: CellValue, context: DateContext): string | undefined {
  if (isBlankCell(value)) return undefined;
  const reading = typeof value === 'boolean' ? null : readDate(value, context);
  const year = reading?.ok ? yearOf(reading.date) : 0;
  if (reading?.ok && year >= firstYear && year <= lastYear) return reading.date;
  return cleanText(value).slice(0, 40);
}

/** Text for the server; refused, never cut, when it is longer than the ledger keeps. */
export function readTextCell(
  value: CellValue,
  max: number,
  place: RejectionPlace,
): { text: string | undefined; rejection: Rejection | null } {
  if (isBlankCell(value)) return { text: undefined, rejection: null };
  const text = cleanText(value);
  return text.length <= max
    ? { text, rejection: null }
    : { text: undefined, rejection: reject('text-too-long', { length: text.length, max }, place) };
}
