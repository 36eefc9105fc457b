// What may be done at an address: for OPTIONS, and to tell a method that is not served from an address that does
// not exist (RFC 9110, 15.5.6).
import type { Router } from './routing.ts';

interface KnownRoute {
  method: string;
  segments: string[];
}

/** The methods of a path, from the routes themselves; empty: there is no such address. */
export class AllowedMethods {
  readonly #app: Pick<Router, 'routes'>;
  #known: KnownRoute[] | null = null;

  constructor(app: Pick<Router, 'routes'>) {
    this.#app = app;
  }

  find(path: string): string[] {
    // Read when first asked: routes are still being added when the application is put together.
    this.#known ??= this.#app.routes
      .filter((route) => route.method !== 'ALL' && !route.path.includes('*'))
      .map(({ method, path: pattern }) => ({ method, segments: pattern.split('/') }));
    const asked = path.split('/');
    const methods = new Set<string>();
    for (const { method, segments } of this.#known) {
      if (isAt(segments, asked)) methods.add(method);
    }
    if (methods.size === 0) return [];
    if (methods.has('GET')) methods.add('HEAD');
    return [...methods.add('OPTIONS')].sort();
  }
}

/** As the router has it: a segment that is empty is none. */
function isAt(pattern: readonly string[], asked: readonly string[]): boolean {
  return (
    pattern.length === asked.length &&
    pattern.every((segment, index) =>
      segment.startsWith(':') ? asked[index] !== '' : segment === asked[index],
    )
  );
}
