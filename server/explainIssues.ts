// What does not have the shape of its schema, as rejections: of a request and of a file alike, each with its place as
// a JSON pointer (RFC 6901) or by the name of its parameter or header.
import type * as z from 'zod';
import { writePointer } from '../shared/jsonPointer.ts';
import {
  reject,
  rejectionFields,
  type Rejection,
  type RejectionField,
  type RejectionPlace,
} from '../shared/rejection.ts';
import { quote, wordIssue, type Finding } from './issueWords.ts';
import { nearestName } from './nearestName.ts';
import { mayBeLeftOut, membersAt, schemasAt, wordsOf } from './schemaPlaces.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What was read, and against what. */
export interface ReadShape {
  schema: z.core.$ZodType;
  input: unknown;
  /** Where it came from; left out: a document, whose places are pointers. */
  from?: 'document' | 'parameters' | 'headers';
  /** What the whole of it is called. */
  whole?: string;
}

/** As many as an answer tells of. */
export const maxIssuesTold = 50;

/** A name that nobody knows is not repeated beyond this. */
const longestStep = 200;

/** Our sentences for what the validation library found. @returns the first `maxIssuesTold` */
export function explainIssues(issues: readonly Issue[], read: ReadShape): Rejection[] {
  const rejections: Rejection[] = [];
  for (const issue of issues) {
    rejections.push(...explainIssue(issue, [], read));
    if (rejections.length >= maxIssuesTold) break;
  }
  return rejections.slice(0, maxIssuesTold);
}

function explainIssue(issue: Issue, above: Path, read: ReadShape): Rejection[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, maxIssuesTold).map((key) => unknownMember([...path, key], read));
  }
  if (issue.code === 'invalid_union') {
    // The alternative of the right kind, when there is one, says more than all of them.
    const branches = issue.errors.filter((branch) => !branch.some(isOfAnotherKind));
    if (branches.length === 1) {
      return branches[0]!.flatMap((inner) => explainIssue(inner, path, read));
    }
  }
  const value = valueAt(read.input, path);
  const [schema] = schemasAt(read.schema, path);
  if (value === undefined && !(schema && mayBeLeftOut(schema))) {
    return [missing(path, schema, read)];
  }
  return [malformed(path, { issue, value, schema }, read)];
}

const isOfAnotherKind = ({ path, code }: Issue) => path.length === 0 && code === 'invalid_type';

function unknownMember(path: Path, read: ReadShape): Rejection {
  const name = String(path.at(-1));
  const above = path.slice(0, -1);
  const members = membersAt(read.schema, above);
  const names = { instead: nearestName(name, members) ?? '', known: members.join(', ') };
  if (read.from === 'parameters') {
    const parameter = quote(name);
    return reject('parameter-unknown', { parameter, ...names }, { parameter });
  }
  const owner = ownerOf(above, read.input);
  const where = owner === '' ? '' : ` en ${owner}`;
  const place = placeOf(name.length > longestStep ? above : path, read);
  return reject('member-unknown', { member: quote(name), where, ...names }, place);
}

function missing(path: Path, schema: z.core.$ZodType | undefined, read: ReadShape): Rejection {
  const place = placeOf(path, read);
  if (place.header === 'idempotency-key') return reject('idempotency-key-missing', {}, place);
  if (place.header === 'if-match') return reject('if-match-missing', {}, place);
  return reject('value-missing', { what: nameOf(path, read), is: wordsOf(schema) }, place);
}

function malformed(path: Path, finding: Finding, read: ReadShape): Rejection {
  const params = { what: nameOf(path, read), ...wordIssue(finding) };
  return reject('value-malformed', params, placeOf(path, read));
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** «debit» de la línea 7, «from» de periods/0, el parámetro «level», la cabecera If-Match. */
function nameOf(path: Path, { input, from, whole = 'el cuerpo' }: ReadShape): string {
  if (path.length === 0) return whole;
  if (from === 'parameters') return `el parámetro «${quote(String(path[0]))}»`;
  if (from === 'headers') return `la cabecera ${headerNames[String(path[0])] ?? String(path[0])}`;
  const member = path.findLastIndex((key) => typeof key === 'string');
  const start = Math.max(member, 0);
  const owner = ownerOf(path.slice(0, start), input);
  const name = `«${quote(path.slice(start).join('/'))}»`;
  return owner === '' ? name : `${name} de ${owner}`;
}

const headerNames: Readonly<Record<string, string>> = {
  'idempotency-key': 'Idempotency-Key',
  'if-match': 'If-Match',
};

function ownerOf(path: Path, input: unknown): string {
  const line = lineOf(path, input);
  if (line !== undefined && path.length === 2) return `la línea ${line}`;
  return quote(path.map(String).join('/'));
}

/** The number that the client gave the line, which is how it finds its cells again. */
function lineOf(path: Path, input: unknown): number | undefined {
  if (path[0] !== 'lines' || path.length < 2) return undefined;
  const line = valueAt(input, [...path.slice(0, 2), 'line']);
  return Number.isSafeInteger(line) ? (line as number) : undefined;
}

function placeOf(path: Path, { input, from = 'document' }: ReadShape): RejectionPlace {
  const name = String(path.findLast((key) => typeof key === 'string') ?? '');
  if (from === 'parameters') return { parameter: name, field: fieldOf(name) };
  if (from === 'headers') return { header: name, field: fieldOfHeader[name] };
  return {
    line: lineOf(path, input),
    field: fieldOf(name) ?? 'body',
    pointer: writePointer(path),
  };
}

const fieldOfHeader: Readonly<Record<string, RejectionField>> = {
  'idempotency-key': 'key',
  'if-match': 'version',
};

function fieldOf(name: string): RejectionField | undefined {
  return rejectionFields.find((field) => field === name);
}
