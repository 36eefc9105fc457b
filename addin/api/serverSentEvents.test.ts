// The event stream, cut wherever the network cuts it.
import { describe, expect, it } from 'vitest';
import { createServerSentEventReader } from './serverSentEvents.ts';

const stream =
  ': sigue en línea\n\n' +
  'event: change\nid: 7.1\ndata: {"ledgerVersion":7,\ndata: "settingsVersion":1}\n\n' +
  'data:sin espacio\r\n\r\n' +
  'event: change\ndata: 8\n\nevent: incompleto\n';

const expected = [
  { event: 'change', id: '7.1', data: '{"ledgerVersion":7,\n"settingsVersion":1}' },
  { event: 'message', id: '7.1', data: 'sin espacio' },
  { event: 'change', id: '7.1', data: '8' },
];

describe('createServerSentEventReader', () => {
  it('reads whole events and keeps the last id', () => {
    expect(createServerSentEventReader().push(stream)).toEqual(expected);
  });

  it('reads the same in pieces of any size', () => {
    for (const size of [1, 2, 3, 7, 11]) {
      const reader = createServerSentEventReader();
      const events = [];
      for (let start = 0; start < stream.length; start += size) {
        events.push(...reader.push(stream.slice(start, start + size)));
      }
      expect(events, `pieces of ${size}`).toEqual(expected);
    }
  });
});
