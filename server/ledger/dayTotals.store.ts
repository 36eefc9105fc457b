// The roll-ups by account and day as the balances in memory are built from them.
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import type { ReadTx } from '../db/engine.ts';

export interface DayTotal {
  accountId: number;
  date: string;
  layer: number;
  book: number;
  debit: bigint;
  credit: bigint;
}

/** The same, of the postings that carry one set of dimensions; 0: of all postings. */
export interface DimensionDayTotal extends DayTotal {
  dimensionSetId: number;
}

/** The roll-ups of one account as text, a column each: `length` rows in any order. */
export interface PackedDayTotals {
  accountId: number;
  length: number;
  /** Dates (`YYYY-MM-DD`) one after another, nothing between them. */
  dates: string;
  /** Numbers with a space between them. */
  layers: string;
  debits: string;
  credits: string;
}

/** Accounts whose days are read at once: a large company's roll-ups are never all in memory as text. */
const accountsPerRead = 32;

/**
 * All roll-ups of a company, some accounts at a time. The database joins the rows of an account into
 * texts: taking a row at a time out of it costs more than everything else that is done with them.
 */
export async function* readDayTotals(
  tx: ReadTx,
  companyId: number,
): AsyncGenerator<PackedDayTotals[]> {
  const [range] = await tx.query<{ last: bigint | null }>(
    'SELECT max(account_id) AS last FROM day_totals WHERE company_id = ?',
    [companyId],
  );
  for (let first = 0; first <= Number(range?.last ?? -1); first += accountsPerRead) {
    const rows = await tx.query<Record<'account_id' | 'length', bigint> & Columns>(
      'SELECT account_id, count(*) AS length, ' +
        "string_agg(date, '') AS dates, string_agg(CAST(layer AS TEXT), ' ') AS layers, " +
        "string_agg(CAST(debit AS TEXT), ' ') AS debits, " +
        "string_agg(CAST(credit AS TEXT), ' ') AS credits FROM day_totals " +
        'WHERE company_id = ? AND account_id >= ? AND account_id < ? GROUP BY account_id',
      [companyId, first, first + accountsPerRead],
    );
    yield rows.map(({ account_id, length, ...columns }) => ({
      ...columns,
      accountId: Number(account_id),
      length: Number(length),
    }));
  }
}

type Columns = Pick<PackedDayTotals, 'dates' | 'layers' | 'debits' | 'credits'>;

/** Totals by account, day, layer and book of the postings after a version, through another. */
export async function sumPostings(
  tx: ReadTx,
  companyId: number,
  afterSeq: number,
  throughSeq: number,
): Promise<DayTotal[]> {
  const { postings: t } = tx.tables;
  // A mirror takes away what it cancels (`contributionOf`).
  const debit = sql<bigint>`sum(case when ${t.mirrorsSeq} is null then ${t.debit} else -${t.credit} end)`;
  const credit = sql<bigint>`sum(case when ${t.mirrorsSeq} is null then ${t.credit} else -${t.debit} end)`;
  return tx.db
    .select({
      accountId: t.accountId,
      date: t.date,
      layer: t.layer,
      book: t.book,
      debit: debit.mapWith(t.debit),
      credit: credit.mapWith(t.credit),
    })
    .from(t)
    .where(and(eq(t.companyId, companyId), gt(t.seq, afterSeq), lte(t.seq, throughSeq)))
    .groupBy(t.accountId, t.date, t.layer, t.book)
    .orderBy(asc(t.accountId), asc(t.date), asc(t.layer), asc(t.book));
}
