// Errors on the wire: application/problem+json with every rejection (RFC 9457). One translation for all routes.
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Problem } from '../../shared/contract/common.ts';
import { reject, type ExplainedRejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { explainAtPace } from '../explainAtPace.ts';
import { Abandoned } from '../pace.ts';
import { Refusal, type RefusalReason } from '../refusal.ts';
import { jsonResponse } from './jsonResponse.ts';
import type { AppEnv, Member } from './routing.ts';
import { placeOutside, pointInto } from './rejectionPointers.ts';
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
  busy: 503,
};

const titles: Partial<Record<number, string>> = {
  400: 'La petición no se entiende',
  401: 'Hay que iniciar sesión',
  403: 'Sin permiso',
  404: 'No encontrado',
  405: 'Método no admitido',
  408: 'No llegó a tiempo',
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

/** No status of HTTP's: what logs of proxies call it. */
const clientGone = 499;
const retrySeconds = 5;

/** Writes a problem. */
export function problemResponse(
  c: Context<AppEnv>,
  status: number,
  rejections: ExplainedRejection[],
  { detail, headers }: { detail?: string; headers?: Record<string, string> } = {},
): Response | Promise<Response> {
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
export async function handleError(
  error: Error,
  c: Context<AppEnv>,
  log: (error: Error) => void,
): Promise<Response> {
  if (!(error instanceof Refusal)) return faultResponse(error, c, log);
  try {
    return await refusalResponse(error, c);
  } catch (fault) {
    // Whoever was refused a hundred thousand lines may be gone before all of it is written.
    return faultResponse(fault as Error, c, log);
  }
}

async function refusalResponse(
  { reason, rejections, writing }: Refusal,
  c: Context<AppEnv>,
): Promise<Response> {
  // Unset where the request did not get as far as a company.
  const member = c.get('member') as Member | undefined;
  const { pace } = c.get('work');
  const received = c.get('received') as ReceivedBody | undefined;
  const inBody = await pointInto(received, rejections, pace);
  const placed = inBody.map((each) => placeOutside(each, c.req, received?.body));
  const explained = await explainAtPace(placed, pace, writing ?? member?.writing);
  const [first] = rejections;
  const headers: Record<string, string> =
    first && 'seconds' in first.params ? { 'retry-after': String(first.params.seconds) } : {};
  if (reason === 'unauthenticated') headers['www-authenticate'] = challengeOf(c);
  return problemResponse(c, statusOf[reason], explained, { headers });
}

function faultResponse(
  error: Error,
  c: Context<AppEnv>,
  log: (error: Error) => void,
): Response | Promise<Response> {
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
  if (error instanceof Abandoned) return abandonedResponse(c, error);
  log(error);
  return problemResponse(c, 500, [], {
    detail:
      'No se sabe si llegó a registrarse. Envíelo otra vez: Cuadre no lo duplicará. Si se repite, avise al administrador.',
  });
}

/** RFC 6750, 3: how to identify oneself, and that what was given is not good. */
function challengeOf(c: Context<AppEnv>): string {
  const realm = 'Bearer realm="Cuadre"';
  return c.req.header('authorization') ? `${realm}, error="invalid_token"` : realm;
}

/** There is such an address, and it does not do that (RFC 9110, 15.5.6). */
export function notAllowedResponse(
  c: Context<AppEnv>,
  allowed: readonly string[],
): Response | Promise<Response> {
  const params = { method: c.req.method, allowed: allowed.join(', ') };
  return problemResponse(c, 405, [explainRejection(reject('method-not-allowed', params))], {
    headers: { allow: params.allowed },
  });
}

/** Whoever went away reads nothing; whoever is still there may ask the server that starts next. */
function abandonedResponse(
  c: Context<AppEnv>,
  { isStopping }: Abandoned,
): Response | Promise<Response> {
  if (!isStopping) return problemResponse(c, clientGone, []);
  const busy = explainRejection(reject('server-busy', { seconds: retrySeconds }));
  return problemResponse(c, statusOf.busy, [busy], {
    headers: { 'retry-after': String(retrySeconds) },
  });
}

export function notFoundResponse(c: Context<AppEnv>): Response | Promise<Response> {
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
  if (status === 415) return 'el cuerpo va como application/json, en UTF-8 y sin comprimir';
  if (status === 408) return 'el cuerpo no llegó a tiempo';
  return 'el cuerpo no es JSON bien formado';
}

function malformed(detail: string): ExplainedRejection {
  return explainRejection(reject('request-malformed', { detail }, { field: 'body' }));
}
