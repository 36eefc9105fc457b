// How routes are declared: zod schemas in, OpenAPI out, the company and the actor already resolved.
import { OpenAPIHono, type createRoute, type RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import type { Change } from '../../shared/contract/changes.ts';
import { wordings } from '../../shared/contract/wordings.ts';
import { assertMay, type Actor } from '../auth/permissions.ts';
import type { Identity } from '../auth/sessions.ts';
import type { AmountWriting } from '../../shared/rejection.ts';
import type { WriteRequest } from '../companies/companyWrite.ts';
import { freshnessOf, isStillFresh } from './freshness.ts';
import { jsonResponse } from './jsonResponse.ts';
import { describeOperation, type OperationTexts } from './open-api/describeOperation.ts';
import type { SharedHeader } from './open-api/sharedHeaders.ts';
import type { SharedStatus } from './open-api/sharedResponses.ts';
import { RememberedRouter } from './rememberedRouter.ts';
import type { RequestWork } from './requestWork.ts';
import { apiHeaders } from './securityHeaders.ts';
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
    /** Set where browsers are told to come by https from now on. */
    isKeptToHttps?: boolean;
    /** What long work of the request asks, from time to time. */
    work: RequestWork;
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

/** A write that may turn out to have been done before. */
export interface Replayable {
  /** Marks the answer as the one that its key was given before. */
  onReplay(): void;
}

export type Router = OpenAPIHono<AppEnv>;

export function createRouter(): Router {
  return new OpenAPIHono<AppEnv>({ router: new RememberedRouter() });
}

/** `requireCompany` looks the company up, which says more than its shape. */
export const companyParam = z
  .string()
  .max(20)
  .meta({ description: 'Código de la empresa.', example: 'DEMO' });
export const companyParams = z.strictObject({ company: companyParam });
type Nothing = z.ZodObject<Record<never, never>>;

export const keyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{8,200}$/)
    .meta({
      description:
        'Clave que el cliente elige para esta operación, distinta en cada una. Repetida con el mismo contenido, se contesta lo de la primera vez y no se registra nada más; con otro contenido se rechaza.',
      example: 'factura-2026-0184',
    })
    .register(wordings, { is: 'una clave de 8 a 200 letras, cifras o signos, sin espacios' }),
});
export const matchHeaders = z.object({
  'if-match': z
    .string()
    .regex(/^"?\d{1,9}"?$/)
    .meta({
      description: 'La versión que se leyó, como vino en `ETag`. Si ya es otra, se contesta 412.',
      example: '"3"',
    })
    .register(wordings, { is: 'la versión que se leyó, como vino en la cabecera ETag: "3"' }),
});

/** What a use case is told of a request that brings its key. */
export function keyedWrite({
  companyId,
  actor,
  headers,
  onReplay,
}: Member & Replayable & { headers: { 'idempotency-key': string } }): WriteRequest {
  return { companyId, actor, idempotencyKey: headers['idempotency-key'], onReplay };
}

/** Where the version read is not required, but honoured. */
export const optionalMatchHeaders = matchHeaders.partial();

const freshnessHeaders = z.object({
  'if-none-match': z.string().optional().meta({
    description: 'La señal `ETag` de una lectura anterior: si nada cambió se contesta 304.',
    example: 'W/"q8Xw0hN2kLr5"',
  }),
});

interface CompanyRouteOptions<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>
  extends RequestSchemas<Params, Query, Headers, Body>, OperationTexts {
  method: RouteConfig['method'];
  path: string;
  answer: Answer;
  status?: 200 | 201;
  /** Asks by POST, since the question is long, and registers nothing. */
  isQuestion?: boolean;
  /** The answer follows from the versions of ledger and settings alone: asked again, it may be told unchanged. */
  isConditional?: boolean;
  /** Refusals beyond those of its shape. */
  refuses?: readonly SharedStatus[];
  /** The version of what is answered, for `If-Match` of a later edit. */
  versionOf?(answer: z.input<Answer>): number;
  /** Where what was made is read, below the company. */
  locationOf?(answer: z.input<Answer>): string;
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
  Query extends z.ZodObject = Nothing,
  Params extends z.ZodObject = Nothing,
  Headers extends z.ZodObject = Nothing,
>(
  options: CompanyRouteOptions<Params, Query, Headers, Body, Answer>,
): CompanyRoute<Params, Query, Headers, Body, Answer> {
  const { method, params, headers, isConditional = false, refuses = [] } = options;
  const description = describeOperation({
    ...options,
    params: params ?? companyParams,
    ...(isConditional && { headers: freshnessHeaders.extend(headers?.shape ?? {}) }),
    status: options.status ?? 200,
    answerHeaders: answerHeadersOf(options),
    writes: method !== 'get' && options.isQuestion !== true,
    inCompany: true,
    refuses: isConditional ? [...refuses, 304] : refuses,
  });
  return { description, options };
}

function answerHeadersOf({
  headers,
  isConditional,
  versionOf,
  locationOf,
}: Pick<
  CompanyRouteOptions<z.ZodObject, z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>,
  'headers' | 'isConditional' | 'versionOf' | 'locationOf'
>): SharedHeader[] {
  return [
    ...(versionOf ? (['Version'] as const) : []),
    ...(isConditional ? (['Freshness'] as const) : []),
    ...(locationOf ? (['Location'] as const) : []),
    ...(headers?.shape['idempotency-key'] ? (['Replayed'] as const) : []),
  ];
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
    request: Member &
      Replayable &
      ValidRequest<Params, Query, Headers, Body> &
      Pick<RequestWork, 'pace'>,
  ) => z.input<Answer> | Promise<z.input<Answer>>,
  /** For conditional routes: the versions that the answer follows from. */
  readVersions?: (companyId: number) => Promise<Change>,
): void {
  if ((options.isConditional ?? false) !== (readVersions !== undefined)) {
    throw new Error(`${options.operationId}: conditional routes, and no others, read versions`);
  }
  const { status = 200, versionOf, locationOf } = options;
  const readRequest = requestReader(options);
  router.openAPIRegistry.registerPath(description);
  router.on(description.method, description.getRoutingPath(), async (c) => {
    const { companyId, actor } = c.get('member');
    const { params, query, headers, body } = await readRequest(c);
    const { pace } = c.get('work');
    const more: Record<string, string> = {};
    let isKnown: boolean | 'if-any' = false;
    if (readVersions) {
      assertMay(actor, 'read');
      more.etag = freshnessOf(c, await readVersions(companyId));
      more['cache-control'] = 'private, no-cache';
      isKnown = isStillFresh(c, more.etag);
      if (isKnown === true) return notModified(c, more);
    }
    const onReplay = () => void (more['idempotency-replayed'] = 'true');
    const answer = await handle({ companyId, actor, params, query, headers, body, onReplay, pace });
    if (isKnown === 'if-any') return notModified(c, more);
    if (versionOf) more.etag = `"${versionOf(answer)}"`;
    if (locationOf) more.location = `${companyPath(c)}${locationOf(answer)}`;
    return jsonResponse(c, status, answer, more);
  });
}

function notModified(c: Context<AppEnv>, more: Record<string, string>): Response {
  const headers = Object.assign(apiHeaders(c), more);
  headers.vary = 'Accept-Encoding';
  return new Response(null, { status: 304, headers });
}

function companyPath(c: Context<AppEnv>): string {
  return `/v1/companies/${encodeURIComponent(c.req.param('company') ?? '')}`;
}
