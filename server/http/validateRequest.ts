// Checks a request against the schemas of its route, in one pass: what they do not know is refused, never dropped, and
// whatever is wrong is told at once. Schemas are run synchronously, which zod compiles and an asynchronous run is not.
import type { Context } from 'hono';
import * as z from 'zod';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { explainIssues, maxIssuesTold, type ReadShape } from '../explainIssues.ts';
import type { BodyBound } from './bodyBound.ts';
import { checkBody } from './checkBody.ts';
import { readJson } from './readBody.ts';
import { readQuery } from './readQuery.ts';
import type { RequestWork } from './requestWork.ts';

/** A route without a query or a body takes none. Headers that are not named are read by others, or by nobody. */
export interface RequestSchemas<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Headers extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
> {
  params?: Params;
  query?: Query;
  headers?: Headers;
  body?: Body;
  /** How much its body may be, where that is more than a form. */
  bodyBound?: Partial<BodyBound>;
}

export interface ValidRequest<Params, Query, Headers, Body> {
  params: z.output<Params>;
  query: z.output<Query>;
  headers: z.output<Headers>;
  body: z.output<Body>;
}

/** A request that does not have the shape of the contract. */
export class MalformedRequest extends Error {
  readonly rejections: readonly Rejection[];

  constructor(rejections: readonly Rejection[]) {
    super('malformed request');
    this.rejections = rejections;
  }

  /** RFC 6585: a write that must say what it replaces, and only forgot that. */
  get lacksPrecondition(): boolean {
    return this.rejections.every(({ code }) => code === 'if-match-missing');
  }
}

/** A body as it came, to find in it the places of what the rules refuse. */
export interface ReceivedBody {
  schema: z.ZodType;
  body: unknown;
}

const nothing = z.strictObject({});

/** @returns a reader that throws MalformedRequest, or what `readJson` throws */
export function requestReader<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType,
>({ params, query, headers, body, bodyBound }: RequestSchemas<Params, Query, Headers, Body>) {
  const headerNames = Object.keys(headers?.shape ?? {});
  return async (c: Context): Promise<ValidRequest<Params, Query, Headers, Body>> => {
    const rejections: Rejection[] = [];
    const check = (schema: z.ZodType | undefined, input: unknown, from?: ReadShape['from']) =>
      schema && checkPart({ schema, input, ...(from && { from }) }, rejections);
    const request = {
      params: check(params, c.req.param(), 'parameters'),
      query: check(query ?? nothing, readQuery(c, rejections), 'parameters'),
      headers: check(headers, readHeaders(c, headerNames, rejections), 'headers'),
      body: body ? await readBody(c, body, bodyBound, rejections) : await refuseBody(c, rejections),
    };
    if (rejections.length > 0) throw new MalformedRequest(rejections.slice(0, maxIssuesTold));
    return request as ValidRequest<Params, Query, Headers, Body>;
  };
}

function checkPart(read: ReadShape, rejections: Rejection[]): unknown {
  const result = z.safeParse(read.schema, read.input);
  if (result.success) return result.data;
  rejections.push(...explainIssues(result.error.issues, read));
  return undefined;
}

/** They ask for nothing to be done unless they hold: a write that does not look at them would do it all the same. */
const preconditions = ['if-match', 'if-unmodified-since'];

function readHeaders(
  c: Context,
  names: readonly string[],
  rejections: Rejection[],
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const header of c.req.method === 'GET' ? [] : preconditions) {
    if (names.includes(header) || c.req.header(header) === undefined) continue;
    rejections.push(reject('precondition-unread', { header }, { header }));
  }
  for (const name of names) {
    const value = c.req.header(name);
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}

async function readBody(
  c: Context,
  schema: z.ZodType,
  bound: Partial<BodyBound> | undefined,
  rejections: Rejection[],
): Promise<unknown> {
  const { pace, held } = c.get('work') as RequestWork;
  const body = await readJson(c, { bound, pace, held });
  c.set('received', { schema, body } satisfies ReceivedBody);
  const checked = await checkBody(schema, body, pace);
  if ('data' in checked) return checked.data;
  rejections.push(...explainIssues(checked.issues, { schema, input: body }));
  return undefined;
}

async function refuseBody(c: Context, rejections: Rejection[]): Promise<void> {
  if (await isBodySent(c)) rejections.push(reject('body-unexpected', {}, { field: 'body' }));
}

/** HTTP/2 need not say how long a body is, nor that there is one: then its first byte tells. */
async function isBodySent(c: Context): Promise<boolean> {
  const length = c.req.header('content-length');
  if (length !== undefined) return Number(length) > 0;
  // The runtime hands over no body of these, and looking for one costs as much as the rest of a read.
  if (c.req.method === 'GET') return c.req.header('transfer-encoding') !== undefined;
  for await (const chunk of c.req.raw.body ?? []) {
    if (chunk.byteLength > 0) return true;
  }
  return false;
}
