// The shape of what is said of a rejection: what happened and why, and what to do about it.
import type { RejectionCode, RejectionParams } from '../rejection.ts';

export interface Sentence {
  message: string;
  remedy: string;
}

/** Writes wire amounts and dates as the company does. */
export interface Writer {
  money: (amount: string) => string;
  day: (date: string) => string;
}

export type SentenceOf<C extends RejectionCode> = (
  params: RejectionParams[C],
  write: Writer,
) => Sentence;

export const say = (message: string, remedy: string): Sentence => ({ message, remedy });
