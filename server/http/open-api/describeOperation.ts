// One operation of the OpenAPI document, from what its route says of itself: the refusals that follow from its
// shape are added here, so that no route can forget one.
import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import type * as z from 'zod';
import type { RequestSchemas } from '../validateRequest.ts';
import { referToHeaders, type SharedHeader } from './sharedHeaders.ts';
import { referToResponses, type SharedStatus } from './sharedResponses.ts';
import type { Tag } from './tags.ts';

/** What a route says of itself. */
export interface OperationTexts {
  /** Verb and noun: the function's name in a generated client. */
  operationId: string;
  tag: Tag;
  summary: string;
  description: string;
  /** What comes back when all goes well. */
  answered: string;
}

export interface OperationShape extends OperationTexts, RequestSchemas {
  method: RouteConfig['method'];
  path: string;
  status: 200 | 201 | 204;
  /** Left out: nothing comes back. */
  answer?: z.ZodType;
  /** What answers are written in; left out: JSON. */
  answerType?: string;
  answerHeaders?: readonly SharedHeader[];
  /** Needs no session. */
  isPublic?: boolean;
  /** In a company one has a role, or it does not exist. */
  inCompany?: boolean;
  /** Registers something, if the role may. */
  writes?: boolean;
  /** Beyond what the shape tells. */
  refuses?: readonly SharedStatus[];
}

export function describeOperation(operation: OperationShape): ReturnType<typeof createRoute> {
  const { method, path, operationId, tag, summary, description, answered } = operation;
  const { params, query, headers, body, status, answer, answerHeaders = [] } = operation;
  const answerType = operation.answerType ?? 'application/json';
  return createRoute({
    method,
    path,
    operationId,
    tags: [tag],
    summary,
    description,
    security: operation.isPublic ? [] : [{ bearer: [] }],
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(headers && { headers }),
      ...(body && {
        body: { required: true, content: { 'application/json': { schema: body } } },
      }),
    },
    responses: {
      [status]: {
        description: answered,
        headers: referToHeaders(['RequestId', ...answerHeaders]),
        ...(answer && { content: { [answerType]: { schema: answer } } }),
      },
      ...referToResponses(refusalsOf(operation)),
    },
  });
}

function refusalsOf(operation: OperationShape): SharedStatus[] {
  const { headers, body, isPublic, inCompany, writes, refuses = [] } = operation;
  const statuses: SharedStatus[] = [400, 429, 500, 503, ...refuses];
  if (!isPublic) statuses.push(401);
  if (inCompany) statuses.push(403, 404);
  if (body) statuses.push(413, 415);
  if (writes) statuses.push(409, 422, 507);
  const match = headers?.shape['if-match'] as z.ZodType | undefined;
  if (match) statuses.push(412);
  if (match && !match.safeParse(undefined).success) statuses.push(428);
  return statuses;
}
