// Long lists are checked a stretch at a time: with the same outcome as all at once, and few issues however many there are.
import { expect, it } from 'vitest';
import * as z from 'zod';
import { Pace } from '../pace.ts';
import { checkBody } from './checkBody.ts';

const lineSchema = z.strictObject({
  line: z.number().int(),
  account: z.string().max(5).optional(),
  day: z
    .string()
    .transform((text) => text.trim())
    .optional(),
});
const schema = z
  .strictObject({
    name: z.string(),
    lines: z.array(lineSchema).min(1).max(40),
    more: z.array(z.string()).optional(),
  })
  .refine(({ name, lines }) => name !== String(lines.length), 'se llama como su número de líneas');
const bounds = { issues: 50, stretch: 4 };

const lines = (count: number, change: (at: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, at) => ({
    line: at,
    account: '570',
    day: ' x ',
    ...change(at),
  }));

it.each<[string, unknown]>([
  ['right', { name: 'x', lines: lines(40) }],
  ['short', { name: 'x', lines: lines(2) }],
  ['empty', { name: 'x', lines: [] }],
  ['one line too many', { name: 'x', lines: lines(41) }],
  [
    'a wrong line at the end',
    { name: 'x', lines: lines(9, (at) => (at === 8 ? { line: '8' } : {})) },
  ],
  [
    'an unknown member of a line',
    { name: 'x', lines: lines(9, (at) => (at === 5 ? { y: 1 } : {})) },
  ],
  ['an unknown member beside it', { name: 'x', lines: lines(9), other: 1 }],
  [
    'an unknown member beside a list with a wrong line',
    { name: 'x', lines: lines(9, (at) => (at === 5 ? { line: 'y' } : {})), other: 1 },
  ],
  ['one line too many, and an unknown member beside', { name: 'x', lines: lines(41), other: 1 }],
  [
    'a wrong line, of which a rule of the whole says nothing',
    { name: '9', lines: lines(9, (at) => (at === 5 ? { line: 'y' } : {})) },
  ],
  ['a rule of the whole', { name: '9', lines: lines(9) }],
  ['two long lists', { name: 'x', lines: lines(9), more: Array(9).fill('y') }],
  ['the second wrong', { name: 'x', lines: lines(9), more: Array(9).fill(5) }],
  ['no list', { name: 'x', lines: { length: 9 } }],
  ['null', null],
  ['a list', lines(9)],
])('as at once: %s', async (_name, body) => {
  const atOnce = schema.safeParse(body);
  const stretched = await checkBody(schema, body, new Pace(), bounds);
  const expected = atOnce.success ? { data: atOnce.data } : { issues: atOnce.error.issues };
  expect(stretched).toEqual(expected);
});

it('stops looking once there are issues enough to tell', async () => {
  let looked = 0;
  const counting = z.object({
    lines: z.array(z.unknown().refine(() => ((looked += 1), false), 'mal')),
  });
  const body = { lines: Array(100_000).fill(0) };
  const result = await checkBody(counting, body, new Pace(), { issues: 7, stretch: 10 });
  expect('issues' in result && result.issues).toHaveLength(7);
  expect(looked).toBe(10);
});

it('lets others in, and ends when the client has gone', async () => {
  const gone = new AbortController();
  const pace = new Pace({ signal: gone.signal, milliseconds: 0 });
  const work = checkBody(schema, { name: 'x', lines: lines(40) }, pace, {
    issues: 1,
    stretch: 2_000,
  });
  await work;
  const long = z.object({ lines: z.array(z.number()) });
  const checking = checkBody(long, { lines: Array(50_000).fill(1) }, pace, {
    issues: 1,
    stretch: 1_000,
  });
  gone.abort();
  await expect(checking).rejects.toThrow('abandoned');
});
