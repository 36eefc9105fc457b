// What the routes and the command line work with: one engine and what is kept in memory beside it.
import { advisedCost, type PasswordCost } from './auth/passwords.ts';
import { Sessions, type SessionOptions } from './auth/sessions.ts';
import { BalanceIndexes } from './balances/balanceIndexes.ts';
import type { Clock } from './clock.ts';
import { getCompany } from './companies/companies.store.ts';
import type { Engine } from './db/engine.ts';
import { ChangeFeed } from './http/changeFeed.ts';
import type { Posting } from './ledger/posting.ts';
import { BooksReader } from './vouchers/companyBooks.ts';

export interface Services {
  engine: Engine;
  clock: Clock;
  sessions: Sessions;
  /** Of the passwords of new users. */
  passwordCost: PasswordCost;
  books: BooksReader;
  balances: BalanceIndexes;
  feed: ChangeFeed;
  /** After a commit that posted: balances follow at once, clients are told. */
  announce(companyId: number, postings: readonly Posting[]): void;
  /** After a commit that changed chart, years or lock. */
  announceSettings(companyId: number): void;
  /** Tells clients of what other processes write. @returns how to stop */
  watchOtherProcesses(): () => void;
}

/** How often other processes are looked after where the database can't tell of them. */
const watchMilliseconds = 1_000;
/** Where it can, this only covers a notice that was lost. */
const recheckMilliseconds = 5_000;

/** @param options what tests and small machines have otherwise */
export function createServices(
  engine: Engine,
  clock: Clock,
  options: SessionOptions = {},
): Services {
  const balances = new BalanceIndexes();
  const feed = new ChangeFeed();
  const told = new Map<number, string>();
  const tell = async (companyId: number): Promise<void> => {
    if (!feed.hasListeners(companyId)) return;
    const company = await engine.read((tx) => getCompany(tx, companyId));
    const { lastSeq: ledgerVersion, settingsVersion } = company;
    const versions = `${ledgerVersion}.${settingsVersion}`;
    if (told.get(companyId) === versions) return;
    told.set(companyId, versions);
    feed.announce(companyId, { ledgerVersion, settingsVersion });
  };
  const tellLater = (companyId: number): void => {
    // A client that is not told asks again when it reconnects; the write itself is already safe.
    tell(companyId).catch(() => undefined);
  };
  return {
    engine,
    clock,
    sessions: new Sessions(engine, clock, options),
    passwordCost: options.passwordCost ?? advisedCost,
    books: new BooksReader(),
    balances,
    feed,
    announce: (companyId, postings) => {
      balances.applyCommitted(companyId, postings);
      tellLater(companyId);
    },
    announceSettings: tellLater,
    watchOtherProcesses: () => {
      const tellAll = (): void => {
        for (const companyId of feed.companies()) tellLater(companyId);
      };
      const stopListening = engine.onRemoteChange?.((companyId) => {
        if (companyId === null) tellAll();
        else tellLater(companyId);
      });
      const timer = setInterval(tellAll, stopListening ? recheckMilliseconds : watchMilliseconds);
      return () => {
        stopListening?.();
        clearInterval(timer);
      };
    },
  };
}
