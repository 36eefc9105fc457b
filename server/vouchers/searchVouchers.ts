// Finds vouchers by what somebody remembers of them: words of the voucher or of its lines, accounts, third
// parties, days, amounts as the company writes them. Without an index of words: each request looks at so
// many vouchers at most, newest first, and its cursor goes on from there.
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';
import { formatLocalDate, parseLocalDate } from '../../shared/localDate.ts';
import { formatMoney } from '../../shared/money.ts';
import type { ReadTx } from '../db/engine.ts';
import { Pace } from '../pace.ts';
import { listDimensionSets } from '../dimensions/dimensions.store.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { readVoucherSummary } from './readVoucher.ts';
import {
  listLineTexts,
  listVouchers,
  type VoucherFilter,
  type VoucherRow,
} from './vouchers.store.ts';

export interface SearchBounds {
  /** Vouchers read at once. */
  batch: number;
  /** Vouchers that one request looks at: about 30 ms of the server. */
  most: number;
}

export const searchBounds: SearchBounds = { batch: 100, most: 5_000 };

/** Of the pace. */
const unitsPerVoucher = 100;

export interface FoundVouchers {
  found: { row: VoucherRow; summary: VoucherSummary }[];
  /** How many were looked at. */
  searched: number;
  /** The last one looked at; null when nothing is left. */
  last: VoucherRow | null;
}

/** @param limit as many are enough: the search stops there */
export async function searchVouchers(
  tx: ReadTx,
  books: CompanyBooks,
  filter: VoucherFilter,
  text: string,
  limit: number,
  { pace = new Pace(), bounds = searchBounds }: { pace?: Pace; bounds?: SearchBounds } = {},
): Promise<FoundVouchers> {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  const result: FoundVouchers = { found: [], searched: 0, last: null };
  let { after } = filter;
  while (result.searched < bounds.most) {
    const rows = await listVouchers(tx, books.company.id, { ...filter, after }, bounds.batch);
    const linesOf = await readLineTexts(tx, books, rows);
    await pace.rest();
    for (const row of rows) {
      result.searched += 1;
      if (pace.isDue(unitsPerVoucher)) await pace.rest();
      result.last = row;
      const summary = await readVoucherSummary(tx, books, row);
      const content = foldText([...headTexts(books, row, summary), linesOf(row)].join(' '));
      if (!words.every((word) => content.includes(word))) continue;
      result.found.push({ row, summary });
      if (result.found.length === limit) return result;
    }
    const last = rows.at(-1);
    if (!last || rows.length < bounds.batch) return { ...result, last: null };
    after = { date: last.date, id: last.id };
  }
  return result;
}

/** `AS-12`, as people call a voucher: found by its number, without reading any other. */
export function readLabel(text: string): { type: string; number: number } | null {
  const match = /^\s*([a-z]{1,10})-(\d{1,9})\s*$/i.exec(text);
  return match ? { type: match[1]!.toUpperCase(), number: Number(match[2]) } : null;
}

/** Accents and case do not count. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

function headTexts({ writing }: CompanyBooks, row: VoucherRow, summary: VoucherSummary): string[] {
  const date = parseLocalDate(row.date);
  return [
    summary.label ?? 'borrador',
    row.type,
    row.description,
    row.reference,
    date ? formatLocalDate(date) : row.date,
    summary.changedBy,
    formatMoney(row.debitTotal, writing.minorDigits, writing.numberStyle),
  ];
}

/** The texts of the lines of each voucher: of its postings, or of what a draft was sent with. */
async function readLineTexts(
  tx: ReadTx,
  books: CompanyBooks,
  rows: readonly VoucherRow[],
): Promise<(row: VoucherRow) => string> {
  const ids = rows.filter(({ firstSeq }) => firstSeq !== null).map(({ id }) => id);
  const lines = await listLineTexts(tx, books.company.id, ids);
  const setIds = [...new Set(lines.map((line) => line.dimensionSetId))].filter((id) => id !== 0);
  const sets = await listDimensionSets(tx, books.company.id, setIds);
  const { minorDigits, numberStyle } = books.writing;
  const byVoucher = new Map<number, string[]>();
  for (const line of lines) {
    const account = books.chart.get(line.accountId);
    const set = sets.get(line.dimensionSetId);
    const texts = byVoucher.get(line.voucherId) ?? [];
    const amount = formatMoney(line.debit + line.credit, minorDigits, numberStyle);
    texts.push(line.description, line.documentRef, account.code, account.name, amount);
    if (set) texts.push(set.party, set.costCenter);
    byVoucher.set(line.voucherId, texts);
  }
  return ({ id, draft }) => draft ?? byVoucher.get(id)?.join(' ') ?? '';
}
