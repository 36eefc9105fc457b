// How routes are declared: zod schemas in, OpenAPI out, the company and the actor already resolved.
import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import * as z from 'zod';
import { problemSchema } from '../../shared/contract/common.ts';
import { reject } from '../../shared/rejection.ts';
import type { Actor } from '../auth/permissions.ts';
import type { Identity, Sessions } from '../auth/sessions.ts';
import { Refusal } from '../refusal.ts';
import { malformedResponse } from './problem.ts';

export interface AppEnv {
  Variables: {
    /** Only for the request log. */
    requestId: string;
    token: string;
    identity: Identity;
    /** Set under /v1/companies/{company}. */
    companyId: number;
    actor: Actor;
  };
}

// What a schema refuses is told in Spanish, like everything else.
z.config(z.locales.es());

export type Router = OpenAPIHono<AppEnv>;

/** A router that answers malformed requests with every issue at once. */
export function createRouter(): Router {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (!result.success) return malformedResponse(c, result.error.issues);
      return undefined;
    },
  });
}

const problems = { 'application/problem+json': { schema: problemSchema } };
const companyParams = z.object({ company: z.string().max(20) });
export const keyHeaders = z.object({
  'idempotency-key': z
    .string({ error: 'falta la cabecera Idempotency-Key' })
    .regex(/^[\x21-\x7e]{8,200}$/, 'Idempotency-Key lleva de 8 a 200 caracteres sin espacios'),
});
export const matchHeaders = z.object({
  'if-match': z
    .string({ error: 'falta la cabecera If-Match' })
    .regex(/^"?\d{1,9}"?$/, 'If-Match lleva la versión leída'),
});

/** Where the version read is not required, but honoured. */
export const optionalMatchHeaders = matchHeaders.partial();

interface CompanyRouteOptions<
  Body extends z.ZodType,
  Query extends z.ZodObject,
  Params extends z.ZodObject,
  Headers extends z.ZodObject,
  Answer extends z.ZodType,
  Status extends 200 | 201,
> {
  method: RouteConfig['method'];
  path: string;
  summary: string;
  body?: Body;
  query?: Query;
  params?: Params;
  headers?: Headers;
  answer: Answer;
  status?: Status;
}

const nothing = z.object({});

/** A route below a company, with the problems that every such route may answer. */
export function companyRoute<
  Answer extends z.ZodType,
  Body extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodObject = typeof nothing,
  Params extends z.ZodObject = typeof companyParams,
  Headers extends z.ZodObject = typeof nothing,
  Status extends 200 | 201 = 200,
>(options: CompanyRouteOptions<Body, Query, Params, Headers, Answer, Status>) {
  const { method, path, summary, body, query, params, headers, answer, status } = options;
  return createRoute({
    method,
    path: path as '/',
    summary,
    security: [{ bearer: [] }],
    request: {
      params: (params ?? companyParams) as Params,
      query: (query ?? nothing) as Query,
      headers: (headers ?? nothing) as Headers,
      ...(body === undefined
        ? {}
        : { body: { required: true, content: { 'application/json': { schema: body } } } }),
    } as {
      params: Params;
      query: Query;
      headers: Headers;
      body: { required: true; content: { 'application/json': { schema: Body } } };
    },
    responses: {
      [status ?? 200]: {
        description: 'Hecho',
        content: { 'application/json': { schema: answer } },
      },
      '4XX': { description: 'Rechazado, con todos los motivos', content: problems },
    },
  });
}

/** Recognises the bearer of a request. */
export function requireSession(sessions: Sessions): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const token = /^Bearer ([\w-]{20,200})$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (!token) throw new Refusal('unauthenticated', reject('session-expired', {}));
    c.set('identity', await sessions.recognize(token));
    c.set('token', token);
    await next();
  };
}

/** Resolves the company of the path; one where the user has no role does not exist for them (invariant 6). */
export function requireCompany(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const code = c.req.param('company') ?? '';
    const { user, access } = c.var.identity;
    const found = access.find((company) => company.code === code);
    if (!found) throw new Refusal('not-found', reject('company-unknown', { company: code }));
    c.set('companyId', found.companyId);
    c.set('actor', { userId: user.id, name: user.name, role: found.role });
    await next();
  };
}
