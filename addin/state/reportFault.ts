// Faults of ours that nobody asked about: they reach whoever watches the page (its console, its error
// handlers) without stopping the accountant.

export function reportFault(error: unknown): void {
  // Absent in hosts without a page.
  globalThis.reportError?.(error);
}
