// How a use case says no: thrown inside the transaction so that nothing of it remains.
import type { AmountWriting, Rejection } from '../shared/rejection.ts';

/** Why it was refused, in terms that HTTP and the command line translate. */
export type RefusalReason =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'changed'
  | 'malformed'
  | 'too-large'
  | 'busy'
  | 'too-many';

export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly rejections: readonly Rejection[];
  /** How amounts are written in the company concerned, when there is one. */
  readonly writing: AmountWriting | undefined;

  constructor(
    reason: RefusalReason,
    rejections: Rejection | readonly Rejection[],
    writing?: AmountWriting,
  ) {
    const list = Array.isArray(rejections)
      ? (rejections as readonly Rejection[])
      : [rejections as Rejection];
    super(list.map((rejection) => rejection.code).join(', '));
    this.reason = reason;
    this.rejections = list;
    this.writing = writing;
  }
}
