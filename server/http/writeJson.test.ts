// Long answers are written in stretches, and say what `JSON.stringify` would have said.
import { expect, it } from 'vitest';
import { Abandoned, Pace } from '../pace.ts';
import { hasLongList, writeInStretches } from './writeJson.ts';

const lines = (count: number) =>
  Array.from({ length: count }, (_, line) => ({
    line,
    party: null,
    account: `57«${line}»`,
    none: undefined,
  }));

it.each<[name: string, answer: unknown, isLong: boolean]>([
  ['a short one', { ok: true, rejections: lines(500) }, false],
  ['a list of an answer', { ok: false, rejections: lines(501), notices: [], more: undefined }, true],
  ['two lists, whole stretches', { rejections: lines(1_000), notices: lines(1_501), ok: false }, true],
  ['a list of a member', { voucher: { id: 'a', lines: lines(2_000), none: undefined, total: '1' }, version: 3 }, true],
  ['further in than answers have them', { a: { b: { c: lines(2_000) } } }, false],
  ['nothing but a list', lines(1_234), true],
  ['a list of texts', { values: lines(2_000).map(({ account }) => account) }, false],
  ['members that only come first or last', { none: undefined, lines: lines(501), last: undefined }, true],
  ['nothing', null, false],
])('%s', async (_name, answer, isLong) => {
  expect(hasLongList(answer)).toBe(isLong);
  const bytes = await writeInStretches(answer, new Pace());
  expect(bytes.toString('utf8')).toBe(JSON.stringify(answer));
}); // prettier-ignore

it('lets others in between, and ends with its client', async () => {
  const client = new AbortController();
  const pace = new Pace({ signal: client.signal, milliseconds: 0 });
  const writing = writeInStretches(lines(20_000), pace);
  setImmediate(() => client.abort());
  await expect(writing).rejects.toBeInstanceOf(Abandoned);
});
