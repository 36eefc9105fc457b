// The raw limits of balances: the roll-up in SQL, and sums in memory without a server around them.
import BetterSqlite from 'better-sqlite3';
import { dateOfDay, dayCount } from '../generateJournal.ts';
import { writeCents } from '../journalFiles.ts';
import { SeededRandom } from '../random.ts';
import { median, percentile, timeOf } from '../statistics.ts';
import type { cellQuery } from '../measureBalances.ts';

export interface RawBalanceTimes {
  /** Milliseconds, p95: every account at a random date. */
  sqlTrialBalance: number;
  memoryTrialBalance: number;
  /** Every account at the end of twelve months. */
  sqlMonths: number;
  /** Medians: 100,000 cells computed and written; written again; 100 of them written. */
  cells: { first: number; repeat: number; delta: number };
}

interface DayRow {
  code: string;
  date: string;
  debit: number;
  credit: number;
}

export async function measureRawBalances(
  databaseFile: string,
  query: ReturnType<typeof cellQuery>,
): Promise<RawBalanceTimes> {
  const database = new BetterSqlite(databaseFile, { readonly: true });
  try {
    const rows = database
      .prepare(
        'SELECT a.code, t.date, t.debit, t.credit FROM day_totals t JOIN accounts a ' +
          'ON a.company_id = t.company_id AND a.id = t.account_id ORDER BY t.account_id, t.date',
      )
      .all() as DayRow[];
    const memory = new MemoryBalances(rows);
    return {
      sqlTrialBalance: await sqlTrialBalance(database),
      memoryTrialBalance: await memoryTrialBalance(memory),
      sqlMonths: await sqlMonths(database),
      cells: await cellTimes(memory, query),
    };
  } finally {
    database.close();
  }
}

async function sqlTrialBalance(database: BetterSqlite.Database): Promise<number> {
  const statement = database.prepare(
    'SELECT account_id, sum(debit), sum(credit) FROM day_totals WHERE date <= ? GROUP BY account_id',
  );
  const random = new SeededRandom(12);
  const times: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const date = dateOfDay(random.below(dayCount));
    times.push(await timeOf(() => JSON.stringify(statement.raw().all(date))));
  }
  return percentile(times, 0.95);
}

async function sqlMonths(database: BetterSqlite.Database): Promise<number> {
  const statement = database.prepare(
    "SELECT account_id, substr(date, 1, 7), sum(debit), sum(credit) FROM day_totals WHERE date <= '2025-12-31' " +
      'GROUP BY account_id, substr(date, 1, 7)',
  );
  const times: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    times.push(await timeOf(() => JSON.stringify(statement.raw().all())));
  }
  return percentile(times, 0.95);
}

async function memoryTrialBalance(memory: MemoryBalances): Promise<number> {
  const random = new SeededRandom(13);
  const times: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const date = dateOfDay(random.below(dayCount));
    times.push(await timeOf(() => memory.trialBalance(date)));
  }
  return percentile(times, 0.95);
}

async function cellTimes(
  memory: MemoryBalances,
  { accounts, periods, cells }: ReturnType<typeof cellQuery>,
): Promise<RawBalanceTimes['cells']> {
  const compute = (): string[] => {
    const amounts: string[] = [];
    for (let at = 0; at < cells.length; at += 3) {
      amounts.push(writeSigned(memory.balance(accounts[cells[at]!]!, periods[cells[at + 1]!]!.to)));
    }
    return amounts;
  };
  const amounts = compute();
  const repeat = async (work: () => unknown): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < 15; round += 1) times.push(await timeOf(work));
    return median(times);
  };
  return {
    first: await repeat(() => JSON.stringify({ amounts: compute() })),
    repeat: await repeat(() => JSON.stringify({ amounts })),
    delta: await repeat(() =>
      JSON.stringify({ changes: amounts.slice(0, 100).map((amount, cell) => [cell, amount]) }),
    ),
  };
}

/** Sorted days and cumulative cents per account: a balance is one binary search. */
class MemoryBalances {
  readonly #accounts = new Map<string, { dates: string[]; sums: number[] }>();

  constructor(rows: readonly DayRow[]) {
    for (const { code, date, debit, credit } of rows) {
      let account = this.#accounts.get(code);
      if (!account) this.#accounts.set(code, (account = { dates: [], sums: [] }));
      account.sums.push((account.sums.at(-1) ?? 0) + debit - credit);
      account.dates.push(date);
    }
  }

  balance(code: string, date: string): number {
    const account = this.#accounts.get(code);
    if (!account) return 0;
    let low = 0;
    let high = account.dates.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (account.dates[middle]! <= date) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : account.sums[low - 1]!;
  }

  /** Every account, and the sums of those above it. */
  trialBalance(date: string): Map<string, number> {
    const balances = new Map<string, number>();
    for (const code of this.#accounts.keys()) {
      const cents = this.balance(code, date);
      for (const length of [1, 2, 3, code.length]) {
        const above = code.slice(0, length);
        balances.set(above, (balances.get(above) ?? 0) + cents);
      }
    }
    return balances;
  }
}

function writeSigned(cents: number): string {
  return cents < 0 ? `-${writeCents(-cents)}` : writeCents(cents);
}
