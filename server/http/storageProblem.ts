// When the storage gives up (no space, no answer, busy, damaged): 503 or 507 with a plain sentence, never a bare
// 500. Nothing of the request was kept, and the server goes on as soon as the storage does.
import type { Context } from 'hono';
import { describeStorageError, type StorageError } from '../db/storageError.ts';
import { problemResponse } from './problem.ts';
import type { AppEnv } from './routing.ts';

interface Advice {
  status: 503 | 507;
  remedy: string;
  /** When trying again can help. */
  retrySeconds: number | null;
}

const adviceOf: Record<StorageError['kind'], Advice> = {
  full: {
    status: 507,
    remedy: 'Avise al administrador para que libere espacio y vuelva a intentarlo.',
    retrySeconds: 60,
  },
  busy: { status: 503, remedy: 'Vuelva a intentarlo en unos segundos.', retrySeconds: 2 },
  unreachable: {
    status: 503,
    remedy: 'Vuelva a intentarlo; si se repite, avise al administrador.',
    retrySeconds: 5,
  },
  'read-only': {
    status: 503,
    remedy: 'Avise al administrador: hay que devolver el permiso de escritura.',
    retrySeconds: null,
  },
  damaged: {
    status: 503,
    remedy:
      'Deje de trabajar y avise al administrador: hay que comprobar el libro («cuadre verify»).',
    retrySeconds: null,
  },
};

/** @returns nothing when the error is of another kind */
export function storageProblem(
  error: Error,
  c: Context<AppEnv>,
): Response | Promise<Response> | undefined {
  const storage = describeStorageError(error);
  if (storage === null) return undefined;
  const { status, remedy, retrySeconds } = adviceOf[storage.kind];
  const reading = c.req.method === 'GET' || c.req.method === 'HEAD';
  // A connection lost at the very end may have been lost after the commit.
  const written =
    storage.kind === 'unreachable'
      ? 'No se sabe si llegó a registrarse (envíelo otra vez: no se duplicará)'
      : 'No se ha registrado nada';
  const fate = reading ? 'No se ha podido leer' : written;
  const detail = `${fate}: ${storage.sentence}. Lo ya contabilizado sigue como estaba. ${remedy}`;
  const headers = retrySeconds === null ? {} : { 'retry-after': String(retrySeconds) };
  return problemResponse(c, status, [], { detail, headers });
}
