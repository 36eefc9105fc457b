// Errors on the wire: application/problem+json with every rejection (RFC 9457). One translation for all routes.
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Problem } from '../../shared/contract/common.ts';
import { reject, type ExplainedRejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { Refusal, type RefusalReason } from '../refusal.ts';
import { jsonResponse } from './jsonResponse.ts';
import type { AppEnv, Member } from './routing.ts';
import { pointInto } from './rejectionPointers.ts';
import { MalformedRequest, type ReceivedBody } from './validateRequest.ts';

const statusOf: Record<RefusalReason, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  changed: 412,
  'too-large': 413,
  invalid: 422,
  'too-many': 429,
};

const titles: Partial<Record<number, string>> = {
  400: 'La petición no se entiende',
  401: 'Hay que iniciar sesión',
  403: 'Sin permiso',
  404: 'No encontrado',
  405: 'Método no admitido',
  409: 'En conflicto con lo ya registrado',
  412: 'Cambió desde que se leyó',
  413: 'Demasiado grande',
  415: 'Formato no admitido',
  421: 'Dirección que Excel no admite',
  422: 'No se puede registrar así',
  428: 'Falta decir qué se cambia',
  429: 'Demasiados intentos',
  500: 'Error del servidor',
  503: 'La base de datos no está disponible',
  507: 'No queda espacio',
};

/** Writes a problem. */
export function problemResponse(
  c: Context<AppEnv>,
  status: number,
  rejections: ExplainedRejection[],
  { detail, headers }: { detail?: string; headers?: Record<string, string> } = {},
): Response {
  const problem: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    ...(detail === undefined ? {} : { detail }),
    rejections: rejections,
  };
  return jsonResponse(c, status, problem, {
    'content-type': 'application/problem+json',
    ...headers,
  });
}

/** The app's one `onError`. Anything that is not a refusal is our bug: logged, and told without details. */
export function handleError(
  error: Error,
  c: Context<AppEnv>,
  log: (error: Error) => void,
): Response {
  if (error instanceof Refusal) {
    // Unset where the request did not get as far as a company.
    const member = c.get('member') as Member | undefined;
    const writing = error.writing ?? member?.writing;
    const placed = pointInto(c.get('received') as ReceivedBody | undefined, error.rejections);
    const explained = placed.map((each) => explainRejection(each, writing));
    const [first] = error.rejections;
    const headers =
      first?.code === 'too-many-attempts' ? { 'retry-after': String(first.params.seconds) } : {};
    return problemResponse(c, statusOf[error.reason], explained, { headers });
  }
  if (error instanceof MalformedRequest) {
    const explained = error.rejections.map((each) => explainRejection(each));
    return problemResponse(c, error.lacksPrecondition ? 428 : 400, explained);
  }
  if (error instanceof HTTPException && error.status < 500) {
    return problemResponse(c, error.status, [malformed(reasonOf(error.status))]);
  }
  if (isOverflow(error)) {
    const tooLarge = explainRejection(reject('balance-too-large', {}));
    return problemResponse(c, statusOf.invalid, [tooLarge]);
  }
  log(error);
  return problemResponse(c, 500, [], {
    detail:
      'No se sabe si llegó a registrarse. Envíelo otra vez: Cuadre no lo duplicará. Si se repite, avise al administrador.',
  });
}

export function notFoundResponse(c: Context<AppEnv>): Response {
  return problemResponse(c, 404, [explainRejection(reject('not-found', { what: c.req.path }))]);
}

/** Totals beyond 64 bits: both engines refuse to store them rather than round. */
function isOverflow(error: Error): boolean {
  return (
    /cannot store REAL value in INTEGER column/.test(error.message) ||
    (error as { code?: unknown }).code === '22003'
  );
}

/** Hono says it in English: a body that is no JSON, or a media type that is not the route's. */
function reasonOf(status: number): string {
  return status === 415
    ? 'el cuerpo va como application/json'
    : 'el cuerpo no es JSON bien formado';
}

function malformed(detail: string): ExplainedRejection {
  return explainRejection(reject('request-malformed', { detail }, { field: 'body' }));
}
