// The body of a request as JSON, refused when it is something else or too large.
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { reject } from '../../shared/rejection.ts';
import { Refusal } from '../refusal.ts';

const maxMebibytes = 32;
const maxBytes = maxMebibytes * 2 ** 20;

const jsonType = /^application\/([a-z.-]+\+)?json\s*(;.*)?$/i;

/**
 * @returns an empty object where nothing was sent: the schema says what is missing
 * @throws Refusal `body-too-large`; HTTPException 415 (another media type) or 400 (no JSON)
 */
export async function readJson(c: Context): Promise<unknown> {
  const type = c.req.header('content-type');
  if (type && !jsonType.test(type)) throw new HTTPException(415);
  let text: string;
  try {
    text = await readText(c);
    if (type) return JSON.parse(text) as unknown;
  } catch (error) {
    // No JSON, or a client that went away in the middle: neither is a fault of ours to log.
    throw error instanceof Refusal ? error : new HTTPException(400);
  }
  if (text !== '') throw new HTTPException(415);
  return {};
}

/** Node lets no more through than the length that is declared; without one, what arrives is counted. */
function readText(c: Context): Promise<string> {
  const length = c.req.header('content-length');
  if (length === undefined) return readCounted(c.req.raw.body);
  if (Number(length) > maxBytes) refuse();
  return c.req.text();
}

async function readCounted(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) refuse();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function refuse(): never {
  const params = { max: `${maxMebibytes} MB` };
  throw new Refusal('too-large', reject('body-too-large', params, { field: 'body' }));
}
