// The query of an address as its parameters. Each name comes once, and whatever is written there is one of them.
import type { Context } from 'hono';
import { reject, type Rejection } from '../../shared/rejection.ts';

/** @param rejections gets what no schema can see: what comes twice, without a name or in no Unicode */
export function readQuery(c: Context, rejections: Rejection[]): Record<string, unknown> {
  const { url } = c.req;
  const start = url.indexOf('?');
  if (start < 0) return {};
  rejections.push(...refuseUnreadable(url.slice(start + 1)));
  // Whatever a parameter is called, it is a parameter.
  const query = Object.create(null) as Record<string, unknown>;
  for (const [parameter, values] of Object.entries(c.req.queries())) {
    query[parameter] = values[0];
    // Which of two values was meant, nobody knows.
    if (values.length === 1) continue;
    rejections.push(reject('parameter-repeated', { parameter }, { parameter }));
  }
  return query;
}

const longestQuoted = 60;

/** Hono leaves out a value without a name, and takes as it stands what does not decode. */
function refuseUnreadable(query: string): Rejection[] {
  const rejections: Rejection[] = [];
  for (const part of query.split('&')) {
    const [name = ''] = part.split('=', 1);
    const parameter = name.slice(0, longestQuoted);
    if (name === '' && part !== '') {
      const detail = 'hay un parámetro sin nombre';
      rejections.push(reject('request-malformed', { detail }, { parameter }));
    }
    if (isDecodable(part)) continue;
    const detail = `el parámetro «${parameter}» no está en UTF-8 con sus «%» bien escritos`;
    rejections.push(reject('request-malformed', { detail }, { parameter }));
  }
  return rejections;
}

function isDecodable(part: string): boolean {
  if (!part.includes('%')) return true;
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
