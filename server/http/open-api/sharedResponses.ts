// Refusals and faults as every operation may answer them, described once for the OpenAPI document.
import type { SharedHeader } from './sharedHeaders.ts';

interface SharedResponse {
  /** Its name among the components. */
  name: string;
  description: string;
  /** Beside `X-Request-Id`. */
  headers?: readonly SharedHeader[];
  /** 304 has nothing to say. */
  isEmpty?: true;
}

export const sharedResponses = {
  304: {
    name: 'NotModified',
    description: 'Sigue igual que cuando se leyó con la señal de `If-None-Match`. Sin cuerpo.',
    headers: ['Freshness'],
    isEmpty: true,
  },
  400: {
    name: 'Malformed',
    description:
      'La petición no tiene la forma del contrato: JSON mal escrito, algo que falta, sobra o es de otro tipo. Cada motivo dice dónde.',
  },
  401: {
    name: 'Unauthenticated',
    description: 'Falta la credencial, o la sesión terminó.',
    headers: ['Challenge'],
  },
  403: { name: 'Forbidden', description: 'El papel del usuario en la empresa no lo permite.' },
  404: {
    name: 'NotFound',
    description:
      'No existe, o no para este usuario: una empresa en la que no tiene papel no existe para él.',
  },
  409: {
    name: 'Conflict',
    description:
      'Se opone a lo ya registrado: la clave de idempotencia se usó con otro contenido, o el comprobante ya no es un borrador.',
  },
  412: {
    name: 'Changed',
    description: 'Otro lo cambió desde que se leyó: la versión de `If-Match` ya no es la de ahora.',
  },
  413: { name: 'TooLarge', description: 'El cuerpo de la petición es demasiado grande.' },
  415: { name: 'UnsupportedMediaType', description: 'El cuerpo no va como `application/json`.' },
  422: {
    name: 'Refused',
    description:
      'Se entiende, pero las reglas de la contabilidad no lo admiten: todos los motivos a la vez, cada uno con su línea, su campo y qué hacer.',
  },
  428: {
    name: 'PreconditionRequired',
    description: 'Falta `If-Match` con la versión que se leyó (RFC 6585).',
  },
  429: {
    name: 'TooManyRequests',
    description: 'Demasiados intentos o demasiado trabajo a la vez.',
    headers: ['RetryAfter'],
  },
  500: {
    name: 'ServerFault',
    description:
      'Fallo del servidor. No se sabe si llegó a registrarse: repita la petición con la misma clave y no se duplicará.',
  },
  503: {
    name: 'Unavailable',
    description: 'La base de datos no contesta por ahora. No se ha registrado nada.',
    headers: ['RetryAfter'],
  },
  507: {
    name: 'NoSpace',
    description: 'No queda espacio donde guardar. No se ha registrado nada.',
    headers: ['RetryAfter'],
  },
} as const satisfies Record<number, SharedResponse>;

export type SharedStatus = keyof typeof sharedResponses;

export function listSharedResponses(): [SharedStatus, SharedResponse][] {
  return Object.entries(sharedResponses).map(([status, response]) => [
    Number(status) as SharedStatus,
    response,
  ]);
}

export function referToResponses(
  statuses: Iterable<SharedStatus>,
): Record<number, { $ref: string }> {
  const sorted = [...new Set(statuses)].sort((one, other) => one - other);
  return Object.fromEntries(
    sorted.map((status) => [
      status,
      { $ref: `#/components/responses/${sharedResponses[status].name}` },
    ]),
  );
}
