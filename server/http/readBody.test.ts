// Every bound of a body, with the bound passed in: what it says, how deep and how full it is, its bytes, its pace.
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { Pace } from '../pace.ts';
import { Refusal } from '../refusal.ts';
import { seededRandom } from '../testing/openApiRequests.ts';
import type { BodyBound } from './bodyBound.ts';
import { HeldBodies } from './heldBodies.ts';
import { readJson } from './readBody.ts';

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** What is read of a body, or why it is refused: `status`, or the code with its detail. */
async function read(
  body: Body,
  bound: Partial<BodyBound> = {},
  headers: Record<string, string> = {},
  held = new HeldBodies(),
): Promise<unknown> {
  const app = new Hono();
  let outcome: unknown;
  app.post('/', async (c) => {
    const own = held.open();
    try {
      outcome = await readJson(c, { bound, pace: new Pace(), held: own });
    } catch (error) {
      outcome = tell(error);
    }
    own.release();
    return c.text('');
  });
  await app.request('/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    duplex: 'half',
  } as RequestInit);
  return outcome;
}

function tell(error: unknown): string {
  if (error instanceof HTTPException) return String(error.status);
  if (!(error instanceof Refusal)) throw error;
  const [{ code, params }] = error.rejections as [Refusal['rejections'][number]];
  return [code, ...Object.values(params)].join(': ');
}

/** The body in parts of a few bytes, as a network may cut it. */
function inParts(text: string, bytesPerPart: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += bytesPerPart)));
    },
  });
}

const bytes = (...values: number[]) => new Uint8Array(values);

describe('bounds of a body', () => {
  const tooDeep = 'request-malformed: el cuerpo tiene más de 3 niveles de corchetes y llaves';
  const tooFull = 'request-malformed: el cuerpo tiene más de 6 valores, nombres y separadores';
  const tooManyNames = 'request-malformed: el cuerpo tiene un objeto de más de 2 nombres';
  const notUtf8 = 'request-malformed: el cuerpo no está en UTF-8';
  const repeated = 'request-malformed: el cuerpo repite un nombre dentro del mismo objeto';

  it.each<[string, Body, Partial<BodyBound>, unknown]>([
    ['as long as it may be', '{"a":"12345"}', { bytes: 13 }, { a: '12345' }],
    ['one byte longer', '{"a":"123456"}', { bytes: 13 }, 'body-too-large: 0 kB'],
    [
      'too long, in parts',
      inParts(`"${'x'.repeat(3_000)}"`, 7),
      { bytes: 2_048 },
      'body-too-large: 2 kB',
    ],
    ['as deep as it may be', '[[{}]]', { depth: 3 }, [[{}]]],
    ['one level deeper', '[[[[]]]]', { depth: 3 }, tooDeep],
    ['deep, and never closed', '['.repeat(1_000_000), { depth: 3, bytes: 2 ** 21 }, tooDeep],
    ['deep in objects', '{"a":{"a":{"a":{"a":1}}}}', { depth: 3 }, tooDeep],
    ['brackets in a text are text', '["[[[[[["]', { depth: 3 }, ['[[[[[[']],
    ['after an escaped quote too', '["\\"[[[[","\\\\"]', { depth: 3 }, ['"[[[[', '\\']],
    ['as full as it may be', '[1,2,3,4,5]', { tokens: 6 }, [1, 2, 3, 4, 5]],
    ['one value more', '[1,2,3,4,5,6]', { tokens: 6 }, tooFull],
    ['commas and colons in a text are text', '["a,b,c,d:e:f:g"]', { tokens: 6 }, ['a,b,c,d:e:f:g']],
    ['many empty objects', `[${'{},'.repeat(500)}{}]`, { tokens: 6 }, tooFull],
    [
      'as many names as an object may have',
      '{"a":1,"b":{"c":1,"d":2}}',
      { names: 2 },
      { a: 1, b: { c: 1, d: 2 } },
    ],
    ['one name more', '[{"a":1},{"a":1,"b":2,"c":3}]', { names: 2 }, tooManyNames],
    [
      'one name more, after an object in it',
      '{"a":{"b":1},"c":1,"d":2}',
      { names: 2 },
      tooManyNames,
    ],
    ['no UTF-8', bytes(0x22, 0xe9, 0x22), {}, notUtf8],
    ['half a character', bytes(0x22, 0xc3, 0x22), {}, notUtf8],
    ['a surrogate in UTF-8', bytes(0x22, 0xed, 0xa0, 0x80, 0x22), {}, notUtf8],
    ['an overlong slash', bytes(0x22, 0xc0, 0xaf, 0x22), {}, notUtf8],
    ['UTF-16', bytes(0xff, 0xfe, 0x7b, 0, 0x7d, 0), {}, notUtf8],
    ['a mark of byte order', bytes(0xef, 0xbb, 0xbf, 0x31), {}, 1],
    ['two of them', bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x31), {}, '400'],
    ['a name twice', '{"debit":"1","debit":"2"}', {}, repeated],
    ['a name twice, further down', '{"lines":[{"a":1},{"a":1,"a":2}]}', {}, repeated],
    ['a name twice, once escaped', '{"a":1,"\\u0061":2}', {}, repeated],
    ['the same name in two objects', '[{"a":1},{"a":2}]', {}, [{ a: 1 }, { a: 2 }]],
    ['no JSON', '{"a":}', {}, '400'],
    ['nothing', '', {}, '400'],
  ])('%s', async (_name, body, bound, expected) => {
    expect(await read(body, bound)).toEqual(expected);
    if (body instanceof ReadableStream) return;
    // Short enough, and known to be, it is read at once.
    const length = { 'content-length': String(Buffer.from(body).byteLength) };
    expect(await read(body, bound, length)).toEqual(expected);
  });

  it('a member called __proto__ is a member and nothing else', async () => {
    const value = (await read('{"__proto__":{"isOperator":true}}')) as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect('isOperator' in value).toBe(false);
  });

  it('a declared length is refused before a byte of it is read', async () => {
    let isRead = false;
    const body = new ReadableStream<Uint8Array>(
      { pull: () => void (isRead = true) },
      { highWaterMark: 0 },
    );
    expect(await read(body, { bytes: 10 }, { 'content-length': '11' })).toBe(
      'body-too-large: 0 kB',
    );
    expect(isRead).toBe(false);
  });

  it.each(['gzip', 'br', 'GZIP, identity'])('a body in %s', async (encoding) => {
    expect(await read('{}', {}, { 'content-encoding': encoding })).toBe('415');
    expect(await read('{}', {}, { 'content-encoding': 'identity' })).toEqual({});
  });

  it.each([
    ['application/json; charset=utf-8', {}],
    ['application/json;charset="UTF-8"', {}],
    ['application/json; charset= utf8; x=1', {}],
    ['application/json; charset=latin1', '415'],
    ['application/json;charset=utf-16', '415'],
    ['application/json; x=1; charset=utf-8x', '415'],
  ])('a body that says it is %s', async (type, expected) => {
    expect(await read('{}', {}, { 'content-type': type })).toEqual(expected);
  });

  it('a body that never ends is not waited for', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes(0x7b)),
    });
    expect(await read(body, { milliseconds: 5 })).toBe('408');
  });
});

describe('large bodies', () => {
  const bounds = { bytes: 10, countedFrom: 4 };

  it('are held up to a bound in all, small ones are not counted', async () => {
    const held = new HeldBodies(bounds);
    const first = held.open();
    first.grow(6);
    expect(held.bytes).toBe(6);
    expect(await read('"abcd"', {}, {}, held)).toBe('server-busy: 5');
    expect(await read('"a"', {}, {}, held)).toBe('a');
    first.release();
    first.release();
    expect(await read('"abcd"', {}, {}, held)).toBe('abcd');
    expect(held.bytes).toBe(0);
  });
});

describe('lists parsed in pieces', () => {
  const small = { pieceBytes: 16, tokens: 1_000_000 };

  it('give what JSON.parse gives, however they are cut', async () => {
    const random = seededRandom(4);
    const value = (depth: number): unknown => {
      const kind = Math.floor(random() * (depth > 3 ? 4 : 6));
      if (kind === 4)
        return Array.from({ length: Math.floor(random() * 6) }, () => value(depth + 1));
      if (kind === 5) {
        const names = ['a', 'ñ"', '\\', '[', ',', '__proto__'].filter(() => random() < 0.5);
        return Object.fromEntries(names.map((name) => [name, value(depth + 1)]));
      }
      return [null, random(), 'ñ,]"\\🧾', true][kind];
    };
    for (let round = 0; round < 300; round += 1) {
      const body = {
        id: value(4),
        lines: Array.from({ length: Math.floor(random() * 30) }, () => value(2)),
        'otra "lista"': Array.from({ length: 8 }, () => 'xxxxxxxxx'),
        last: value(2),
      };
      const text = JSON.stringify(body, null, random() < 0.5 ? 1 : 0);
      expect(await read(inParts(text, 1 + Math.floor(random() * 50)), small)).toEqual(
        JSON.parse(text),
      );
    }
  });

  const long = '1,'.repeat(40);
  it.each<[string, string]>([
    ['nothing at the end', `{"a":[${long}]}`],
    ['nothing in the middle', `{"a":[${long},${long}1]}`],
    ['another bracket', `{"a":[${long}1}`],
    ['a bracket of the other kind inside', `{"a":[${long}[1},${long}1]}`],
    ['cut', `{"a":[${long}1`],
    ['something after it', `{"a":[${long}1]}1`],
    ['no name', `{[${long}1]}`],
    ['a word', `{"a":[${long}nul]}`],
  ])('refuse what JSON.parse refuses: %s', async (_name, text) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(await read(text, small)).toBe('400');
  });

  it.each<[string, string]>([
    ['the list first', `{"a":[${long}1],"a":2}`],
    ['the list last', `{"a":2,"a":[${long}1]}`],
    ['two lists', `{"a":[${long}1],"a":[${long}1]}`],
  ])('refuse a name that stands twice: %s', async (_name, text) => {
    expect(await read(text, small)).toMatch(/repite un nombre/);
  });
});
