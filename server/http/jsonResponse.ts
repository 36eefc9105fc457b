// Answers of the API. Their headers are a plain record, which goes to Node as it stands; set one by one on Hono's
// context they become a `Headers` object, which costs more than most of what is answered.
import type { Context } from 'hono';
import type { AppEnv } from './routing.ts';
import { apiHeaders } from './securityHeaders.ts';

export function jsonResponse(
  c: Context<AppEnv>,
  status: number,
  body: unknown,
  more?: Record<string, string>,
): Response {
  const headers = apiHeaders(c);
  headers['content-type'] = 'application/json';
  if (more) Object.assign(headers, more);
  return new Response(JSON.stringify(body), { status, headers });
}
