// What whoever wrote a formula should know although its figure stands: a month read as its first day, a
// pattern that takes no account, a balance that closing earlier years could take nowhere. Kept while some cell shows such a figure; the pane lists them.
import type { FigureNotice } from '../../shared/contract/balances.ts';

/** What one call of a function gives rise to. */
interface Noted {
  sentences: readonly string[];
  /** Account lists that it asks; what the ledger says of them is told by `tellFigureNotices`. */
  accounts: readonly string[];
}

const publishMilliseconds = 50;
/** More are told by their number. */
const mostNotices = 20;

const calls = new Map<object, Noted>();
const ofAccounts = new Map<string, string>();
let listen: ((notices: string[]) => void) | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
let published = '[]';

/** Who shows the notices; null when nobody does any more. */
export function setNoticeListener(next: ((notices: string[]) => void) | null): void {
  listen = next;
  published = '[]';
  schedule();
}

/** Notes what a call gives rise to. @returns the function that takes it away */
export function noteCall(noted: Noted): () => void {
  const accounts = [...new Set(noted.accounts)];
  if (noted.sentences.length === 0 && accounts.length === 0) return () => undefined;
  const key = {};
  calls.set(key, { ...noted, accounts });
  schedule();
  return () => {
    calls.delete(key);
    schedule();
  };
}

/** The ledger answered these account lists, with these notices: the others have none. */
export function tellFigureNotices(asked: Iterable<string>, notices: readonly FigureNotice[]): void {
  for (const accounts of asked) ofAccounts.delete(accounts);
  for (const { accounts, message, remedy } of notices) {
    const before = ofAccounts.get(accounts);
    const sentence = `${message} ${remedy}`;
    ofAccounts.set(accounts, before === undefined ? sentence : `${message} ${before}`);
  }
  schedule();
}

function schedule(): void {
  timer ??= setTimeout(publish, publishMilliseconds);
}

function publish(): void {
  timer = null;
  const sentences = new Set<string>();
  for (const { sentences: own, accounts } of calls.values()) {
    for (const sentence of own) sentences.add(sentence);
    // Most ledgers have nothing to say of any list.
    if (ofAccounts.size === 0) continue;
    for (const one of accounts) {
      const sentence = ofAccounts.get(one);
      if (sentence !== undefined) sentences.add(sentence);
    }
  }
  const notices = [...sentences].slice(0, mostNotices);
  const more = sentences.size - notices.length;
  if (more > 0) notices.push(`Hay ${more} avisos más.`);
  const text = JSON.stringify(notices);
  if (text === published) return;
  published = text;
  listen?.(notices);
}
