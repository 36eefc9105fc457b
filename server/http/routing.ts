// How routes are declared: zod schemas in, OpenAPI out, the company and the actor already resolved.
import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import * as z from 'zod';
import { problemSchema } from '../../shared/contract/common.ts';
import { wordings } from '../../shared/contract/wordings.ts';
import type { Actor } from '../auth/permissions.ts';
import type { Identity } from '../auth/sessions.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import type { WriteRequest } from '../companies/companyWrite.ts';
import { jsonResponse } from './jsonResponse.ts';
import { RememberedRouter } from './rememberedRouter.ts';
import {
  requestReader,
  type ReceivedBody,
  type RequestSchemas,
  type ValidRequest,
} from './validateRequest.ts';

export interface AppEnv {
  Variables: {
    /** For the request log and the client. */
    requestId: string;
    /** Set where a session is required. */
    signedIn: SignedIn;
    /** Set under /v1/companies/{company}. */
    member: Member;
    /** Set where a body was read. */
    received: ReceivedBody;
  };
}

export interface SignedIn {
  token: string;
  identity: Identity;
}

/** Somebody with a role in the company of the path. */
export interface Member {
  companyId: number;
  actor: Actor;
  /** How the company writes, for refusals that say nothing of it. */
  writing?: AmountWriting;
}

export type Router = OpenAPIHono<AppEnv>;

export function createRouter(): Router {
  return new OpenAPIHono<AppEnv>({ router: new RememberedRouter() });
}

const problems = { 'application/problem+json': { schema: problemSchema } };
/** `requireCompany` looks the company up, which says more than its shape. */
const companyParams = z.strictObject({ company: z.string().max(20) });
const nothing = z.strictObject({});

export const keyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{8,200}$/)
    .register(wordings, { is: 'una clave de 8 a 200 letras, cifras o signos, sin espacios' }),
});
export const matchHeaders = z.object({
  'if-match': z
    .string()
    .regex(/^"?\d{1,9}"?$/)
    .register(wordings, { is: 'la versión que se leyó, como vino en la cabecera ETag: "3"' }),
});

/** What a use case is told of a request that brings its key. */
export function keyedWrite({
  companyId,
  actor,
  headers,
}: Member & { headers: { 'idempotency-key': string } }): WriteRequest {
  return { companyId, actor, idempotencyKey: headers['idempotency-key'] };
}

/** Where the version read is not required, but honoured. */
export const optionalMatchHeaders = matchHeaders.partial();

interface CompanyRouteOptions<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> extends RequestSchemas<Params, Query, Headers, Body> {
  method: RouteConfig['method'];
  path: string;
  summary: string;
  answer: Answer;
  status?: 200 | 201;
  /** The version of what is answered, for `If-Match` of a later edit. */
  versionOf?(answer: z.input<Answer>): number;
}

export interface CompanyRoute<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  /** For the document. */
  description: ReturnType<typeof createRoute>;
  options: CompanyRouteOptions<Params, Query, Headers, Body, Answer>;
}

/** A route below a company, with the problems that every such route may answer. */
export function companyRoute<
  Answer extends z.ZodType,
  Body extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodObject = typeof nothing,
  Params extends z.ZodObject = typeof nothing,
  Headers extends z.ZodObject = typeof nothing,
>(
  options: CompanyRouteOptions<Params, Query, Headers, Body, Answer>,
): CompanyRoute<Params, Query, Headers, Body, Answer> {
  const { method, path, summary, body, query, params, headers, answer, status } = options;
  const description = createRoute({
    method,
    path,
    summary,
    security: [{ bearer: [] }],
    request: {
      params: params ?? companyParams,
      query: query ?? nothing,
      headers: headers ?? nothing,
      ...(body === undefined
        ? {}
        : { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      [status ?? 200]: {
        description: 'Hecho',
        content: { 'application/json': { schema: answer } },
      },
      '4XX': { description: 'Rechazado, con todos los motivos', content: problems },
    },
  });
  return { description, options };
}

/** Answers a route: `handle` gets a request that has been checked, and who makes it. */
export function serveRoute<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  router: Router,
  { description, options }: CompanyRoute<Params, Query, Headers, Body, Answer>,
  handle: (
    request: Member & ValidRequest<Params, Query, Headers, Body>,
  ) => z.input<Answer> | Promise<z.input<Answer>>,
): void {
  const { status = 200, versionOf } = options;
  const readRequest = requestReader(options);
  router.openAPIRegistry.registerPath(description);
  router.on(description.method, description.getRoutingPath(), async (c) => {
    const { companyId, actor } = c.get('member');
    const { params, query, headers, body } = await readRequest(c);
    const answer = await handle({ companyId, actor, params, query, headers, body });
    const etag = versionOf && { etag: `"${versionOf(answer)}"` };
    return jsonResponse(c, status, answer, etag);
  });
}
