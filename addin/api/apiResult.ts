// How a request to the server ends. Failures are values: callers must say something about each.
import type { ExplainedRejection } from '../../shared/rejection.ts';

export type ApiFailure =
  /** The server said no, and why: the user can put it right. */
  | { kind: 'refused'; status: number; rejections: ExplainedRejection[] }
  /** There is no session, or it ended. */
  | { kind: 'expired'; rejections: ExplainedRejection[] }
  /** Nobody answered. A write may or may not have arrived: ask again with the same key. */
  | { kind: 'unanswered' }
  /** An answer that the contract does not foresee: a fault of ours. */
  | { kind: 'unexpected'; status: number; detail: string };

export type ApiResult<T> = { ok: true; value: T } | { ok: false; failure: ApiFailure };

/** The sentence for people, with its remedy. */
export function describeFailure(failure: ApiFailure): { message: string; remedy: string } {
  switch (failure.kind) {
    case 'refused':
    case 'expired': {
      const [first] = failure.rejections;
      if (first) return { message: first.message, remedy: first.remedy };
      return failure.kind === 'expired'
        ? { message: 'La sesión ha terminado.', remedy: 'Inicie sesión de nuevo en el panel.' }
        : {
            message: 'El servidor rechazó la petición sin decir por qué.',
            remedy: 'Avise al administrador de Cuadre.',
          };
    }
    case 'unanswered':
      return {
        message: 'No hay conexión con el servidor de Cuadre.',
        remedy: 'Compruebe la red y vuelva a intentarlo; lo que escribió sigue en la hoja.',
      };
    case 'unexpected':
      return {
        message: `El servidor respondió algo que no se esperaba (${failure.status}: ${failure.detail}).`,
        remedy: 'Vuelva a intentarlo; si se repite, avise al administrador de Cuadre.',
      };
  }
}

export function rejectionsOf(failure: ApiFailure): ExplainedRejection[] {
  return failure.kind === 'refused' || failure.kind === 'expired' ? failure.rejections : [];
}
