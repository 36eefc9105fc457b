// The books and balances of a company as they are now. While nothing has been committed since the last
// look, by this process or another, they are answered without asking the database.
import type { Engine } from '../db/engine.ts';
import type { BooksReader, CompanyBooks } from '../vouchers/companyBooks.ts';
import type { BalanceIndex } from './balanceIndex.ts';
import type { BalanceIndexes } from './balanceIndexes.ts';

export interface BalancesContext {
  engine: Engine;
  books: BooksReader;
  balances: BalanceIndexes;
}

export interface CompanyBalances {
  books: CompanyBooks;
  index: BalanceIndex;
}

/** Companies of which the last look is remembered. */
const usuallyRemembered = 50;

export class LatestBalances {
  readonly #context: BalancesContext;
  readonly #known = new Map<number, CompanyBalances & { counter: bigint }>();

  readonly #maxRemembered: number;
  /** The turn of the event loop that those who ask now wait for. */
  #turn: Promise<void> | null = null;

  constructor(context: BalancesContext, maxRemembered = usuallyRemembered) {
    this.#context = context;
    this.#maxRemembered = maxRemembered;
  }

  async read(companyId: number): Promise<CompanyBalances> {
    const { engine, books, balances } = this.#context;
    await this.#nextTurn();
    // Taken before reading: a commit in between makes the next look ask again.
    const counter = engine.changeCounter?.();
    const known = this.#known.get(companyId);
    if (known && known.counter === counter) return known;
    const fresh = await engine.read(async (tx) => ({
      books: await books.read(tx, companyId),
      index: await balances.get(tx, companyId),
    }));
    if (counter !== undefined) {
      if (this.#known.size >= this.#maxRemembered) this.#known.clear();
      this.#known.set(companyId, { ...fresh, counter });
    }
    return fresh;
  }

  /**
   * Requests that arrived together look at the file once and are answered together: a server that many ask
   * at once spends half the time on each, and one that is asked alone spends a few microseconds more.
   */
  #nextTurn(): Promise<void> {
    this.#turn ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#turn = null;
        resolve();
      });
    });
    return this.#turn;
  }
}
