// The body of a request as JSON. It is looked at while it arrives and refused as soon as it passes a bound of its
// route: nothing is made of a body that is too long, too deep or too full.
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { reject } from '../../shared/rejection.ts';
import type { Pace } from '../pace.ts';
import { Refusal } from '../refusal.ts';
import { usualBodyBound, writeBytes, type BodyBound } from './bodyBound.ts';
import type { HeldBody } from './heldBodies.ts';
import { JsonScan, type JsonExcess } from './jsonScan.ts';
import { NotJson, parseJson } from './parseJson.ts';

const jsonType = /^application\/([a-z.-]+\+)?json\s*(;.*)?$/i;
/** JSON is UTF-8 (RFC 8259, 8.1): who says another means other letters than those that are read. */
const otherCharset = /;\s*charset\s*=(?!\s*"?utf-?8"?\s*(;|$))/i;

export interface BodyReading {
  bound?: Partial<BodyBound> | undefined;
  pace: Pace;
  /** Told how much there is of it. */
  held?: HeldBody | undefined;
}

/**
 * @returns an empty object where nothing was sent: the schema says what is missing
 * @throws Refusal `body-too-large`, `request-malformed` with the bound that was passed, `server-busy`;
 *   HTTPException 415 (another media type, a compressed body), 408 (too slow) or 400 (no JSON)
 */
export async function readJson(c: Context, reading: BodyReading): Promise<unknown> {
  const bound = { ...usualBodyBound, ...reading.bound };
  const type = c.req.header('content-type');
  if (type && (!jsonType.test(type) || otherCharset.test(type))) throw new HTTPException(415);
  // A short body may unfold into any number of megabytes.
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase();
  if (encoding && encoding !== 'identity') throw new HTTPException(415);
  const length = Number(c.req.header('content-length') ?? 0);
  if (length > bound.bytes) refuseLength(bound);
  reading.held?.grow(length);
  const scan = new JsonScan(bound, bound.pieceBytes);
  try {
    const isShort = length > 0 && length <= shortBytes;
    const work = isShort
      ? receiveAtOnce(c.req.raw, scan, bound)
      : receive(c.req.raw.body, scan, bound, reading.held);
    const bytes = await inTime(work, bound);
    if (type) return await parseJson(bytes, scan, reading.pace);
    if (bytes.length > 0) throw new HTTPException(415);
    return {};
  } catch (error) {
    if (error instanceof NotJson) throw refusalOf(error);
    if (error instanceof Refusal || error instanceof HTTPException) throw error;
    // A client that went away in the middle is no fault of ours to log.
    throw new HTTPException(400);
  }
}

/** Of what is no longer than this nothing is gained by looking at it while it arrives. */
const shortBytes = 64 * 2 ** 10;

/** A body of a known, small length: a stream of it costs more than the rest of reading a voucher. */
async function receiveAtOnce(request: Request, scan: JsonScan, bound: BodyBound): Promise<Buffer> {
  const bytes = Buffer.from(await request.arrayBuffer());
  if (bytes.length > bound.bytes) refuseLength(bound);
  const excess = scan.feed(bytes);
  if (excess) refuseExcess(excess, bound);
  return bytes;
}

async function receive(
  body: ReadableStream<Uint8Array> | null,
  scan: JsonScan,
  bound: BodyBound,
  held: HeldBody | undefined,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (body === null) return Buffer.alloc(0);
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > bound.bytes) refuseLength(bound);
    held?.grow(bytes);
    const excess = scan.feed(chunk);
    if (excess) refuseExcess(excess, bound);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? asBuffer(chunks[0]!) : Buffer.concat(chunks);
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Who sends a byte a second would hold a connection, and what was received, for as long as they like. */
async function inTime<T>(work: Promise<T>, { milliseconds }: BodyBound): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new HTTPException(408)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // It may still fail once nobody listens.
    work.catch(() => undefined);
  }
}

function refuseLength({ bytes }: BodyBound): never {
  const params = { max: writeBytes(bytes) };
  throw new Refusal('too-large', reject('body-too-large', params, { field: 'body' }));
}

function refuseExcess(excess: JsonExcess, { depth, tokens, names }: BodyBound): never {
  const details: Record<JsonExcess, string> = {
    depth: `el cuerpo tiene más de ${depth} niveles de corchetes y llaves`,
    tokens: `el cuerpo tiene más de ${tokens} valores, nombres y separadores`,
    names: `el cuerpo tiene un objeto de más de ${names} nombres`,
  };
  throw malformed(details[excess]);
}

function refusalOf({ fault }: NotJson): Error {
  switch (fault) {
    case 'encoding':
      return malformed('el cuerpo no está en UTF-8');
    case 'repeated-name':
      return malformed('el cuerpo repite un nombre dentro del mismo objeto');
    case 'syntax':
      return new HTTPException(400);
  }
}

function malformed(detail: string): Refusal {
  return new Refusal('malformed', reject('request-malformed', { detail }, { field: 'body' }));
}
