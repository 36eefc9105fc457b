// Answers of the API. Their headers are a plain record, which goes to Node as it stands; set one by one on Hono's
// context they become a `Headers` object, which costs more than most of what is answered.
import type { Context } from 'hono';
import {
  chooseCoding,
  compress,
  minCompressedLength,
  type ContentCoding,
} from './contentCoding.ts';
import { isFromThisMachine } from './localPeer.ts';
import type { AppEnv } from './routing.ts';
import { apiHeaders } from './securityHeaders.ts';
import { hasLongList, writeInStretches } from './writeJson.ts';

/** Short answers are made at once; long ones are compressed when the client takes that. */
export function jsonResponse(
  c: Context<AppEnv>,
  status: number,
  body: unknown,
  more?: Record<string, string>,
): Response | Promise<Response> {
  const headers = apiHeaders(c);
  headers['content-type'] = 'application/json';
  if (more) Object.assign(headers, more);
  if (hasLongList(body)) return longResponse(c, status, body, headers);
  const text = JSON.stringify(body);
  if (text.length < minCompressedLength) return new Response(text, { status, headers });
  headers.vary = 'Accept-Encoding';
  const coding = chooseCoding(c.req.header('accept-encoding'), 'once');
  // On the same machine copying costs less than compressing.
  if (coding === null || isFromThisMachine(c)) return new Response(text, { status, headers });
  return compressed(text, coding, status, headers);
}

async function longResponse(
  c: Context<AppEnv>,
  status: number,
  body: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  headers.vary = 'Accept-Encoding';
  const bytes = await writeInStretches(body, c.get('work').pace);
  const coding = chooseCoding(c.req.header('accept-encoding'), 'once');
  if (coding !== null && !isFromThisMachine(c)) return compressed(bytes, coding, status, headers);
  headers['content-length'] = String(bytes.byteLength);
  return new Response(bytes as Buffer<ArrayBuffer>, { status, headers });
}

async function compressed(
  text: string | Buffer,
  coding: ContentCoding,
  status: number,
  headers: Record<string, string>,
): Promise<Response> {
  const bytes = await compress(text, coding, 'once');
  headers['content-encoding'] = coding;
  headers['content-length'] = String(bytes.byteLength);
  return new Response(bytes, { status, headers });
}
