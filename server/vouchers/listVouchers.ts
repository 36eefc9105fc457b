// A page of vouchers, newest first, continued by cursor.
import type { z } from 'zod';
import type { voucherListQuerySchema, voucherListSchema } from '../../shared/contract/vouchers.ts';
import { reject } from '../../shared/rejection.ts';
import type { ReadTx } from '../db/engine.ts';
import { Pace } from '../pace.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { readVoucherSummary } from './readVoucher.ts';
import { readLabel, searchVouchers } from './searchVouchers.ts';
import { listVouchers, type VoucherFilter, type VoucherRow } from './vouchers.store.ts';

/** @throws Refusal `malformed` for a cursor that was not given by a page */
export async function listVoucherPage(
  tx: ReadTx,
  books: CompanyBooks,
  query: z.infer<typeof voucherListQuerySchema>,
  pace: Pace = new Pace(),
): Promise<z.infer<typeof voucherListSchema>> {
  const { state, from, to, text = '', ids, cursor, limit } = query;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const filter: VoucherFilter = { state, from, to, after, uids: ids?.toLowerCase().split(',') };
  const label = readLabel(text);
  if (text.trim() === '' || label) {
    return listPage(tx, books, { ...filter, ...(label && { label }) }, limit);
  }
  const { found, searched, last } = await searchVouchers(tx, books, filter, text, limit, { pace });
  const vouchers = found.map(({ summary }) => summary);
  return { vouchers, nextCursor: last && writeCursor(last), searched };
}

async function listPage(
  tx: ReadTx,
  books: CompanyBooks,
  filter: VoucherFilter,
  limit: number,
): Promise<z.infer<typeof voucherListSchema>> {
  const rows = await listVouchers(tx, books.company.id, filter, limit + 1);
  const page = rows.slice(0, limit);
  const vouchers = [];
  for (const row of page) vouchers.push(await readVoucherSummary(tx, books, row));
  const last = page.at(-1);
  return { vouchers, nextCursor: rows.length > limit && last ? writeCursor(last) : null };
}

function writeCursor({ date, id }: VoucherRow): string {
  return `${date}~${id}`;
}

function readCursor(cursor: string): { date: string; id: number } {
  const match = /^(.{0,40})~(\d{1,15})$/su.exec(cursor);
  if (!match) {
    const detail = 'cursor no es el que dio la página anterior';
    throw new Refusal(
      'malformed',
      reject('request-malformed', { detail }, { parameter: 'cursor' }),
    );
  }
  return { date: match[1] ?? '', id: Number(match[2]) };
}
