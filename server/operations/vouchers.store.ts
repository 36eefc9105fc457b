// What verifying reads of vouchers, a stretch of ids at a time: voucher, lines, and its history in the log.
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
  /** First and last day of its fiscal year; null when it has none. */
  yearStart: string | null;
  yearEnd: string | null;
}

export interface CheckedLine {
  voucherId: number;
  line: number;
  entry: number;
  accountId: number;
  dimensionSetId: number;
  debit: bigint;
  credit: bigint;
}

export interface CheckedPosting extends CheckedLine {
  seq: number;
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
      'v.credit_total AS "creditTotal", v.line_count AS "lineCount", y.starts_on AS "yearStart", ' +
      'y.ends_on AS "yearEnd" FROM vouchers v ' +
      'LEFT JOIN fiscal_years y ON y.company_id = v.company_id AND y.id = v.fiscal_year_id ' +
      `WHERE v.company_id = ? AND v.id IN ${idList} ORDER BY v.id`,
    [companyId, ...fillIds(ids)],
  );
  return rows.map((row) => ({
    ...row,
    id: Number(row.id),
    number: row.number === null ? null : Number(row.number),
    lineCount: Number(row.lineCount),
  }));
}

export async function listCheckedLines(
  tx: ReadTx,
  companyId: number,
  ids: readonly number[],
): Promise<CheckedLine[]> {
  const rows = await tx.query<Raw<CheckedLine>>(
    'SELECT voucher_id AS "voucherId", line, entry, account_id AS "accountId", ' +
      'dimension_set_id AS "dimensionSetId", debit, credit FROM voucher_lines ' +
      `WHERE company_id = ? AND voucher_id IN ${idList} ORDER BY voucher_id, line`,
    [companyId, ...fillIds(ids)],
  );
  return rows.map(readLine);
}

/** All postings of these vouchers, mirrors and cancelled ones too, in order. */
export async function listCheckedPostings(
  tx: ReadTx,
  companyId: number,
  ids: readonly number[],
): Promise<CheckedPosting[]> {
  const rows = await tx.query<Raw<CheckedPosting>>(
    'SELECT b.voucher_id AS "voucherId", p.seq, p.line, p.entry, p.account_id AS "accountId", ' +
      'p.dimension_set_id AS "dimensionSetId", p.debit, p.credit, p.date, p.layer, p.book, ' +
      'p.mirrors_seq AS "mirrorsSeq" FROM posting_batches b ' +
      'JOIN postings p ON p.company_id = b.company_id AND p.seq BETWEEN b.first_seq AND b.last_seq ' +
      `WHERE b.company_id = ? AND b.voucher_id IN ${idList} ORDER BY b.voucher_id, p.seq`,
    [companyId, ...fillIds(ids)],
  );
  return rows.map((row) => ({
    ...readLine(row),
    seq: Number(row.seq),
    date: row.date,
    layer: Number(row.layer),
    book: Number(row.book),
    mirrorsSeq: row.mirrorsSeq === null ? null : Number(row.mirrorsSeq),
  }));
}

/**
 * Vouchers that the database itself can't vouch for: everything else was posted once, and each of its
 * postings equals the line of its number. Those with a history (corrected, taken back) are always among them.
 */
export async function listSuspects(tx: ReadTx, companyId: number): Promise<number[]> {
  const suspects = new Set<number>();
  for (const { sql, companies } of suspectQueries) {
    const rows = await tx.query<{ id: bigint }>(sql, Array<number>(companies).fill(companyId));
    for (const { id } of rows) suspects.add(Number(id));
  }
  return [...suspects].sort((a, b) => a - b);
}

/** `companies`: how many times each names the company. */
const suspectQueries = [
  // A posting that is not the line of its number, or not on the voucher's day.
  {
    sql:
      'SELECT DISTINCT p.voucher_id AS id FROM postings p ' +
      'JOIN vouchers v ON v.company_id = p.company_id AND v.id = p.voucher_id ' +
      'LEFT JOIN voucher_lines l ON l.company_id = p.company_id AND l.voucher_id = p.voucher_id ' +
      'AND l.line = p.line AND l.account_id = p.account_id AND l.debit = p.debit AND l.credit = p.credit ' +
      'AND l.entry = p.entry AND l.dimension_set_id = p.dimension_set_id ' +
      'WHERE p.company_id = ? AND (l.line IS NULL OR v.date <> p.date)',
    companies: 1,
  },
  // Batches that are not exactly one, as long as the voucher says it is.
  {
    sql:
      'SELECT v.id FROM vouchers v LEFT JOIN (SELECT voucher_id, count(*) AS batches, ' +
      'sum(last_seq - first_seq + 1) AS postings FROM posting_batches WHERE company_id = ? GROUP BY voucher_id' +
      ") AS b ON b.voucher_id = v.id WHERE v.company_id = ? AND CASE WHEN v.state = 'posted' " +
      'THEN b.batches IS NULL OR b.batches <> 1 OR b.postings <> v.line_count ELSE b.batches IS NOT NULL END',
    companies: 2,
  },
  // Totals that are not those of the lines, or a day outside the fiscal year.
  {
    sql:
      'SELECT v.id FROM vouchers v LEFT JOIN (SELECT voucher_id, count(*) AS lines, sum(debit) AS debit, ' +
      'sum(credit) AS credit FROM voucher_lines WHERE company_id = ? GROUP BY voucher_id) AS l ' +
      'ON l.voucher_id = v.id LEFT JOIN fiscal_years y ON y.company_id = v.company_id ' +
      'AND y.id = v.fiscal_year_id AND v.date BETWEEN y.starts_on AND y.ends_on ' +
      "WHERE v.company_id = ? AND v.state <> 'draft' AND (l.lines IS NULL OR l.lines <> v.line_count " +
      'OR l.debit <> v.debit_total OR l.credit <> v.credit_total OR y.id IS NULL)',
    companies: 2,
  },
];

export async function countVouchers(tx: ReadTx, companyId: number): Promise<number> {
  const [row] = await tx.query<{ count: bigint }>(
    'SELECT count(*) AS count FROM vouchers WHERE company_id = ?',
    [companyId],
  );
  return Number(row?.count ?? 0);
}

/** Batches and lines whose voucher does not exist. */
export async function listOrphans(
  tx: ReadTx,
  companyId: number,
): Promise<{ what: 'batch' | 'line'; voucherId: number }[]> {
  const orphans: { what: 'batch' | 'line'; voucherId: number }[] = [];
  for (const [what, table] of [
    ['batch', 'posting_batches'],
    ['line', 'voucher_lines'],
  ] as const) {
    const rows = await tx.query<{ id: bigint }>(
      `SELECT DISTINCT t.voucher_id AS id FROM ${table} t ` +
        'LEFT JOIN vouchers v ON v.company_id = t.company_id AND v.id = t.voucher_id ' +
        'WHERE t.company_id = ? AND v.id IS NULL ORDER BY t.voucher_id LIMIT 10',
      [companyId],
    );
    for (const { id } of rows) orphans.push({ what, voucherId: Number(id) });
  }
  return orphans;
}

function readLine(row: Raw<CheckedLine>): CheckedLine {
  return {
    voucherId: Number(row.voucherId),
    line: Number(row.line),
    entry: Number(row.entry),
    accountId: Number(row.accountId),
    dimensionSetId: Number(row.dimensionSetId),
    debit: row.debit,
    credit: row.credit,
  };
}
