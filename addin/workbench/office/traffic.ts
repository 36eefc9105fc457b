// Counts what crosses the bridge between the add-in and the workbook. Tests assert these figures, and
// the page shows them to developers.

export interface TrafficEntry {
  /**
   * `sync`: a `context.sync()` of the add-in; `functions`: results of custom functions; `release`:
   * Office.js letting go of ranges after `Excel.run`, which it does by itself.
   */
  kind: 'sync' | 'functions' | 'release';
  requestBytes: number;
  responseBytes: number;
  /** What was asked, in order: `Values=`, `load(values)`, `Add()`. */
  actions: string[];
}

export class Traffic {
  entries: TrafficEntry[] = [];
  /** Custom function calls sent to the add-in, and how many messages carried them. */
  invocations = 0;
  invocationMessages = 0;
  cancellations = 0;
  events = 0;

  /** Round trips of `context.sync()`. */
  get requests(): number {
    return this.entries.filter((entry) => entry.kind === 'sync').length;
  }

  get functionRequests(): number {
    return this.entries.filter((entry) => entry.kind === 'functions').length;
  }

  get bytesSent(): number {
    return this.entries.reduce((sum, entry) => sum + entry.requestBytes, 0);
  }

  get bytesReceived(): number {
    return this.entries.reduce((sum, entry) => sum + entry.responseBytes, 0);
  }

  reset(): void {
    this.entries = [];
    this.invocations = 0;
    this.invocationMessages = 0;
    this.cancellations = 0;
    this.events = 0;
  }
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
