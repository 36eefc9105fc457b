// Requests made from the OpenAPI document: one that has the right shape for every operation, and any
// number of hostile ones from a seed. Routes that are added later are covered without being named.

/** As much of JSON Schema as the document uses. */
export interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  additionalProperties?: boolean | JsonSchema;
  example?: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: JsonSchema;
}

export interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  body: JsonSchema | null;
}

export interface OpenApiDocument {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: Parameter[];
        requestBody?: { content: Record<string, { schema: JsonSchema }> };
      }
    >
  >;
}

export function listOperations(document: OpenApiDocument): Operation[] {
  const { paths } = resolveReferences(document, document) as OpenApiDocument;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters: parameters ?? [],
      body: requestBody?.content['application/json']?.schema ?? null,
    })),
  );
}

/** The document with what `$ref` names in its place; no schema of ours names itself. */
function resolveReferences(part: unknown, document: object): unknown {
  if (Array.isArray(part)) return part.map((each) => resolveReferences(each, document));
  if (typeof part !== 'object' || part === null) return part;
  const { $ref, ...rest } = part as Record<string, unknown>;
  const own = Object.entries(rest).map(
    ([name, each]) => [name, resolveReferences(each, document)] as const,
  );
  if (typeof $ref !== 'string') return Object.fromEntries(own);
  const steps = $ref.replace('#/', '').split('/');
  const named = steps.reduce<unknown>(
    (at, step) => (at as Record<string, unknown>)[step],
    document,
  );
  return { ...(resolveReferences(named, document) as object), ...Object.fromEntries(own) };
}

/** What is sent: `path` is complete, `body` still an object. */
export interface BuiltRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

export type Values = (schema: JsonSchema, name: string) => unknown;

/** A request that the schemas accept; the rules may still refuse it. */
export function wellFormedRequest(operation: Operation, company: string): BuiltRequest {
  return buildRequest(operation, company, validValue, () => false);
}

/** A request in which some values are hostile. The same random numbers give the same request. */
export function hostileRequest(
  operation: Operation,
  company: string,
  random: () => number,
): BuiltRequest {
  const share = random() * 0.5;
  const pick: Values = (schema, name) => {
    if (random() < share) return hostileValue(random);
    if (schema.items && random() < 0.5) {
      return Array.from({ length: Math.floor(random() * 4) }, () => pick(schema.items!, name));
    }
    if (schema.properties) {
      const entries = Object.entries(schema.properties)
        .filter(() => random() < 0.9)
        .map(([key, property]) => [key, pick(property, key)] as const);
      return Object.fromEntries(entries);
    }
    return validValue(schema, name);
  };
  return buildRequest(operation, random() < 0.95 ? company : 'NADIE', pick, () => random() < 0.3);
}

export function buildRequest(
  { method, path, parameters, body }: Operation,
  company: string,
  value: Values,
  /** Whether an optional query parameter is sent. */
  isGiven: () => boolean,
): BuiltRequest {
  const headers: Record<string, string> = {};
  const query = new URLSearchParams();
  let target = path.replace('{company}', company);
  for (const { name, in: place, schema, required } of parameters) {
    if (name === 'company') continue;
    const drawn = value(schema, name);
    const text = typeof drawn === 'string' ? drawn.toWellFormed() : String(JSON.stringify(drawn));
    if (place === 'path') target = target.replace(`{${name}}`, encodeURIComponent(text));
    if (place === 'query' && (required || name in examples || isGiven())) query.set(name, text);
    if (place === 'header') headers[name] = text.replace(/[^\x20-\x7e]/g, '?').trim();
  }
  const search = query.size > 0 ? `?${query}` : '';
  return { method, path: `${target}${search}`, headers, body: body && value(body, 'body') };
}

const examples: Record<string, unknown> = {
  'idempotency-key': 'clave-generada',
  'if-match': '"1"',
  date: '2025-02-01',
  email: 'ana@ejemplo.es',
  account: '572',
  sinceVersion: 0,
};

const patternSamples = ['1', 'x'.repeat(8), 'x'.repeat(22), 'x'.repeat(43), '2025-02-01'];

export const validValue: Values = (schema, name) => {
  if (name in examples) return examples[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.example !== undefined) return schema.example;
  const alternatives = schema.anyOf?.filter(({ type }) => type !== 'null');
  if (alternatives?.[0]) return validValue(alternatives[0], name);
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((each) => validValue(each, name))) as unknown;
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object' || schema.properties) {
    const required = schema.required ?? [];
    return Object.fromEntries(
      required.map((key) => [key, validValue(schema.properties?.[key] ?? {}, key)]),
    );
  }
  if (type === 'array') {
    return Array.from({ length: schema.minItems ?? 0 }, () => validValue(schema.items ?? {}, name));
  }
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;

  if (schema.format === 'uuid') return '00000000-0000-4000-8000-00000000aaaa';
  if (schema.format === 'date' || schema.format === 'date-time') return '2025-02-01';
  if (schema.pattern === undefined) return 'x'.repeat(schema.minLength ?? 1);
  const pattern = new RegExp(schema.pattern);
  return patternSamples.find((sample) => pattern.test(sample)) ?? '1';
};

const hostile: unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, -1e308, 5e-324, 2 ** 53, -(2 ** 53), 2 ** 31],
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '\ufeff',
    '\r\n',
    '\u001b[31m',
  ],
  ...[
    '2025-02-30',
    '9999-12-31',
    '1900-01-01',
    '0000-00-00',
    '10000-01-01',
    '2025-02-01T00:00:00Z',
  ],
  ...['-0.00', '0', '1e9', 'NaN', 'Infinity', '-9'.repeat(19), '9'.repeat(40), '.5', '1,5', '٣'],
  ...["'; DROP TABLE postings; --", '"', '\\', '%00', '../../etc/passwd', '${7*7}', '__proto__'],
  ...['43*', '*'.repeat(50), '430:439', '-', '=', '^', ';;;', '🧾'.repeat(40), 'ñ'.repeat(600)],
  ...[
    [],
    {},
    [[]],
    [null],
    [[[[[[]]]]]],
    { length: 5 },
    { toString: 1 },
    { constructor: 1, then: 1 },
  ],
  ...['572', '700', '57', 'SI', 'AS', '430.1', '2025-01-31', '100.00', 'x'.repeat(40_000)],
];

function hostileValue(random: () => number): unknown {
  return hostile[Math.floor(random() * hostile.length)];
}

/** Mulberry32: small, seeded, the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
