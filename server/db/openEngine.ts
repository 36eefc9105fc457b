// Opens the engine that the database address names.
import type { Engine } from './engine.ts';
import { openSqliteEngine } from './sqliteEngine.ts';
import type { WalBounds } from './walCheckpoints.ts';

/**
 * @param url `sqlite:PATH`, or `postgres://user:password@server:port/database`
 * @param walBounds of a file; left out: the usual ones
 */
export async function openEngine(url: string, walBounds?: WalBounds): Promise<Engine> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    // Its driver is loaded only where it is used: a start on a file need not wait for it.
    const { openPostgresEngine } = await import('./postgresEngine.ts');
    return openPostgresEngine(url);
  }
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (path === undefined) {
    throw new Error(
      `CUADRE_DATABASE_URL: se abre sqlite:RUTA o postgres://…, no ${url.split(':')[0]}:`,
    );
  }
  return openSqliteEngine(path, walBounds);
}
