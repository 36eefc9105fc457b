// Reads something of the ledger for a screen, again whenever what it depends on changes. The last
// value stays on screen while the next one comes, and also when it cannot come.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueryResult } from '../state/addinState.ts';
import { refusalsOf } from './actionRefusals.ts';
import type { Refusal } from './RefusalMessage.tsx';

export interface LedgerQuery<T> {
  /** The last answer to this question; null before the first. */
  value: T | null;
  isReading: boolean;
  /** Why the last attempt brought nothing; empty when it did. */
  refusals: readonly Refusal[];
  readAgain: () => void;
}

/**
 * @param question a text that changes when the question does: the earlier answer is then dropped
 * @param freshness changes when the same question may have a new answer (ledger version, connection)
 */
export function useLedgerQuery<T>(
  read: () => Promise<QueryResult<T>>,
  question: string,
  freshness: string | number | null,
): LedgerQuery<T> {
  const [answer, setAnswer] = useState<{ question: string; value: T } | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  /** The request that was answered last: any other one is still being read. */
  const [settled, setSettled] = useState('');
  const [attempt, setAttempt] = useState(0);
  const request = `${question} ${freshness} ${attempt}`;
  const latestRead = useRef(read);
  useEffect(() => {
    latestRead.current = read;
  });

  useEffect(() => {
    let isCurrent = true;
    void latestRead.current().then((result) => {
      if (!isCurrent) return;
      setSettled(request);
      if (result.ok) setAnswer({ question, value: result.value });
      setRefusals(result.ok ? [] : refusalsOf(result));
    });
    return () => {
      isCurrent = false;
    };
  }, [question, request]);

  const readAgain = useCallback(() => setAttempt((count) => count + 1), []);
  const value = answer?.question === question ? answer.value : null;
  return { value, isReading: settled !== request, refusals, readAgain };
}
