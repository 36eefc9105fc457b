// What a form shows when an action or a query did not go through.
import type { ActionResult, QueryResult } from '../state/addinState.ts';
import type { Refusal } from './RefusalMessage.tsx';

/** Every rejection, or the one sentence there is (a lost connection has no rejections). */
export function refusalsOf(
  result: ActionResult | Extract<QueryResult<unknown>, { ok: false }>,
): readonly Refusal[] {
  if (result.ok) return [];
  const isPassing =
    'reason' in result && (result.reason === 'offline' || result.reason === 'signed-out');
  if (result.rejections.length > 0) {
    return result.rejections.map(({ message, remedy }) => ({ message, remedy, isPassing }));
  }
  return [{ message: result.message ?? 'No se ha podido hacer.', remedy: '', isPassing }];
}
