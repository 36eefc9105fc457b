// Errors of the storage itself, on either engine: no space, no answer, damage. They are nobody's mistake in the
// books and not our bug, so they are told apart: what happened, and whether trying again can help.

export interface StorageError {
  kind: 'full' | 'busy' | 'unreachable' | 'read-only' | 'damaged';
  /** Spanish: what is wrong with the storage. */
  sentence: string;
}

const causes: readonly [code: RegExp, kind: StorageError['kind'], sentence: string][] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|53100|53400)/, 'full', 'no queda espacio en el disco de la base de datos'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|SQLITE_IOERR_(DATA|CORRUPTFS)|XX001|XX002)/, 'damaged', 'la base de datos está dañada'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|55P03|57014|40001|40P01)/, 'busy', 'la base de datos está ocupada por otro programa'],
  [/^(SQLITE_READONLY|SQLITE_PERM|EROFS|25006)/, 'read-only', 'la base de datos es de solo lectura'],
  [/^(SQLITE_IOERR|SQLITE_CANTOPEN|SQLITE_NOMEM|EIO|58030)/, 'unreachable', 'el disco de la base de datos no responde'],
  [/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P\d\d)/, 'unreachable', 'la base de datos no responde'],
]; // prettier-ignore

/** The SQLSTATE or system code of an error, also of the one that Drizzle wraps. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  // Several addresses were tried (IPv6, IPv4): the first one tells.
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  return errorCode(error.cause);
}

/** What is wrong with the storage; null when the error is of another kind. */
export function describeStorageError(error: unknown): StorageError | null {
  const code = errorCode(error) ?? '';
  const known = causes.find(([pattern]) => pattern.test(code));
  if (known) return { kind: known[1], sentence: known[2] };
  // The driver tells of a connection that was cut in the middle without a code.
  const text = error instanceof Error ? error.message : '';
  if (/Connection terminated|timeout exceeded when trying to connect/.test(text)) {
    return { kind: 'unreachable', sentence: 'la base de datos no responde' };
  }
  return null;
}
