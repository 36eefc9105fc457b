// The oracle: books kept the naive way, as a list of facts that is added up from its beginning for every figure.
// It shares no code with the server, so that both are wrong only where both were thought wrong.

export interface NaiveAccount {
  code: string;
  kind: string;
  parentCode: string | null;
  isPostable: boolean;
}

export interface NaiveLine {
  account: string;
  /** Minor units, debit − credit. */
  amount: bigint;
}

export interface NaiveVoucher {
  id: string;
  state: 'draft' | 'posted' | 'voided';
  type: string;
  number: number | null;
  /** The year that gave the number. */
  numberYear: string | null;
  /** The type it had then. */
  numberType?: string;
  /** The date it had then. */
  numberDate?: string;
  date: string;
  lines: NaiveLine[];
  version: number;
}

interface Fact {
  seq: number;
  account: string;
  date: string;
  debit: bigint;
  credit: bigint;
}

export interface NaiveYear {
  name: string;
  startsOn: string;
  endsOn: string;
}

export type Measure = 'closing' | 'opening' | 'debit' | 'credit' | 'movement';

const resultKinds = ['income', 'expense', 'cost'];

export class NaiveBooks {
  readonly facts: Fact[] = [];
  readonly vouchers = new Map<string, NaiveVoucher>();
  /** When each version was recorded, oldest first. */
  readonly moments: { version: number; instant: string }[] = [];
  readonly counters = new Map<string, number>();
  years: NaiveYear[] = [];
  lockedThrough: string | null = null;
  accounts: NaiveAccount[] = [];
  /** Where a profit and a loss of a year stand in the next. */
  readonly #resultAccounts: { profit: string; loss: string };
  /** What numbers begin anew with. */
  readonly numbersBy: 'type' | 'year' | 'day';

  constructor(
    resultAccounts: { profit: string; loss: string },
    numbersBy: 'type' | 'year' | 'day',
  ) {
    this.#resultAccounts = resultAccounts;
    this.numbersBy = numbersBy;
  }

  get version(): number {
    return this.facts.length;
  }

  yearOf(date: string): NaiveYear | undefined {
    return this.years.find(({ startsOn, endsOn }) => startsOn <= date && date <= endsOn);
  }

  /** Why a date takes nothing; null when it does. */
  refuseDate(date: string): string | null {
    if (!this.yearOf(date)) return 'date-outside-fiscal-years';
    return this.lockedThrough !== null && date <= this.lockedThrough ? 'date-locked' : null;
  }

  /** Whether a lock would close days that hold a draft with a number. */
  leavesNumberedDraft(lockedThrough: string | null): boolean {
    if (lockedThrough === null) return false;
    const from = this.lockedThrough ?? '';
    return [...this.vouchers.values()].some(
      ({ state, number, date }) =>
        state === 'draft' && number !== null && from < date && date <= lockedThrough,
    );
  }

  isKnown(code: string): boolean {
    return this.accounts.some((account) => account.code === code);
  }

  isPostable(code: string): boolean {
    return this.accounts.some((account) => account.code === code && account.isPostable);
  }

  /** Gives the next number of a voucher that has none. */
  takeNumber(voucher: NaiveVoucher): void {
    if (voucher.number !== null) return;
    const year = this.yearOf(voucher.date)!.name;
    const sequence = { type: voucher.type, year, day: voucher.date }[this.numbersBy];
    const number = (this.counters.get(sequence) ?? 0) + 1;
    this.counters.set(sequence, number);
    voucher.number = number;
    voucher.numberYear = year;
    voucher.numberType = voucher.type;
    voucher.numberDate = voucher.date;
  }

  addFacts(date: string, lines: readonly NaiveLine[], instant: string): void {
    for (const { account, amount } of lines) {
      const debit = amount > 0n ? amount : 0n;
      const credit = amount < 0n ? -amount : 0n;
      this.facts.push({ seq: this.version + 1, account, date, debit, credit });
    }
    this.#stamp(instant);
  }

  /**
   * What was added is taken away again, on the same date.
   * @param instant null: more follows in the same batch
   */
  addMirrors({ date, lines }: NaiveVoucher, instant: string | null): void {
    for (const { account, amount } of lines) {
      const debit = amount > 0n ? -amount : 0n;
      const credit = amount < 0n ? amount : 0n;
      this.facts.push({ seq: this.version + 1, account, date, debit, credit });
    }
    if (instant !== null) this.#stamp(instant);
  }

  /** A number inside a voucher means the books as they stood before it. */
  wholeVersion(version: number): number {
    return this.moments.findLast((moment) => moment.version <= version)?.version ?? 0;
  }

  versionAt(instant: string): number {
    return this.moments.findLast((moment) => moment.instant <= instant)?.version ?? 0;
  }

  /** An account with all below it that take postings. */
  leavesOf(code: string): string[] {
    const below = this.accounts.filter(({ parentCode }) => parentCode === code);
    if (below.length === 0) return [code];
    return below.flatMap((account) => this.leavesOf(account.code));
  }

  figures(asOf: number): NaiveFigures {
    const leaf = (code: string): string => this.leavesOf(code)[0]!;
    const { profit, loss } = this.#resultAccounts;
    const facts = this.facts.slice(0, asOf);
    return new NaiveFigures(facts, this.accounts, this.years, {
      profit: leaf(profit),
      loss: leaf(loss),
    });
  }

  #stamp(instant: string): void {
    this.moments.push({ version: this.version, instant });
  }
}

/** Every figure of one version, each added up from the first fact. */
export class NaiveFigures {
  readonly #facts: readonly Fact[];
  readonly #kinds: ReadonlyMap<string, string>;
  readonly #years: readonly NaiveYear[];
  readonly #results: { profit: string; loss: string };

  constructor(
    facts: readonly Fact[],
    accounts: readonly NaiveAccount[],
    years: readonly NaiveYear[],
    results: { profit: string; loss: string },
  ) {
    this.#facts = facts;
    this.#kinds = new Map(accounts.map(({ code, kind }) => [code, kind]));
    this.#years = years;
    this.#results = results;
  }

  /** Accounts that can have a figure other than zero. */
  listMoved(): string[] {
    const { profit, loss } = this.#results;
    return [...new Set([profit, loss, ...this.#facts.map(({ account }) => account)])];
  }

  /** Of accounts that take postings. */
  measure(codes: readonly string[], from: string, to: string, measure: Measure): bigint {
    switch (measure) {
      case 'closing':
        return this.#balance(codes, (date) => date <= to, this.#yearStart(to));
      case 'opening':
        return this.#balance(codes, (date) => date < from, this.#yearStart(from));
      case 'debit':
        return this.#sum(codes, from, to, ({ debit }) => debit);
      case 'credit':
        return this.#sum(codes, from, to, ({ credit }) => credit);
      case 'movement':
        return this.#sum(codes, from, to, ({ debit, credit }) => debit - credit);
    }
  }

  #sum(codes: readonly string[], from: string, to: string, of: (fact: Fact) => bigint): bigint {
    const wanted = new Set(codes);
    let sum = 0n;
    for (const fact of this.#facts) {
      if (wanted.has(fact.account) && fact.date >= from && fact.date <= to) sum += of(fact);
    }
    return sum;
  }

  /**
   * Result accounts count from the start of their year; what each year before it gathered stands on the account for
   * profits or on that for losses, because no year is closed yet.
   */
  #balance(codes: readonly string[], counts: (date: string) => boolean, start: string): bigint {
    const wanted = new Set(codes);
    const gathered = new Map<string, bigint>();
    let sum = 0n;
    for (const { account, date, debit, credit } of this.#facts) {
      const isResult = resultKinds.includes(this.#kinds.get(account) ?? '');
      if (isResult && date < start) {
        const year = this.#yearStart(date);
        gathered.set(year, (gathered.get(year) ?? 0n) + debit - credit);
      } else if (wanted.has(account) && counts(date)) sum += debit - credit;
    }
    for (const result of gathered.values()) {
      if (wanted.has(result > 0n ? this.#results.loss : this.#results.profit)) sum += result;
    }
    return sum;
  }

  /** First day of the year of a date; after the last year before it; else the beginning of time. */
  #yearStart(date: string): string {
    const year = this.#years.find(({ startsOn, endsOn }) => startsOn <= date && date <= endsOn);
    if (year) return year.startsOn;
    const earlier = this.#years.filter(({ endsOn }) => endsOn < date);
    const last = earlier.reduce((latest, { endsOn }) => (endsOn > latest ? endsOn : latest), '');
    return last === '' ? '' : `${last}+`;
  }
}
