// Checks a request against the schemas of its route, in one pass: only what the schemas name is read, and whatever
// is wrong with it is told at once. Schemas are run synchronously, which zod compiles and an asynchronous run is not.
import type { Context } from 'hono';
import type * as z from 'zod';
import type { BodyBound } from './bodyBound.ts';
import { checkBody } from './checkBody.ts';
import { readJson } from './readBody.ts';
import type { RequestWork } from './requestWork.ts';

/** What is left out is not read. */
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

/** As many as an answer tells of. */
const maxIssues = 50;

/** A request that does not have the shape of the contract. */
export class MalformedRequest extends Error {
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('malformed request');
    this.issues = issues;
  }
}

/** @returns a reader that throws MalformedRequest, or what `readJson` throws */
export function requestReader<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType,
>({ params, query, headers, body, bodyBound }: RequestSchemas<Params, Query, Headers, Body>) {
  const headerNames = Object.keys(headers?.shape ?? {});
  const queryNames = Object.keys(query?.shape ?? {});
  return async (c: Context): Promise<ValidRequest<Params, Query, Headers, Body>> => {
    const issues: z.core.$ZodIssue[] = [];
    const request = {
      params: params && check(params, c.req.param(), issues),
      query: query && check(query, readQuery(c, queryNames), issues),
      headers: headers && check(headers, readHeaders(c, headerNames), issues),
      body: body && (await readBody(c, body, bodyBound, issues)),
    };
    if (issues.length > 0) throw new MalformedRequest(issues.slice(0, maxIssues));
    return request as ValidRequest<Params, Query, Headers, Body>;
  };
}

function check(schema: z.ZodType, value: unknown, issues: z.core.$ZodIssue[]): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  issues.push(...result.error.issues.slice(0, maxIssues));
  return undefined;
}

async function readBody(
  c: Context,
  schema: z.ZodType,
  bound: Partial<BodyBound> | undefined,
  issues: z.core.$ZodIssue[],
): Promise<unknown> {
  const { pace, held } = c.get('work') as RequestWork;
  const checked = await checkBody(schema, await readJson(c, { bound, pace, held }), pace);
  if ('data' in checked) return checked.data;
  issues.push(...checked.issues);
  return undefined;
}

/** A name that is given twice is a list, which no schema of ours takes. */
function readQuery(c: Context, names: readonly string[]): Record<string, unknown> {
  const given = c.req.queries();
  const query: Record<string, unknown> = {};
  for (const name of names) {
    const values = given[name];
    if (values) query[name] = values.length === 1 ? values[0] : values;
  }
  return query;
}

function readHeaders(c: Context, names: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of names) {
    const value = c.req.header(name);
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}
