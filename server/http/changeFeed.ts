// Tells connected clients that a company's ledger or settings have a new version. Clients ask for what
// they need; the feed carries versions only, so that missing an event never matters.
import type { Change } from '../../shared/contract/changes.ts';

type Listener = (change: Change) => void;

export class ChangeFeed {
  readonly #listeners = new Map<number, Set<Listener>>();

  /** @returns how to stop listening */
  listen(companyId: number, listener: Listener): () => void {
    const listeners = this.#listeners.get(companyId) ?? new Set();
    this.#listeners.set(companyId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(companyId);
    };
  }

  /** True when somebody would hear it: saves reading the versions. */
  hasListeners(companyId: number): boolean {
    return this.#listeners.has(companyId);
  }

  /** Companies that somebody listens to. */
  companies(): number[] {
    return [...this.#listeners.keys()];
  }

  announce(companyId: number, change: Change): void {
    for (const listener of this.#listeners.get(companyId) ?? []) listener(change);
  }
}
