// A page of vouchers, newest first, continued by cursor.
import type { z } from 'zod';
import type { voucherListQuerySchema, voucherListSchema } from '../../shared/contract/vouchers.ts';
import { reject } from '../../shared/rejection.ts';
import type { ReadTx } from '../db/engine.ts';
import { Refusal } from '../refusal.ts';
import type { CompanyBooks } from './companyBooks.ts';
import { readVoucherSummary } from './readVoucher.ts';
import { listVouchers } from './vouchers.store.ts';

/** @throws Refusal `malformed` for a cursor that was not given by a page */
export async function listVoucherPage(
  tx: ReadTx,
  books: CompanyBooks,
  query: z.infer<typeof voucherListQuerySchema>,
): Promise<z.infer<typeof voucherListSchema>> {
  const { state, from, to, cursor, limit } = query;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await listVouchers(tx, books.company.id, { state, from, to, after }, limit + 1);
  const page = rows.slice(0, limit);
  const vouchers = [];
  for (const row of page) vouchers.push(await readVoucherSummary(tx, books, row));
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? `${last.date}~${last.id}` : null;
  return { vouchers, nextCursor };
}

function readCursor(cursor: string): { date: string; id: number } {
  const match = /^(.{0,40})~(\d{1,15})$/su.exec(cursor);
  if (!match) {
    const detail = 'cursor: no es el que dio la página anterior';
    throw new Refusal('malformed', reject('request-malformed', { detail }));
  }
  return { date: match[1] ?? '', id: Number(match[2]) };
}
