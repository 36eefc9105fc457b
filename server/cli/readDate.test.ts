// Date options take what a sheet takes, and refuse with what would be right.
import { expect, it } from 'vitest';
import { localDateOfInstant } from '../../shared/localDate.ts';
import { readDate } from './readDate.ts';

it.each([
  ['31/12/2025', '2025-12-31'],
  ['31-12-2025', '2025-12-31'],
  ['2025/12/31', '2025-12-31'],
  ['2025-12-31', '2025-12-31'],
  ['31-dic-25', '2025-12-31'],
  ['31/12/2025 00:00:00', '2025-12-31'],
])('%s is %s', (text, date) => expect(readDate(text)).toBe(date));

it('knows today', () => {
  const before = localDateOfInstant(new Date());
  const read = readDate('hoy');
  expect([before, localDateOfInstant(new Date())]).toContain(read);
});

it.each([
  ['12/31/2025', '31/12/2025'],
  ['20251231', '31/12/2025'],
  ['2025', ''],
  ['ayer', ''],
])('%s is refused, with «%s»', (text, instead) => {
  const rejections = [{ code: 'date-invalid', params: { text, instead }, field: 'date' }];
  expect(() => readDate(text)).toThrow(expect.objectContaining({ rejections }));
});
