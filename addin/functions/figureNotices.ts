// What whoever wrote a formula should know although its figure stands: a month read as its first day, a
// pattern that takes no account, a balance that closing earlier years could take nowhere. Kept while some cell shows such a figure; the pane lists them.
import type { FigureNotice } from '../../shared/contract/balances.ts';

/** What one call of a function gives rise to. */
interface Noted {
  sentences: readonly string[];
  /** Account lists that it asks; what the ledger says of them is told by `tellFigureNotices`. */
  accounts: readonly string[];
}

/** What the ledger says of account lists. */
export interface ListNotices {
  asked: Iterable<string>;
  notices: readonly FigureNotice[];
  /** False when other cells ask the same lists of other dates, and were not asked now. */
  isOfAllCells: boolean;
}

const publishMilliseconds = 50;
/** More are told by their number. */
const mostNotices = 20;

const calls = new Map<object, Noted>();
const ofAccounts = new Map<string, readonly FigureNotice[]>();
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

/** The ledger answered account lists: those without notices have none. */
export function tellFigureNotices(told: readonly ListNotices[]): void {
  for (const { asked, isOfAllCells } of told) {
    for (const accounts of asked) {
      const kept = isOfAllCells ? [] : (ofAccounts.get(accounts) ?? []).filter(isOfItsDates);
      if (kept.length === 0) ofAccounts.delete(accounts);
      else ofAccounts.set(accounts, kept);
    }
  }
  for (const notice of told.flatMap(({ notices }) => notices)) {
    const others = ofAccounts.get(notice.accounts) ?? [];
    const isOther = (one: FigureNotice) =>
      one.code !== notice.code || one.params.account !== notice.params.account;
    const before = notice.code === dated ? others.filter(isOther) : others;
    ofAccounts.set(notice.accounts, [...before, notice]);
  }
  schedule();
}

/** Another company's books are shown from now on: what these said is nothing to them. */
export function forgetListNotices(): void {
  ofAccounts.clear();
  schedule();
}

/** Said of an account at the dates of the cells that were asked; all else is said of the list. */
const dated = 'closing-without-target';

function isOfItsDates({ code }: FigureNotice): boolean {
  return code === dated;
}

/** What to do stands once, after all that happened. */
function sentenceOf(notices: readonly FigureNotice[]): string {
  const messages = notices.map(({ message }) => message).reverse();
  return [...messages, notices[0]?.remedy].join(' ');
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
      const notices = ofAccounts.get(one);
      if (notices) sentences.add(sentenceOf(notices));
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
