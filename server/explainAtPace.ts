// The sentences of as many rejections as a sheet may have: a hundred thousand of them take a while.
import type { AmountWriting, ExplainedRejection, Rejection } from '../shared/rejection.ts';
import { explainRejection } from '../shared/text/es.ts';
import { forEachAtPace, type Pace } from './pace.ts';

/** Of the pace. */
const unitsPerSentence = 20;

/** @throws Abandoned */
export async function explainAtPace(
  rejections: readonly Rejection[],
  pace: Pace,
  writing?: AmountWriting,
): Promise<ExplainedRejection[]> {
  const explained: ExplainedRejection[] = [];
  const explain = (each: Rejection) => void explained.push(explainRejection(each, writing));
  await forEachAtPace(rejections, pace, explain, unitsPerSentence);
  return explained;
}
