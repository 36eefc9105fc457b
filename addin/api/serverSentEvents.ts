// Reads the text of a server-sent event stream piece by piece (WHATWG HTML, «event stream
// interpretation»). EventSource cannot send the Authorization header, so the add-in reads it itself.

export interface ServerSentEvent {
  event: string;
  data: string;
  /** The last id seen, also when this event has none of its own. */
  id: string;
}

export interface ServerSentEventReader {
  /** Takes the next piece of text; @returns the events it completed. */
  push: (piece: string) => ServerSentEvent[];
}

export function createServerSentEventReader(): ServerSentEventReader {
  let rest = '';
  let event = '';
  let data: string[] = [];
  let id = '';

  function takeLine(line: string): ServerSentEvent | null {
    if (line === '') {
      const complete =
        data.length === 0 ? null : { event: event || 'message', data: data.join('\n'), id };
      event = '';
      data = [];
      return complete;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return null; // A comment: the server's heartbeat.
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) id = value;
    return null;
  }

  return {
    push(piece) {
      const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      return lines.map(takeLine).filter((complete) => complete !== null);
    },
  };
}
