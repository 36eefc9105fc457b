// Headers that many answers of the API carry, described once for the OpenAPI document.

interface HeaderDescription {
  description: string;
  schema: { type: 'string' | 'integer'; pattern?: string; enum?: string[]; minimum?: number };
  example: string | number;
}

export const sharedHeaders = {
  RequestId: {
    description:
      'Nombre de la petición en el registro del servidor: el que dio el cliente en `X-Request-Id`, o uno nuevo. Cítelo al pedir ayuda.',
    schema: { type: 'string' },
    example: '6b0e4c5e-93f4-4d55-9b80-3f0b0a4a6d55',
  },
  Version: {
    description:
      'La versión de lo que se entrega, entre comillas. Se devuelve tal cual en `If-Match` al cambiarlo.',
    schema: { type: 'string', pattern: '^"\\d+"$' },
    example: '"3"',
  },
  Freshness: {
    description:
      'Señal de lo que se entrega. Con ella en `If-None-Match`, la misma petición contesta 304 mientras el libro y la configuración sigan igual.',
    schema: { type: 'string' },
    example: 'W/"q8Xw0hN2kLr5"',
  },
  Location: {
    description: 'Dónde se lee lo que se ha creado.',
    schema: { type: 'string' },
    example: '/v1/companies/DEMO/vouchers/0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a01',
  },
  Replayed: {
    description:
      'Presente cuando la clave de `Idempotency-Key` ya se había atendido: se repite la respuesta de entonces y no se registra nada más.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
  RetryAfter: {
    description: 'Segundos que conviene esperar antes de repetir la petición.',
    schema: { type: 'integer', minimum: 0 },
    example: 5,
  },
  Challenge: {
    description: 'Cómo hay que identificarse (RFC 6750).',
    schema: { type: 'string' },
    example: 'Bearer realm="Cuadre"',
  },
} satisfies Record<string, HeaderDescription>;

export type SharedHeader = keyof typeof sharedHeaders;

/** What answers may carry, by the name that HTTP gives it. */
export const headerNames: Record<SharedHeader, string> = {
  RequestId: 'X-Request-Id',
  Version: 'ETag',
  Freshness: 'ETag',
  Location: 'Location',
  Replayed: 'Idempotency-Replayed',
  RetryAfter: 'Retry-After',
  Challenge: 'WWW-Authenticate',
};

export function referToHeaders(headers: readonly SharedHeader[]): Record<string, { $ref: string }> {
  return Object.fromEntries(
    headers.map((name) => [headerNames[name], { $ref: `#/components/headers/${name}` }]),
  );
}
