// Finds in a schema what it says of a place in the data: the members it knows there, and in words what a value is.
import * as z from 'zod';
import { wordings } from '../shared/contract/wordings.ts';

type Schema = z.core.$ZodType;

/** From the outside in: `optional(transform(string))` is three. */
function layersOf(schema: Schema | undefined): Schema[] {
  const layers: Schema[] = [];
  for (let layer = schema; layer; layer = innerOf(layer)) layers.push(layer);
  return layers;
}

function innerOf(schema: Schema): Schema | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return def.innerType;
    case 'pipe':
      return def.in;
    case 'lazy':
      return def.getter();
    default:
      return undefined;
  }
}

/** @returns the schemas that may be at the place: several below a union */
export function schemasAt(schema: Schema, path: readonly PropertyKey[]): Schema[] {
  let found: Schema[] = [schema];
  for (const key of path) found = found.flatMap((each) => stepInto(each, key));
  return found;
}

function stepInto(schema: Schema, key: PropertyKey): Schema[] {
  const { def } = (layersOf(schema).at(-1) as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object': {
      const member = Object.hasOwn(def.shape, key) ? def.shape[key as string] : def.catchall;
      return member ? [member] : [];
    }
    case 'array':
      return [def.element];
    case 'tuple': {
      const item = def.items[key as number] ?? def.rest;
      return item ? [item] : [];
    }
    case 'record':
      return [def.valueType];
    case 'union':
      return def.options.flatMap((option) => stepInto(option, key));
    default:
      return [];
  }
}

/** The members of the object at a place; of all of them where it may be several. */
export function membersAt(schema: Schema, path: readonly PropertyKey[]): string[] {
  return [...new Set(schemasAt(schema, path).flatMap(membersOf))];
}

function membersOf(schema: Schema): string[] {
  const { def } = (layersOf(schema).at(-1) as z.core.$ZodTypes)._zod;
  if (def.type === 'union') return def.options.flatMap(membersOf);
  return def.type === 'object' ? Object.keys(def.shape) : [];
}

export function mayBeLeftOut(schema: Schema): boolean {
  return layersOf(schema).some((layer) =>
    ['optional', 'default', 'prefault'].includes((layer as z.core.$ZodTypes)._zod.def.type),
  );
}

export function isSecret(schema: Schema): boolean {
  return layersOf(schema).some((layer) => wordings.get(layer)?.isSecret === true);
}

/** What the value is: as its schema words it, or what can be said of its type. */
export function wordsOf(schema: Schema | undefined): string {
  if (schema === undefined) return whatContractSays;
  const layers = layersOf(schema);
  const wording = layers.map((layer) => wordings.get(layer)).find((each) => each !== undefined);
  const words = wording?.is ?? wordsOfType(layers.at(-1)!);
  return layers.some((layer) => layer instanceof z.ZodNullable) ? `${words}, o null` : words;
}

function wordsOfType(schema: Schema): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (schema instanceof z.ZodNumber) return wordsOfNumber(schema);
  switch (def.type) {
    case 'string':
      return formatWords[(schema as z.ZodString).format ?? ''] ?? 'un texto';
    case 'enum':
      return oneOf(Object.values(def.entries));
    case 'literal':
      return oneOf(def.values);
    case 'union':
      return [...new Set(def.options.map(wordsOf))].join(' o ');
    default:
      return typeWords[def.type] ?? whatContractSays;
  }
}

function wordsOfNumber({ isInt, minValue, maxValue }: z.ZodNumber): string {
  const bounds = [
    ...(isBound(minValue) ? [`desde ${minValue}`] : []),
    ...(isBound(maxValue) ? [`hasta ${maxValue}`] : []),
  ];
  return [isInt ? 'un número entero' : 'un número', ...bounds].join(' ');
}

/** Beyond the safe integers a bound is the library's own. */
const isBound = (value: number | null) =>
  value !== null && Math.abs(value) < Number.MAX_SAFE_INTEGER;

/** Where the contract says nothing of the place there is nothing better to say. */
export const whatContractSays = 'lo que dice el contrato';

export const typeWords: Readonly<Record<string, string>> = {
  string: 'un texto',
  number: 'un número',
  int: 'un número entero',
  boolean: 'true o false',
  array: 'una lista',
  tuple: 'una lista',
  object: 'un objeto',
  record: 'un objeto',
  null: 'null',
  undefined: 'nada',
  never: 'nada',
  date: 'una fecha',
  bigint: 'un número entero',
};

const formatWords: Readonly<Record<string, string>> = {
  uuid: 'un identificador como 00000000-0000-4000-8000-000000000000',
  datetime: 'un instante con su zona, como 2025-03-31T10:00:00Z',
  date: 'un día con la forma AAAA-MM-DD, como 2025-03-31',
  email: 'un correo electrónico',
  url: 'una dirección web',
};

/** As many as a sentence holds. */
const mostNamed = 20;

export function oneOf(values: readonly unknown[]): string {
  const named = values.slice(0, mostNamed).map(String).join(', ');
  if (values.length === 1) return named;
  return `uno de estos: ${named}${values.length > mostNamed ? '…' : ''}`;
}
