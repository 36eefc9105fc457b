// What verifying reads of vouchers, a stretch of ids at a time: the voucher, and its history in the log.
import type { ReadTx } from '../db/engine.ts';

export interface CheckedVoucher {
  id: number;
  state: 'draft' | 'posted' | 'voided';
  type: string;
  number: number | null;
  date: string;
  debitTotal: bigint;
  creditTotal: bigint;
  lineCount: number;
  /** Where its lines are in the log; null for a draft. */
  firstSeq: number | null;
  lastSeq: number | null;
  /** First and last day of its fiscal year; null when it has none. */
  yearStart: string | null;
  yearEnd: string | null;
}

export interface CheckedPosting {
  seq: number;
  voucherId: number;
  line: number;
  accountId: number;
  dimensionSetId: number;
  debit: bigint;
  credit: bigint;
  date: string;
  layer: number;
  book: number;
  mirrorsSeq: number | null;
}

type Raw<Row> = {
  [K in keyof Row]: Row[K] extends number
    ? bigint
    : Row[K] extends number | null
      ? bigint | null
      : Row[K];
};

/** Statements have one size, so that each is prepared once; ids that lack repeat the last. */
export const idsPerRead = 100;
const idList = `(${Array(idsPerRead).fill('?').join(', ')})`;

function fillIds(ids: readonly number[]): number[] {
  return Array.from(
    { length: idsPerRead },
    (_empty, index) => ids[Math.min(index, ids.length - 1)]!,
  );
}

/** @param ids from one to `idsPerRead` */
export async function listCheckedVouchers(
  tx: ReadTx,
  companyId: number,
  ids: readonly number[],
): Promise<CheckedVoucher[]> {
  const rows = await tx.query<Raw<CheckedVoucher>>(
    'SELECT v.id, v.state, v.type, v.number, v.date, v.debit_total AS "debitTotal", ' +
      'v.credit_total AS "creditTotal", v.line_count AS "lineCount", v.first_seq AS "firstSeq", ' +
      'v.last_seq AS "lastSeq", y.starts_on AS "yearStart", y.ends_on AS "yearEnd" FROM vouchers v ' +
      'LEFT JOIN fiscal_years y ON y.company_id = v.company_id AND y.id = v.fiscal_year_id ' +
      `WHERE v.company_id = ? AND v.id IN ${idList} ORDER BY v.id`,
    [companyId, ...fillIds(ids)],
  );
  return rows.map((row) => ({
    ...row,
    id: Number(row.id),
    number: row.number === null ? null : Number(row.number),
    lineCount: Number(row.lineCount),
    firstSeq: row.firstSeq === null ? null : Number(row.firstSeq),
    lastSeq: row.lastSeq === null ? null : Number(row.lastSeq),
  }));
}

/** All postings of these vouchers, mirrors and cancelled ones too, in order. */
export async function listCheckedPostings(
  tx: ReadTx,
  companyId: number,
  ids: readonly number[],
): Promise<CheckedPosting[]> {
  const rows = await tx.query<Raw<CheckedPosting>>(
    'SELECT seq, voucher_id AS "voucherId", line, account_id AS "accountId", ' +
      'dimension_set_id AS "dimensionSetId", debit, credit, date, layer, book, ' +
      'mirrors_seq AS "mirrorsSeq" FROM postings ' +
      `WHERE company_id = ? AND voucher_id IN ${idList} ORDER BY seq`,
    [companyId, ...fillIds(ids)],
  );
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    voucherId: Number(row.voucherId),
    line: Number(row.line),
    accountId: Number(row.accountId),
    dimensionSetId: Number(row.dimensionSetId),
    layer: Number(row.layer),
    book: Number(row.book),
    mirrorsSeq: row.mirrorsSeq === null ? null : Number(row.mirrorsSeq),
  }));
}

/**
 * Vouchers that the database itself can't vouch for, told by few passes over the log: of all others what they
 * say is what stands, and what they took back was taken back once and whole.
 */
export async function listSuspects(tx: ReadTx, companyId: number): Promise<number[]> {
  const suspects = new Set<number>();
  for (const sql of suspectQueries) {
    const rows = await tx.query<{ id: bigint }>(sql, [companyId]);
    for (const { id } of rows) suspects.add(Number(id));
  }
  return [...suspects].sort((a, b) => a - b);
}

const isOwn = 'p.mirrors_seq IS NULL AND p.seq BETWEEN o.first_seq AND o.last_seq';
const ownSum = (amount: string): string => `sum(CASE WHEN ${isOwn} THEN ${amount} ELSE 0 END)`;

const standing = 'sum(CASE WHEN p.mirrors_seq IS NULL THEN 1 ELSE -1 END)';

const suspectQueries = [
  // Its lines are not as many, or not as much, as it says; more or less stands than should; its day is another.
  'SELECT o.id FROM postings p JOIN vouchers o ON o.company_id = p.company_id AND o.id = p.voucher_id ' +
    'WHERE p.company_id = ? GROUP BY o.id, o.state, o.line_count, o.debit_total, o.credit_total ' +
    `HAVING CASE WHEN o.state = 'draft' THEN ${standing} <> 0 ELSE ${ownSum('1')} <> o.line_count ` +
    `OR ${ownSum('p.debit')} <> o.debit_total OR ${ownSum('p.credit')} <> o.credit_total ` +
    `OR ${ownSum('CASE WHEN p.date = o.date THEN 0 ELSE 1 END')} <> 0 ` +
    `OR ${standing} <> CASE WHEN o.state = 'posted' THEN o.line_count ELSE 0 END END`,
  // Its first line is not in the log.
  'SELECT v.id FROM vouchers v LEFT JOIN postings p ON p.company_id = v.company_id AND p.seq = v.first_seq ' +
    "WHERE v.company_id = ? AND v.state <> 'draft' AND (p.voucher_id IS NULL OR p.voucher_id <> v.id)",
  // Its day is not in its fiscal year.
  'SELECT v.id FROM vouchers v LEFT JOIN fiscal_years y ON y.company_id = v.company_id ' +
    'AND y.id = v.fiscal_year_id AND v.date BETWEEN y.starts_on AND y.ends_on ' +
    "WHERE v.company_id = ? AND v.state <> 'draft' AND y.id IS NULL",
  // Mirrors that cancel nothing, something else, or a line that should stand.
  'SELECT DISTINCT m.voucher_id AS id FROM postings m ' +
    'LEFT JOIN vouchers v ON v.company_id = m.company_id AND v.id = m.voucher_id ' +
    'LEFT JOIN postings t ON t.company_id = m.company_id AND t.seq = m.mirrors_seq ' +
    'WHERE m.company_id = ? AND m.mirrors_seq IS NOT NULL AND (t.seq IS NULL OR t.mirrors_seq IS NOT NULL ' +
    'OR t.voucher_id <> m.voucher_id OR t.account_id <> m.account_id OR t.date <> m.date ' +
    'OR t.layer <> m.layer OR t.book <> m.book OR t.dimension_set_id <> m.dimension_set_id ' +
    'OR t.debit <> m.credit OR t.credit <> m.debit ' +
    "OR (v.state = 'posted' AND t.seq BETWEEN v.first_seq AND v.last_seq))",
  // What is cancelled twice.
  'SELECT DISTINCT voucher_id AS id FROM postings WHERE company_id = ? AND mirrors_seq IS NOT NULL ' +
    'GROUP BY voucher_id, mirrors_seq HAVING count(*) > 1',
];

export async function countVouchers(tx: ReadTx, companyId: number): Promise<number> {
  const [row] = await tx.query<{ count: bigint }>(
    'SELECT count(*) AS count FROM vouchers WHERE company_id = ?',
    [companyId],
  );
  return Number(row?.count ?? 0);
}

/** Vouchers that the log speaks of and that do not exist. */
export async function listMissingVouchers(tx: ReadTx, companyId: number): Promise<number[]> {
  const rows = await tx.query<{ id: bigint }>(
    'SELECT DISTINCT b.voucher_id AS id FROM posting_batches b ' +
      'LEFT JOIN vouchers v ON v.company_id = b.company_id AND v.id = b.voucher_id ' +
      'WHERE b.company_id = ? AND v.id IS NULL ORDER BY b.voucher_id LIMIT 10',
    [companyId],
  );
  return rows.map(({ id }) => Number(id));
}

/** What the company's row says of its vouchers and batches, and what there is. */
export async function readCounters(
  tx: ReadTx,
  companyId: number,
): Promise<{
  lastVoucherId: bigint;
  lastRecordedAt: string | null;
  recordedAt: string | null;
}> {
  const [row] = await tx.query<{
    last_voucher_id: bigint;
    last_recorded_at: string | null;
    recorded_at: string | null;
  }>(
    'SELECT last_voucher_id, last_recorded_at, ' +
      '(SELECT recorded_at FROM posting_batches WHERE company_id = companies.id ' +
      'ORDER BY first_seq DESC LIMIT 1) AS recorded_at FROM companies WHERE id = ?',
    [companyId],
  );
  return {
    lastVoucherId: row?.last_voucher_id ?? 0n,
    lastRecordedAt: row?.last_recorded_at ?? null,
    recordedAt: row?.recorded_at ?? null,
  };
}
