// One act, one key, as long as nobody knows whether it was done.
import { expect, it } from 'vitest';
import type { ApiFailure, ApiResult } from '../api/apiResult.ts';
import { ActKeys } from './actKeys.ts';

const lost: ApiFailure = { kind: 'unanswered' };
const broken: ApiFailure = { kind: 'unexpected', status: 500, detail: 'x' };
const expired: ApiFailure = { kind: 'expired', rejections: [] };
const refused: ApiFailure = { kind: 'refused', status: 422, rejections: [] };

function keysOf() {
  let count = 0;
  const keys = new ActKeys(() => `clave-${(count += 1)}`);
  return async (act: unknown[], failure: ApiFailure | null): Promise<string> => {
    let used = '';
    const answer: ApiResult<null> = failure ? { ok: false, failure } : { ok: true, value: null };
    expect(
      await keys.run(act, async (key) => {
        used = key;
        return answer;
      }),
    ).toBe(answer);
    return used;
  };
}

it.each([
  ['nobody answered', lost],
  ['the server failed', broken],
  ['the session ended', expired],
])('the same key again after %s', async (_name, failure) => {
  const run = keysOf();
  const first = await run(['year', 'UNO', 2026], failure);
  expect(await run(['year', 'UNO', 2026], lost)).toBe(first);
  expect(await run(['year', 'UNO', 2026], null)).toBe(first);
  expect(await run(['year', 'UNO', 2026], null)).not.toBe(first);
});

it.each<[string, unknown[]]>([
  ['another content', ['year', 'UNO', 2027]],
  ['another company', ['year', 'DOS', 2026]],
  ['another act', ['lock', 'UNO', 2026]],
])('%s has a key of its own', async (_name, other) => {
  const run = keysOf();
  const first = await run(['year', 'UNO', 2026], lost);
  expect(await run(other, lost)).not.toBe(first);
  expect(await run(['year', 'UNO', 2026], lost)).toBe(first);
});

it('what was refused, or came before something that was done, is asked for anew', async () => {
  const run = keysOf();
  const first = await run(['lock', 'UNO', 'marzo'], refused);
  const second = await run(['lock', 'UNO', 'marzo'], lost);
  expect(second).not.toBe(first);
  await run(['lock', 'UNO', null], null);
  expect(await run(['lock', 'UNO', 'marzo'], lost)).not.toBe(second);
});
