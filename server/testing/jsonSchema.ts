// Whether a value is what a schema of the OpenAPI document says: as much of JSON Schema as the document uses.
import type { JsonSchema } from './openApiRequests.ts';

export function acceptsJson(schema: JsonSchema, value: unknown): boolean {
  if (schema.anyOf && !schema.anyOf.some((each) => acceptsJson(each, value))) return false;
  if (schema.allOf && !schema.allOf.every((each) => acceptsJson(each, value))) return false;
  if (schema.const !== undefined && value !== schema.const) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) return false;
  if (typeof value === 'string') return acceptsText(schema, value);
  if (typeof value === 'number') {
    return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
  }
  if (Array.isArray(value)) return acceptsList(schema, value);
  if (typeof value === 'object' && value !== null) return acceptsObject(schema, value);
  return true;
}

/** In an address numbers are digits. */
export function acceptsParameter(schema: JsonSchema, text: string): boolean {
  if (schema.anyOf) return schema.anyOf.some((each) => acceptsParameter(each, text));
  if (schema.type === 'integer')
    return /^\d{1,16}$/.test(text) && acceptsJson(schema, Number(text));
  return acceptsJson(schema, text);
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      // RFC 7493: beyond them not every reader reads the same.
      return Number.isSafeInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text) => /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text),
};

function acceptsText(schema: JsonSchema, text: string): boolean {
  const { minLength = 0, maxLength = Infinity, pattern, format } = schema;
  if (text.length < minLength || text.length > maxLength) return false;
  if (pattern !== undefined && !new RegExp(pattern).test(text)) return false;
  return format === undefined || (formats[format]?.(text) ?? true);
}

function acceptsList({ items, minItems = 0, maxItems = Infinity }: JsonSchema, list: unknown[]) {
  if (list.length < minItems || list.length > maxItems) return false;
  return items === undefined || list.every((each) => acceptsJson(items, each));
}

function acceptsObject(schema: JsonSchema, value: object): boolean {
  const { properties = {}, required = [], additionalProperties } = schema;
  const isWhole = required.every((name) => Object.hasOwn(value, name));
  return (
    isWhole &&
    Object.entries(value).every(([name, each]) =>
      properties[name] ? acceptsJson(properties[name], each) : additionalProperties !== false,
    )
  );
}
