// Opens the engine that the database address names.
import type { Engine } from './engine.ts';
import type { OpenOptions } from './existingDatabase.ts';
import { openSqliteEngine } from './sqliteEngine.ts';

/** @param url `sqlite:PATH`, or `postgres://user:password@server:port/database` */
export async function openEngine(url: string, options: OpenOptions = {}): Promise<Engine> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    // Its driver is loaded only where it is used: a start on a file need not wait for it.
    const { openPostgresEngine } = await import('./postgresEngine.ts');
    return openPostgresEngine(url, options);
  }
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (path === undefined) {
    throw new Error(
      `CUADRE_DATABASE_URL: se abre sqlite:RUTA o postgres://…, no ${url.split(':')[0]}:`,
    );
  }
  return openSqliteEngine(path, options);
}
