// Every request of the OpenAPI document with one thing wrong: a member or a parameter that nobody knows, that is
// missing, that comes twice, or that holds another kind of value. Routes that are added later are broken as well.
import { writePointer } from '../../shared/jsonPointer.ts';
import { acceptsJson, acceptsParameter } from './jsonSchema.ts';
import {
  buildRequest,
  validValue,
  type BuiltRequest,
  type JsonSchema,
  type Operation,
  type Values,
} from './openApiRequests.ts';

export interface BrokenRequest {
  request: BuiltRequest;
  /** What was done to it, for the test that fails. */
  what: string;
  /** How the refusal must call the place; the member of a body by its pointer. */
  place: { pointer: string } | { parameter: string } | { header: string };
  /** What the document says of it: the server must say the same. */
  isRefused: boolean;
  /** The known name that a misspelt one must be told to be. */
  meant?: string | undefined;
}

/** Everything that an operation may be sent, each thing as it should be. */
export function wholeRequest(operation: Operation, company: string): BuiltRequest {
  return buildRequest(operation, company, wholeValue, () => true);
}

/** What only means something beside its neighbours: one cell of the first of each list. */
const wholeExamples: Record<string, unknown> = { cells: [0, 0, 0] };

const wholeValue: Values = (schema, name) => {
  if (name in wholeExamples) return wholeExamples[name];
  if (schema.properties) {
    const members = Object.entries(schema.properties);
    return Object.fromEntries(members.map(([key, each]) => [key, wholeValue(each, key)]));
  }
  const valid = validValue(schema, name);
  const isEmptyList = Array.isArray(valid) && valid.length === 0;
  return isEmptyList && schema.items ? [wholeValue(schema.items, name)] : valid;
};

export function breakRequest(operation: Operation, company: string): BrokenRequest[] {
  const whole = wholeRequest(operation, company);
  return [
    ...breakBody(operation, whole),
    ...breakQuery(operation, whole),
    ...breakPath(operation, company),
    ...breakHeaders(operation, whole),
  ];
}

const otherValues: unknown[] = [
  ...[null, '', ' ', 'x', '0', '1e3', '31/12/2025', 'x'.repeat(40_000)],
  ...[0, -1, 1.5, 1e300, true, false, [], {}, [null], [{}], { length: 1 }],
];

function breakBody({ body: schema }: Operation, whole: BuiltRequest): BrokenRequest[] {
  if (schema === null) return [];
  const broken: BrokenRequest[] = [];
  const add: AddToBody = (path, value, what, isRefused, meant) => {
    const request = { ...whole, body: withValue(whole.body, path, value) };
    const place = { pointer: writePointer(path) };
    broken.push({ request, what, place, isRefused, meant });
  };
  for (const { path, schema: at, isRequired } of placesOf(schema, whole.body)) {
    for (const value of otherValues) {
      // No body at all is another matter.
      if (path.length === 0 && value === null) continue;
      const what = `${writePointer(path)} = ${JSON.stringify(value).slice(0, 20)}`;
      add(path, value, what, !acceptsJson(at, value));
    }
    if (isRequired) add(path, undefined, `${writePointer(path)} left out`, true);
    if (!at.properties) continue;
    for (const [name, meant] of unknownNames(Object.keys(at.properties))) {
      add([...path, name], 1, `unknown ${writePointer([...path, name])}`, true, meant);
    }
  }
  return broken;
}

type AddToBody = (
  path: Step[],
  value: unknown,
  what: string,
  isRefused: boolean,
  meant?: string,
) => void;

type Step = string | number;

interface Place {
  path: Step[];
  schema: JsonSchema;
  isRequired: boolean;
}

/** Every object, member and first element of what is sent. */
function placesOf(
  schema: JsonSchema,
  value: unknown,
  path: Step[] = [],
  isRequired = false,
): Place[] {
  const places: Place[] = [{ path, schema, isRequired }];
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const inner = (value as Record<string, unknown>)[name];
    const isNeeded = schema.required?.includes(name) ?? false;
    places.push(...placesOf(member, inner, [...path, name], isNeeded));
  }
  if (schema.items && Array.isArray(value) && value.length > 0) {
    places.push(...placesOf(schema.items, value[0], [...path, 0]));
  }
  return places;
}

/** A copy in which one place holds another value; undefined: nothing. */
function withValue(whole: unknown, [step, ...rest]: Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(whole)) {
    const list = whole as unknown[];
    return list.map((each, index) => (index === step ? withValue(each, rest, value) : each));
  }
  const members = whole as Record<string, unknown>;
  const changed = withValue(Object.hasOwn(members, step) ? members[step] : {}, rest, value);
  // `__proto__` is a member like any other once it is text.
  return Object.fromEntries([
    ...Object.entries(members).filter(([name]) => name !== step),
    ...(changed === undefined ? [] : [[step, changed] as const]),
  ]);
}

/** Names that nobody knows, and each known one with its last letter in capitals, beside what was meant. */
function unknownNames(known: readonly string[]): Map<string, string | undefined> {
  return new Map([
    ['desconocido', undefined],
    ['__proto__', undefined],
    ...known.map((name) => [name.slice(0, -1) + name.slice(-1).toUpperCase(), name] as const),
  ]);
}

const otherTexts = [
  ...['', ' ', 'null', '[]', '{}', 'false', 'true', '0', ' 1', '1 ', '+1', '-1', '1e3', '0x10'],
  ...['1.5', '1,5', '99', '007', 'x', '2025-13-01', '2025-02-01T00:00', 'x'.repeat(5_000)],
];

function breakQuery({ parameters }: Operation, whole: BuiltRequest): BrokenRequest[] {
  const [path = '', search = ''] = whole.path.split('?');
  const known = parameters.filter((each) => each.in === 'query');
  const names = unknownNames(known.map(({ name }) => name));
  const broken: BrokenRequest[] = [];
  const add = (query: URLSearchParams, parameter: string, what: string, isRefused = true) => {
    const request = { ...whole, path: `${path}?${query}` };
    const place = { parameter };
    broken.push({
      request,
      what: `?${what.slice(0, 40)}`,
      place,
      isRefused,
      meant: names.get(parameter),
    });
  };
  const altered = (change: (query: URLSearchParams) => void) => {
    const query = new URLSearchParams(search);
    change(query);
    return query;
  };
  for (const name of names.keys()) {
    add(
      altered((query) => query.append(name, '1')),
      name,
      `unknown ${name}`,
    );
  }
  for (const { name, schema, required } of known) {
    add(
      altered((query) => query.append(name, query.get(name) ?? '1')),
      name,
      `${name} twice`,
    );
    if (required)
      add(
        altered((query) => query.delete(name)),
        name,
        `${name} left out`,
      );
    for (const text of otherTexts) {
      const query = altered((each) => each.set(name, text));
      add(query, name, `${name}=${text}`, !acceptsParameter(schema, text));
    }
  }
  return broken;
}

function breakPath(operation: Operation, company: string): BrokenRequest[] {
  const own = operation.parameters.filter((each) => each.in === 'path' && each.name !== 'company');
  return own.flatMap(({ name: parameter, schema }) =>
    // Nothing, or a space alone, would be another address.
    otherTexts
      .filter((text) => text.trim() !== '')
      .map((text) => {
        const values: Values = (each, name) => (name === parameter ? text : wholeValue(each, name));
        return {
          request: buildRequest(operation, company, values, () => true),
          what: `{${parameter}} = ${text.slice(0, 20)}`,
          place: { parameter },
          isRefused: !acceptsParameter(schema, text),
        };
      }),
  );
}

function breakHeaders({ parameters }: Operation, whole: BuiltRequest): BrokenRequest[] {
  const known = parameters.filter((each) => each.in === 'header');
  return known.flatMap(({ name: header, schema, required }) =>
    ['x', 'dos palabras', '"', '"1', 'W/"1"', '*', undefined].map((text) => {
      const { [header]: _own, ...others } = whole.headers;
      const headers = text === undefined ? others : { ...others, [header]: text };
      const isRefused = text === undefined ? required === true : !acceptsParameter(schema, text);
      return {
        request: { ...whole, headers },
        what: `${header}: ${text ?? 'left out'}`,
        place: { header },
        isRefused,
      };
    }),
  );
}
