// Pages of vouchers, read one after another as they are asked for; a search goes on by itself until it has
// enough to show or nothing is left: each of its pages is what the server found among those it looked at.
import { useCallback, useEffect, useState } from 'react';
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';
import type { VoucherListQuery } from '../api/queryTypes.ts';
import type { AddinQueries } from '../state/addinState.ts';
import { refusalsOf } from './actionRefusals.ts';
import type { Refusal } from './RefusalMessage.tsx';

const pageSize = 100;

export interface VoucherPages {
  vouchers: readonly VoucherSummary[];
  /** True while the ledger has more vouchers of this filter than were read. */
  hasMore: boolean;
  isReading: boolean;
  /** False until the first page of this filter is there. */
  isReady: boolean;
  refusals: readonly Refusal[];
  /** While searching: how many vouchers were looked at. */
  searched: number;
  readMore: () => void;
  readAgain: () => void;
}

/** What was read for a question; `request` names the reading, so that a late page is not mixed in. */
interface Pages {
  question: string;
  request: string;
  vouchers: VoucherSummary[];
  cursor: string | null;
  searched: number;
  refusals: readonly Refusal[];
  isReadingMore: boolean;
}

const nothingRead = { vouchers: [], cursor: null, searched: 0, isReadingMore: false };

/** @param freshness changes when the ledger does: the list is then read from its beginning. */
export function useVoucherPages(
  queries: AddinQueries,
  filter: VoucherListQuery,
  freshness: string,
): VoucherPages {
  const question = JSON.stringify(filter);
  const [attempt, setAttempt] = useState(0);
  const [pages, setPages] = useState<Pages | null>(null);
  const request = `${question} ${freshness} ${attempt}`;

  const read = useCallback(
    (cursor: string | null) =>
      queries.listVouchers({
        ...(JSON.parse(question) as VoucherListQuery),
        limit: pageSize,
        ...(cursor === null ? {} : { cursor }),
      }),
    [queries, question],
  );

  useEffect(() => {
    let isCurrent = true;
    void read(null).then((result) => {
      if (!isCurrent) return;
      setPages((before) => {
        const refusals = result.ok ? [] : refusalsOf(result);
        // What was on screen stays when the same list cannot be read again.
        const kept = before?.question === question ? before : nothingRead;
        const read = result.ok
          ? {
              vouchers: result.value.vouchers,
              cursor: result.value.nextCursor,
              searched: result.value.searched ?? 0,
            }
          : { vouchers: kept.vouchers, cursor: kept.cursor, searched: kept.searched };
        return { ...read, question, request, refusals, isReadingMore: false };
      });
    });
    return () => {
      isCurrent = false;
    };
  }, [read, question, request]);

  const shown = pages?.question === question ? pages : null;
  const isReading = shown?.request !== request || shown.isReadingMore;
  const readMore = async () => {
    if (!shown || shown.cursor === null || isReading) return;
    setPages({ ...shown, isReadingMore: true });
    const result = await read(shown.cursor);
    setPages((now) => {
      if (now?.request !== shown.request) return now;
      if (!result.ok) return { ...now, isReadingMore: false, refusals: refusalsOf(result) };
      return {
        ...now,
        vouchers: [...now.vouchers, ...result.value.vouchers],
        cursor: result.value.nextCursor,
        searched: now.searched + (result.value.searched ?? 0),
        refusals: [],
        isReadingMore: false,
      };
    });
  };
  return {
    vouchers: shown?.vouchers ?? [],
    hasMore: shown !== null && shown.cursor !== null,
    isReading,
    isReady: shown !== null && (shown.refusals.length === 0 || shown.vouchers.length > 0),
    refusals: shown?.refusals ?? [],
    searched: shown?.searched ?? 0,
    readMore: () => void readMore(),
    readAgain: () => setAttempt((count) => count + 1),
  };
}
