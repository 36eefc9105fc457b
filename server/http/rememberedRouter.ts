// Finds the handlers of a path in a table of the paths that were asked before. Our paths need Hono's tree of
// segments (`/vouchers/validate` beside `/vouchers/:id/void`), which walks every segment each time.
import type { Result, Router } from 'hono/router';
import { TrieRouter } from 'hono/router/trie-router';

/** Ids in paths make new ones without end. */
const maxRemembered = 1_000;
const maxPathLength = 200;

export class RememberedRouter<T> implements Router<T> {
  readonly name = 'RememberedRouter';
  readonly #routes = new TrieRouter<T>();
  readonly #remembered = new Map<string, Result<T>>();

  add(method: string, path: string, handler: T): void {
    this.#remembered.clear();
    this.#routes.add(method, path, handler);
  }

  match(method: string, path: string): Result<T> {
    const asked = `${method} ${path}`;
    const known = this.#remembered.get(asked);
    if (known) return known;
    const found = this.#routes.match(method, path);
    if (path.length > maxPathLength) return found;
    if (this.#remembered.size >= maxRemembered) this.#remembered.clear();
    this.#remembered.set(asked, found);
    return found;
  }
}
