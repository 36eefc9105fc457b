// Compares a sheet with what was posted from it: which cells say something else, which lines the ledger
// lacks and which the sheet lacks. Lines may have been sorted or moved since: order says nothing.
import { expandPointShorthand, normalizeAccountCode } from '../../shared/accountCode.ts';
import type { Voucher, VoucherLineInput } from '../../shared/contract/vouchers.ts';
import { formatLocalDate, parseLocalDate, serialOfLocalDate } from '../../shared/localDate.ts';
import { formatMoney, parseDecimalAmount } from '../../shared/money.ts';
import { canonicalPartyCode } from '../../shared/partyCode.ts';
import { reject, type AmountWriting, type Rejection } from '../../shared/rejection.ts';
import { cellAddress, valueAt, type CellGrid, type CellValue } from './cellGrid.ts';
import { cleanText } from './cellText.ts';
import { columnsAt, type FieldPlaces, type LineColumns } from './sheetReading.ts';

export type LedgerLine = Voucher['lines'][number];

/** What was read of the sheet, whatever kind of document it is. */
export interface ComparedSheet {
  input: {
    type?: string | undefined;
    date?: string | undefined;
    description?: string | undefined;
    reference?: string | undefined;
    lines: readonly VoucherLineInput[];
  };
  places: FieldPlaces;
  grid: CellGrid;
}

/** What to write to make the sheet say what the ledger says. */
export interface CellRestoration {
  cell: string;
  value: { kind: 'text' | 'number' | 'date'; value: string | number };
}

export interface Comparison {
  /** One per difference, with its line and field: they find their cells like any other. */
  rejections: Rejection[];
  cells: CellRestoration[];
  /** Line numbers of the sheet (row plus one) that the ledger does not have. */
  extraLines: number[];
  missingLines: LedgerLine[];
}

interface Pair {
  own: VoucherLineInput;
  posted: LedgerLine;
}

const lineFields = [
  ...(['account', 'party', 'costCenter', 'description'] as const),
  ...(['debit', 'credit', 'side'] as const),
] as const;
type LineField = (typeof lineFields)[number];

/** One field of a line, where it stands, and what its amounts look like. */
export interface TypedField {
  field: LineField;
  column: number;
  amounts: 'sides' | 'signed' | 'lettered';
}

/** A single column of amounts, signed or with its side beside it, stands for both sides. */
export function typedFieldsOf(columns: LineColumns): TypedField[] {
  const isSingle = columns.debit !== undefined && columns.debit === columns.credit;
  const amounts = !isSingle ? 'sides' : columns.side === undefined ? 'signed' : 'lettered';
  return lineFields.flatMap((field) => {
    const column = columns[field];
    if (column === undefined || (isSingle && field === 'credit')) return [];
    return [{ field, column, amounts }];
  });
}

/** @param addedAccount the account that took the difference of an opening: its line is not in the sheet */
export function compareWithLedger(
  sheet: ComparedSheet,
  voucher: Voucher,
  writing: AmountWriting,
  addedAccount: string | null = null,
): Comparison {
  const comparison: Comparison = { rejections: [], cells: [], extraLines: [], missingLines: [] };
  compareHead(sheet, voucher, comparison);
  const matched = matchLines(sheet, voucher, writing, addedAccount);
  for (const pair of matched.pairs) comparePair(sheet, voucher, pair, writing, comparison);
  const label = voucher.label ?? '';
  for (const { line } of matched.extra) {
    comparison.extraLines.push(line);
    comparison.rejections.push(
      reject('sheet-line-extra', { voucher: label }, { line, field: 'account' }),
    );
  }
  for (const posted of matched.missing) {
    comparison.missingLines.push(posted);
    const side = minorOf(posted.debit, writing) === 0n ? 'haber' : 'debe';
    const amount = side === 'haber' ? posted.credit : posted.debit;
    const { account, accountName: name } = posted;
    const params = { voucher: label, account, name, side, amount };
    comparison.rejections.push(reject('sheet-line-missing', params));
  }
  return comparison;
}

/** True when the sheet says what the ledger says. */
export function isSame({ rejections }: Comparison): boolean {
  return rejections.length === 0;
}

function compareHead(sheet: ComparedSheet, voucher: Voucher, comparison: Comparison): void {
  const { input, places } = sheet;
  for (const field of ['type', 'date', 'reference', 'description'] as const) {
    const cell = places.cells[field];
    if (cell === undefined) continue;
    const posted = voucher[field];
    const written = input[field]?.trim() ?? '';
    // An empty type means the usual one.
    if (field === 'type' && (written === '' || written.toUpperCase() === posted)) continue;
    if (written === posted.trim()) continue;
    const params = {
      voucher: voucher.label ?? '',
      written: sayDay(written),
      posted: sayDay(posted),
    };
    comparison.rejections.push(reject('sheet-differs', params, { field, cell }));
    comparison.cells.push({ cell, value: headValue(field, posted) });
  }
}

function headValue(field: string, posted: string): CellRestoration['value'] {
  const date = field === 'date' ? parseLocalDate(posted) : null;
  return date ? { kind: 'date', value: serialOfLocalDate(date) } : { kind: 'text', value: posted };
}

function sayDay(text: string): string {
  const date = parseLocalDate(text);
  return date ? formatLocalDate(date) : text;
}

/** Equal lines find each other first, wherever they stand; what is left over is paired in its order. */
function matchLines(
  { input }: ComparedSheet,
  voucher: Voucher,
  writing: AmountWriting,
  addedAccount: string | null,
): { pairs: Pair[]; extra: VoucherLineInput[]; missing: LedgerLine[] } {
  const accounts = new Set(voucher.lines.map(({ account }) => account));
  const byKey = new Map<string, LedgerLine[]>();
  for (const line of voucher.lines) {
    const key = keyOf(line, line.account, writing);
    const same = byKey.get(key);
    if (same) same.push(line);
    else byKey.set(key, [line]);
  }
  const left: VoucherLineInput[] = [];
  for (const line of input.lines) {
    const key = keyOf(line, resolveAmong(line.account ?? '', accounts), writing);
    if (!byKey.get(key)?.shift()) left.push(line);
  }
  const unmatched = new Set([...byKey.values()].flat());
  let missing = voucher.lines.filter((line) => unmatched.has(line));
  const surplus = missing.length - left.length;
  if (addedAccount !== null && surplus > 0) {
    const added = missing.findLast(({ account }) => account === addedAccount);
    missing = missing.filter((line) => line !== added);
  }
  const pairs = left
    .slice(0, missing.length)
    .map((own, index) => ({ own, posted: missing[index]! }));
  return { pairs, extra: left.slice(pairs.length), missing: missing.slice(pairs.length) };
}

function keyOf(
  line: VoucherLineInput | LedgerLine,
  account: string,
  writing: AmountWriting,
): string {
  return JSON.stringify([
    account,
    canonicalPartyCode((line.party ?? '').trim()),
    (line.costCenter ?? '').trim(),
    (line.description ?? '').trim(),
    String(minorOf(line.debit, writing)),
    String(minorOf(line.credit, writing)),
  ]);
}

/** The ledger has codes in full; a sheet may have them as somebody types them (`430.1`). */
function resolveAmong(text: string, accounts: ReadonlySet<string>): string {
  const code = normalizeAccountCode(text);
  if (code === null || accounts.has(code)) return code ?? text;
  const bare = (each: string) => each.replace(/[./-]/g, '');
  for (const account of accounts) {
    if (expandPointShorthand(code, account.length) === account) return account;
    if (bare(account) === bare(code)) return account;
  }
  return code;
}

function minorOf(amount: string | undefined, { minorDigits }: AmountWriting): bigint {
  return parseDecimalAmount(amount ?? '0', minorDigits) ?? -1n;
}

function comparePair(
  sheet: ComparedSheet,
  voucher: Voucher,
  { own, posted }: Pair,
  writing: AmountWriting,
  comparison: Comparison,
): void {
  const fields = typedFieldsOf(columnsAt(sheet.places, own.line));
  const differing = fields.filter((one) => !isSameField(one, own, posted, writing));
  const addressOf = ({ column }: TypedField) => cellAddress(own.line - 1, column);
  const restore = (one: TypedField) =>
    comparison.cells.push({ cell: addressOf(one), value: restoredValue(one, posted, writing) });
  for (const one of differing) {
    const cell = addressOf(one);
    const params = {
      voucher: voucher.label ?? '',
      written: sayCell(valueAt(sheet.grid, own.line - 1, one.column), writing),
      posted: sayPosted(one, posted, writing),
    };
    const field = one.field === 'side' ? 'debit' : one.field;
    comparison.rejections.push(reject('sheet-differs', params, { line: own.line, field, cell }));
    restore(one);
  }
  // The amount of one side may stand on the other with a minus: both are written, or both are left.
  if (!differing.some(isAmount)) return;
  for (const one of fields) if (isAmount(one) && !differing.includes(one)) restore(one);
}

const isAmount = ({ field }: TypedField) => field === 'debit' || field === 'credit';

function isSameField(
  { field, amounts }: TypedField,
  own: VoucherLineInput,
  posted: LedgerLine,
  writing: AmountWriting,
): boolean {
  if (field === 'debit' || field === 'credit' || field === 'side') {
    const [written, kept] = [netOf(own, writing), netOf(posted, writing)];
    if (field === 'side') return written < 0n === kept < 0n;
    if (amounts === 'signed') return written === kept;
    if (amounts === 'lettered') return written === kept || written === -kept;
    return minorOf(own[field], writing) === minorOf(posted[field], writing);
  }
  if (field === 'account') {
    return resolveAmong(own.account ?? '', new Set([posted.account])) === posted.account;
  }
  const [written, kept] = [(own[field] ?? '').trim(), (posted[field] ?? '').trim()];
  return field === 'party'
    ? canonicalPartyCode(written) === canonicalPartyCode(kept)
    : written === kept;
}

const netOf = ({ debit, credit }: VoucherLineInput | LedgerLine, writing: AmountWriting): bigint =>
  minorOf(debit, writing) - minorOf(credit, writing);

/** What a line of the ledger puts into each column of the sheet. */
export function restoredValue(
  { field, amounts }: Pick<TypedField, 'field' | 'amounts'>,
  posted: LedgerLine,
  writing: AmountWriting,
): CellRestoration['value'] {
  const net = netOf(posted, writing);
  if (field === 'side') return { kind: 'text', value: net < 0n ? 'H' : 'D' };
  if (field !== 'debit' && field !== 'credit') {
    return { kind: 'text', value: posted[field] ?? '' };
  }
  const magnitude = net < 0n ? -net : net;
  const amountMinor =
    amounts === 'sides' ? minorOf(posted[field], writing) : amounts === 'signed' ? net : magnitude;
  if (amountMinor === 0n) return { kind: 'text', value: '' };
  return { kind: 'number', value: Number(amountMinor) / 10 ** writing.minorDigits };
}

function sayPosted(one: TypedField, posted: LedgerLine, writing: AmountWriting): string {
  const { value } = restoredValue(one, posted, writing);
  return typeof value === 'number' ? sayCell(value, writing) : value;
}

/** A cell as it was typed; numbers as the company writes amounts. */
function sayCell(value: CellValue, { minorDigits, numberStyle }: AmountWriting): string {
  if (typeof value !== 'number') return cleanText(value);
  const minor = Math.round(value * 10 ** minorDigits);
  return Number.isSafeInteger(minor)
    ? formatMoney(BigInt(minor), minorDigits, numberStyle)
    : String(value);
}
