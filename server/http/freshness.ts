// Conditional reading (RFC 9110, 13.1.2): what is computed from the ledger and the settings stays as it is while
// their versions do, so that whoever has it is told so without computing it again.
import { hash, randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Change } from '../../shared/contract/changes.ts';

/** Another start may be another release, which may compute the same figures in another form. */
const startName = randomUUID();

/** Weak: the same content, in whatever compression. */
export function freshnessOf(c: Context, { ledgerVersion, settingsVersion }: Change): string {
  const state = [startName, c.req.url, ledgerVersion, settingsVersion].join(' ');
  return `W/"${hash('sha256', state, 'base64url').slice(0, 16)}"`;
}

/** @returns whether whoever asks has it already; `if-any`: they want none if there is one, whichever it is */
export function isStillFresh(c: Context, freshness: string): boolean | 'if-any' {
  const asked = c.req.header('if-none-match');
  if (asked === undefined) return false;
  // An address of nothing has none: that is known once it is answered (RFC 9110, 13.1.2).
  if (asked.trim() === '*') return 'if-any';
  const own = freshness.replace('W/', '');
  return asked.split(',').some((each) => each.trim().replace(/^W\//, '') === own);
}
