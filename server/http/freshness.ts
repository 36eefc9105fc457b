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

export function isStillFresh(c: Context, freshness: string): boolean {
  const asked = c.req.header('if-none-match');
  if (asked === undefined) return false;
  const own = freshness.replace('W/', '');
  return asked.split(',').some((each) => [own, '*'].includes(each.trim().replace(/^W\//, '')));
}
