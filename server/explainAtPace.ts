// The sentences of as many rejections as a sheet may have: a hundred thousand of them take a while.
import type { AmountWriting, ExplainedRejection, Rejection } from '../shared/rejection.ts';
import { explainRejection } from '../shared/text/es.ts';
import type { Pace } from './pace.ts';

/** Of the pace. */
const unitsPerSentence = 20;

/** @throws Abandoned */
export async function explainAtPace(
  rejections: readonly Rejection[],
  pace: Pace,
  writing?: AmountWriting,
): Promise<ExplainedRejection[]> {
  const explained: ExplainedRejection[] = [];
  for (const rejection of rejections) {
    explained.push(explainRejection(rejection, writing));
    if (pace.isDue(unitsPerSentence)) await pace.rest();
  }
  return explained;
}
