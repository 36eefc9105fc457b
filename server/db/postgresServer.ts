// Reaching a PostgreSQL server: the settings of every connection, what the server must promise before
// the ledger is trusted to it, and plain sentences when it can't be used.
import pg from 'pg';
import { errorCode } from './storageError.ts';

const oldestVersion = 14;

/** A statement that takes longer than this is stuck: the longest of ours, an import, sends many. */
const statementMilliseconds = 120_000;
/** How long a posting waits for another one of its company. */
const lockMilliseconds = 30_000;
/** A process that froze in the middle of a transaction gives its company back. */
const idleInTransactionMilliseconds = 300_000;
const connectMilliseconds = 10_000;

/** @param url `postgres://…`; what it says itself has precedence */
export function connectionSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'cuadre',
    connectionTimeoutMillis: connectMilliseconds,
    statement_timeout: statementMilliseconds,
    lock_timeout: lockMilliseconds,
    idle_in_transaction_session_timeout: idleInTransactionMilliseconds,
    keepAlive: true,
  };
}

/**
 * Runs `work` on a connection of its own.
 * @throws an Error in Spanish when the server can't be reached or refuses the credentials
 */
export async function withConnection<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = openClient(url);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw explainConnectionError(url, error);
  }
  // A connection that is cut fails the statement in progress; that is enough.
  client.on('error', () => undefined);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function openClient(url: string): pg.Client {
  try {
    return new pg.Client(connectionSettings(url));
  } catch (cause) {
    throw new Error('CUADRE_DATABASE_URL no es una dirección de PostgreSQL válida.', { cause });
  }
}

/** @throws when an acknowledged commit could be lost, or the server is too old */
export async function assertSafeServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<Record<'version' | 'synchronous' | 'fsync', string>>(
    `SELECT current_setting('server_version_num') AS version,
      current_setting('synchronous_commit') AS synchronous, current_setting('fsync') AS fsync`,
  );
  const { version, synchronous, fsync } = rows[0]!;
  const major = Math.floor(Number(version) / 10_000);
  if (major < oldestVersion) {
    throw new Error(`PostgreSQL ${major} es demasiado antiguo: hace falta ${oldestVersion} o más.`);
  }
  // `local` and `remote_…` flush here as `on` does; only `off` answers before the disk has it.
  if (synchronous === 'off') {
    throw new Error(
      'PostgreSQL tiene synchronous_commit=off: un corte de luz perdería comprobantes ya confirmados. Póngalo en on.',
    );
  }
  if (fsync === 'off') {
    throw new Error('PostgreSQL tiene fsync=off: un corte de luz dañaría el libro. Póngalo en on.');
  }
}

const reasons = new Map([
  ['ECONNREFUSED', 'nadie responde en esa dirección; compruebe que PostgreSQL está en marcha'],
  ['ENOENT', 'nadie responde en esa dirección; compruebe que PostgreSQL está en marcha'],
  ['ENOTFOUND', 'el nombre del servidor no existe'],
  ['EAI_AGAIN', 'el nombre del servidor no se pudo resolver'],
  ['ETIMEDOUT', 'el servidor no contesta'],
  ['28P01', 'el usuario o la contraseña no son correctos'],
  ['28000', 'el servidor no admite a este usuario desde este equipo'],
  ['3D000', 'la base de datos no existe; créela antes (CREATE DATABASE)'],
  ['53300', 'el servidor no admite más conexiones'],
  ['57P03', 'el servidor está arrancando o parándose'],
]);

/** Why the server could not be reached, in Spanish. */
export function explainConnectionError(url: string, cause: unknown): Error {
  const code = errorCode(cause);
  const text = cause instanceof Error ? cause.message : String(cause);
  const late = /timeout/i.test(text) ? reasons.get('ETIMEDOUT') : undefined;
  const reason = reasons.get(code ?? '') ?? late ?? text;
  return new Error(`No se pudo abrir PostgreSQL en ${describeServer(url)}: ${reason}.`, { cause });
}

/** Server and database of an address, never its password. */
export function describeServer(url: string): string {
  const { host, port, database } = new pg.Client({ connectionString: url });
  return host.startsWith('/') ? `${host} (${database ?? ''})` : `${host}:${port}/${database ?? ''}`;
}

/** Runs one statement on a connection of its own: creating a database, looking after a server. */
export function runOnServer(url: string, sql: string): Promise<void> {
  return withConnection(url, async (client) => void (await client.query(sql)));
}
