// What the server said about some figures, and at which versions: parts of one question are put together
// here, so that figures of two versions are never taken for one.
import { describeFailure, type ApiFailure } from '../api/apiResult.ts';
import type { Figure, FigureError, FigureValue } from './figure.ts';
import type { ListNotices } from './figureNotices.ts';
import { figureErrorOf, neverRead, signInFirst } from './figureTexts.ts';

export interface FigureReading {
  /** Of a delta only the figures that changed. */
  values: Map<string, FigureValue>;
  /** Null where the values depend on no version. */
  ledgerVersion: number | null;
  settingsVersion: number | null;
  /** Told with the values, once these are taken. */
  notices?: readonly ListNotices[];
}

export type FigureAnswer =
  | { ok: true; reading: FigureReading }
  /** Nothing was learnt: the values of before stay; `error` is for figures that have none. */
  | { ok: false; error: FigureError };

export interface JoinedReading extends FigureReading {
  notices: readonly ListNotices[];
  /** The parts were read at different versions: all must be asked again. */
  isMixed: boolean;
}

export type JoinedAnswer = { ok: true; reading: JoinedReading } | { ok: false; error: FigureError };

export function joinAnswers(answers: readonly FigureAnswer[]): JoinedAnswer {
  const values = new Map<string, FigureValue>();
  const ledgerVersions = new Set<number>();
  const settingsVersions = new Set<number>();
  const told: ListNotices[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    const { ledgerVersion, settingsVersion, notices = [] } = answer.reading;
    told.push(...notices);
    for (const [key, value] of answer.reading.values) values.set(key, value);
    if (ledgerVersion !== null) ledgerVersions.add(ledgerVersion);
    if (settingsVersion !== null) settingsVersions.add(settingsVersion);
  }
  const reading = {
    values,
    notices: told,
    ledgerVersion: newest(ledgerVersions),
    settingsVersion: newest(settingsVersions),
    isMixed: ledgerVersions.size > 1 || settingsVersions.size > 1,
  };
  return { ok: true, reading };
}

function newest(versions: ReadonlySet<number>): number | null {
  return versions.size === 0 ? null : Math.max(...versions);
}

/** A refusal is the answer of every figure that was asked; anything else taught nothing. */
export function failedAnswer(failure: ApiFailure, figures: Iterable<Figure>): FigureAnswer {
  if (failure.kind === 'unanswered') return { ok: false, error: neverRead };
  if (failure.kind === 'expired') return { ok: false, error: signInFirst };
  const { message, remedy } = describeFailure(failure);
  if (failure.kind === 'unexpected') {
    return { ok: false, error: { error: 'notAvailable', message: `${message} ${remedy}` } };
  }
  const error = figureErrorOf({ code: failure.rejections[0]?.code ?? '', message, remedy });
  const values = new Map<string, FigureValue>();
  for (const { key } of figures) values.set(key, error);
  return { ok: true, reading: { values, ledgerVersion: null, settingsVersion: null } };
}
