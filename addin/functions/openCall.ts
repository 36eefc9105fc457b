// Joins the functions, which Excel may call before the add-in has started, to the figure book that the
// start makes. Calls made before wait in line.
import type { FigureBook, FigureCall } from './figureBook.ts';

let book: Pick<FigureBook, 'open'> | null = null;
let waiting = new Map<FigureCall, { close: (() => void) | null }>();

/** Opens a call now or as soon as there is a book. @returns the function that ends it. */
export function openCall(call: FigureCall): () => void {
  if (book) return book.open(call);
  const entry: { close: (() => void) | null } = { close: null };
  waiting.set(call, entry);
  return () => {
    waiting.delete(call);
    entry.close?.();
  };
}

/** Null takes the book away: calls wait for the next one. */
export function setFigureBook(next: Pick<FigureBook, 'open'> | null): void {
  book = next;
  if (!next) return;
  const calls = waiting;
  waiting = new Map();
  for (const [call, entry] of calls) entry.close = next.open(call);
}
